import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node"; // prettier-ignore
import { Form, useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { useState } from "react";
import { filterSearch, parseApplicantFilter } from "~/applications/applicant-filter.ts";
import { declineForm, MESSAGE_LENGTH, parsePicks, pickText } from "~/applications/applicant-forms.ts";
import { applicationStateLabels, mayMoveApplication } from "~/applications/application.ts";
import { MailPreview } from "~/applications/components/mail-preview.tsx";
import { useLive } from "~/applications/components/use-live.ts";
import { moveSeveral, readPicked } from "~/applications/decline-applicants.server.ts";
import { isMemberForJob } from "~/applications/list-applicants.server.ts";
import { outcomeWords } from "~/applications/pick-words.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm, readForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { fieldWith, initialText } from "~/ui/field.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Decline several – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A member of the job's employer. Shows the chosen ones as they are now; those who cannot be declined are left out. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const search = new URL(request.url).searchParams;
  const ids = parsePicks(search.getAll("pick")).map(({ id }) => id);
  const picked = jobId && (await readPicked(database(), account.id, jobId, ids));
  if (!picked) throw notFound();
  const { job, people } = picked;
  return {
    job: { id: job.id, title: job.title, employer: job.employerName },
    people: people.filter(({ state }) => mayMoveApplication(state, "declined", "employer")),
    back: search.get("back") ?? "",
    list: listOf(job.id, search.get("back")),
  };
}

/** A member of the job's employer. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId || !(await isMemberForJob(database(), account.id, jobId))) throw notFound();
  const form = await readForm(request);
  const wish = readWish(form, declineForm);
  if (wish?.intent === "preview") return data({ preview: wish.message });
  return answerForm(
    request,
    declineForm,
    async ({ message }) => {
      const picks = parsePicks(form.getAll("pick"));
      const outcomes = await moveSeveral(database(), account.id, { jobId, picks, to: "declined", message });
      const kind = outcomes.some(({ outcome }) => outcome === "done") ? "done" : "warn";
      return redirect(listOf(jobId, form.get("back")), {
        headers: { "Set-Cookie": await setFlash({ kind, text: outcomeWords(outcomes, "declined") }) },
      });
    },
    { form },
  );
}

/** The list that the choice was made on. */
function listOf(jobId: JobId, back: unknown): string {
  const filter = parseApplicantFilter(new URLSearchParams(typeof back === "string" ? back : ""));
  return `${paths.applicants(jobId)}${filterSearch(filter, { view: "list" })}`;
}

export default function DeclineApplicants() {
  const { job, people, back, list } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const live = useLive();
  const { form, fields, pending, attempt } = useBoardForm<{ message: string }>("decline");
  const answer = useActionData<{ preview?: string }>();
  const [typed, setTyped] = useState<string>();
  const message = typed ?? answer?.preview ?? initialText(fields.message) ?? "";
  if (people.length === 0)
    return (
      <Page title="Decline several" crumb={{ to: list, label: `Applicants: ${job.title}` }} width="form">
        <EmptyState title="Nobody was chosen" icon="list" action={{ to: list, label: "Choose on the list" }}>
          Tick the people first. Those who were hired, declined or have withdrawn are not declined again.
        </EmptyState>
      </Page>
    );
  const several = people.length > 1;
  return (
    <Page
      title={several ? `Decline ${people.length} people?` : `Decline ${people[0]!.name}?`}
      crumb={{ to: list, label: `Applicants: ${job.title}` }}
      lead={`${several ? "Each of them is" : "They are"} told by mail at once, and it cannot be undone.`}
      width="form"
    >
      <ErrorSummary
        errors={attempt ? summaryErrors([{ label: "Message", field: fields.message }], form.errors) : []}
        attempt={attempt}
      />
      <Form method="post" action={`${paths.declineApplicants(job.id)}${search}`} id={form.id} className="form">
        <input type="hidden" name="back" value={back} />
        <ul className="picked-people" aria-label="Who is declined">
          {people.map((person) => (
            <li key={person.id}>
              <label className="check">
                <input type="checkbox" name="pick" value={pickText(person)} defaultChecked />
                <span>
                  {person.name}, <span className="quiet">{applicationStateLabels[person.state]}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
        <TextArea
          field={fieldWith(fields.message, { initialValue: message, maxLength: MESSAGE_LENGTH })}
          label="Message"
          markOptional
          help="Plain text, the same for everybody. It stands in the mail and on their application."
          rows={5}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <MailPreview title={job.title} employer={job.employer} message={message} />
        <div className="btns">
          <Button variant="stop" name="intent" value="decline" pending={pending}>
            {several ? "Decline them" : "Decline"}
          </Button>
          {live ? null : (
            <Button name="intent" value="preview">
              Show the mail with my message
            </Button>
          )}
          <ButtonLink variant="text" to={list}>
            Not now
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
