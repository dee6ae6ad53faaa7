import type { Level } from "./dictionary.server.ts";
import { lowerBound, lowerBoundNear, type Places } from "./sort-places.server.ts";

const NO_DOC = -1;
const NO_PLACES = { numbers: new Uint32Array(0), from: new Uint32Array(0) };

/**
 * What a phrase has `offset` words behind its beginning: one of some words, or a pair, which is that word and the next.
 */
export type Asked = { offset: number; of: keyof BlockIndex; numbers: readonly number[] };

/** The places of the words of a block, and of the pairs of common words, by where they begin. */
export type BlockIndex = { words: Places; pairs: Places };

/**
 * The documents of a block (`NO_DOC` for one that is gone), and of each where in the block it begins and its title, head
 * and body end: four numbers a document.
 */
export type Slots = { docs: number[] | Int32Array; bounds: number[] | Uint32Array };

/** The documents that have a phrase at a level or a nearer one: a bit for each. */
export type FoundDocs = Readonly<Record<Level, Uint32Array>>;

/** Where in a block that which is asked for stands: ranges of its places. */
export type Step = { offset: number; size: number; places: Places["places"]; ranges: number[] };

/** Where the places of a word or a pair are in each of some blocks: two numbers a block, the same where it has none. */
export function locate(
  blocks: readonly (Readonly<{ index: BlockIndex }> | undefined)[],
  of: Asked["of"],
  number: number,
): Uint32Array {
  const ranges = new Uint32Array(blocks.length * 2);
  // The next block has it near to where this one does, so that little of its list is read.
  let n = 0;
  for (let block = 0; block < blocks.length; block++) {
    const { numbers, from } = blocks[block]?.index[of] ?? NO_PLACES;
    n = lowerBoundNear(numbers, n, number);
    if (numbers[n] !== number) continue;
    ranges[block * 2] = from[n]!;
    ranges[block * 2 + 1] = from[n + 1]!;
  }
  return ranges;
}

/**
 * Where that which makes up a phrase stands in a block, the rarest first; none where the phrase cannot stand. A word that
 * is in a rarer pair is left out. `located` is what `locate` says of each number that is asked for, in their order.
 */
export function findSteps(
  index: BlockIndex,
  asked: readonly Asked[],
  located: readonly Uint32Array[],
  block: number,
): Step[] {
  const steps: (Step & Pick<Asked, "of">)[] = [];
  let nth = 0;
  for (const { offset, of, numbers } of asked) {
    const step = { offset, of, size: 0, places: index[of].places, ranges: [] as number[] };
    for (const end = nth + numbers.length; nth < end; nth++) {
      const from = located[nth]![block * 2]!;
      const to = located[nth]![block * 2 + 1]!;
      if (from === to) continue;
      step.ranges.push(from, to);
      step.size += to - from;
    }
    if (step.size === 0) return [];
    steps.push(step);
  }
  steps.sort((a, b) => a.size - b.size);
  const told = new Set<number>();
  return steps.length < 3
    ? steps
    : steps.filter(({ offset, of }) => {
        const before = told.size;
        told.add(offset);
        if (of === "pairs") told.add(offset + 1);
        return told.size > before;
      });
}

/** `phrase-walk.wat`, compiled: `wat2wasm` makes it, and a test holds that it still does. */
export const phraseWalkCode =
  "AGFzbQEAAAABGwNgBH9/f38AYAV/f39/fwBgCH9/f39/f39/AAIQAQR3YWxrBm1lbW9yeQIAAQMEAwABAgcYAwRtYXJrAAAGcmVtYXJrAAEEbmFtZQACCu" +
  "kCAyUAAkADQCAAIAFPDQEgAC8BACACayADOgAAIABBAmohAAwACwsLOgECfwJAA0AgACABTw0BIAAvAQAgAmshBSAFLQAAIQYgBSAEIAYgBiADRhs6AAAg" +
  "AEECaiEADAALCwuFAgEIfyAFIQoCQANAIAAgAU8NASAALwEAIAJrIQggAEECaiEAIAgtAAAgA0cNACAIIAlJBEAgBSEKQQAhCwsgCCEJIAggC0kNAAJAA0" +
  "AgCigCECAISw0BIApBEGohCgwACwsgCCAKKAIETyAIIAooAghPaiEMIAogDEECdGooAgQhCyAIIAtPBEAgCigCECELDAELIAQgCiAFa0ECdmooAgAhDSAN" +
  "QQBIDQAgBiANQQV2QQJ0aiEOQQEgDXQhDyAOIA4oAgAgD3I2AgAgDEECRg0AIA4gB2ohDiAOIA4oAgAgD3I2AgAgDEEBRg0AIA4gB2ohDiAOIA4oAgAgD3" +
  "I2AgAMAAsLCw==";

const compiled = new WebAssembly.Module(Buffer.from(phraseWalkCode, "base64"));

/** All addresses and sizes in bytes; see phrase-walk.wat. */
type Walk = {
  mark(at: number, end: number, offset: number, mark: number): void;
  remark(at: number, end: number, offset: number, before: number, mark: number): void;
  name(
    at: number,
    end: number,
    offset: number,
    mark: number,
    docs: number,
    slots: number,
    any: number,
    size: number,
  ): void;
};

/** What one walk may take: places of a block, and documents in it. */
const MOST_PLACES = 1 << 16;
const MOST_SLOTS = 1 << 14;
const MOST_MARK = 255;
/** Where in the memory that is which the compiled code reads and writes, in bytes; the marks come first. */
const SLOTS = MOST_PLACES;
const PLACES = SLOTS + (MOST_SLOTS * 5 + 1) * 4;
const FOUND = Math.ceil((PLACES + MOST_PLACES * 2) / 4) * 4;
const PAGE_BYTES = 1 << 16;

/**
 * Finds a phrase in whole blocks, by compiled code: the places of each step in turn are copied to where it reads them. It
 * takes a third of the time that JavaScript does.
 */
export class PhraseWalk {
  private readonly memory = new WebAssembly.Memory({ initial: Math.ceil(FOUND / PAGE_BYTES) });
  private readonly code = new WebAssembly.Instance(compiled, { walk: { memory: this.memory } }).exports as Walk;
  private words = new Uint32Array(this.memory.buffer);
  private places = new Uint16Array(this.memory.buffer);
  /** Marks up to this one may be left from other blocks. */
  private mark = 0;
  /** The words of each of the sets that are found. */
  private size = 0;

  /** Begins to find documents, of which there is room for so many words of 32. */
  begin(size: number): void {
    this.size = size;
    const missing = FOUND + size * 3 * 4 - this.memory.buffer.byteLength;
    if (missing > 0) {
      this.memory.grow(Math.ceil(missing / PAGE_BYTES));
      this.words = new Uint32Array(this.memory.buffer);
      this.places = new Uint16Array(this.memory.buffer);
    }
    this.words.fill(0, FOUND / 4, FOUND / 4 + size * 3);
  }

  /** Finds the documents of a block in which the phrase of `steps` stands; not in one that is too large: false. */
  findIn(steps: readonly Step[], { docs, bounds }: Slots, length: number): boolean {
    const [first, ...others] = steps;
    if (!first) return true;
    if (length > MOST_PLACES || docs.length > MOST_SLOTS) return false;
    const { code, words } = this;
    if (this.mark + steps.length > MOST_MARK) {
      words.fill(0, 0, SLOTS / 4);
      this.mark = 0;
    }
    const before = this.mark;
    for (const step of others.length > 0 ? others : steps) {
      const end = this.copyPlaces(step);
      if (this.mark++ === before) code.mark(PLACES, end, step.offset, this.mark);
      else code.remark(PLACES, end, step.offset, this.mark - 1, this.mark);
    }
    const slots = SLOTS / 4 + docs.length;
    words.set(docs, SLOTS / 4);
    words.set(bounds, slots);
    words[slots + docs.length * 4] = length;
    const end = this.copyPlaces(first);
    code.name(PLACES, end, first.offset, this.mark, SLOTS, slots * 4, FOUND, this.size * 4);
    return true;
  }

  /** Adds all documents that were found. */
  addTo({ any, head, title }: FoundDocs): void {
    const { words, size } = this;
    for (const [number, set] of [any, head, title].entries()) {
      const from = FOUND / 4 + number * size;
      for (let at = 0; at < size; at++) set[at]! |= words[from + at]!;
    }
  }

  /** Copies the places of a step, but those too near to the block's beginning. @returns where they end, in bytes. */
  private copyPlaces({ places, offset, ranges }: Step): number {
    let at = PLACES / 2;
    for (let range = 0; range < ranges.length; range += 2) {
      const end = ranges[range + 1]!;
      let from = ranges[range]!;
      while (from < end && places[from]! < offset) from++;
      this.places.set(places.subarray(from, end), at);
      at += end - from;
    }
    return at * 2;
  }
}

/** Adds one document if the phrase of `steps` stands in it. */
export function findInOne(steps: readonly Step[], { docs, bounds }: Slots, slot: number, found: FoundDocs): void {
  const [first, ...others] = steps;
  if (!first) return;
  const { places, offset, ranges } = first;
  const [begin = 0, title = 0, head = 0, text = 0] = bounds.slice(slot * 4, slot * 4 + 4);
  let nearest = 3;
  for (let range = 0; range < ranges.length; range += 2) {
    const end = ranges[range + 1]!;
    for (let p = lowerBound(places, ranges[range]!, end, begin + offset); p < end; p++) {
      const start = places[p]! - offset;
      if (start >= text) break;
      const part = start < title ? 0 : start < head ? 1 : 2;
      if (part < nearest && standAt(others, start)) addDoc(docs[slot]!, (nearest = part), found);
    }
  }
}

/** Adds a document that has the phrase in its title (0), its head (1) or its body (2). */
function addDoc(doc: number, part: number, { title, head, any }: FoundDocs): void {
  if (doc === NO_DOC) return;
  const at = doc >>> 5;
  const bit = 1 << doc;
  any[at]! |= bit;
  if (part < 2) head[at]! |= bit;
  if (part < 1) title[at]! |= bit;
}

/** Whether all of `steps` stand where a phrase that begins at `start` has them. */
function standAt(steps: readonly Step[], start: number): boolean {
  for (const { places, offset, ranges } of steps) {
    let stands = false;
    for (let range = 0; range < ranges.length && !stands; range += 2) {
      const at = lowerBound(places, ranges[range]!, ranges[range + 1]!, start + offset);
      stands = at < ranges[range + 1]! && places[at] === start + offset;
    }
    if (!stands) return false;
  }
  return true;
}
