import { Button } from "~/ui/button.tsx";
import type { Order } from "../criteria.ts";
import { FACET_FORM } from "./facet-panel.tsx";
import { useFollowing, useLiveSearch } from "./use-live-search.ts";

const labels: Record<Order, string> = {
  match: "Best match",
  newest: "Newest",
  pay: "Pay, high to low",
  distance: "Distance",
  fit: "Best fit for me",
};

/**
 * The order of the list; it belongs to the form of the facets. Distance needs a place to be measured from, fit somebody
 * whose it is.
 */
export function SortSelect({ sort, also }: { sort: Order; also: readonly (Order | false)[] }) {
  const { change } = useLiveSearch();
  const value = sort === "match" ? "" : sort;
  const select = useFollowing<HTMLSelectElement>(value);
  const sorts = (["match", "newest", "pay", ...also] as const).filter((choice) => choice !== false);
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
