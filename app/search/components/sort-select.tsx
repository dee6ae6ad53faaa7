import { Button } from "~/ui/button.tsx";
import type { JobCriteria, Sort } from "../criteria.ts";
import { FACET_FORM } from "./facet-panel.tsx";
import { useFollowing, useLiveSearch } from "./use-live-search.ts";

const labels: Record<Sort, string> = {
  match: "Best match",
  newest: "Newest",
  pay: "Pay, high to low",
  distance: "Distance",
};

/** The order of the list; it belongs to the form of the facets. Distance needs a place to be measured from. */
export function SortSelect({ sort, withDistance }: { sort: JobCriteria["sort"]; withDistance: boolean }) {
  const { change } = useLiveSearch();
  const value = sort === "match" ? "" : sort;
  const select = useFollowing<HTMLSelectElement>(value);
  const sorts: Sort[] = ["match", "newest", "pay", ...(withDistance ? (["distance"] as const) : [])];
  return (
    <>
      <label className="sort">
        <span>Sort by</span>{" "}
        <select ref={select} className="select" name="sort" form={FACET_FORM} defaultValue={value} onChange={change}>
          {sorts.map((choice) => (
            <option key={choice} value={choice === "match" ? "" : choice}>
              {labels[choice]}
            </option>
          ))}
        </select>
      </label>
      <Button form={FACET_FORM} className="unscripted">
        Sort
      </Button>
    </>
  );
}
