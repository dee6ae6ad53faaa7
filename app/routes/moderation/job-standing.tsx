import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { ApplyAddressNote } from "~/moderation/components/apply-address.tsx";
import { SanctionList } from "~/moderation/components/case-parts.tsx";
import { JobStandingForm } from "~/moderation/components/job-standing.tsx";
import { jobStandingForm } from "~/moderation/reports/report-forms.ts";
import { showJobStanding } from "~/moderation/sanctions/show-standing.server.ts";
import { rejectForGood, reinstateJob, suspendJob } from "~/moderation/sanctions/suspend-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { DefinitionList } from "~/ui/data.tsx";
import { formatDate } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.standing.job.title ?? "Job"}: standing – CareerCenter` },
];

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireModerator(request);
  const id = parseId<"job">(params.jobId);
  const standing = id && (await showJobStanding(database(), id));
  if (!standing) throw notFound();
  return { standing, now: now() };
}

/** Staff only. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId || !(await showJobStanding(database(), jobId))) throw notFound();
  return answerForm(request, jobStandingForm, async (wish) => {
    const act = { jobId, moderatorId, reason: wish.reason };
    let text = "The job is taken down for good, and its employer is told.";
    if (wish.intent === "suspend") {
      await suspendJob(database(), { ...act, code: wish.code });
      text = "The job is suspended: it is in no list any more, and its employer is told.";
    } else if (wish.intent === "reinstate") {
      const until = await reinstateJob(database(), act);
      text = `The job is live again, until ${formatDate(until)}.`;
    } else await rejectForGood(database(), act);
    await catchUpWithWrites();
    return redirect(paths.jobStanding(jobId), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function JobStanding() {
  const { standing, now } = useLoaderData<typeof loader>();
  const { job, sanctions } = standing;
  return (
    <Page
      title={job.title}
      lead={`${jobStateLabels[job.state]}${job.state === "live" && job.expiresAt ? `, until ${formatDate(job.expiresAt, now)}` : ""}`}
      crumb={{ to: paths.review(job.id), label: "Review of the job" }}
    >
      <ApplyAddressNote link={standing.applyLink} now={now} />
      <JobStandingForm standing={standing} now={now} />
      <Section title="The job">
        <DefinitionList
          items={[
            { term: "Employer", value: <Link to={paths.employerStanding(job.employerId)}>{job.employerName}</Link> },
            { term: "Its page", value: <Link to={paths.job(job.slug)}>As everybody sees it</Link> },
            { term: "Confirmed open", value: job.confirmedAt ? formatDate(job.confirmedAt, now) : "Never" },
            { term: "Applications at", value: standing.applyLink?.address ?? "Not on the web" },
            {
              term: "Reports",
              value: <Link to={paths.reports({ words: job.title.slice(0, 100) })}>Those that wait</Link>,
            },
            { term: "Audit log", value: <Link to={paths.adminAudit({ id: job.id })}>What was done to it</Link> },
          ]}
        />
      </Section>
      <Section title="Its suspensions">
        <SanctionList sanctions={sanctions} now={now} />
      </Section>
    </Page>
  );
}
