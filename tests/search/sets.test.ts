import fc from "fast-check";
import { readFileSync } from "node:fs";
import { TypedFastBitSet } from "typedfastbitset";
import { describe, expect, it } from "vitest";
import wabt from "wabt";
import { Expiries } from "~/search/expiries.server.ts";
import { Posting } from "~/search/posting.server.ts";
import { levels } from "~/search/dictionary.server.ts";
import { phraseWalkCode, type Asked } from "~/search/phrase-walk.server.ts";
import { TextStore } from "~/search/text-store.server.ts";

describe("the sets beneath the index", () => {
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

  const text = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
  const changes = fc.array(fc.tuple(fc.nat(20), fc.option(fc.tuple(text, text, text, text), { freq: 4 })));
  const phrase = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 3 }), {
    minLength: 2,
    maxLength: 4,
  });

  const asking = fc.record({ asked: phrase, byPairs: fc.boolean() });

  /** All over, or a single one, which is looked at alone. */
  const someDocs = fc.oneof(
    fc.nat(0xffffffff),
    fc.nat(20).map((doc) => 1 << doc),
  );
  const blockSize = fc.constantFrom(64, 500);

  /** As if the words below 4 were common ones: the pair of two of them, or none. */
  const pairOf = (first = 0, second = 0) =>
    first > 0 && first < 4 && second > 0 && second < 4 ? first * 4 + second : 0;
  const pairsOf = (words: readonly number[]) => Uint32Array.from(words, (word, at) => pairOf(word, words[at + 1]));
  /** A phrase as its words, or as pairs where there are such. */
  const askFor = (words: readonly number[][], byPairs: boolean): Asked[] => {
    const pairs = words.map((some, at) =>
      byPairs && some.length === 1 && words[at + 1]?.length === 1 ? pairOf(some[0], words[at + 1]![0]) : 0,
    );
    return words.flatMap((numbers, offset): Asked[] => {
      if (pairs[offset]) return [{ offset, of: "pairs", numbers: [pairs[offset]] }];
      return pairs[offset - 1] ? [] : [{ offset, of: "words", numbers }];
    });
  };

  it("find every phrase of every document where it stands, whatever came and went", () => {
    fc.assert(
      fc.property(changes, fc.array(asking, { maxLength: 5 }), someDocs, blockSize, (made, phrases, among, block) => {
        const store = new TextStore(block);
        store.resize(32);
        const kept = new Map<number, number[][]>();
        for (const [doc, parts] of made) {
          const old = kept.get(doc);
          if (old) {
            const forgotten = new Set<number>();
            store.delete(doc, (word) => forgotten.add(word));
            expect(forgotten).toEqual(new Set(old.flat().filter((word) => word !== 0)));
            kept.delete(doc);
          }
          if (!parts) continue;
          const [title, head, body, beside] = parts;
          const ends = [title, head, body].map((part, at) => {
            part.push(0);
            return [title, head, body].slice(0, at + 1).flat().length;
          });
          const words = [...title, ...head, ...body, ...beside];
          store.set(doc, Uint32Array.from(words), pairsOf(words), words.length, {
            title: ends[0]!,
            head: ends[1]!,
            text: ends[2]!,
          });
          kept.set(doc, [title, head, body, beside]);
        }
        for (const { asked, byPairs } of phrases) {
          const found = { title: new Uint32Array(1), head: new Uint32Array(1), any: new Uint32Array(1) };
          store.findPhrase(askFor(asked, byPairs), Uint32Array.of(among), found);
          const expected = { title: 0, head: 0, any: 0 };
          for (const [doc, [title, head, body]] of kept) {
            const has = (part: readonly number[] = []) =>
              part.some((_, start) => asked.every((words, at) => words.includes(part[start + at] ?? 0)));
            if (has(title)) expected.title |= 1 << doc;
            if (has(title) || has(head)) expected.head |= 1 << doc;
            if (has(title) || has(head) || has(body)) expected.any |= 1 << doc;
          }
          for (const level of levels) expect(found[level][0]! & among, level).toBe(expected[level] & among);
        }
      }),
    );
  });

  it("are walked by what phrase-walk.wat says", async () => {
    const source = readFileSync(new URL("../../app/search/phrase-walk.wat", import.meta.url), "utf8");
    const { buffer } = (await wabt()).parseWat("phrase-walk.wat", source).toBinary({});
    expect(phraseWalkCode).toBe(Buffer.from(buffer).toString("base64"));
  });

  it("take no more memory than twice what is in use, after any coming and going", () => {
    const store = new TextStore(1_000);
    store.resize(100);
    const words = Uint32Array.from({ length: 100 }, (_, at) => 1 + at);
    for (let doc = 0; doc < 100; doc++) store.set(doc, words, words, 100, { title: 0, head: 0, text: 100 });
    const { bytes } = store;
    for (let turn = 0; turn < 2_000; turn++) {
      const doc = (turn * 37) % 100;
      store.delete(doc, () => undefined);
      store.set(doc, words, words, 100, { title: 0, head: 0, text: 100 });
    }
    expect(store.bytes).toBeLessThan(2.1 * bytes);
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
