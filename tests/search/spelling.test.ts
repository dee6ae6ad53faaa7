import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { now } from "~/platform/clock.ts";
import { anyJob } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { countEdits, Spelling } from "~/search/spelling.server.ts";
import { makeDocument } from "./make-document.ts";

const letters = fc.string({ unit: fc.constantFrom(..."abcé"), maxLength: 8 });

/** The edits between two words, by the definition. */
function editsBetween(a: string, b: string): number {
  if (!a || !b) return a.length + b.length;
  const [x, y] = [a.slice(1), b.slice(1)];
  const swapped = a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0];
  return Math.min(
    editsBetween(x, y) + (a[0] === b[0] ? 0 : 1),
    editsBetween(a, y) + 1,
    editsBetween(x, b) + 1,
    swapped ? editsBetween(a.slice(2), b.slice(2)) + 1 : Infinity,
  );
}

describe("the spelling of a word", () => {
  it("is as many edits from another as the definition says, up to the most that matter", () => {
    const short = letters.map((word) => word.slice(0, 6));
    fc.assert(
      fc.property(short, short, fc.integer({ min: 1, max: 2 }), (a, b, most) => {
        expect(Math.min(countEdits(a, b, most), most + 1)).toBe(Math.min(editsBetween(a, b), most + 1));
      }),
    );
  });

  it("is taken for that of the nearest, most used, first word", () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters, { maxLength: 30 }), letters, fc.array(fc.nat(3)), (words, asked, uses) => {
        const spelling = new Spelling((number) => words[number]!);
        for (const [number, word] of words.entries()) spelling.add(word, number, false);
        const used = (number: number) => uses[number % (uses.length || 1)] ?? 0;
        const most = asked.length <= 5 ? 1 : 2;
        const near = [...words.entries()]
          .filter(([number, word]) => word !== asked && word.length >= 3 && asked.length >= 3 && used(number) > 0)
          .map(([number, word]) => ({ number, word, edits: countEdits(asked, word, 9), uses: used(number) }))
          .filter(({ edits }) => edits <= most)
          .sort((a, b) => a.edits - b.edits || b.uses - a.uses || (a.word < b.word ? -1 : 1));
        expect(spelling.nearest(asked, used)).toBe(near[0]?.number);
      }),
    );
  });
});

describe("a search whose words no job has", () => {
  const index = new LiveIndex();
  for (const title of ["Inpatient Coder", "Inpatient Coder", "Inpatient Coding Auditor CPC-A", "Denials specialist"])
    index.put(makeDocument({ title, facets: { mode: ["remote"] } }));
  const gone = makeDocument({ title: "Cartographer" });
  index.put(gone);
  index.remove(gone.id);
  const ask = (q: string, mode: string[] = []) =>
    findJobs(index, { ...anyJob(), q, facets: { ...anyJob().facets, mode } }, null, 9, now().getTime()).didYouMean;

  it.each([
    ["inpateint", "inpatient"],
    ["inpateint codr", "inpatient coder"],
    ['"inpatent coder"', '"inpatient coder"'],
    ["denails -codr", "denials -codr"],
    ["AUDTIOR", "auditor"],
    ["CPC-S", "cpc-a"],
  ])("%s is asked back as %s", (asked, meant) => expect(ask(asked)).toBe(meant));

  it.each(["coder", "inpatient specialist", "xyzzyx", "-codr", "cartographe", "of", "", "codr xyzzyx"])(
    "is not asked back where nothing better is known: %s",
    (asked) => expect(ask(asked)).toBeNull(),
  );

  it("is not asked back where only another choice is to blame", () => {
    expect(ask("coder", ["on-site"])).toBeNull();
  });
});
