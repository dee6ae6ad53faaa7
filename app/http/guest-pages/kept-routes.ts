/**
 * The public pages that are kept for guests, by route module below app/routes. A page may stand here if, without a cookie
 * of ours, it depends on nothing but its address, the board's facts and the UTC day. A test holds the list against the
 * routes and their policies.
 */
export type KeptRoute = {
  /** As in routes.ts; a parameter is a slug. */
  path: string;
  /**
   * What of the query the page depends on: nothing (whatever stands there changes no page), the key of its next page, or
   * all that a search understands or says it ignored.
   */
  query: "nothing" | "after" | "search";
};

export const keptRoutes: Record<string, KeptRoute> = {
  "pages/home.tsx": { path: "/", query: "nothing" },
  "pages/terms.tsx": { path: "/terms", query: "nothing" },
  "pages/privacy.tsx": { path: "/privacy", query: "nothing" },
  "pages/how-review-works.tsx": { path: "/how-review-works", query: "nothing" },
  "pages/figures.tsx": { path: "/figures", query: "nothing" },
  "jobs/search.tsx": { path: "/jobs", query: "search" },
  "jobs/job.tsx": { path: "/jobs/:slug", query: "nothing" },
  "jobs/employer.tsx": { path: "/employers/:slug", query: "after" },
};
