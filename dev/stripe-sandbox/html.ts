/** A piece of HTML that is already safe. */
export class Html {
  constructor(readonly text: string) {}
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

type Part = Html | string | number | false | null | undefined | readonly Part[];

function render(part: Part): string {
  if (part === false || part === null || part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "string" || typeof part === "number")
    return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
  return part.map(render).join("");
}

/** HTML from a template; every value is escaped unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]) {
  return new Html(strings.map((text, index) => text + render(parts[index])).join(""));
}
