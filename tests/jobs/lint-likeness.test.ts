import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lintPosting } from "~/jobs/lint-posting.server.ts";
import { readLabelled, type LabelledText } from "~/jobs/lint/labelled-texts.ts";
import { learnLikeness } from "~/jobs/lint/learn-likeness.ts";
import { likenessOf, sentencesOfPosting, wordsOf } from "~/jobs/lint/likeness.ts";
import kept from "~/jobs/lint/likeness.json" with { type: "json" };
import { MOST_SCORE, SCAM_THRESHOLD, scamScore, weightOf } from "~/jobs/lint/scam-score.ts";
import { plainContent } from "#tests/support/plain-content.ts";

const read = (name: string) => readLabelled(readFileSync(new URL(`labelled/${name}.jsonl`, import.meta.url), "utf8"));
const learnedFrom = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")).scripts[
  "lint:learn"
];
const sets = [...String(learnedFrom).matchAll(/labelled\/(\w+)\.jsonl/g)].map(([, name]) => name!);
const texts = sets.flatMap(read);
const employer = { name: "Lakemont Regional", website: null };
const scam = texts.find(({ label }) => label === "scam")!;
const isWording = ({ rule }: { rule: string }) => rule === "scam-wording";

function oddsOf(text: LabelledText) {
  return likenessOf(kept, sentencesOfPosting(text.content, text.employer));
}

test("the weights that are kept are those that the labelled texts teach", () => {
  const { bias, weights } = learnLikeness(texts);
  expect(kept.bias).toBeCloseTo(bias, 1);
  expect(Object.keys(kept.weights)).toEqual(Object.keys(weights));
  for (const [word, weight] of Object.entries(kept.weights)) expect(weight).toBeCloseTo(weights[word]!, 1);
}, 60_000);

test("what learns from all sets but one tells that one apart", () => {
  const { fourth, others } = { fourth: read("fourth"), others: sets.filter((name) => name !== "fourth").flatMap(read) };
  const learned = learnLikeness(others);
  const likeScams = fourth.filter(
    ({ content, employer }) => likenessOf(learned, sentencesOfPosting(content, employer)) > 0,
  );
  const right = likeScams.filter(({ label }) => label === "scam").length;
  expect(right / likeScams.length).toBeGreaterThanOrEqual(0.9);
  expect(right / fourth.filter(({ label }) => label === "scam").length).toBeGreaterThanOrEqual(0.8);
}, 60_000);

test("the finding quotes sentences of the text, and weighs more the likelier it is", () => {
  const found = lintPosting(scam.content, employer).filter(isWording);
  expect(found).toHaveLength(1);
  expect(weightOf(found[0]!)).toBeGreaterThan(0);
  expect(found[0]!.passages.length).toBeGreaterThan(0);
  for (const passage of found[0]!.passages)
    expect(`${scam.content.title}\n${scam.content.bodyText}`).toContain(passage.replaceAll("…", ""));
});

test("honest words around a fraud take one point at the most", () => {
  const honest = texts.filter(({ label }) => label === "honest").map(({ content }) => content.bodyText);
  fc.assert(
    fc.property(fc.subarray(honest, { minLength: 1, maxLength: 8 }), (around) => {
      const fraud = "You deposit the check that we mail and send the rest to our vendor by Zelle.";
      const findings = lintPosting(plainContent({ bodyText: [...around, fraud].join("\n") }), employer);
      const byRules = findings.filter((finding) => !isWording(finding));
      expect(scamScore(findings)).toBeGreaterThanOrEqual(scamScore(byRules) - 1);
      expect(scamScore(findings)).toBeGreaterThanOrEqual(SCAM_THRESHOLD);
    }),
    { numRuns: 40 },
  );
});

test("what an honest job is worded like is not told unless something else was found", () => {
  const honest = texts.filter((text) => text.label === "honest" && oddsOf(text) < -1).slice(0, 50);
  for (const { content } of honest) {
    const findings = lintPosting(content, employer);
    const wording = findings.find(isWording);
    if (wording) expect(scamScore(findings.filter((finding) => !isWording(finding)))).toBeGreaterThan(0);
  }
  expect(scamScore([{ rule: "scam-wording", weight: -1 }])).toBe(0);
  expect(scamScore([{ rule: "scam-wording", weight: 4 }, { rule: "scam-mule" }, { rule: "scam-task" }])).toBe(
    MOST_SCORE,
  );
});

test("a text of hardly any words is like nothing, and names and inherited words tell nothing", () => {
  expect(likenessOf(kept, ["You code charts."])).toBe(0);
  expect(sentencesOfPosting({ title: "Coder at Zelle Care", bodyText: "Zelle Care codes." }, "Zelle Care")).toEqual(
    ["Coder at", "codes."],
  );
  expect([...wordsOf("Coders’ licences: $39 for the constructor")]).toEqual(
    ["coder", "licenc", "$", "0", "constructor", "coder licenc", "licenc $", "$ 0", "0 constructor"],
  );
  const sentences = sentencesOfPosting(scam.content, scam.employer);
  expect(likenessOf(kept, [...sentences, "constructor", "valueof", "tostring"])).toBe(likenessOf(kept, sentences));
}); // prettier-ignore
