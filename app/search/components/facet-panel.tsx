import { useState } from "react";
import { paths } from "~/platform/paths.ts";
import { CodeChip } from "~/ui/codes.tsx";
import { FacetList, FacetOption, FacetSheet } from "~/ui/facets.tsx";
import { credentialByCode } from "~/vocabulary/credentials.ts";
import { toSearchParams, type JobCriteria } from "../criteria.ts";
import type { FacetCounts, FacetName } from "../facets.ts";
import { orderValues } from "./facet-order.ts";
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
  total,
  typed,
}: {
  criteria: JobCriteria;
  counts: FacetCounts;
  total: number;
  /** The pay as it was typed, so that what was not understood stays to be mended. */
  typed: Typed;
}) {
  const { change, submit } = useLiveSearch();
  return (
    <FacetSheet
      action={paths.jobs()}
      formId={FACET_FORM}
      results={total}
      clearTo={paths.jobs(toSearchParams(withoutChoices(criteria)))}
      live
      onChange={change}
      onSubmit={submit(true)}
      keep={keptFields(criteria, ownFields)}
    >
      {sections.map(({ facet, label, open }) => [
        facet === "mode" ? <PayFacet key="pay" typed={typed} /> : null,
        <FacetList key={facet} label={label} open={open || criteria.facets[facet].length > 0}>
          {/* a new search lists by its own counts; a choice moves nothing, so that the focus stays */}
          <FacetValues
            key={`${criteria.q}\n${criteria.place}`}
            facet={facet}
            counts={counts[facet]}
            chosen={criteria.facets[facet]}
          />
        </FacetList>,
      ])}
      <PostedFacet posted={criteria.posted} />
    </FacetSheet>
  );
}

function FacetValues({
  facet,
  counts,
  chosen,
}: {
  facet: FacetName;
  counts: Record<string, number>;
  chosen: readonly string[];
}) {
  const [order] = useState(() => orderValues(facet, counts, chosen));
  const option = (code: string) => {
    const body = facet === "credential" ? credentialByCode(code)?.body : undefined;
    const label = optionLabel(facet, code);
    return (
      <FacetOption
        key={code}
        name={facet}
        value={code}
        label={facet === "credential" ? <CodeChip code={label} /> : label}
        who={body}
        count={counts[code] ?? 0}
        checked={chosen.includes(code)}
      />
    );
  };
  return (
    <>
      <ul>{order.first.map(option)}</ul>
      {order.more.length > 0 ? (
        <details className="facet-more">
          <summary>{order.more.length} more</summary>
          <ul>{order.more.map(option)}</ul>
        </details>
      ) : null}
    </>
  );
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
  const option = (value: string, label: string) => (
    <FacetOption
      key={value}
      type="radio"
      name="posted"
      value={value}
      label={label}
      checked={value === String(posted ?? "")}
    />
  );
  return (
    <FacetList label="Posted" open={posted !== null}>
      <ul>
        {option("", "At any time")}
        {days.map((day) =>
          option(
            String(day),
            postedWords(day)
              .replace(/^Posted (in the )?/, "")
              .replace(/^./, (letter) => letter.toUpperCase()),
          ),
        )}
      </ul>
    </FacetList>
  );
}
