import { useMemo, useState } from "react";
import { frontPaths } from "~/platform/front-paths.ts";
import { FacetValues, facetLook, type FacetValue } from "~/ui/facet-values.tsx";
import { FacetList, FacetSheet } from "~/ui/facets.tsx";
import type { Markup } from "~/ui/markup.ts";
import type { Packed } from "~/ui/packing.ts";
import { credentialBody } from "~/vocabulary/credential-labels.ts";
import { outcomeLabels, type Outcome } from "~/profiles/outcome.ts";
import { toSearchParams, type JobCriteria } from "../criteria.ts";
import { facetNames, type FacetName } from "../facets.ts";
import { orderValues } from "./facet-order.ts";
import { unpackCounts } from "./packed-counts.ts";
import { keptFields } from "./search-form.tsx";
import { optionLabel, postedWords, withoutChoices } from "./search-words.ts";
import { useFollowing, useLiveSearch } from "./use-live-search.ts";

/** The id of the facets' form: the sort beside the list belongs to it. */
export const FACET_FORM = "narrow";

/** The facets in the order of the page; those that decide first stand open. */
const sections: readonly { facet: FacetName; label: string; open?: boolean }[] = [
  { facet: "credential", label: "Credential", open: true },
  { facet: "apprentice", label: "Apprentices", open: true },
  { facet: "mode", label: "Where you work", open: true },
  { facet: "function", label: "Function", open: true },
  { facet: "type", label: "Employment", open: true },
  { facet: "setting", label: "Setting" },
  { facet: "specialty", label: "Specialty" },
  { facet: "state", label: "State eligibility" },
  { facet: "codeset", label: "Code sets and logic" },
  { facet: "ehr", label: "EHR" },
  { facet: "encoder", label: "Encoder" },
];

/** What the form of the facets holds itself. */
const ownFields = [...sections.map(({ facet }) => facet), "pay_min", "pay_max", "posted", "sort"];

type Typed = { payMin: string; payMax: string };

/** All facets with their exact counts, as one GET form; with script every change is searched for at once. */
export function FacetPanel({
  criteria,
  counts,
  outcomes,
  total,
  typed,
}: {
  criteria: JobCriteria;
  /** As `packCounts` packed them. */
  counts: Packed;
  /** How many jobs have each outcome for the person whose search it is, if it is somebody's. */
  outcomes: Record<Outcome, number> | undefined;
  total: number;
  /** The pay as it was typed, so that what was not understood stays to be mended. */
  typed: Typed;
}) {
  const { change, submit } = useLiveSearch();
  const byFacet = useMemo(() => unpackCounts(counts), [counts]);
  return (
    <FacetSheet
      action={frontPaths.jobs()}
      formId={FACET_FORM}
      results={total}
      clearTo={frontPaths.jobs(toSearchParams(withoutChoices(criteria)))}
      live
      onInput={change}
      onSubmit={submit(true)}
      keep={keptFields(criteria, outcomes ? [...ownFields, "fit"] : ownFields)}
    >
      {outcomes ? (
        <FacetList label="Jobs I qualify for" open>
          <FacetValues
            name="fit"
            values={outcomeLabels.entries.map(({ code, label }) => ({
              value: code,
              look: facetLook(code, label),
              count: outcomes[code],
              checked: criteria.fit.includes(code),
            }))}
          />
        </FacetList>
      ) : null}
      {sections.map(({ facet, label, open }) => [
        facet === "mode" ? <PayFacet key="pay" typed={typed} /> : null,
        <FacetList key={facet} label={label} open={open || criteria.facets[facet].length > 0}>
          {/* a new search lists by its own counts; a choice moves nothing, so that the focus stays */}
          <CountedValues
            key={`${criteria.q}\n${criteria.place}`}
            facet={facet}
            counts={byFacet[facet]}
            chosen={criteria.facets[facet]}
          />
        </FacetList>,
      ])}
      <PostedFacet posted={criteria.posted} />
    </FacetSheet>
  );
}

const known = new Map<FacetName, Map<string, Markup>>(facetNames.map((facet) => [facet, new Map()]));

/** What of a facet's value is always the same. */
function look(facet: FacetName, code: string): Markup {
  const looks = known.get(facet)!;
  let found = looks.get(code);
  if (!found) {
    const isCredential = facet === "credential";
    found = facetLook(code, optionLabel(facet, code), isCredential ? { code: true, who: credentialBody(code) } : {});
    looks.set(code, found);
  }
  return found;
}

function CountedValues({
  facet,
  counts,
  chosen,
}: {
  facet: FacetName;
  counts: Readonly<Record<string, number>>;
  chosen: readonly string[];
}) {
  const [{ first, more }] = useState(() => orderValues(facet, counts, chosen));
  const values = useMemo(
    () =>
      [...first, ...more].map((code): FacetValue => ({
        value: code,
        look: look(facet, code),
        count: counts[code] ?? 0,
        checked: chosen.includes(code),
      })),
    [facet, first, more, counts, chosen],
  );
  return <FacetValues name={facet} values={values} shown={first.length} />;
}

function PayFacet({ typed }: { typed: Typed }) {
  const least = useFollowing<HTMLInputElement>(typed.payMin, true);
  const most = useFollowing<HTMLInputElement>(typed.payMax, true);
  const field = (ref: typeof least, name: string, label: string, value: string) => (
    <label className="field">
      <span className="label">{label}</span>
      <span className="affix">
        <span aria-hidden="true">$</span>
        <input
          ref={ref}
          type="text"
          className="input"
          name={name}
          inputMode="decimal"
          autoComplete="off"
          maxLength={9}
          defaultValue={value}
        />
      </span>
    </label>
  );
  return (
    <FacetList label="Pay, effective hourly" open>
      <div className="minmax">
        {field(least, "pay_min", "At least", typed.payMin)}
        {field(most, "pay_max", "At most", typed.payMax)}
      </div>
    </FacetList>
  );
}

function PostedFacet({ posted }: { posted: number | null }) {
  const days = [...new Set([1, 3, 7, 14, ...(posted === null ? [] : [posted])])].sort((a, b) => a - b);
  const option = (value: string, label: string): FacetValue => ({
    value,
    look: facetLook(value, label),
    checked: value === String(posted ?? ""),
  });
  const values = [
    option("", "At any time"),
    ...days.map((day) =>
      option(
        String(day),
        postedWords(day)
          .replace(/^Posted (in the )?/, "")
          .replace(/^./, (letter) => letter.toUpperCase()),
      ),
    ),
  ];
  return (
    <FacetList label="Posted" open={posted !== null}>
      {/* another number of days, from an address, is a value more */}
      <FacetValues key={days.join()} name="posted" type="radio" values={values} />
    </FacetList>
  );
}
