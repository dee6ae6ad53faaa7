import { Form } from "@remix-run/react";
import { type FormEvent, type FormEventHandler, type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "./class-names";
import { countOf, formatNumber } from "./format";
import { Button, ButtonLink } from "./button";
import { Icon } from "./icon";
import { PageLink } from "./page-link";

const POPOVER_OPEN = ":popover-open";

/** React 18 knows no popover attributes; browsers do, and they work without script. */
const AS_POPOVER: Record<string, string> = { popover: "auto" };
function popoverButton(id: string, action: "show" | "hide"): Record<string, string> {
  return { popovertarget: id, popovertargetaction: action };
}

export interface FacetSheetProps {
  /** The id that the opener names. */
  id?: string;
  /** The page that takes the choices as URL parameters. */
  action: string;
  results: number;
  /** What the results are; jobs unless given. */
  nouns?: readonly [one: string, many: string];
  clearTo: string;
  /** True when choices apply as they change (needs script): then the wide screen shows no submit button. */
  live?: boolean;
  /** Called as a choice is made or a letter typed. */
  onInput?: FormEventHandler<HTMLFormElement>;
  /** Called when the form is submitted; a sheet that is open closes by itself. */
  onSubmit?: FormEventHandler<HTMLFormElement>;
  /** The form's id, for a control beside the sheet that belongs to it. */
  formId?: string;
  /** What the search form holds beside the facets (words, place, sort), kept as hidden fields. */
  keep?: readonly { name: string; value: string }[];
  children: ReactNode;
}

/** All facets as one GET form: beside the list on a wide screen, the same element as a sheet on a phone. */
export function FacetSheet({
  id = "facets",
  action,
  results,
  nouns: [one, many] = ["job", "jobs"],
  clearTo,
  live = false,
  onInput,
  onSubmit,
  formId,
  keep = [],
  children,
}: FacetSheetProps) {
  const sheet = useRef<HTMLElement>(null);
  function submit(event: FormEvent<HTMLFormElement>) {
    onSubmit?.(event);
    // Older browsers know no popovers, and beside a wide list there is none open.
    if (sheet.current && "hidePopover" in sheet.current && sheet.current.matches(POPOVER_OPEN))
      sheet.current.hidePopover();
  }
  return (
    <aside
      ref={sheet}
      className={classNames("facets", live && "facets--live")}
      id={id}
      {...AS_POPOVER}
      aria-label="Narrow the results"
    >
      <div className="facets-head">
        <h2 className="small">
          <b>Narrow {countOf(results, one, many)}</b>
        </h2>
        <Button type="button" variant="text" icon="x" {...popoverButton(id, "hide")}>
          Close
        </Button>
      </div>
      <Form
        id={formId}
        method="get"
        action={action}
        onInput={onInput}
        onSubmit={submit}
        preventScrollReset
        className="facets-form"
      >
        <div className="facets-body">{children}</div>
        {keep.map(({ name, value }) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="facets-foot">
          <ButtonLink to={clearTo} preventScrollReset>
            Clear all
          </ButtonLink>
          <Button variant="go">Show the {many}</Button>
        </div>
      </Form>
    </aside>
  );
}

/** Opens the sheet on a phone and says how many choices are applied. */
export function FacetOpener({ id = "facets", applied }: { id?: string; applied: number }) {
  return (
    <Button type="button" icon="sift" className="opener" {...popoverButton(id, "show")}>
      <span>
        Narrow<span className="vh"> the results</span>
        {applied > 0 ? (
          <>
            {" "}
            {applied} <span className="vh">{applied === 1 ? "choice applied" : "choices applied"}</span>
          </>
        ) : null}
      </span>
    </Button>
  );
}

/** One facet: its name opens and shuts it. `open` is how it begins; later results don't shut what the visitor uses. */
export function FacetList({ label, open = false, children }: { label: string; open?: boolean; children: ReactNode }) {
  const [atFirst] = useState(open);
  return (
    <details className="facet" open={atFirst}>
      <summary>
        {label} <Icon name="chev" />
      </summary>
      {children}
    </details>
  );
}

/** An applied choice over the list; following it takes the choice away. */
export function FilterChip({ to, onClick, children }: { to: string; onClick?: () => void; children: ReactNode }) {
  return (
    <PageLink className="chip" to={to} preventScrollReset onClick={onClick}>
      <span className="vh">Remove </span>
      {children} <Icon name="x" />
    </PageLink>
  );
}

/**
 * The applied choices and the way to be rid of them all. A choice that is taken away leaves the focus on the one that
 * takes its place, or on the element `focusAfter` when it was the last. Renders nothing when there are none.
 */
export function FilterChips({
  chips,
  clearTo,
  focusAfter = "main",
}: {
  chips: readonly { key: string; to: string; label: ReactNode }[];
  clearTo: string;
  focusAfter?: string;
}) {
  const list = useRef<HTMLUListElement>(null);
  const taken = useRef<number>();
  useEffect(() => {
    if (taken.current === undefined) return;
    const links = list.current?.querySelectorAll("a.chip") ?? [];
    const next = links[Math.min(taken.current, links.length - 1)] ?? document.getElementById(focusAfter);
    taken.current = undefined;
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }, [chips.length, focusAfter]);
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Applied choices" ref={list}>
      {chips.map(({ key, to, label }, index) => (
        <li key={key}>
          <FilterChip to={to} onClick={() => (taken.current = index)}>
            {label}
          </FilterChip>
        </li>
      ))}
      <li>
        <ButtonLink variant="text" to={clearTo} preventScrollReset onClick={() => (taken.current = 0)}>
          Clear all
        </ButtonLink>
      </li>
    </ul>
  );
}

/** A choice of views over a list, such as `Qualifies 8`; the chosen one is marked. */
export function ViewChips({
  label,
  views,
}: {
  label: string;
  views: readonly { to: string; label: string; count?: number; current?: boolean }[];
}) {
  return (
    <nav className="filters" aria-label={label}>
      {views.map((view) => (
        <PageLink
          key={view.to}
          prefetch={false}
          className="chip"
          to={view.to}
          aria-current={view.current ? "true" : undefined}
        >
          {view.label}
          {view.count === undefined ? null : ` ${formatNumber(view.count)}`}
        </PageLink>
      ))}
    </nav>
  );
}

/** The way through a list that is paged by key: what is shown, the next page, and back to the first. */
export function Pager({
  label = "Pages",
  shown,
  nextTo,
  nextLabel = "Next page",
  firstTo,
  firstLabel = "First page",
}: {
  /** Tells the pagers of one page apart. */
  label?: string;
  shown: ReactNode;
  nextTo?: string;
  nextLabel?: string;
  firstTo?: string;
  firstLabel?: string;
}) {
  return (
    <nav className="pager" aria-label={label}>
      <span>{shown}</span>
      <span className="pager-links">
        {firstTo ? (
          <ButtonLink to={firstTo} variant="text" prefetch>
            {firstLabel}
          </ButtonLink>
        ) : null}
        {nextTo ? (
          <ButtonLink to={nextTo} rel="next" prefetch>
            {nextLabel}
          </ButtonLink>
        ) : null}
      </span>
    </nav>
  );
}
