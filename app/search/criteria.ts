import { outcomes, type Outcome } from "~/profiles/outcome.ts";
import { facetCodes, facetNames, type FacetName } from "./facets.ts";

export const sorts = ["match", "newest", "pay", "distance"] as const;
export type Sort = (typeof sorts)[number];
/** The orders: those of any visitor, and the one by how a job stands for the person who asks. */
export type Order = Sort | "fit";

/** What a search asks for, as its URL says it; `parseCriteria` is the only maker, so every value is within its bounds. */
export type JobCriteria = {
  /** Words, quoted phrases, words with a minus; one space between them. Empty where none. */
  q: string;
  /** A place as typed. The search resolves it. Empty where none. */
  place: string;
  /** Miles around the place; null means `DEFAULT_RADIUS`. */
  radius: number | null;
  /** Values of one facet are alternatives, facets hold together. In the vocabulary's order, each once. */
  facets: Record<FacetName, readonly string[]>;
  /** Slugs of employers, sorted; alternatives. */
  employers: readonly string[];
  /** Effective hourly pay in cents. */
  payMin: number | null;
  payMax: number | null;
  /** Posted at most so many days ago, counted in UTC days. */
  posted: number | null;
  /** How a job stands for whoever asks: any of these, in their order; all where none is named. */
  fit: readonly Outcome[];
  sort: Order;
  /** The key of the last job of the page before; null for the first page. Opaque here. */
  after: string | null;
};

export const QUERY_LENGTH = 200;
export const QUERY_WORDS = 20;
export const PLACE_LENGTH = 120;
export const DEFAULT_RADIUS = 25;
export const MAX_RADIUS = 500;
export const MAX_POSTED_DAYS = 365;
const MAX_EMPLOYERS = 20;
const MAX_PAY_DOLLARS = 10_000;
const MAX_IGNORED = 20;

/** Makes one value for every facet. */
export function forEachFacet<T>(make: (facet: FacetName) => T): Record<FacetName, T> {
  return {
    mode: make("mode"),
    state: make("state"),
    credential: make("credential"),
    apprentice: make("apprentice"),
    function: make("function"),
    setting: make("setting"),
    specialty: make("specialty"),
    codeset: make("codeset"),
    ehr: make("ehr"),
    encoder: make("encoder"),
    type: make("type"),
  };
}

/** Criteria that ask for every job, best match first. */
export function anyJob(): JobCriteria {
  return {
    q: "",
    place: "",
    radius: null,
    facets: forEachFacet<readonly string[]>(() => []),
    employers: [],
    payMin: null,
    payMax: null,
    posted: null,
    fit: [],
    sort: "match",
    after: null,
  };
}

/**
 * Reads a search from a URL. Never fails: what it does not understand is named in `ignored` (`radius=1000000`), at most
 * 20 times, each at most 100 characters. `after` is taken as it is; the search says so when it cannot use it.
 *
 * `own`: whether it is read for a visitor whose profile may be asked: `fit` and the order by it mean whoever opens the
 * address, so that it tells nothing of who shared it. Read for nobody, neither is understood.
 */
export function parseCriteria(params: URLSearchParams, own = false): { criteria: JobCriteria; ignored: string[] } {
  const criteria = anyJob();
  const chosen = forEachFacet(() => new Set<string>());
  const employers = new Set<string>();
  const fit = new Set<string>();
  const seen = new Set<string>();
  const ignored: string[] = [];
  const ignore = (name: string, value: string) => {
    if (ignored.length < MAX_IGNORED) ignored.push(plainText(`${name}=${value.slice(0, 100)}`, 100));
  };

  for (const [name, value] of params) {
    if (value.trim() === "") continue; // a form sends its empty fields too
    if (isFacet(name)) {
      const code = value.trim().toLowerCase();
      if (facetCodes(name).includes(code)) chosen[name].add(code);
      else ignore(name, value);
    } else if (name === "employer") {
      if (/^[a-z0-9][a-z0-9-]{0,159}$/.test(value) && employers.size < MAX_EMPLOYERS) employers.add(value);
      else ignore(name, value);
    } else if (own && name === "fit" && outcomes.includes(value as Outcome)) fit.add(value);
    else if (own && name === "sort" && value === "fit" && !seen.has(name)) {
      criteria.sort = value;
      seen.add(name);
    } else if (seen.has(name) || !readSingle(criteria, name, value)) ignore(name, value);
    else seen.add(name);
  }

  criteria.facets = forEachFacet((facet) => facetCodes(facet).filter((code) => chosen[facet].has(code)));
  criteria.employers = [...employers].sort();
  criteria.fit = outcomes.filter((outcome) => fit.has(outcome));
  if (criteria.payMin !== null && criteria.payMax !== null && criteria.payMin > criteria.payMax) {
    ignore("pay_max", params.get("pay_max") ?? "");
    criteria.payMax = null;
  }
  return { criteria, ignored };
}

/** Sets what the parameter says. @returns false where it, or a part of it, is not understood. */
function readSingle(criteria: JobCriteria, name: string, value: string): boolean {
  switch (name) {
    case "q": {
      const text = plainText(value, QUERY_LENGTH);
      const words = text.split(" ");
      criteria.q = words.slice(0, QUERY_WORDS).join(" ");
      return words.length <= QUERY_WORDS && value.length <= QUERY_LENGTH;
    }
    case "place":
      criteria.place = plainText(value, PLACE_LENGTH);
      return value.length <= PLACE_LENGTH;
    case "radius":
      return (criteria.radius = wholeNumber(value, 1, MAX_RADIUS)) !== null;
    case "pay_min":
      return (criteria.payMin = dollars(value)) !== null;
    case "pay_max":
      return (criteria.payMax = dollars(value)) !== null;
    case "posted":
      return (criteria.posted = wholeNumber(value, 1, MAX_POSTED_DAYS)) !== null;
    case "sort": {
      const sort = sorts.find((known) => known === value.trim().toLowerCase());
      if (sort) criteria.sort = sort;
      return sort !== undefined;
    }
    case "after":
      if (value.length > 100) return false;
      criteria.after = value;
      return true;
    default:
      return false;
  }
}

/** Whether `name` is a facet's. */
export function isFacet(name: string): name is FacetName {
  return (facetNames as readonly string[]).includes(name);
}

function plainText(value: string, most: number): string {
  return value
    .slice(0, most)
    .replace(/[\p{C}\p{Z}\s]+/gu, " ")
    .trim();
}

function wholeNumber(value: string, least: number, most: number): number | null {
  const text = value.trim();
  const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  return number >= least && number <= most ? number : null;
}

/** `$32.50` → 3250 cents. */
function dollars(value: string): number | null {
  const text = value.trim().replace(/^\$\s*/, "");
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(text)) return null;
  const amount = Number(text);
  return amount > 0 && amount <= MAX_PAY_DOLLARS ? Math.round(amount * 100) : null;
}

/** The canonical parameters of a search: one order, no defaults, so that equal searches have equal URLs. */
export function toSearchParams(criteria: JobCriteria): URLSearchParams {
  const params = new URLSearchParams();
  const set = (name: string, value: string | number | null) => {
    if (value !== null && value !== "") params.append(name, String(value));
  };
  set("q", criteria.q);
  set("place", criteria.place);
  set("radius", criteria.radius);
  for (const facet of facetNames) for (const code of criteria.facets[facet]) set(facet, code);
  set("pay_min", criteria.payMin === null ? null : criteria.payMin / 100);
  set("pay_max", criteria.payMax === null ? null : criteria.payMax / 100);
  set("posted", criteria.posted);
  for (const slug of criteria.employers) set("employer", slug);
  for (const outcome of criteria.fit) set("fit", outcome);
  if (criteria.sort !== "match") set("sort", criteria.sort);
  set("after", criteria.after);
  return params;
}

/** The search as it is for nobody in particular. */
export function withoutFit(criteria: JobCriteria): JobCriteria {
  return { ...criteria, fit: [], sort: criteria.sort === "fit" ? "match" : criteria.sort };
}

/** The search with one facet value chosen, or no longer chosen, from its first page. */
export function withToggled(criteria: JobCriteria, facet: FacetName, code: string): JobCriteria {
  const chosen = criteria.facets[facet];
  const codes = chosen.includes(code)
    ? chosen.filter((other) => other !== code)
    : facetCodes(facet).filter((other) => other === code || chosen.includes(other));
  return { ...criteria, facets: { ...criteria.facets, [facet]: codes }, after: null };
}

/** One thing a search asks for, which could be dropped from it. */
export type Choice = FacetName | "q" | "place" | "employer" | "pay" | "posted" | "fit";

/** What `criteria` asks for, in the order of the URL. */
export function choicesOf(criteria: JobCriteria): Choice[] {
  const choices: Choice[] = [];
  if (criteria.q) choices.push("q");
  if (criteria.place) choices.push("place");
  for (const facet of facetNames) if (criteria.facets[facet].length) choices.push(facet);
  if (criteria.payMin !== null || criteria.payMax !== null) choices.push("pay");
  if (criteria.posted !== null) choices.push("posted");
  if (criteria.employers.length) choices.push("employer");
  if (criteria.fit.length) choices.push("fit");
  return choices;
}

/** The search with one choice dropped whole, from its first page. */
export function without(criteria: JobCriteria, choice: Choice): JobCriteria {
  const rest = { ...criteria, after: null };
  switch (choice) {
    case "q":
      return { ...rest, q: "" };
    case "place":
      return { ...rest, place: "", radius: null, sort: rest.sort === "distance" ? "match" : rest.sort };
    case "employer":
      return { ...rest, employers: [] };
    case "fit":
      return { ...rest, fit: [] };
    case "pay":
      return { ...rest, payMin: null, payMax: null };
    case "posted":
      return { ...rest, posted: null };
    default:
      return { ...rest, facets: { ...rest.facets, [choice]: [] } };
  }
}

/** The search with one choice alone, from its first page. */
export function onlyWith(criteria: JobCriteria, choice: Choice): JobCriteria {
  return choicesOf(criteria)
    .filter((other) => other !== choice)
    .reduce(without, { ...criteria, after: null });
}

/** The search in another order, from its first page. */
export function withSort(criteria: JobCriteria, sort: Order): JobCriteria {
  return { ...criteria, sort, after: null };
}

/** The page of the search that follows the job whose key is `after`; the first page for null. */
export function withAfter(criteria: JobCriteria, after: string | null): JobCriteria {
  return { ...criteria, after };
}
