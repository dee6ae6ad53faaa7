import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { JobsTable } from "~/statistics/components/jobs-table.tsx";
import { CountsSections, HowCounted, SpanChoice } from "~/statistics/components/statistics-parts.tsx";
import { readEmployerStatistics } from "~/statistics/read-statistics.server.ts";
import { parseSpan } from "~/statistics/statistics.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Statistics: ${page?.employer.name ?? "no such organization"} – CareerCenter` },
];

/** Members of the organization. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const span = parseSpan(new URL(request.url).searchParams.get("span"), false);
  const found = employerId && (await readEmployerStatistics(database(), account.id, employerId, span));
  if (!found) throw notFound();
  return { ...found, span };
}

export default function OrganizationStatistics() {
  const { employer, statistics, jobs, more, span } = useLoaderData<typeof loader>();
  const crumb = { to: paths.desk(), label: "Your desk" };
  if (jobs.length === 0)
    return (
      <Page title="Statistics" lead={`All jobs of ${employer.name}`} crumb={crumb}>
        <OrganizationTabs id={employer.id} current="statistics" />
        <EmptyState
          title="No job was posted yet"
          icon="clock"
          action={{ to: paths.newJob(employer.id), label: "Post a job" }}
        >
          Views, clicks and applications are counted from the day on which a job goes live.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title="Statistics"
      lead={`All jobs of ${employer.name}`}
      crumb={crumb}
      tools={
        <ButtonLink to={paths.employerStatisticsCsv(employer.id, span)} reloadDocument>
          Data as CSV
        </ButtonLink>
      }
    >
      <OrganizationTabs id={employer.id} current="statistics" />
      <SpanChoice spans={["7", "30", "90"]} chosen={span} to={(one) => paths.employerStatistics(employer.id, one)} />
      <CountsSections statistics={statistics} />
      <JobsTable jobs={jobs} more={more} span={span} />
      <HowCounted />
    </Page>
  );
}
