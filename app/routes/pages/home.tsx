import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { showSinglePostPrice } from "~/billing/show-price.server.ts";
import { pageMeta } from "~/distribution/page-meta.ts";
import { readAsker } from "~/http/asker.server.ts";
import { answerSearch, loadersHeaders, publicDataHeaders } from "~/http/search-answer.server.ts";
import { packCards, unpackCards } from "~/jobs/components/packed-jobs.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { searchPath } from "~/search/components/result-notes.tsx";
import { SearchForm } from "~/search/components/search-form.tsx";
import { anyJob, withSort, withToggled } from "~/search/criteria.ts";
import type { FacetName } from "~/search/facets.ts";
import { listResults } from "~/search/list-results.server.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { CodeChip } from "~/ui/codes.tsx";
import { countOf, formatMoney, formatNumber } from "~/ui/format.ts";
import { JobCards } from "~/ui/job-card.tsx";

const NEWEST = 6;

/** The ways in that the front page offers: one choice each, with its count. */
const ways: { facet: FacetName; code: string; label: string }[] = [
  { facet: "apprentice", code: "welcome", label: "welcome apprentices" },
  { facet: "mode", code: "remote", label: "are remote" },
  { facet: "function", code: "risk-adjustment", label: "in risk adjustment" },
  { facet: "function", code: "auditor", label: "in auditing" },
  { facet: "setting", code: "inpatient-facility", label: "inpatient" },
  { facet: "type", code: "prn", label: "PRN" },
];

const credentialWays = ["cpc", "ccs", "cca", "coc", "crc", "rhit", "cpma", "cic"];

/** Public: the same for every guest; for somebody with a profile, what they qualify for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const visitor = await readAsker(request);
  const newest = { limit: NEWEST, level: 3 as const, asker: visitor.asker };
  const [{ cards, total, facets }, price] = await Promise.all([
    answerSearch(listResults(database(), withSort(anyJob(), "newest"), newest)),
    showSinglePostPrice(database()),
  ]);
  const count = (facet: FacetName, code: string) => facets[facet][code] ?? 0;
  return data(
    {
      cards: packCards(cards, context),
      total,
      price,
      ways: ways.map((way) => ({ ...way, count: count(way.facet, way.code) })).filter((way) => way.count > 0),
      credentials: credentialWays
        .map((code) => ({ code, count: count("credential", code) }))
        .filter((credential) => credential.count > 0),
      canonical: absolute(env().BASE_URL, paths.home()),
    },
    { headers: publicDataHeaders(request, { visitor, ...context }) },
  );
}

export const headers = loadersHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  pageMeta({
    title: "CareerCenter, the job board for medical coders",
    description:
      "Medical coding jobs with the pay, the credential rule, the open states and the answer to apprentices on every one, each read by a person before it is listed.",
    canonical: page?.canonical ?? paths.home(),
  });

export default function Home() {
  const { cards: packed, total, price, ways, credentials } = useLoaderData<typeof loader>();
  const cards = useMemo(() => unpackCards(packed), [packed]);
  const everything = anyJob();
  const to = (facet: FacetName, code: string) => searchPath(withToggled(everything, facet, code));
  return (
    <main id="main" className="home">
      <div className="wrap hero">
        <h1>Medical coding jobs that say what they pay and who may apply</h1>
        <SearchForm criteria={everything} bar={false} />
        {total > 0 ? (
          <ul className="ways" aria-label="Ways in">
            <li>
              <Link to={paths.jobs()}>
                <b>{formatNumber(total)}</b> {total === 1 ? "job is" : "jobs are"} open
              </Link>
            </li>
            {ways.map((way) => (
              <li key={way.code}>
                <Link to={to(way.facet, way.code)}>
                  <b>{formatNumber(way.count)}</b> {way.label}
                </Link>
              </li>
            ))}
          </ul>
        ) : null}
        {credentials.length > 0 ? (
          <p className="holds">
            I hold{" "}
            {credentials.map(({ code, count }) => (
              <Link key={code} to={to("credential", code)} className="hold">
                <CodeChip code={code.toUpperCase()} kind="pref" /> <span>{formatNumber(count)}</span>
                <span className="vh"> {count === 1 ? "job names" : "jobs name"} it</span>
              </Link>
            ))}
          </p>
        ) : null}
      </div>
      <div className="wrap">
        <section aria-labelledby="differs">
          <h2 id="differs" className="vh">
            What is different here
          </h2>
          <dl className="differs">
            <div>
              <dt>Pay is always stated</dt>
              <dd>
                A range on every post, with the effective hourly figure for yearly and per-chart pay, labelled as
                derived.
              </dd>
            </div>
            <div>
              <dt>New coders get an answer</dt>
              <dd>Every card says whether apprentices are welcome: yes, with Practicode or an externship, or no.</dd>
            </div>
            <div>
              <dt>Remote means which states</dt>
              <dd>
                All, only these, or all but these. You see it before you click, and can search by the state you live in.
              </dd>
            </div>
            <div>
              <dt>A person reads every post</dt>
              <dd>
                Nothing is listed unread, and what leaves no word for 14 days drops out.{" "}
                <Link to={paths.howReviewWorks()}>How review works</Link>
              </dd>
            </div>
          </dl>
        </section>
        <section className="similar" aria-labelledby="newest">
          <h2 id="newest">Newest jobs</h2>
          {cards?.length === 0 ? (
            <p className="quiet">No job is listed at the moment. New ones come every week.</p>
          ) : (
            <JobCards cards={cards} />
          )}
          <div className="btns">
            <ButtonLink to={searchPath(withSort(everything, "newest"))}>
              All {countOf(total, "job")}, newest first
            </ButtonLink>
          </div>
        </section>
        <section className="box call" aria-labelledby="post">
          <div>
            <h2 id="post">Hiring coders?</h2>
            <p>
              A post is {formatMoney(price.priceCents)} for {countOf(price.days, "day")}. Your card is authorized when
              you submit and charged only if a moderator approves; a rejected post costs nothing.
            </p>
          </div>
          <ButtonLink to={paths.desk()}>Post a job</ButtonLink>
        </section>
      </div>
    </main>
  );
}
