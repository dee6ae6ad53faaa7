import fc from "fast-check";
import { readFileSync } from "node:fs";
import { TypedFastBitSet } from "typedfastbitset";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { combineFilters, type Filter } from "~/search/combine-filters.server.ts";
import { combineSetsCode, SetCombiner } from "~/search/combine-sets.server.ts";
import { ScratchSets } from "~/search/scratch-sets.server.ts";

const choices = ["q", "place", "mode", "state", "pay"] as const;
const docs = fc.uniqueArray(fc.nat(400), { maxLength: 300 });
const combiner = new SetCombiner();

describe("filters", () => {
  it("leave what passes all of them, and without each what passes all others", () => {
    fc.assert(
      fc.property(docs, fc.array(docs, { maxLength: choices.length }), fc.nat(3), (listed, sets, more) => {
        const end = Math.max(-1, ...listed) + 1;
        const filters = sets.map((jobs, at): Filter => ({ choice: choices[at]!, jobs: new TypedFastBitSet(jobs) }));
        // Sets grow by doubling, or are shorter than the board.
        const board = new TypedFastBitSet(listed);
        board.resize(end + more * 64);
        const { jobs, without } = combineFilters({ listed: board, end, scratch: new ScratchSets(), combiner }, filters);
        const passing = (others: readonly (readonly number[])[]) =>
          listed.filter((doc) => others.every((set) => set.includes(doc))).sort((a, b) => a - b);
        expect(jobs.array()).toEqual(passing(sets));
        for (const [at, choice] of choices.entries())
          expect(without(choice)?.array()).toEqual(
            at < sets.length ? passing(sets.filter((_, other) => other !== at)) : undefined,
          );
      }),
    );
  });

  it("are combined by what combine-sets.wat says", async () => {
    const source = readFileSync(new URL("../../app/search/combine-sets.wat", import.meta.url), "utf8");
    const { buffer } = (await wabt()).parseWat("combine-sets.wat", source).toBinary({});
    expect(combineSetsCode).toBe(Buffer.from(buffer).toString("base64"));
  });
});
