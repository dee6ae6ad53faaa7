import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { saveForm } from "~/applications/saved/saved-forms.ts";
import { findSaved, removeSaved, saveJob } from "~/applications/saved/save-job.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Save a job – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

async function publicJob(slug: string | undefined) {
  const job = await showJob(database(), slug ?? "");
  if (!job || publicStatus(job, now()) === "taken-down") throw notFound();
  return job;
}

/** Whoever is signed in. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const job = await publicJob(params.slug);
  const saved = (await findSaved(database(), account.id, job.id)) !== undefined;
  return { slug: job.slug, title: job.content.title, employer: job.employer.name, saved };
}

/** Whoever is signed in: of their own list. A guest signs in first, which saves the job (http/after-sign-in). */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const job = await publicJob(params.slug);
  return answerForm(request, saveForm, async ({ intent }) => {
    if (intent === "save") await saveJob(database(), account.id, job.slug);
    else await removeSaved(database(), account.id, job.id);
    const text = intent === "save" ? "The job is saved." : "The job is off your list.";
    return redirect(paths.job(job.slug), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

export default function SaveJob() {
  const { slug, title, employer, saved } = useLoaderData<typeof loader>();
  const { form, pending, attempt } = useBoardForm("save");
  return (
    <Page title={title} width="form" crumb={{ to: paths.job(slug), label: "The job" }}>
      <ErrorSummary errors={summaryErrors([], form.errors)} attempt={attempt} title="Nothing was changed" />
      <Form method="post">
        <Note title={saved ? "This job is saved" : `Save this job at ${employer}?`}>
          {saved ? "It stands on your list until you take it off." : "It goes on your list of saved jobs."}
          <Buttons>
            <Button variant={saved ? "plain" : "go"} name="intent" value={saved ? "remove" : "save"} pending={pending}>
              {saved ? "Take it off the list" : "Save the job"}
            </Button>
            <ButtonLink variant="text" to={paths.saved()}>
              Saved jobs
            </ButtonLink>
          </Buttons>
        </Note>
      </Form>
    </Page>
  );
}
