/** What an employer's people look at among a job's applicants, as the page's address says it. No I/O. */
import { parseId, type AccountId } from "~/platform/ids.ts";
import { isApplicationState, type ApplicationState } from "./application.ts";

/** The states a member meets: a guest's unconfirmed application is not the employer's yet. */
export type ShownState = Exclude<ApplicationState, "unconfirmed">;

/** Where somebody still waits for the employer. */
export const statesInPlay = ["received", "reviewed", "interview", "offer"] as const satisfies readonly ShownState[];

/** The columns of the board. */
export const boardStates = [...statesInPlay, "hired"] as const satisfies readonly ShownState[];

export const applicantSorts = ["new", "old", "rating"] as const;
export type ApplicantSort = (typeof applicantSorts)[number];
export const applicantSortLabels: Record<ApplicantSort, string> = {
  new: "Newest first",
  old: "Oldest first",
  rating: "Best rated first",
};

export type ApplicantFilter = {
  /** Undefined is everybody in play. */
  state?: ShownState;
  /** Words in the name; empty for any. */
  words: string;
  /** At least so many stars, or nobody's rating yet. */
  rating?: number | "none";
  /** Whose the applicant is. */
  whose?: "me" | "none" | AccountId;
  /** Some answer outside what the employer asked for, or none. */
  answers?: "outside" | "fine";
  /** Applied more than three days ago and neither answered nor withdrawn. */
  waiting: boolean;
  sort: ApplicantSort;
};

/** How long somebody waits before the page says so, in days. */
export const WAITING_DAYS = 3;
/** The most characters of a search for a name. */
export const WORDS_LENGTH = 60;

/** Everybody in play, the newest first. */
export const everybody: ApplicantFilter = { words: "", waiting: false, sort: "new" };

/** Reads the filter of an address; what makes no sense is left out. */
export function parseApplicantFilter(search: URLSearchParams): ApplicantFilter {
  const state = search.get("state");
  const rating = search.get("rating") ?? "";
  const whose = search.get("whose");
  const sort = search.get("sort");
  const answers = search.get("answers");
  return {
    state: isApplicationState(state) && state !== "unconfirmed" ? state : undefined,
    words: (search.get("q") ?? "").replace(/\s+/g, " ").trim().slice(0, WORDS_LENGTH),
    rating: rating === "none" ? "none" : /^[1-5]$/.test(rating) ? Number(rating) : undefined,
    whose: whose === "me" || whose === "none" ? whose : parseId<"account">(whose),
    answers: answers === "outside" || answers === "fine" ? answers : undefined,
    waiting: search.get("waiting") === "1",
    sort: applicantSorts.find((one) => one === sort) ?? "new",
  };
}

/** The filter as a query string, `?…` or nothing; `more` adds parameters that are no part of it. */
export function filterSearch(filter: ApplicantFilter, more: Record<string, string | undefined> = {}): string {
  const { state, words, rating, whose, answers, waiting, sort } = filter;
  const entries = Object.entries({
    state,
    q: words,
    rating: rating?.toString(),
    whose,
    answers,
    waiting: waiting ? "1" : undefined,
    sort: sort === "new" ? undefined : sort,
    ...more,
  }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return entries.length > 0 ? `?${new URLSearchParams(entries)}` : "";
}

/** Whether anything but the state and the order is chosen. */
export function isNarrowed({ words, rating, whose, answers, waiting }: ApplicantFilter): boolean {
  return words !== "" || rating !== undefined || whose !== undefined || answers !== undefined || waiting;
}
