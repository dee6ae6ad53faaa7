import type { MetaDescriptor } from "@remix-run/node";

/** The board's name, behind the titles of its pages. */
const BOARD = "CareerCenter";

/**
 * The head of a public page: title, description, canonical address and Open Graph. `canonical` is absolute. A page with
 * `index: false` is left out by search engines, which still follow its links.
 */
export function pageMeta(page: {
  title: string;
  description: string;
  canonical: string;
  index?: boolean;
}): MetaDescriptor[] {
  const description = cut(page.description, 200);
  return [
    { title: page.title.includes(BOARD) ? page.title : `${page.title} – ${BOARD}` },
    { name: "description", content: description },
    // A page is either the one of its kind or not to be listed: both at once would contradict each other.
    page.index === false
      ? { name: "robots", content: "noindex, follow" }
      : { tagName: "link", rel: "canonical", href: page.canonical },
    { property: "og:site_name", content: BOARD },
    { property: "og:type", content: "website" },
    { property: "og:title", content: page.title },
    { property: "og:description", content: description },
    { property: "og:url", content: page.canonical },
  ];
}

/** At most `most` characters, cut between words. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, "")}…`;
}
