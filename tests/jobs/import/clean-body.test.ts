import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanBody, renderBody } from "~/jobs/import/clean-body.ts";

/** Anything that could run, load, frame or style. */
function isHarmless(html: string): boolean {
  const tags = [...html.matchAll(/<\s*\/?\s*([^\s>/]+)([^>]*)>/g)];
  return tags.every(([, name, attributes]) => {
    if (!/^(p|br|ul|ol|li|h3|h4|strong|em|a|blockquote|hr|table|thead|tbody|tr|th|td)$/.test(name!)) return false;
    const rest = attributes!.replace(/\/$/, "").trim();
    return rest === "" || (name === "a" && /^href="https?:[^"]*" rel="nofollow ugc noopener noreferrer"$/.test(rest));
  });
}

describe("a hostile description", () => {
  const hostile = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<img src=x onerror="alert(1)">',
    '<p onclick="alert(1)" style="position:fixed">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="//evil.example">x</a>',
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](https://evil.example/pixel.gif)",
    '<svg><script>alert(1)</script><a xlink:href="javascript:1">x</a></svg>',
    "<style>*{display:none}</style><p>x</p>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><img src=x onerror=alert(1)></template>",
    '<form action="https://evil.example"><input name=password></form>',
    '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">',
    '<base href="https://evil.example"><meta http-equiv="refresh" content="0;url=https://evil.example"><link rel=stylesheet href=x>',
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<!--><script>alert(1)</script>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;",
  ];
  it.each(hostile)("runs nothing: %s", (source) => {
    for (const body of [
      cleanBody(source),
      renderBody(source, "html"),
      renderBody(source, "markdown"),
      renderBody(source, "text"),
    ])
      expect(body.bodyHtml).toSatisfy(isHarmless);
  });

  it("of any characters is harmless, and rendering what was rendered changes nothing", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "<",
        ">",
        "</",
        '"',
        "'",
        "&lt;",
        "&amp;",
        "script",
        "<p>",
        "<b>",
        "<div>",
        "<a href=",
        "javascript:",
        "on",
        "error=",
        "`",
        "**",
        "[",
        "](",
        "\\",
        "\n",
        "- ",
        " ",
        "é",
        "<ul><li>",
        "style",
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { bodyHtml } = cleanBody(pieces.join(""));
        expect(bodyHtml).toSatisfy(isHarmless);
        expect(renderBody(bodyHtml, "html").bodyHtml).toSatisfy(isHarmless);
      }),
      { numRuns: 300 },
    );
  });

  it("of a megabyte is cut, in every form", () => {
    for (const unit of ["[", "*a", "<div>", "<ul><li>", "- a\n", "a\n\n", "`a``b", "> ", "a \\", "&amp;", "word "]) {
      const source = unit.repeat(Math.ceil(1_000_000 / unit.length));
      for (const body of [
        cleanBody(source),
        renderBody(source, "markdown"),
        renderBody(source, "html"),
        renderBody(source, "text"),
      ]) {
        expect(body.bodySource.length).toBeLessThanOrEqual(100_000);
        expect(body.bodyHtml.length).toBeLessThanOrEqual(200_000);
        expect(body.bodyText.length).toBeLessThanOrEqual(100_000);
      }
    }
  }, 120_000);
});

describe("a description from outside", () => {
  it("in HTML keeps its paragraphs, lists and links, and no styles", () => {
    const { bodyHtml, bodyText } = cleanBody(
      '<div style="x"><p style="min-height:1.5em">We code.</p><ul><li><p>CPC</p></li></ul><h1>Apply</h1><a href="https://a.example/x?y=1&z=2">here</a></div>',
    );
    expect(bodyHtml).toContain("<p>We code.</p>");
    expect(bodyHtml).toContain("<li><p>CPC</p></li>");
    expect(bodyHtml).toContain("<h3>Apply</h3>");
    expect(bodyHtml).toContain(
      '<a href="https://a.example/x?y=1&amp;z=2" rel="nofollow ugc noopener noreferrer">here</a>',
    );
    expect(bodyText).toMatch(/^We code\.\s+- CPC\s+Apply\s+here$/);
  });

  it("in HTML that was escaped once or twice is HTML", () => {
    expect(cleanBody("&lt;p&gt;R&amp;amp;D &amp;nbsp;coding&lt;/p&gt;").bodyHtml).toBe("<p>R&amp;D  coding</p>");
    expect(cleanBody("<p>Health &amp;amp; Wellness</p>").bodyText).toBe("Health & Wellness");
  });

  it("in Markdown loses the marks a scraper escaped, once or twice", () => {
    const body = cleanBody(
      "**Location**: Fully Remote\n\n* APR\\\\-DRG assignment \\\\& coding\n* Full\\-time \\$25 \\- \\$30",
    );
    expect(body.bodyHtml).toContain("<strong>Location</strong>");
    expect(body.bodyHtml).toContain("<li>APR-DRG assignment &amp; coding</li>");
    expect(body.bodyText).toContain("Full-time $25 - $30");
  });

  it("in flat text gets its paragraphs and lists", () => {
    expect(cleanBody("About us\nWe code < 5 & more.\n\nRequirements:\n• CPC\n• CCS\nApply now").bodyHtml).toBe(
      "<p>About us</p>\n<p>We code &lt; 5 &amp; more.</p>\n<p><strong>Requirements:</strong></p>\n<ul>\n<li>CPC</li>\n<li>CCS</li>\n</ul>\n<p>Apply now</p>",
    );
  });

  it("that is empty is empty", () => {
    expect(cleanBody(" \u200b\n")).toEqual({ bodySource: "", bodyHtml: "", bodyText: "" });
  });
});

it("an employer's Markdown with indented lines has no program text in it", () => {
  expect(renderBody("We need\n\n    a coder", "markdown").bodyHtml).not.toContain("<pre>");
});
