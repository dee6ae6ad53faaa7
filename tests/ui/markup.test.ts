import fc from "fast-check";
import { expect, test } from "vitest";
import { cardBody, cardTexts } from "~/ui/card-text";
import type { JobCardProps } from "~/ui/job-card";
import { markup } from "~/ui/markup";

test("whatever a template is given stands in it as text", () => {
  expect(markup`<b title="${`"><i>'&`}">${"<i>"}</b>`.text).toBe(
    '<b title="&quot;&gt;&lt;i&gt;&#x27;&amp;">&lt;i&gt;</b>',
  );
  expect(markup`${[1, markup`<i>${"&"}</i>`, null, false, undefined, ["<"]]}`.text).toBe("1<i>&amp;</i>&lt;");
});

test("no words of a job become markup on its card", () => {
  const text = fc.oneof(fc.string(), fc.constantFrom("<script>", '" onload="', "</p><p>", "&lt;", "'"));
  const some = fc.option(text, { nil: undefined });
  const card: fc.Arbitrary<JobCardProps> = fc.record({
    to: text,
    title: text,
    featured: fc.boolean(),
    pay: some,
    payUnit: some,
    effective: some,
    employer: text,
    verified: fc.boolean(),
    source: some,
    place: some,
    groups: fc.array(
      fc.record({
        need: fc.constantFrom("any" as const, "all" as const),
        level: fc.constantFrom("required" as const, "preferred" as const),
        codes: fc.array(fc.record({ code: text, name: some })),
        inLieu: some,
      }),
    ),
    apprentices: fc.constantFrom("welcome" as const, "not-stated" as const),
    production: some,
    facts: fc.array(text),
    age: text,
  });
  // Every tag that is left is one that the card writes: a name, and attributes in double quotes.
  const own =
    /<\/?(?:article|div|h2|a|p|b|span|svg|use|rect)(?: (?:class|data-discover|title|role|aria-hidden|aria-label|href|x|y|width|height|rx)="[^"<>]*")*>/g;
  fc.assert(
    fc.property(card, (job) => {
      for (const { text: written } of [cardBody(job, true), ...cardTexts([job, job])]) {
        const left = written.replace(own, "");
        expect(left).not.toMatch(/[<>]/);
        expect(left).not.toContain('"');
      }
    }),
  );
});
