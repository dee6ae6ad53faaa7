import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { countRowsCode } from "~/search/count-rows.server.ts";
import { FacetMatrix } from "~/search/facet-matrix.server.ts";

const VALUES = 70;
const doc = fc.oneof(fc.nat(40), fc.nat(2_000));
const change = fc.oneof(
  { weight: 6, arbitrary: fc.record({ doc, value: fc.nat(VALUES - 1) }) },
  { weight: 1, arbitrary: fc.record({ remove: doc }) },
);

/** What the changes leave: of each document its values. */
function apply(matrix: FacetMatrix, changes: readonly ({ doc: number; value: number } | { remove: number })[]) {
  const kept = new Map<number, Set<number>>();
  for (const made of changes)
    if ("remove" in made) {
      matrix.remove(made.remove);
      kept.delete(made.remove);
    } else {
      matrix.add(made.doc, made.value);
      kept.set(made.doc, (kept.get(made.doc) ?? new Set()).add(made.value));
    }
  return kept;
}

function toWords(docs: Iterable<number>): Uint32Array {
  const words = new Uint32Array(64);
  for (const one of docs) words[one >>> 5]! |= 1 << one;
  return words;
}

describe("the facets of the documents", () => {
  it("are counted, among any set, as looking at each document does", () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 120 }),
        fc.array(doc),
        fc.boolean(),
        fc.nat(VALUES),
        fc.nat(VALUES),
        (changes, some, all, a, b) => {
          const matrix = new FacetMatrix(VALUES);
          const kept = apply(matrix, changes);
          const among = all ? [...kept.keys()] : some;
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const expected = Array.from({ length: VALUES }, (_, value) => [...kept].filter(([, has]) => has.has(value)));
          expect([...matrix.sizes]).toEqual(expected.map((having) => having.length));
          const ranges = [
            { first: 0, end: from, docs: [...kept.keys()] },
            { first: from, end: to, docs: among },
          ].filter(({ first, end }) => first < end);
          const counts = matrix.countIn(ranges.map(({ docs, ...range }) => ({ ...range, among: toWords(docs) })));
          for (const { first, end, docs } of ranges)
            expect([...counts.subarray(first, end)]).toEqual(
              expected.slice(first, end).map((having) => having.filter(([one]) => docs.includes(one)).length),
            );
        },
      ),
    );
  });

  it("find the documents that have any of some values", () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 80 }), fc.uniqueArray(fc.nat(VALUES - 1)), (changes, values) => {
        const matrix = new FacetMatrix(VALUES);
        const kept = apply(matrix, changes);
        const found = new Uint32Array(64);
        found.set(matrix.having(values));
        const having = [...kept].filter(([, has]) => values.some((value) => has.has(value)));
        expect(found).toEqual(toWords(having.map(([one]) => one)));
      }),
    );
  });

  it("are counted by what count-rows.wat says", async () => {
    const source = readFileSync(new URL("../../app/search/count-rows.wat", import.meta.url), "utf8");
    const { buffer } = (await wabt()).parseWat("count-rows.wat", source).toBinary({});
    expect(countRowsCode).toBe(Buffer.from(buffer).toString("base64"));
  });
});
