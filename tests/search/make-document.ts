import { DAY, now } from "~/platform/clock.ts";
import { newId } from "~/platform/ids.ts";
import { forEachFacet } from "~/search/criteria.ts";
import type { FacetName } from "~/search/facets.ts";
import type { JobDocument } from "~/search/job-document.ts";

/** A live job posted today with no words and no facets but those given. */
export function makeDocument({
  facets,
  ...given
}: Partial<Omit<JobDocument, "facets">> & {
  facets?: Partial<Record<FacetName, readonly string[]>>;
} = {}): JobDocument {
  const at = now().getTime();
  return {
    id: newId<"job">(),
    employer: { slug: "mercy", name: "Mercy" },
    title: "",
    body: "",
    notes: [],
    points: [],
    hourly: null,
    demands: {
      groups: null,
      apprentice: "not-stated",
      mode: "not-stated",
      stateReach: "not-stated",
      states: [],
      places: [],
      experience: null,
    },
    postedAt: at,
    confirmedAt: at,
    featuredUntil: 0,
    listedUntil: at + 14 * DAY,
    ...given,
    facets: forEachFacet((facet) => facets?.[facet] ?? []),
  };
}
