import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { SavedTable } from "~/applications/components/saved-table.tsx";
import { savedForm } from "~/applications/saved/saved-forms.ts";
import { pageOfSaved, removeSaved, setSilence } from "~/applications/saved/save-job.server.ts";
import { ENDING_DAYS, parseSavedCursor } from "~/applications/saved/saved.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction = () => [{ title: "Saved jobs – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const after = parseSavedCursor(new URL(request.url).searchParams.get("after"));
  return { ...(await pageOfSaved(database(), account.id, after)), isFirst: after === undefined, now: now() };
}

/** The signed-in person's own. */
export async function action({ request }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  return answerForm(request, savedForm, async (value) => {
    const done = async (text: string) =>
      redirect(paths.saved(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
    if (value.intent === "remove") {
      const jobId = parseId<"job">(value.job);
      if (jobId) await removeSaved(database(), account.id, jobId);
      return done("The job is off your list.");
    }
    const silent = value.intent === "notes-off";
    await setSilence(database(), account.id, silent);
    return done(silent ? "You get no more mail about saved jobs." : "You get a mail before a saved job ends.");
  });
}

export default function Saved() {
  const { rows, next, notes, isFirst, now: at } = useLoaderData<typeof loader>();
  const tools = <ButtonLink to={paths.applications()}>Your applications</ButtonLink>;
  return (
    <Page title="Saved jobs" tools={tools}>
      {rows.length === 0 && isFirst ? (
        <EmptyState
          title="You have saved no job yet"
          icon="save"
          action={{ to: paths.jobs(), label: "Browse the jobs" }}
        >
          Press “Save the job” on a job’s page, and it waits for you here.
        </EmptyState>
      ) : (
        <SavedTable rows={rows} now={at} />
      )}
      {next || !isFirst ? (
        <Pager
          shown={`${countOf(rows.length, "job")} on this page`}
          nextTo={next && paths.saved({ after: next })}
          nextLabel="Saved before these"
          firstTo={isFirst ? undefined : paths.saved()}
        />
      ) : null}
      <Section title="Mail about saved jobs">
        <Form method="post" className="stack">
          <p>
            {notes
              ? `You get one mail ${ENDING_DAYS} days before a saved job ends, while it is still open.`
              : "You get no mail before a saved job ends."}
          </p>
          <div>
            <Button name="intent" value={notes ? "notes-off" : "notes-on"}>
              {notes ? "Turn these mails off" : "Turn these mails on"}
            </Button>
          </div>
        </Form>
      </Section>
    </Page>
  );
}
