import { data, redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useMemo } from "react";
import { pageMeta } from "~/distribution/page-meta.ts";
import { readAsker } from "~/http/asker.server.ts";
import { answerSearch, loadersHeaders, publicDataHeaders } from "~/http/search-answer.server.ts";
import { packCards, unpackCards } from "~/jobs/components/packed-jobs.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { frontPaths } from "~/platform/front-paths.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { FacetPanel } from "~/search/components/facet-panel.tsx";
import { packCounts } from "~/search/components/packed-counts.ts";
import {
  IgnoredNote,
  NothingFound,
  PlaceNote,
  ProfileNote,
  SpellingNote,
  searchPath,
} from "~/search/components/result-notes.tsx";
import { SearchForm } from "~/search/components/search-form.tsx";
import { appliedChoices, headingWords, isLandingPage, withoutChoices } from "~/search/components/search-words.ts";
import { SortSelect } from "~/search/components/sort-select.tsx";
import { parseCriteria, toSearchParams, withAfter, withoutFit } from "~/search/criteria.ts";
import { fitNote } from "~/search/fit-note.ts";
import { listResults } from "~/search/list-results.server.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { CodeChip } from "~/ui/codes.tsx";
import { FacetOpener, FilterChips, Pager } from "~/ui/facets.tsx";
import { formatNumber } from "~/ui/format.ts";
import { Wrap } from "~/ui/frame.tsx";
import { JobCards } from "~/ui/job-card.tsx";
import { Mark } from "~/ui/mark.tsx";
import { RangeLegend } from "~/ui/range-bar.tsx";

const PAGE = 20;

/** Public: the same for every guest; for somebody with a profile, what they qualify for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const filled = new URLSearchParams([...searchParams].filter(([, value]) => value.trim() !== ""));
  // A form without script sends its empty fields too: the address to share has none.
  if (filled.size < searchParams.size) throw redirect(paths.jobs(filled));
  const { criteria, ignored } = parseCriteria(filled, true);
  const visitor = await readAsker(request);
  const results = await answerSearch(listResults(database(), criteria, { limit: PAGE, asker: visitor.asker }));
  const employer = results.cards[0]?.employer;
  return data(
    {
      criteria,
      ...results,
      facets: packCounts(results.facets),
      cards: packCards(results.cards, context),
      shown: results.cards.length,
      ignored: [...ignored, ...results.ignored],
      typed: { payMin: filled.get("pay_min") ?? "", payMax: filled.get("pay_max") ?? "" },
      employerNames: (criteria.employers.length === 1 && employer
        ? { [criteria.employers[0]!]: employer }
        : {}) as Record<string, string>,
      note: fitNote(criteria, visitor),
      canonical: absolute(env().BASE_URL, searchPath(withoutFit(criteria))),
    },
    { headers: publicDataHeaders(request, { visitor, ...context }) },
  );
}

export const headers = loadersHeaders;

export const meta: MetaFunction<typeof loader> = ({ data: page }) => {
  if (!page) return [{ title: "Jobs – CareerCenter" }];
  const { criteria, total, place, canonical, employerNames } = page;
  const labels = appliedChoices(criteria, employerNames).map(({ label }) => label);
  const heading = [headingWords(total, criteria, place), ...labels.slice(0, 3)].join(", ");
  return pageMeta({
    title: criteria.after ? `${heading}, further on` : heading,
    description: `${heading}. Medical coding jobs with the pay, the credentials, the states and whether apprentices are welcome on every one.`,
    canonical,
    index: isLandingPage(criteria) && total > 0,
  });
};

export default function Search() {
  const {
    criteria,
    total,
    facets,
    cards: packed,
    shown,
    next,
    ignored,
    place,
    droppable,
    keepable,
    didYouMean,
    typed,
    employerNames,
    outcomes,
    note,
  } = useLoaderData<typeof loader>();
  const cards = useMemo(() => unpackCards(packed), [packed]);
  const applied = appliedChoices(criteria, employerNames, outcomes !== undefined);
  const first = criteria.after === null;
  const chips = applied.map(({ key, label, facet, without }) => ({
    key,
    to: searchPath(without),
    label: facet === "credential" ? <CodeChip code={label} /> : label,
  }));
  return (
    <>
      <SearchForm criteria={criteria} />
      <Wrap className="split">
        <FacetPanel criteria={criteria} counts={facets} outcomes={outcomes} total={total} typed={typed} />
        <main id="main">
          <div className="listhead">
            <div>
              <h1 id="results" tabIndex={-1}>
                {headingWords(total, criteria, place)}
              </h1>
              <PlaceNote place={place} criteria={criteria} />
              <SpellingNote didYouMean={didYouMean} criteria={criteria} />
              <ProfileNote note={note} />
            </div>
            <div className="tools">
              <FacetOpener applied={applied.length} />
              <a
                className="btn alert"
                href={frontPaths.newAlert(toSearchParams(withAfter(criteria, null)))}
                rel="nofollow"
              >
                Make this an alert
              </a>
              <SortSelect
                sort={criteria.sort}
                also={[place?.answer.kind === "point" && "distance", (outcomes || criteria.sort === "fit") && "fit"]}
              />
            </div>
          </div>
          <p className="vh" role="status">
            {headingWords(total, criteria, place)}
          </p>
          <IgnoredNote ignored={ignored} />
          <FilterChips chips={chips} clearTo={searchPath(withoutChoices(criteria))} focusAfter="results" />
          {shown > 0 ? (
            <>
              <div className="legend">
                <Mark>
                  <CodeChip code="CCS" kind="req" /> required
                </Mark>
                <Mark>
                  <CodeChip code="CDIP" kind="pref" /> preferred
                </Mark>
                <RangeLegend withMedian={false} />
              </div>
              <JobCards cards={cards} />
              <Pager
                shown={first ? `Jobs 1–${shown} of ${formatNumber(total)}` : `${shown} more of ${formatNumber(total)}`}
                firstTo={first ? undefined : searchPath(withAfter(criteria, null))}
                nextTo={next ? searchPath(withAfter(criteria, next)) : undefined}
                nextLabel={first ? `Next ${Math.min(PAGE, total - shown)} jobs` : "Next jobs"}
              />
            </>
          ) : total > 0 ? (
            <EmptyState
              title="There are no more"
              action={{ to: searchPath(withAfter(criteria, null)), label: "First page" }}
            >
              You have seen all of this search.
            </EmptyState>
          ) : (
            <NothingFound criteria={criteria} droppable={droppable} keepable={keepable} employerNames={employerNames} />
          )}
        </main>
      </Wrap>
    </>
  );
}
