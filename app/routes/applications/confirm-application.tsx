import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { applicationStateLabels } from "~/applications/application.ts";
import { Letter } from "~/applications/components/letter.tsx";
import { ScreeningAnswers } from "~/applications/components/screening-answers.tsx";
import {
  confirmGuestApplication,
  showGuestApplication,
} from "~/applications/guest/confirm-guest-application.server.ts";
import { confirmSchema } from "~/applications/guest/guest-forms.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [
  { title: "Confirm your application – CareerCenter" },
  { name: "robots", content: "noindex" },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A link that did not work shows the page of one that doesn't. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 422 || defaultShouldRevalidate;

/** Public: whoever holds the mailed link. Opening it sends nothing, since mail programs open links by themselves. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, waiting: await showGuestApplication(database(), token) };
}

/** Public: whoever holds the mailed link. */
export async function action({ request, context }: ActionFunctionArgs) {
  return answerForm(request, confirmSchema, async ({ token }) => {
    const { jobId, earlier } = await confirmGuestApplication(database(), token, context.clientAddress);
    const job = await showJob(database(), jobId);
    if (!earlier) countDeed("apply", jobId, request, context.clientAddress);
    const text = earlier
      ? `You applied to this job already on ${formatDate(earlier.createdAt, now())}; it is in ${applicationStateLabels[earlier.state]} now. Nothing was sent again.`
      : "Your application was sent. You hear of each step by mail; sign up with the same address to see them here.";
    const flash = await setFlash({ kind: earlier ? "warn" : "done", text });
    return redirect(job ? paths.job(job.slug) : paths.jobs(), { headers: { "Set-Cookie": flash } });
  });
}

export default function ConfirmApplication() {
  const { token, waiting } = useLoaderData<typeof loader>();
  const { form, pending, attempt } = useBoardForm<{ token: string }>("confirm");
  if (!waiting)
    return (
      <Page title="This link doesn’t work any more" width="form">
        <Note title="There is nothing to send with it">
          It may have been used, replaced by a newer one, or be older than two days. If you have sent your application
          with it, a mail says so.
        </Note>
      </Page>
    );
  return (
    <Page
      title={`Send your application: ${waiting.title}`}
      width="form"
      lead={`Nothing has reached ${waiting.employer} yet. This is what they get.`}
      crumb={{ to: paths.job(waiting.slug), label: "The job" }}
    >
      <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} title="Nothing was sent" />
      <Section title="From">
        <DefinitionList
          items={[
            { term: "Name", value: waiting.name },
            { term: "E-mail", value: waiting.email },
            { term: "Résumé", value: waiting.file },
          ]}
        />
      </Section>
      {waiting.letter ? (
        <Section title="Letter">
          <Letter text={waiting.letter} />
        </Section>
      ) : null}
      {waiting.answers.length > 0 ? (
        <Section title="Answers">
          <ScreeningAnswers answers={waiting.answers} />
        </Section>
      ) : null}
      <Form method="post" id={form.id} className="stack">
        <input type="hidden" name="token" value={token} />
        <p>Did you not write this? Then close this page: it is deleted soon, and the employer never sees it.</p>
        <div>
          <Button variant="go" pending={pending} pendingLabel="Sending your application…">
            Send my application
          </Button>
        </div>
      </Form>
    </Page>
  );
}
