import { useMemo } from "react";
import { FacetValues, facetLook } from "~/ui/facet-values.tsx";
import { FacetList, FacetSheet } from "~/ui/facets.tsx";

/** A facet with the values that may be chosen, as the loader counted them. */
export type FacetView = {
  name: string;
  label: string;
  values: readonly { value: string; label: string; count?: number | undefined; checked: boolean }[];
};

/** So many values of a facet stand open. */
const SHOWN = 8;
const opened = ["credential", "setting", "specialty"];

/** Everything that narrows the candidates, as one GET form; `keep`: what the form beside it holds. */
export function CandidateFacets({
  action,
  clearTo,
  total,
  facets,
  years,
  pay,
  keep,
}: {
  action: string;
  clearTo: string;
  total: number;
  facets: readonly FacetView[];
  years: string;
  pay: string;
  keep: readonly { name: string; value: string }[];
}) {
  return (
    <FacetSheet action={action} results={total} nouns={["person", "people"]} clearTo={clearTo} keep={keep}>
      {facets.map((facet) => (
        <FacetList
          key={facet.name}
          label={facet.label}
          open={opened.includes(facet.name) || facet.values.some(({ checked }) => checked)}
        >
          <Values facet={facet} />
        </FacetList>
      ))}
      <FacetList label="Years and pay" open>
        <div className="minmax">
          <label className="field">
            <span className="label">Years, at least</span>
            <input
              key={years}
              className="input"
              name="years"
              inputMode="numeric"
              autoComplete="off"
              maxLength={2}
              defaultValue={years}
            />
          </label>
          <label className="field">
            <span className="label">Pay, at most</span>
            <span className="affix">
              <span aria-hidden="true">$</span>
              <input
                key={pay}
                className="input"
                name="pay"
                inputMode="decimal"
                autoComplete="off"
                maxLength={9}
                defaultValue={pay}
              />
            </span>
          </label>
        </div>
        <p className="help">
          Years in a chosen setting or specialty, or in any. Pay an hour that people ask for; who did not say is shown.
        </p>
      </FacetList>
    </FacetSheet>
  );
}

function Values({ facet }: { facet: FacetView }) {
  const values = useMemo(
    () =>
      facet.values.map(({ value, label, count, checked }) => ({
        value,
        look: facetLook(value, label, { code: facet.name === "credential" }),
        ...(count !== undefined && { count }),
        checked,
      })),
    [facet],
  );
  if (values.length === 0) return <p className="quiet small">Nobody says any.</p>;
  // Another list of values is made anew: what was there may be gone.
  return <FacetValues key={values.map(({ value }) => value).join()} name={facet.name} values={values} shown={SHOWN} />;
}
