import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { ReplyRecordTable } from "~/applications/components/reply-record-table.tsx";
import { readReplyRecord } from "~/applications/read-reply-record.server.ts";
import { EmployerLogo } from "~/employers/components/employer-logo.tsx";
import { isClaimable } from "~/employers/claim.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { readAsker } from "~/http/asker.server.ts";
import { answerSearch, loadersHeaders, publicDataHeaders } from "~/http/search-answer.server.ts";
import { verificationWords } from "~/jobs/components/employer-section.tsx";
import { packCards, unpackCards } from "~/jobs/components/packed-jobs.ts";
import { showEmployer } from "~/jobs/show-employer.server.ts";
import { dayOf, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { anyJob, parseCriteria } from "~/search/criteria.ts";
import { listResults } from "~/search/list-results.server.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { classNames } from "~/ui/class-names.ts";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Crumb } from "~/ui/frame.tsx";
import { JobCards } from "~/ui/job-card.tsx";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";

const PAGE = 20;

/** Public: the same for every guest; for somebody with a profile, what they qualify for. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const employer = await showEmployer(database(), params.slug ?? "");
  if (!employer) throw notFound();
  if (employer.bannedAt) throw new Response(null, { status: 410, statusText: "Gone" });
  const { after } = parseCriteria(new URL(request.url).searchParams).criteria;
  const criteria = { ...anyJob(), employers: [employer.slug], sort: "newest" as const, after };
  const visitor = await readAsker(request);
  const results = listResults(database(), criteria, { limit: PAGE, level: 3, asker: visitor.asker });
  const { cards, total, next } = await answerSearch(results);
  const at = dayOf(now());
  const record = await readReplyRecord(database(), employer.id, at);
  const canonical = absolute(env().BASE_URL, paths.employer(employer.slug));
  return data(
    { employer, cards: packCards(cards, context), shown: cards.length, total, next, after, record, at, canonical },
    { headers: publicDataHeaders(request, { visitor, ...context }) },
  );
}

export const headers = loadersHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [{ title: "Employer – CareerCenter" }];
  const { employer, total, canonical, after } = page;
  return pageMeta({
    title: `${employer.name}: ${countOf(total, "medical coding job")}`,
    description: employer.about.replace(/\s+/g, " ") || `The medical coding jobs of ${employer.name}.`,
    canonical,
    index: total > 0 && after === null,
  });
};

export default function EmployerPage() {
  const { employer, cards: packed, shown, total, next, after, record, at } = useLoaderData<typeof loader>();
  const cards = useMemo(() => unpackCards(packed), [packed]);
  const page = (key: string) => `${paths.employer(employer.slug)}?${new URLSearchParams({ after: key })}`;
  return (
    <main id="main" className="wrap">
      <Crumb to={paths.jobs()} label="All jobs" />
      <header className={classNames("jobhead orghead", employer.logoFileId && "orghead--logo")}>
        <EmployerLogo id={employer.logoFileId} />
        <h1>{employer.name}</h1>
        <p className="job-org">
          {employer.verification === "unverified" ? null : <Mark kind="verified">Verified</Mark>}{" "}
          <span>{countOf(total, "open job")}</span>
        </p>
      </header>
      <Section title="About">
        <div className="prose">
          {employer.about ? (
            employer.about.split(/\n\s*\n/).map((paragraph, index) => <p key={index}>{paragraph}</p>)
          ) : (
            <p className="quiet">It has not said anything about itself yet.</p>
          )}
          <p className="small quiet">{verificationWords(employer, at)}</p>
          {employer.website ? (
            <p>
              <a href={employer.website} rel="nofollow noopener external">
                {new URL(employer.website).hostname.replace(/^www\./, "")}
              </a>
            </p>
          ) : null}
          {isClaimable(employer) ? (
            <p className="small quiet">
              Is this your organization? <Link to={paths.claim(employer.slug)}>Claim it</Link>, and a moderator lets you
              post in its name.
            </p>
          ) : null}
          <p className="small">
            <Link to={paths.reportEmployer(employer.slug)} rel="nofollow">
              Report this employer
            </Link>
          </p>
        </div>
      </Section>
      {record ? (
        <Section title="Reply record">
          <ReplyRecordTable record={record} />
          <p className="small quiet">
            Applications of the last 12 months. An answer is an interview, an offer or a no.
          </p>
        </Section>
      ) : null}
      <section className="similar" aria-labelledby="open-jobs">
        <h2 id="open-jobs">Open jobs</h2>
        {shown > 0 ? (
          <>
            <JobCards cards={cards} />
            {next || after ? (
              <Pager
                shown={after ? `${shown} more of ${formatNumber(total)}` : `Jobs 1–${shown} of ${formatNumber(total)}`}
                firstTo={after ? paths.employer(employer.slug) : undefined}
                nextTo={next ? page(next) : undefined}
                nextLabel="Next jobs"
              />
            ) : null}
          </>
        ) : (
          <EmptyState
            title="No job is open here now"
            level={3}
            action={{ to: paths.jobs(), label: "Search all jobs" }}
          />
        )}
      </section>
    </main>
  );
}
