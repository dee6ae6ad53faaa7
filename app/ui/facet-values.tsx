import { useEffect, useRef, useState } from "react";
import { formatNumber } from "./format";
import { markup, written, type Markup } from "./markup";

export interface FacetValue {
  value: string;
  /** As `facetLook` made it of the value. */
  look: Markup;
  /** Left out where nobody counts. */
  count?: number;
  checked: boolean;
}

/**
 * What of a value is always the same: its words. `code` is true for a code of the field, which is set in the figures'
 * letters; `who` a quieter word behind the label, such as who grants the credential.
 */
export function facetLook(value: string, label: string, { code, who }: { code?: boolean; who?: string } = {}): Markup {
  const words = code ? markup`<span class="code">${label}</span>` : label;
  return markup` value="${value}"> <span>${words}${who && markup` <span class="who">${who}</span>`}</span>`;
}

export interface FacetValuesProps {
  /** The URL parameter. */
  name: string;
  /** Values, labels and their order are those of the first rendering; counts and choices may change. */
  values: readonly FacetValue[];
  /** So many stand open, the rest waits under "more". */
  shown?: number;
  /** Facets where one value shuts out the others are radio buttons. */
  type?: "checkbox" | "radio";
}

/**
 * The values of a facet with their counts; with a count of zero one fades but can still be chosen. They follow the URL
 * (a removed chip clears its box), and no box is ever made anew, so the focus stays.
 *
 * A result page has some 260 values of six elements each, which was two thirds of what React had to make for the page. So
 * they are written as text and then only followed: that takes a tenth of the time, here and in the browser. A form hears
 * of them by `onInput`; React's `onChange` knows only boxes that it made itself.
 */
export function FacetValues({ name, values, shown = values.length, type = "checkbox" }: FacetValuesProps) {
  const [lines] = useState(() => listsOf(name, values, shown, type));
  const lists = useRef<HTMLDivElement>(null);
  const known = useRef(values);
  useEffect(() => {
    if (lists.current && known.current !== values) follow(lists.current, known.current, values);
    known.current = values;
  }, [values]);
  return <div ref={lists} {...written(lines)} />;
}

const isFaded = ({ count, checked }: FacetValue) => count === 0 && !checked;
const figureClass = (count: number) => (count === 1 ? "n n--one" : "n");

function listsOf(name: string, values: readonly FacetValue[], shown: number, type: string): Markup {
  const box = markup`<input type="${type}" name="${name}"`;
  const list = (some: readonly FacetValue[]) => markup`<ul>${some.map((value) => option(box, value))}</ul>`;
  const more = values.slice(shown);
  return markup`${list(values.slice(0, shown))}${more.length > 0 && markup`<details class="facet-more"><summary>${more.length} more</summary>${list(more)}</details>`}`; // prettier-ignore
}

function option(box: Markup, facetValue: FacetValue): Markup {
  const { look, count, checked } = facetValue;
  const figure = count !== undefined && markup` <span class="${figureClass(count)}">${formatNumber(count)}</span>`;
  return markup`<li><label class="${isFaded(facetValue) ? "opt opt--zero" : "opt"}">${box}${checked && CHECKED}${look}${figure}</label></li>`; // prettier-ignore
}

const CHECKED = markup` checked=""`;

/** Brings counts and choices of the options in `lists` from what was `known` to `values`. */
function follow(lists: HTMLElement, known: readonly FacetValue[], values: readonly FacetValue[]): void {
  const before = new Map(known.map((facetValue) => [facetValue.value, facetValue]));
  const now = new Map(values.map((facetValue) => [facetValue.value, facetValue]));
  for (const input of lists.querySelectorAll("input")) {
    const was = before.get(input.value);
    const is = now.get(input.value);
    if (!was || !is) continue;
    // Only when the URL's answer changed: a box that was ticked while the answer was under way keeps its tick.
    if (was.checked !== is.checked) input.checked = is.checked;
    const label = input.parentElement;
    label?.classList.toggle("opt--zero", isFaded(is));
    const figure = label?.querySelector(".n");
    if (!figure || was.count === is.count || is.count === undefined) continue;
    figure.textContent = formatNumber(is.count);
    figure.className = figureClass(is.count);
  }
}
