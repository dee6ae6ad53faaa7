import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { CountsSections, HowCounted, SimilarSection, SpanChoice } from "~/statistics/components/statistics-parts.tsx";
import { readJobStatistics } from "~/statistics/read-statistics.server.ts";
import { parseSpan, spans } from "~/statistics/statistics.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Statistics: ${page?.job.title ?? "no such job"} – CareerCenter` },
];

/** Members of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const span = parseSpan(new URL(request.url).searchParams.get("span"), true);
  const found = jobId && (await readJobStatistics(database(), account.id, jobId, span));
  if (!found) throw notFound();
  return { ...found, span };
}

export default function JobStatistics() {
  const { job, statistics, comparison, span } = useLoaderData<typeof loader>();
  const crumb = { to: paths.deskJob(job.id), label: "The job" };
  if (!job.postedAt)
    return (
      <Page title="Statistics" lead={job.title} crumb={crumb}>
        <EmptyState
          title="Nobody has seen this job yet"
          icon="clock"
          action={{ to: paths.deskJob(job.id), label: "See how it stands" }}
        >
          Views, clicks and applications are counted from the day on which it goes live.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title="Statistics"
      lead={job.title}
      crumb={crumb}
      tools={
        <ButtonLink to={paths.jobStatisticsCsv(job.id, span)} reloadDocument>
          Data as CSV
        </ButtonLink>
      }
    >
      <SpanChoice spans={spans} chosen={span} to={(one) => paths.jobStatistics(job.id, one)} />
      <CountsSections statistics={statistics} comparison={comparison} />
      <SimilarSection comparison={comparison} />
      <HowCounted />
    </Page>
  );
}
