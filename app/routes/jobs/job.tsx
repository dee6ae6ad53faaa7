import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useLocation } from "@remix-run/react";
import { useMemo } from "react";
import { findSaved } from "~/applications/saved/save-job.server.ts";
import { readReplyRecordOfDay } from "~/applications/read-reply-record.server.ts";
import { replyWords } from "~/applications/reply-record.ts";
import { jobPosting } from "~/distribution/job-posting.ts";
import { JsonLd } from "~/distribution/json-ld.tsx";
import { pageMeta } from "~/distribution/page-meta.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { readAsker } from "~/http/asker.server.ts";
import { takedownContact } from "~/http/board-contact.server.ts";
import { readVisitor } from "~/http/guards.server.ts";
import { loadersHeaders, publicDataHeaders } from "~/http/search-answer.server.ts";
import { WhereSection, WhoMayApply } from "~/jobs/components/applicant-sections.tsx";
import { ApplyBox, ApplyButton } from "~/jobs/components/apply-box.tsx";
import { EmployerSection } from "~/jobs/components/employer-section.tsx";
import { StatusNote } from "~/jobs/components/job-notices.tsx";
import { JobHead } from "~/jobs/components/job-head.tsx";
import { payWords, placeWords } from "~/jobs/components/job-words.ts";
import { packCards, packContent, unpackCards, unpackContent } from "~/jobs/components/packed-jobs.ts";
import { PaySection } from "~/jobs/components/pay-section.tsx";
import { QualifyBox } from "~/jobs/components/qualify-box.tsx";
import { SimilarJobs, TakenDown } from "~/jobs/components/similar-jobs.tsx";
import { ProductionSection, WordsSection, WorkSection } from "~/jobs/components/work-sections.tsx";
import { judgeJob } from "~/jobs/judge-job.ts";
import { forPage, publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { dayOf, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { absolute, paths, safeReturnPath } from "~/platform/paths.ts";
import { readSurroundings } from "~/search/read-surroundings.server.ts";
import { useReportView } from "~/statistics/components/use-report-view.ts";
import { Crumb } from "~/ui/frame.tsx";
import { Dock, Duo, Box } from "~/ui/layout.tsx";

/** Public: the same for every guest; for somebody signed in, whether they qualify and have saved it. 410 for a job that is over, 404 for one that never was public. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const slug = params.slug ?? "";
  const job = await showJob(database(), slug);
  if (!job) throw notFound();
  if (job.slug !== slug) throw redirect(paths.job(job.slug), 301);
  const at = now();
  const visitor = await readAsker(request);
  const standing = visitor.asker?.standing;
  const { employer, openJobs, similar } = await readSurroundings(database(), job, standing);
  // Of a banned employer nothing is told, what was over before included.
  const status = employer?.bannedAt ? "taken-down" : publicStatus(job, at);
  const { BASE_URL, CDN } = env();
  const record =
    employer && status !== "taken-down" ? await readReplyRecordOfDay(database(), employer.id, at) : undefined;
  const gone = status === "over" || status === "taken-down";
  const { content, ...head } = forPage(job);
  return data(
    {
      at: gone ? at : dayOf(at),
      // Of what a moderator took down not even the title is told again.
      shown:
        status === "taken-down"
          ? null
          : {
              head,
              content: packContent(content),
              status,
              employer,
              openJobs,
              reply: record && `${replyWords(record, "Answers")}, of those who applied in the last 12 months.`,
              contact: await takedownContact(),
            },
      saved: await hasSaved(request, job.id),
      fit: standing && !gone ? judgeJob(job, standing, at) : undefined,
      similar: packCards(similar, context),
      canonical: absolute(BASE_URL, paths.job(job.slug)),
      fromCache: CDN,
      posting: status === "listed" ? jobPosting(job, BASE_URL, employer) : undefined,
    },
    { status: gone ? 410 : 200, headers: publicDataHeaders(request, { visitor, ...context }) },
  );
}

async function hasSaved(request: Request, id: JobId): Promise<boolean> {
  const account = (await readVisitor(request))?.account;
  return account !== undefined && (await findSaved(database(), account.id, id)) !== undefined;
}

export const headers = loadersHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page?.shown)
    return [{ title: "This job is over – CareerCenter" }, { name: "robots", content: "noindex, follow" }];
  const { head: job, status } = page.shown;
  const { employer } = job;
  const content = unpackContent(page.shown.content);
  return pageMeta({
    title: `${content.title}, ${employer.name}`,
    description: `${payWords(content.pay)}. ${placeWords(content)}. ${employer.name}.`,
    canonical: page.canonical,
    index: status === "listed" && job.origin === "employer",
  });
};

export default function JobPage() {
  const { at, shown, saved, fit, similar: packedSimilar, posting, fromCache } = useLoaderData<typeof loader>();
  useReportView(shown?.head.slug, fromCache);
  const similar = useMemo(() => unpackCards(packedSimilar), [packedSimilar]);
  const job = useMemo(() => shown && { ...shown.head, content: unpackContent(shown.content) }, [shown]);
  if (!shown || !job) return <TakenDown similar={similar} />;
  const { status, employer, openJobs, reply, contact } = shown;
  const { content } = job;
  const open = status !== "over";
  return (
    <>
      {posting ? <JsonLd value={posting} /> : null}
      <main id="main" className="wrap">
        <BackToSearch />
        <StatusNote job={job} status={status} at={at} />
        <Duo
          sideLabel={open ? "How to apply" : "What is open"}
          lead={
            <>
              <JobHead job={job} at={at} listed={status === "listed"} />
              <PaySection content={content} />
            </>
          }
          side={
            open ? (
              <>
                {fit ? <QualifyBox fit={fit} /> : null}
                <ApplyBox job={job} contact={contact} saved={saved} />
              </>
            ) : (
              <Box title="It takes no more applications">
                <p className="small">
                  <a href="#similar">See similar jobs</a> or <Link to={paths.jobs()}>search all that are open</Link>.
                </p>
              </Box>
            )
          }
        >
          <WhoMayApply content={content} imported={job.origin === "import"} held={fit?.held}>
            {open && !fit ? (
              <p className="small quiet">
                With a profile, every job says whether you qualify. <Link to={paths.profile()}>Write your profile</Link>
              </p>
            ) : null}
          </WhoMayApply>
          <WhereSection content={content} />
          <WorkSection content={content} />
          <ProductionSection content={content} />
          <WordsSection html={content.bodyHtml} imported={job.origin === "import"} />
          {employer ? <EmployerSection employer={employer} openJobs={openJobs} reply={reply} at={at} /> : null}
          <p className="small">
            <Link to={paths.reportJob(job.slug)} rel="nofollow">
              Report this job
            </Link>
          </p>
        </Duo>
        <SimilarJobs cards={similar} />
      </main>
      {open ? (
        <Dock label="Apply">
          <p>
            {payWords(content.pay)} <small>{placeWords(content)}</small>
          </p>
          <ApplyButton job={job} short />
        </Dock>
      ) : null}
    </>
  );
}

/** Back to where the reader came from, as the card's link told; else to all jobs. */
function BackToSearch() {
  const state: unknown = useLocation().state;
  const from = state && typeof state === "object" && "from" in state ? safeReturnPath(state.from) : undefined;
  const searched = from?.startsWith(`${paths.jobs()}?`);
  return <Crumb to={searched ? from! : paths.jobs()} label={searched ? "Back to your search" : "All jobs"} />;
}
