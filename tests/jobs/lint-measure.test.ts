import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LabelledFileError, readLabelled } from "~/jobs/lint/labelled-texts.ts";
import { measureLint, sayMeasured } from "~/jobs/lint/measure-lint.server.ts";

const folder = new URL("labelled/", import.meta.url);
const read = (name: string) => readLabelled(readFileSync(new URL(name, folder), "utf8"));

/** How many scams and honest texts there are at least; what was blind when is told in docs/scam-lint.md. */
const sets = [
  ["tuning.jsonl", 75, 150],
  ["second.jsonl", 60, 40],
  ["third.jsonl", 60, 40],
  ["untouched.jsonl", 75, 150],
  ["fourth.jsonl", 60, 80],
  ["fifth.jsonl", 90, 170],
] as const;

test.each(sets)(
  "%s: nine of ten alarms are right, and four of five scams are found",
  (name, leastScams, leastHonest) => {
    const { whole, scams, honest } = measureLint(read(name));
    expect(scams).toBeGreaterThanOrEqual(leastScams);
    expect(honest).toBeGreaterThanOrEqual(leastHonest);
    expect(whole.precision).toBeGreaterThanOrEqual(0.9);
    expect(whole.recall).toBeGreaterThanOrEqual(0.8);
  },
  60_000,
);

describe("a labelled file", () => {
  test("is JSON Lines or one array, of whole postings or of texts", () => {
    const lines = readLabelled('{"label":"scam","text":"Pay first"}\r\n\n{"id":"h1","label":"honest","body":"Code"}\n');
    expect(lines.map(({ id, label, content }) => [id, label, content.bodyText])).toEqual([
      ["1", "scam", "Pay first"],
      ["h1", "honest", "Code"],
    ]);
    expect(
      readLabelled('\uFEFF[{"label":"honest","text":"Code","pay":{"min":20.5,"max":30,"unit":"hour"}}]'),
    ).toMatchObject([{ content: { pay: { minCents: 2_050, maxCents: 3_000, unit: "hour" } } }]);
  });

  test.each([
    ["", "The file is empty."],
    ['{"label":"scam","text":"a"}\n{"label":', "Line 2 is no JSON"],
    ['{"label":"maybe","text":"a"}', "Line 1: label"],
    ['\n{"label":"scam"}', "Line 2: it has neither body nor text"],
    ['[{"label":"scam","text":"a"},{"text":"b"}]', "Element 2: label"],
    ['{"label":"scam","text":"a","pay":{"min":1,"max":2,"unit":"minute"}}', "Line 1: pay.unit"],
    ['{"id":"a","label":"scam","text":"a"}\n{"id":"a","label":"scam","text":"b"}', "Two texts have the id a."],
    ["[1,", "The array is no JSON"],
  ])("%j: %s", (file, message) => {
    expect(() => readLabelled(file)).toThrow(LabelledFileError);
    expect(() => readLabelled(file)).toThrow(message);
  });
});

describe("the measure", () => {
  const body =
    "You read every record of the day and assign its codes, then answer what the reviewers ask about each of them. ";
  const text = (id: string, label: string, more: object) => JSON.stringify({ id, label, body, ...more });

  test("counts what each rule hit, and names what was missed and wrongly alarmed about", () => {
    const measured = measureLint(
      readLabelled(
        [
          text("s1", "scam", { body: "Message us on WhatsApp." }),
          text("s2", "scam", { body: "A quiet text." }),
          text("h1", "honest", { body: "You reship packages." }),
          text("h2", "honest", { body: "You code charts." }),
        ].join("\n"),
      ),
    );
    expect(measured).toMatchObject({
      scams: 2,
      honest: 2,
      whole: { scams: 1, honest: 1, precision: 0.5, recall: 0.5, f1: 0.5 },
    });
    expect(measured.missed.map(({ id }) => id)).toEqual(["s2"]);
    expect(measured.falseAlarms.map(({ id }) => id)).toEqual(["h1"]);
    const words = sayMeasured(measured, true).join("\n");
    expect(words).toMatch(/scam-chat +4 +1 +0 +1\.00 +0\.50/);
    expect(words).toContain("Missed: 1");
  });

  test("takes the later copy under another employer for a twin, and one of the same employer not", () => {
    const long = Array.from(
      { length: 8 },
      (_, at) => `${body.replace("codes", `codes of kind ${"abcdefgh"[at]}`)}`,
    ).join("");
    const texts = ["One", "Two", "Two"].map((employer, at) => text(`t${at}`, "scam", { employer, body: long }));
    const { rules } = measureLint(readLabelled(texts.join("\n")));
    expect(rules).toEqual([expect.objectContaining({ rule: "twin-elsewhere", scams: 2 })]);
  });
});
