import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import {
  applicationChain,
  applicationStateLabels,
  isApplicationState,
  parseCursor,
  type ApplicationState,
} from "~/applications/application.ts";
import { Pipeline } from "~/applications/components/pipeline.tsx";
import { listPipeline, pageOfApplicants, readApplicantsOfJob } from "~/applications/list-applications.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { Pager, ViewChips } from "~/ui/facets.tsx";
import { countOf, formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Applicants: ${data?.job.title ?? "not found"} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** What a member may look at one by one; a guest's unconfirmed application is not the employer's yet. */
const tabs = [...applicationChain, "declined", "withdrawn"] as const satisfies readonly ApplicationState[];

/** A member of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const desk = jobId && (await readApplicantsOfJob(database(), account.id, jobId));
  if (!desk) throw notFound();
  const { searchParams } = new URL(request.url);
  const chosen = searchParams.get("state");
  const state = isApplicationState(chosen) && chosen !== "unconfirmed" ? chosen : undefined;
  const after = parseCursor(searchParams.get("after"));
  const counts = tabs.map((tab) => ({ state: tab, count: desk.counts(tab) }));
  return {
    job: desk.job,
    counts,
    now: now(),
    pipeline: state ? undefined : await listPipeline(database(), jobId),
    page: state && { state, isFirst: !after, ...(await pageOfApplicants(database(), jobId, state, after)) },
  };
}

export default function Applicants() {
  const { job, counts, now: at, pipeline, page } = useLoaderData<typeof loader>();
  const count = (state: ApplicationState) => counts.find((entry) => entry.state === state)?.count ?? 0;
  const inPlay = count("received") + count("reviewed") + count("interview") + count("offer");
  const all = counts.reduce((sum, entry) => sum + entry.count, 0);
  const base = paths.applicants(job.id);
  const until = job.state === "live" && job.expiresAt ? ` until ${formatDate(job.expiresAt, at)}` : "";
  return (
    <Page
      title={inPlay === 1 ? "1 person in play" : `${countOf(inPlay, "person", "people")} in play`}
      crumb={{ to: paths.desk(), label: "All your jobs" }}
      lead={
        <>
          <Link to={paths.deskJob(job.id)}>{job.title}</Link>. {jobStateLabels[job.state]}
          {until}.
        </>
      }
    >
      {all === 0 ? (
        <EmptyState
          title="Nobody has applied yet"
          icon="mail"
          action={{ to: paths.deskJob(job.id), label: "See the job" }}
        >
          Each application comes here, and every member of {job.employerName} is told by mail.
        </EmptyState>
      ) : (
        <>
          <ViewChips
            label="Applicants by state"
            views={[
              { to: base, label: "All in play", count: inPlay, current: !page },
              ...counts.map((entry) => ({
                to: `${base}?state=${entry.state}`,
                label: applicationStateLabels[entry.state],
                count: entry.count,
                current: page?.state === entry.state,
              })),
            ]}
          />
          {pipeline ? <Pipeline jobId={job.id} columns={pipeline} count={count} now={at} /> : null}
          {page ? (
            <>
              <DataTable
                caption={`${applicationStateLabels[page.state]}, newest first`}
                rowHeaders
                columns={[
                  { key: "name", label: "Applicant" },
                  { key: "since", label: "In this state since" },
                  { key: "applied", label: "Applied" },
                ]}
                rows={page.rows.map((row) => ({
                  key: row.id,
                  cells: [
                    <Link key="name" to={paths.applicant(job.id, row.id)}>
                      {row.name}
                    </Link>,
                    <Time key="since" at={row.changedAt} now={at} fine />,
                    <Time key="applied" at={row.createdAt} now={at} />,
                  ],
                }))}
                empty={page.isFirst ? "Nobody is in this state." : "There are no more."}
              />
              {page.next || !page.isFirst ? (
                <Pager
                  shown={`${countOf(page.rows.length, "applicant")} on this page`}
                  nextTo={page.next && `${base}?state=${page.state}&after=${page.next}`}
                  firstTo={page.isFirst ? undefined : `${base}?state=${page.state}`}
                />
              ) : null}
            </>
          ) : null}
        </>
      )}
    </Page>
  );
}
