import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { mailGuestAgain } from "~/applications/guest/file-guest-application.server.ts";
import { mailAgainSchema } from "~/applications/guest/guest-forms.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Confirm your application – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Public: says the same to everybody, whatever `ref` names. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const job = await showJob(database(), params.slug ?? "");
  if (!job) throw notFound();
  const ref = parseId<"guest-application">(new URL(request.url).searchParams.get("ref"));
  return { slug: job.slug, title: job.content.title, ref: ref ?? "" };
}

/** Public, within limits: the mail once more. What waits, and for whom, nobody learns. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const slug = params.slug ?? "";
  return answerForm(request, mailAgainSchema, async ({ ref }) => {
    const id = parseId<"guest-application">(ref);
    if (!id) throw notFound();
    await mailGuestAgain(database(), id, context.clientAddress);
    const text = "If the application still waits, the mail is on its way again. Only the newest link works.";
    return redirect(paths.applySent(slug, id), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function ApplySent() {
  const { slug, title, ref } = useLoaderData<typeof loader>();
  const { form, pending, attempt } = useBoardForm<{ ref: string }>("again");
  return (
    <Page title="One more step: look into your mail" width="form" crumb={{ to: paths.job(slug), label: title }}>
      <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} title="No mail was sent" />
      <Note title="Nothing has been sent to the employer yet">
        We have mailed a link to the address you gave. Follow it within two days, and your application is sent. After
        that it is deleted, with your résumé.
      </Note>
      <p>
        Nothing there after a few minutes? Look into the folder for spam, or have it sent again. Was the address wrong?{" "}
        <Link to={paths.apply(slug)}>Apply once more</Link> with the right one.
      </p>
      <Form method="post" id={form.id}>
        <input type="hidden" name="ref" value={ref} />
        <Buttons>
          <Button pending={pending} disabled={ref === ""}>
            Send the mail again
          </Button>
          <ButtonLink variant="text" to={paths.jobs()}>
            Browse the jobs
          </ButtonLink>
        </Buttons>
      </Form>
    </Page>
  );
}
