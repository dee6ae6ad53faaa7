import { convert } from "html-to-text";
import { Marked } from "marked";
import sanitizeHtml from "sanitize-html";

/** A description in the three forms that a revision keeps (`JobContent`). */
export type Body = { bodySource: string; bodyHtml: string; bodyText: string };

export type BodyFormat = "markdown" | "html" | "text";

/** The longest description that is kept, in characters; the bounds of `jobContentSchema`. */
const LONGEST_SOURCE = 100_000;
const LONGEST_HTML = 200_000;
/** Deeper nesting than any posting has; it bounds the recursion of what reads the result. */
const DEEPEST = 24;

/**
 * Indented text is a paragraph: postings are full of stray spaces, and none holds a program. Quotes are not nested
 * deeper than a person would: marked recurses on each.
 */
const markdown = new Marked({ gfm: true, breaks: true, async: false, tokenizer: { code: () => undefined } });

/** What a description may hold (DISTRIBUTION.md: p/ul/li/br and the like); nothing that runs, loads, frames or styles. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    "p",
    "br",
    "ul",
    "ol",
    "li",
    "h3",
    "h4",
    "strong",
    "em",
    "a",
    "blockquote",
    "hr",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
  ],
  allowedAttributes: { a: ["href", "rel"] },
  allowedSchemes: ["http", "https"],
  allowProtocolRelative: false,
  disallowedTagsMode: "discard",
  // Their text is no text: it goes with the tag.
  nonTextTags: [
    "script",
    "style",
    "textarea",
    "option",
    "noscript",
    "template",
    "svg",
    "math",
    "iframe",
    "object",
    "title",
    "xmp",
    "noembed",
    "noframes",
    "plaintext",
  ],
  nestingLimit: DEEPEST,
  transformTags: {
    // The page has its own h1 and h2.
    ...Object.fromEntries(["h1", "h2"].map((tag) => [tag, "h3"])),
    ...Object.fromEntries(["h5", "h6"].map((tag) => [tag, "h4"])),
    b: "strong",
    i: "em",
    div: "p",
    section: "p",
    dt: "p",
    dd: "p",
    a: (_name, { href = "" }): sanitizeHtml.Tag =>
      /^https?:\/\//i.test(href)
        ? { tagName: "a", attribs: { href, rel: "nofollow ugc noopener noreferrer" } }
        : { tagName: "span", attribs: {} },
  },
};

/** Makes foreign HTML safe and plain. Twice: the second pass closes what a `div` made a `p` left nested. */
function sanitize(html: string): string {
  return sanitizeHtml(sanitizeHtml(html, allowed), allowed)
    .replace(/\u00a0/g, " ")
    .replace(/(<br \/>\s*){3,}/g, "<br /><br />")
    .replace(/<(p|li|h3|h4|strong|em|ul|ol|blockquote)>(\s|<br \/>)*<\/\1>/g, "")
    .replace(/<(p|ul|ol)>\s*<\/\1>/g, "")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** The words of sanitized HTML, a line a paragraph or list item. */
function textOf(html: string): string {
  return convert(html, {
    wordwrap: false,
    limits: { maxDepth: DEEPEST * 2 },
    selectors: [
      { selector: "a", options: { ignoreHref: true } },
      { selector: "h3", options: { uppercase: false } },
      { selector: "h4", options: { uppercase: false } },
      { selector: "ul", options: { itemPrefix: "- " } },
      { selector: "hr", format: "skip" },
    ],
  })
    .replace(/[^\S\n]+/g, " ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Without control and invisible characters; lines end in \n. */
function plain(source: string): string {
  return source
    .slice(0, LONGEST_SOURCE * 2)
    .replace(/\r\n?|\u2028|\u2029/g, "\n")
    .replace(/[^\S\n]{40,}/g, " ")
    .replace(/[\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu, "")
    .trim();
}

function cut(source: string, most: number): string {
  if (source.length <= most) return source;
  const end = source.lastIndexOf("\n", most);
  return source.slice(0, end > most / 2 ? end : most).trimEnd();
}

/**
 * Renders a description to safe HTML and plain words. `markdown` is what an employer writes (HTML in it is sanitized like
 * any other), `text` has newlines for paragraphs and bullets for lists. At most 100,000 characters are kept. Never
 * throws: a description that a parser cannot take is kept as text.
 */
export function renderBody(source: string, format: BodyFormat): Body {
  for (let most = LONGEST_SOURCE; ; most = Math.floor(most / 2)) {
    const bodySource = cut(plain(source), most);
    let html: string;
    try {
      html =
        format === "markdown" && isSane(bodySource)
          ? String(markdown.parse(tame(bodySource)))
          : format === "html"
            ? bodySource
            : paragraphs(bodySource);
    } catch {
      html = paragraphs(bodySource);
    }
    const bodyHtml = sanitize(html);
    if (bodyHtml.length <= LONGEST_HTML)
      return { bodySource, bodyHtml, bodyText: cut(textOf(bodyHtml), LONGEST_SOURCE) };
  }
}

/** Emphasis costs marked the square of its marks: 50,000 took four seconds, and no posting has 4,000. */
function isSane(source: string): boolean {
  return (source.match(/[*_~`]+/g)?.length ?? 0) <= 4_000;
}

/**
 * Takes from hostile Markdown what costs marked more than its length: long runs of one mark and deep quotes (a run of
 * 100,000 brackets took minutes). No posting has such runs.
 */
function tame(source: string): string {
  return source
    .replace(/([[\]!()<>*_`~\\|#+-])\1{11,}/g, (run) => run.slice(0, 3))
    .replace(/^(?:[ \t]*>){4,}/gm, ">>>");
}

const tag = /<\/?(p|div|br|ul|ol|li|strong|b|em|h[1-6]|span|table|section)\b[^<>]*>/i;
const escapedTag = /&lt;\/?(p|div|br|ul|ol|li|strong|b|em|h[1-6]|span|table|section)\b/i;
const markdownMark = /\\{1,2}[-+.*_#&()|!>$]|\*\*[^\s*]|^ {0,3}#{1,6} |^\s{0,3}[*+-] +\S/m;

/**
 * Renders a description from outside, of which nobody said how it is written: HTML, HTML escaped once or twice, Markdown
 * (also with its marks escaped, as scrapers leave it: `APR\\-DRG`), or flat text.
 */
export function cleanBody(source: string): Body {
  let text = plain(source);
  for (let round = 0; round < 2; round++) {
    // &amp;nbsp; was escaped once more than &nbsp;
    text = text.replace(/&amp;(?=#\d{1,6};|#x[\da-f]{1,6};|[a-z]{2,10};)/gi, "&");
    if (!tag.test(text) && escapedTag.test(text))
      text = text
        .replace(/&lt;/gi, "<")
        .replace(/&gt;/gi, ">")
        .replace(/&quot;/gi, '"');
  }
  if (tag.test(text) && !/\*\*[^\s*][^*]*\*\*/.test(text)) return renderBody(text, "html");
  if (!markdownMark.test(text)) return renderBody(text, "text");
  return renderBody(text.replace(/\\\\(?=[-+.*_#&()|!>$[\]~`])/g, "\\"), "markdown");
}

/** Whether `source` is longer than what `cleanBody` keeps. */
export function isCut(source: string): boolean {
  return plain(source).length > LONGEST_SOURCE;
}

const bullet = /^\s*(?:[•·▪◦●○■‣∙*–-]|[✔✓➢]|\d{1,2}[.)](?=\s))\s*(?=\S)/u;

/** Flat text as HTML: a line with a bullet is an item, a short line that ends in a colon is strong. Entities stay. */
function paragraphs(text: string): string {
  const safe = text
    .replace(/&(?!#?\w{1,10};)/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;");
  // Where blank lines part the paragraphs, a single newline is a break; where there are none, each line stands alone.
  const spaced = (safe.match(/\n\s*\n/g)?.length ?? 0) * 3 >= (safe.match(/\n/g)?.length ?? 0);
  let html = "";
  let inList = false;
  let open: string[] = [];
  const close = () => {
    if (open.length) html += `<p>${open.join("<br>")}</p>\n`;
    open = [];
  };
  for (const line of safe.split("\n")) {
    const item = bullet.test(line) ? line.replace(bullet, "").trim() : "";
    if (item) {
      close();
      html += `${inList ? "" : "<ul>\n"}<li>${item}</li>\n`;
      inList = true;
      continue;
    }
    if (inList && line.trim()) {
      html += "</ul>\n";
      inList = false;
    }
    if (!line.trim()) close();
    else if (/:\s*$/.test(line) && line.trim().length <= 60) {
      close();
      html += `<p><strong>${line.trim()}</strong></p>\n`;
    } else {
      open.push(line.trim());
      if (!spaced) close();
    }
  }
  close();
  return inList ? `${html}</ul>` : html;
}
