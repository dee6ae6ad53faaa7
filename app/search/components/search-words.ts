import { outcomeLabels } from "~/profiles/outcome.ts";
import { countOf, formatList, formatMoney, formatNumber } from "~/ui/format.ts";
import {
  choicesOf,
  DEFAULT_RADIUS,
  toSearchParams,
  withAfter,
  without,
  withSort,
  withToggled,
  type Choice,
  type JobCriteria,
} from "../criteria.ts";
import { facetLabel, facetNames, type FacetName } from "../facets.ts";
import type { Droppable, SearchedPlace } from "../job-search.ts";

/** How an apprentice answer stands under its heading, where `Apprentices` would be said twice. */
const shortLabels: Partial<Record<FacetName, Record<string, string>>> = {
  apprentice: { welcome: "Welcome", "with-practicode": "With Practicode or externship", "not-stated": "Not stated" },
  mode: { "not-stated": "Not stated" },
  type: { "not-stated": "Not stated" },
};

/** A facet's value as its list shows it, under the facet's name. */
export function optionLabel(facet: FacetName, code: string): string {
  return shortLabels[facet]?.[code] ?? facetLabel(facet, code);
}

/** `From $28 an hour`, `Up to $45 an hour`, `$28 to $45 an hour`; null where pay is not asked for. */
export function payChoiceWords({ payMin, payMax }: Pick<JobCriteria, "payMin" | "payMax">): string | null {
  if (payMin !== null && payMax !== null) return `${formatMoney(payMin)} to ${formatMoney(payMax)} an hour`;
  if (payMin !== null) return `From ${formatMoney(payMin)} an hour`;
  return payMax === null ? null : `Up to ${formatMoney(payMax)} an hour`;
}

/** `Posted in the last 7 days`; `posted` 1 takes in yesterday, since days are whole ones. */
export function postedWords(posted: number): string {
  return posted === 1 ? "Posted today or yesterday" : `Posted in the last ${formatNumber(posted)} days`;
}

/** `near Austin, TX`, `in Ohio`, `in all of the United States`; what was typed where it was not understood. */
export function nearWords(place: SearchedPlace | null, typed: string): string {
  switch (place?.answer.kind) {
    case "point":
      return `within ${countOf(place.radius ?? DEFAULT_RADIUS, "mile")} of ${place.answer.label}`;
    case "state":
      return `open to ${place.answer.label}`;
    case "remote":
      return "remote";
    case "country":
      return "in the United States";
    default:
      return typed ? `near “${typed}”` : "";
  }
}

/** The page's heading: `46 jobs for “inpatient” within 25 miles of Austin, TX`. */
export function headingWords(total: number, criteria: JobCriteria, place: SearchedPlace | null): string {
  const words = [countOf(total, "job")];
  if (criteria.q) words.push(`for “${criteria.q}”`);
  if (place && place.answer.kind !== "unresolved") words.push(nearWords(place, criteria.place));
  return words.join(" ");
}

/** One choice over the list, and the search without it. */
export type AppliedChoice = { key: string; label: string; facet?: FacetName; without: JobCriteria };

/**
 * Every applied choice but the words and the place, which stand in their fields. `employerNames` are by slug. `own`:
 * whether the search is for a person, to whom `fit` applies.
 */
export function appliedChoices(
  criteria: JobCriteria,
  employerNames: Record<string, string>,
  own = false,
): AppliedChoice[] {
  const choices: AppliedChoice[] = [];
  for (const facet of facetNames)
    for (const code of criteria.facets[facet])
      choices.push({
        key: `${facet}=${code}`,
        label: facetLabel(facet, code),
        facet,
        without: withToggled(criteria, facet, code),
      });
  const pay = payChoiceWords(criteria);
  if (pay) choices.push({ key: "pay", label: pay, without: without(criteria, "pay") });
  if (criteria.posted !== null)
    choices.push({ key: "posted", label: postedWords(criteria.posted), without: without(criteria, "posted") });
  for (const slug of criteria.employers)
    choices.push({
      key: `employer=${slug}`,
      label: employerNames[slug] ?? slug.replace(/-/g, " "),
      without: withAfter({ ...criteria, employers: criteria.employers.filter((other) => other !== slug) }, null),
    });
  for (const outcome of own ? criteria.fit : [])
    choices.push({
      key: outcome,
      label: outcomeLabels.label(outcome),
      without: withAfter({ ...criteria, fit: criteria.fit.filter((other) => other !== outcome) }, null),
    });
  return choices;
}

/** A whole choice in words, as a search that found nothing names it: `CCS or CIC`, `“inpatient”`. */
export function choiceWords(criteria: JobCriteria, choice: Choice, employerNames: Record<string, string>): string {
  switch (choice) {
    case "q":
      return `“${criteria.q}”`;
    case "place":
      return `the place “${criteria.place}”`;
    case "pay":
      return payChoiceWords(criteria) ?? "";
    case "posted":
      return postedWords(criteria.posted ?? 0);
    case "fit":
      return formatList(
        criteria.fit.map((outcome) => `“${outcomeLabels.label(outcome)}”`),
        "or",
      );
    case "employer":
      return formatList(
        criteria.employers.map((slug) => employerNames[slug] ?? slug.replace(/-/g, " ")),
        "or",
      );
    default:
      return formatList(
        criteria.facets[choice].map((code) => facetLabel(choice, code)),
        "or",
      );
  }
}

/** What is dropped, as its link says it: `Without “inpatient”`; of an excluded word, `Allowing “remote”`. */
export function dropWords(criteria: JobCriteria, drop: Droppable, employerNames: Record<string, string>): string {
  if (!("word" in drop)) return `Without ${choiceWords(criteria, drop.choice, employerNames)}`;
  const bare = drop.word.replace(/^-/, "").replace(/^"([^"]*)".*$/, "$1");
  return `${drop.word.startsWith("-") ? "Allowing" : "Without"} “${bare}”`;
}

/** The search of the words and the place alone. */
export function withoutChoices(criteria: JobCriteria): JobCriteria {
  const choices = choicesOf(criteria).filter((choice) => choice !== "q" && choice !== "place");
  return choices.reduce(without, withAfter(criteria, null));
}

/**
 * Whether search engines should list the page of this search: the bare list, or one choice of one facet. Everything else
 * is a view of the same jobs, of which there are more than stars.
 */
export function isLandingPage(criteria: JobCriteria): boolean {
  const bare = toSearchParams(withSort(criteria, "match"));
  const [name] = [...bare.keys()];
  return (
    criteria.after === null &&
    criteria.sort === "match" &&
    (bare.size === 0 || (bare.size === 1 && (facetNames as string[]).includes(name ?? "")))
  );
}
