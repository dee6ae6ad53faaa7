import {
  data,
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { countAttempt } from "~/accounts/limits.server.ts";
import { readResumeFacts } from "~/applications/read-resume-facts.ts";
import { answering } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseUpload, UploadError } from "~/platform/files/parse-upload.server.ts";
import { readText } from "~/platform/files/read-text.server.ts";
import { RESUME_ACCEPT, RESUME_REFUSALS } from "~/platform/files/resume-file.ts";
import { paths } from "~/platform/paths.ts";
import { FactsForm } from "~/profiles/components/facts-form.tsx";
import { addFacts } from "~/profiles/edit-profile.server.ts";
import type { ReadFact } from "~/profiles/profile-fact.ts";
import { acceptedFacts } from "~/profiles/profile-forms.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import { Button, Buttons } from "~/ui/button.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note } from "~/ui/notes.tsx";
import { FileField } from "~/ui/text-fields.tsx";

export const meta: MetaFunction = () => [{ title: "Start from a résumé: your profile – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  return { seen: (await showProfile(database(), account.id)).version };
}

type Answer = { facts?: ReadFact[]; problem?: string };
const refuse = (problem: string, status: number) => data<Answer>({ problem }, { status });

/** The signed-in person's own. A résumé is read and forgotten; what is accepted of it comes back as a form. */
export async function action({ request, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  if (!/^multipart\//i.test(request.headers.get("Content-Type") ?? "")) {
    const accepted = acceptedFacts(await readForm(request));
    if (accepted.length) await addFacts(database(), account.id, accepted);
    const text = accepted.length ? `${countOf(accepted.length, "line")} added to your profile.` : "Nothing was added.";
    return redirect(paths.profile(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  }
  return answering(
    async () => {
      await countAttempt("upload", { address: context.clientAddress, account: account.id });
      return readUpload(request);
    },
    ({ message }): Answer => ({ problem: message }),
  );
}

async function readUpload(request: Request) {
  const upload = await parseUpload(request, { fileFields: ["resume"] }).catch((error: unknown) => {
    if (error instanceof UploadError) return error;
    throw error;
  });
  if (upload instanceof UploadError) return refuse(upload.message, upload.status);
  const received = upload.files.get("resume");
  if (received && !received.verdict.ok) return refuse(RESUME_REFUSALS[received.verdict.reason], 422);
  if (!received?.file || !received.verdict.ok) return refuse("Choose your résumé, a PDF or Word document (DOCX).", 400);
  const text = await readText(new Uint8Array(await received.file.arrayBuffer()), received.verdict.mediaType);
  if (text === "busy") return refuse("Several résumés are being read just now. Try again in a minute.", 503);
  if (text === "unreadable") return refuse("No words could be read of this file. It may be a picture of a page.", 422);
  return data<Answer>({ facts: readResumeFacts(text.body) });
}

export default function FromResume() {
  const { seen } = useLoaderData<typeof loader>();
  const answer = useActionData<Answer>();
  const { state } = useNavigation();
  const facts = answer?.facts;
  const errors = answer?.problem ? [answer.problem] : undefined;
  return (
    <Page
      title="Start from a résumé"
      lead="The board reads it for credentials, years and systems, shows you what it found and where, and forgets the file."
      crumb={{ to: paths.profile(), label: "Your profile" }}
    >
      {facts?.length ? (
        <div className="stack stack--wide">
          <Note title="None of this is in your profile yet">
            Untick what is wrong. What your profile says already stays, and you can change each line later.
          </Note>
          <FactsForm facts={facts} seen={seen} />
        </div>
      ) : (
        <div className="stack stack--wide">
          <ErrorSummary errors={(errors ?? []).map((message) => ({ id: "resume", message }))} attempt={answer} />
          {facts ? (
            <Note kind="warn" title="The board recognized nothing in it">
              It knows the credentials, systems and settings of the field by name. You can write your profile by hand.
            </Note>
          ) : null}
          <Form method="post" encType="multipart/form-data" className="stack stack--wide narrow" noValidate>
            <FileField
              field={{ id: "resume", name: "resume", errors }}
              label="Résumé"
              help="A PDF or Word document (DOCX) of at most 5 MB that opens without a password."
              accept={RESUME_ACCEPT}
            />
            <Buttons>
              <Button variant="go" pending={state === "submitting"} pendingLabel="Reading…">
                Read the résumé
              </Button>
            </Buttons>
          </Form>
        </div>
      )}
    </Page>
  );
}
