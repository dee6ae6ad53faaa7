import { Form } from "@remix-run/react";
import type { EmployerId, JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Choice } from "~/ui/choice-fields.tsx";
import { FacetOpener } from "~/ui/facets.tsx";
import { countOf, formatNumber, type Moment } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { SelectField } from "~/ui/text-fields.tsx";
import type { CandidateCard } from "../find-candidates.server.ts";
import { CandidateFacets, type FacetView } from "./candidate-facets.tsx";
import { CandidateList } from "./candidate-list.tsx";

/** A page of candidates, as the loader made it. */
export type FoundPage = {
  cards: readonly CandidateCard[];
  total: number;
  next: string | null;
  cut: boolean;
  /** Whether the list begins here. */
  first: boolean;
  /** The filter as fields of the address, without the place in the list. */
  fields: readonly [name: string, value: string][];
  facets: readonly FacetView[];
  jobs: readonly { id: JobId; title: string }[];
  job: JobId | null;
  near: boolean;
  most: number;
  now: Moment;
};

const fieldsOf = (fields: FoundPage["fields"], but: readonly string[]) =>
  fields.flatMap(([name, value]) => (but.includes(name) ? [] : [{ name, value }]));

/** Everybody who is found, what narrows it, and for which job. */
export function FoundCandidates({ employerId, page }: { employerId: EmployerId; page: FoundPage }) {
  const { cards, total, fields, first, next } = page;
  const here = (more: Record<string, string> = {}) =>
    paths.candidates(
      employerId,
      new URLSearchParams([...fields.map(([name, value]) => [name, value]), ...Object.entries(more)]),
    );
  const valueOf = (name: string) => fields.find(([one]) => one === name)?.[1] ?? "";
  const jobFields = fields.filter(([name]) => name === "job" || name === "near");
  const clearTo = paths.candidates(employerId, new URLSearchParams(jobFields.map(([name, value]) => [name, value])));
  const applied = fields.length - jobFields.length;
  return (
    <div className="split people-split">
      <CandidateFacets
        action={paths.candidates(employerId)}
        clearTo={clearTo}
        total={total}
        facets={page.facets}
        years={valueOf("years")}
        pay={valueOf("pay")}
        keep={jobFields.map(([name, value]) => ({ name, value }))}
      />
      <div>
        <ForJob employerId={employerId} page={page} />
        <FacetOpener applied={applied} />
        {page.cut ? (
          <Note title={`Of the ${formatNumber(page.most)} profiles that changed last`}>
            More fit your choices than are held against a job at once. Choose more to see the others.
          </Note>
        ) : null}
        {cards.length > 0 ? (
          <>
            <CandidateList employerId={employerId} cards={cards} job={page.job} now={page.now} />
            {next || !first ? (
              <nav className="pager" aria-label="Pages">
                <span>{countOf(cards.length, "candidate")} on this page</span>
                <span className="pager-links">
                  {first ? null : (
                    <ButtonLink to={here()} variant="text">
                      First page
                    </ButtonLink>
                  )}
                  {next ? (
                    <ButtonLink to={here({ after: next })} rel="next">
                      Next candidates
                    </ButtonLink>
                  ) : null}
                </span>
              </nav>
            ) : null}
          </>
        ) : (
          <EmptyState
            title={total > 0 ? "There are no more" : "Nobody who may be found fits"}
            icon="sift"
            action={total > 0 ? { to: here(), label: "First page" } : { to: clearTo, label: "Clear the choices" }}
          >
            {total > 0
              ? "You have seen all of this search."
              : "Only people who let verified employers see their profile are here. Choose less, or look again later."}
          </EmptyState>
        )}
      </div>
    </div>
  );
}

/** Which of the organization's jobs the candidates are held against. */
function ForJob({ employerId, page: { jobs, job, near, fields } }: { employerId: EmployerId; page: FoundPage }) {
  if (jobs.length === 0) return null;
  return (
    <Form method="get" action={paths.candidates(employerId)} className="for-job" key={`${job} ${near}`}>
      <SelectField
        field={{ id: "for-job", name: "job", initialValue: job ?? undefined }}
        label="For which of your jobs"
        placeholder="Any: everybody is shown"
        options={jobs.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Choice
        type="checkbox"
        id="near"
        name="near"
        option={{ value: "1", label: "Also who lacks one thing" }}
        defaultChecked={near}
      />
      {fieldsOf(fields, ["job", "near"]).map(({ name, value }) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className="btns">
        <Button>Show who qualifies</Button>
      </div>
    </Form>
  );
}
