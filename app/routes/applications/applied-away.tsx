import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { appliesAway, findAway, markAway, unmarkAway } from "~/applications/away/mark-away.server.ts";
import { awayForm } from "~/applications/saved/saved-forms.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Applied elsewhere – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** A job that takes applications elsewhere. @throws a 404; for one that takes them here, the way to its form. */
async function awayJob(slug: string | undefined) {
  const job = await showJob(database(), slug ?? "");
  if (!job || publicStatus(job, now()) === "taken-down") throw notFound();
  if (!appliesAway(job)) throw redirect(paths.apply(job.slug));
  return job;
}

/** Whoever is signed in. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const job = await awayJob(params.slug);
  const marked = await findAway(database(), account.id, job.id);
  return { slug: job.slug, title: job.content.title, employer: job.employer.name, marked, now: now() };
}

/** Whoever is signed in: of their own tracker. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const job = await awayJob(params.slug);
  return answerForm(request, awayForm, async ({ intent }) => {
    if (intent === "mark") await markAway(database(), account.id, job);
    else await unmarkAway(database(), account.id, job.id);
    const text = intent === "mark" ? "It stands in your applications." : "It is off your applications again.";
    const flash = await setFlash({ kind: "done", text });
    return redirect(intent === "mark" ? paths.applications() : paths.job(job.slug), {
      headers: { "Set-Cookie": flash },
    });
  });
}

export default function AppliedAway() {
  const { slug, title, employer, marked, now: at } = useLoaderData<typeof loader>();
  const { form, pending, attempt } = useBoardForm("away");
  return (
    <Page title={`Applied elsewhere: ${title}`} width="form" crumb={{ to: paths.job(slug), label: "The job" }}>
      <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} title="Nothing was changed" />
      <Form method="post">
        <Note
          title={
            marked
              ? `You applied to ${employer} on ${formatDate(marked, at)}, away from this board`
              : `Have you applied to ${employer}, away from this board?`
          }
        >
          {marked
            ? "It stands in your applications. Nobody else sees that."
            : "Then it can stand in your applications beside those you sent here. Nobody else sees that, and what the employer answers is not seen here."}
          <Buttons>
            <Button variant={marked ? "plain" : "go"} name="intent" value={marked ? "undo" : "mark"} pending={pending}>
              {marked ? "Take it back" : "I applied"}
            </Button>
            <ButtonLink variant="text" to={marked ? paths.applications() : paths.job(slug)}>
              {marked ? "Your applications" : "Back to the job"}
            </ButtonLink>
          </Buttons>
        </Note>
      </Form>
    </Page>
  );
}
