import type { Level } from "./dictionary.server.ts";
import { lowerBound, type Places } from "./sort-places.server.ts";

const NO_DOC = -1;

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

/**
 * Where that which makes up a phrase stands in a block, the rarest first; none where the phrase cannot stand. A word that
 * is in a rarer pair is left out.
 */
export function findSteps(index: BlockIndex, asked: readonly Asked[]): Step[] {
  const steps: (Step & Pick<Asked, "of">)[] = [];
  for (const { offset, of, numbers } of asked) {
    const { numbers: known, from, places } = index[of];
    const step = { offset, of, size: 0, places, ranges: [] as number[] };
    for (const number of numbers) {
      const n = lowerBound(known, 0, known.length, number);
      if (known[n] !== number) continue;
      step.ranges.push(from[n]!, from[n + 1]!);
      step.size += from[n + 1]! - from[n]!;
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
  "AGFzbQEAAAABGgNgBH9/f38AYAV/f39/fwBgBn9/f39/fwF/AhABBHdhbGsGbWVtb3J5AgABAwQDAAECBxgDBG1hcmsAAAZyZW1hcmsAAQRuYW1lAAIK" +
  "lAIDJQACQANAIAAgAU8NASAALwEAIAJrIAM6AAAgAEECaiEADAALCws6AQJ/AkADQCAAIAFPDQEgAC8BACACayEFIAUtAAAhBiAFIAQgBiAGIANGGzoA" +
  "ACAAQQJqIQAMAAsLC7ABAQV/IAQhCAJAA0AgACABTw0BIAAvAQAgAmshBiAAQQJqIQAgBi0AACADRw0AIAYgB0kEQCAEIQhBACEJCyAGIQcgBiAJSQ0A" +
  "AkADQCAIKAIQIAZLDQEgCEEQaiEIDAALCyAGIAgoAgRPIAYgCCgCCE9qIQogCCAKQQJ0aigCBCEJIAYgCU8EQCAIKAIQIQkMAQsgBSAIIARrQQJ2IApy" +
  "NgIAIAVBBGohBQwACwsgBQs=";

const compiled = new WebAssembly.Module(Buffer.from(phraseWalkCode, "base64"));

/** All addresses in bytes; see phrase-walk.wat. */
type Walk = {
  mark(at: number, end: number, offset: number, mark: number): void;
  remark(at: number, end: number, offset: number, before: number, mark: number): void;
  name(at: number, end: number, offset: number, mark: number, slots: number, out: number): number;
};

/** What one walk may take: places of a block, and documents in it. */
const MOST_PLACES = 1 << 16;
const MOST_SLOTS = 1 << 14;
const MOST_MARK = 255;
/** Where in the memory that is which the compiled code reads and writes, in bytes; the marks come first. */
const SLOTS = MOST_PLACES;
const PLACES = SLOTS + (MOST_SLOTS + 1) * 16;
const FOUND = PLACES + MOST_PLACES * 2;
const PAGES = (FOUND + MOST_PLACES * 4 + 0xffff) >>> 16;

/**
 * Finds a phrase in whole blocks, by compiled code: the places of each step in turn are copied to where it reads them. It
 * takes about half the time that JavaScript does.
 */
export class PhraseWalk {
  private readonly memory = new WebAssembly.Memory({ initial: PAGES });
  private readonly code = new WebAssembly.Instance(compiled, { walk: { memory: this.memory } }).exports as Walk;
  private readonly marks = new Uint8Array(this.memory.buffer, 0, MOST_PLACES);
  private readonly slots = new Uint32Array(this.memory.buffer, SLOTS, (MOST_SLOTS + 1) * 4);
  private readonly places = new Uint16Array(this.memory.buffer, PLACES, MOST_PLACES);
  private readonly found = new Uint32Array(this.memory.buffer, FOUND, MOST_PLACES);
  /** Marks up to this one may be left from other blocks. */
  private mark = 0;

  /** Adds the documents in which the phrase of `steps` stands. */
  findIn(steps: readonly Step[], slots: Slots, length: number, found: FoundDocs): void {
    const [first, ...others] = steps;
    if (!first) return;
    const { docs, bounds } = slots;
    if (length > MOST_PLACES || docs.length > MOST_SLOTS) {
      for (let slot = 0; slot < docs.length; slot++) findInOne(steps, slots, slot, found);
      return;
    }
    const { code } = this;
    if (this.mark + steps.length > MOST_MARK) {
      this.marks.fill(0);
      this.mark = 0;
    }
    const before = this.mark;
    for (const step of others.length > 0 ? others : steps) {
      const end = this.copyPlaces(step);
      if (this.mark++ === before) code.mark(PLACES, end, step.offset, this.mark);
      else code.remark(PLACES, end, step.offset, this.mark - 1, this.mark);
    }
    this.slots.set(bounds);
    this.slots[docs.length * 4] = length;
    const end = code.name(PLACES, this.copyPlaces(first), first.offset, this.mark, SLOTS, FOUND);
    for (let at = 0; at < (end - FOUND) >>> 2; at++) {
      const part = this.found[at]!;
      addDoc(docs[part >>> 2]!, part & 3, found);
    }
  }

  /** Copies the places of a step, but those too near to the block's beginning. @returns where they end, in bytes. */
  private copyPlaces({ places, offset, ranges }: Step): number {
    let at = 0;
    for (let range = 0; range < ranges.length; range += 2) {
      const end = ranges[range + 1]!;
      let from = ranges[range]!;
      while (from < end && places[from]! < offset) from++;
      for (; from < end; from++) this.places[at++] = places[from]!;
    }
    return PLACES + at * 2;
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
