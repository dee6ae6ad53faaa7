import type { EmployerId, JobId } from "./ids.ts";

/**
 * The URLs that stand on every page, and on the search page, which must load fast: `paths` has these and all others, and a
 * file that the browser loads there with it would carry every address of the board.
 */
export const frontPaths = {
  home: () => "/",
  jobs: (search?: URLSearchParams | string) => withSearch("/jobs", search),
  signIn: (returnTo?: string) => withSearch("/sign-in", returnTo && new URLSearchParams({ returnTo })),
  signOut: () => "/sign-out",
  account: () => "/account",
  terms: () => "/terms",
  privacy: () => "/privacy",
  howReviewWorks: () => "/how-review-works",
  figures: () => "/figures",
  theme: () => "/theme",
  applications: () => "/applications",
  desk: (at: { employer?: EmployerId; before?: JobId } = {}) =>
    withSearch(
      "/employer",
      new URLSearchParams(
        Object.entries(at).filter((entry): entry is [string, EmployerId | JobId] => Boolean(entry[1])),
      ),
    ),
  moderation: () => "/moderation",
  admin: () => "/admin",
  /** The form of an alert of a search. */
  newAlert: (search?: URLSearchParams | string) => withSearch("/alerts/new", search),
  apiSuggest: (search?: URLSearchParams | string) => withSearch("/api/v1/suggest", search),
} as const;

/** `pathname` with a query, if there is any. */
export function withSearch(pathname: string, search?: URLSearchParams | string): string {
  const text = search?.toString().replace(/^\?/, "");
  return text ? `${pathname}?${text}` : pathname;
}
