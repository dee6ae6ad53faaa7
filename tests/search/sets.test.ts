import fc from "fast-check";
import { TypedFastBitSet } from "typedfastbitset";
import { describe, expect, it } from "vitest";
import { countCommon } from "~/search/count-common.ts";
import { Expiries } from "~/search/expiries.server.ts";
import { Posting } from "~/search/posting.server.ts";
import { TokenStore, WordBuffer } from "~/search/token-store.server.ts";

const words = fc.array(fc.oneof(fc.nat(0xffffffff), fc.constantFrom(0, 0xffffffff)), { maxLength: 40 });

describe("the sets beneath the index", () => {
  it("count what two have in common as counting each bit does", () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        const common = a.map((word, at) => BigInt(word) & BigInt(b[at] ?? 0));
        const bits = common.map((word) => word.toString(2).replaceAll("0", "").length);
        expect(countCommon(Uint32Array.from(a), Uint32Array.from(b))).toBe(bits.reduce((sum, count) => sum + count, 0));
      }),
    );
  });

  it("hold what was added and not removed, whether they are lists or bitsets at the time", () => {
    const doc = fc.oneof(fc.nat(60), fc.nat(5_000));
    const change = fc.oneof(
      fc.record({ add: doc }),
      fc.record({ remove: doc }),
      fc.record({ from: fc.nat(4_000), to: fc.nat(120) }),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const posting = new Posting();
        const expected = new Set<number>();
        const add = (added: number) => {
          posting.add(added);
          expected.add(added);
        };
        for (const made of changes) {
          if ("add" in made) add(made.add);
          else if ("remove" in made) {
            posting.remove(made.remove);
            expected.delete(made.remove);
          } else for (let added = made.from; added < made.from + made.to; added++) add(added);
        }
        const sorted = [...expected].sort((a, b) => a - b);
        const visited: number[] = [];
        posting.forEach((found) => visited.push(found));
        const bits = new TypedFastBitSet();
        posting.addTo(bits);
        expect(visited).toEqual(sorted);
        expect(bits.array()).toEqual(sorted);
        expect(posting.size).toBe(sorted.length);
      }),
    );
  });

  it("keep the words of each document through any tidying up", () => {
    const store = new TokenStore();
    store.resize(64);
    const expected = new Map<number, number[]>();
    const text = (turn: number) => Array.from({ length: 60_000 }, (_, at) => (at * 37 + turn * 1_000_003) % 3_000_000);
    for (let turn = 0; turn < 80; turn++) {
      const doc = (turn * 7) % 20;
      if (expected.has(doc)) store.delete(doc);
      store.set(doc, text(turn));
      expected.set(doc, text(turn));
    }
    const buffer = new WordBuffer();
    for (const [doc, kept] of expected) {
      const count = store.read(doc, buffer);
      expect(Buffer.from(buffer.words.slice(0, count).buffer).equals(Buffer.from(Uint32Array.from(kept).buffer))).toBe(
        true,
      );
    }
  });

  it("give back expiries by time, each once, none too early", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.array(fc.nat(60)), (times, moments) => {
        const expiries = new Expiries();
        for (const [doc, time] of times.entries()) expiries.add(time, doc);
        const left = new Set(times.keys());
        for (const moment of moments.sort((a, b) => a - b)) {
          for (let doc = expiries.next(moment); doc !== undefined; doc = expiries.next(moment)) {
            expect(left.delete(doc)).toBe(true);
            expect(times[doc]).toBeLessThanOrEqual(moment);
          }
          for (const doc of left) expect(times[doc]).toBeGreaterThan(moment);
        }
      }),
    );
  });
});
