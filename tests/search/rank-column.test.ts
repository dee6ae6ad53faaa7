import fc from "fast-check";
import { expect, it } from "vitest";
import { RankColumn } from "~/search/rank-column.server.ts";

it("knows the highest number of every 32 documents, whatever was set", () => {
  const change = fc.tuple(fc.nat(95), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const column = new RankColumn((length) => new Int32Array(length));
      column.resize(64);
      for (const [at, [doc, value]] of changes.entries()) {
        if (at === changes.length >>> 1) column.resize(128);
        column.set(at < changes.length >>> 1 ? doc % 64 : doc, value);
      }
      for (const [at, peak] of column.peaks.entries())
        expect(peak).toBe(Math.max(...column.values.subarray(at * 32, at * 32 + 32)));
    }),
  );
});
