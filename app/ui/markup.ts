/**
 * Markup written as text, for what a page has so many of that elements would cost too much (measured: docs/performance.md).
 * Only `markup` makes it, and it escapes whatever it is given.
 */
export class Markup {
  private constructor(readonly text: string) {}

  static of(strings: readonly string[], values: readonly Piece[]): Markup {
    let text = strings[0] ?? "";
    for (let index = 0; index < values.length; index++) text += textOf(values[index]) + (strings[index + 1] ?? "");
    return new Markup(text);
  }

  /** In a browser: what a server wrote into the first element of a kind on this page. */
  static standingIn(selector: string): Markup {
    return new Markup(document.querySelector(selector)?.innerHTML ?? "");
  }
}

/** What may stand in a template: text and numbers are escaped, markup is not, and nothing is nothing. */
export type Piece = string | number | Markup | readonly Piece[] | false | null | undefined;

/** Template tag: markup`<b>${anything}</b>`. A value in an attribute has to stand in double quotes. */
export function markup(strings: TemplateStringsArray, ...values: Piece[]): Markup {
  return Markup.of(strings, values);
}

/** What a server puts on a page in the place of markup, to put the markup itself in when the page is whole. */
let standIn: ((markup: readonly Markup[]) => string) | undefined;

/**
 * Renders with something else in the place of all that is `written`: a page's text need then not be put together of ten
 * times as much. For a server; `work` must not wait for anything.
 */
export function withStandIns<T>(substitute: (markup: readonly Markup[]) => string, work: () => T): T {
  standIn = substitute;
  try {
    return work();
  } finally {
    standIn = undefined;
  }
}

/** As the content of an element: `<div {...written(markup)} />`. React puts it there and leaves it alone. */
export function written(...markup: readonly Markup[]): { dangerouslySetInnerHTML: { __html: string } } {
  return { dangerouslySetInnerHTML: { __html: standIn?.(markup) ?? markup.map(({ text }) => text).join("") } };
}

function textOf(value: Piece): string {
  if (typeof value === "string") return escape(value);
  if (value instanceof Markup) return value.text;
  if (typeof value === "number") return String(value);
  if (!value) return "";
  let text = "";
  for (const one of value) text += textOf(one);
  return text;
}

const CODES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };

function escape(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => CODES[character]!) : text;
}
