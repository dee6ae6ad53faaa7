import type { Level } from "./dictionary.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { BREAK, lowerBound, PlaceSorter, type Places } from "./sort-places.server.ts";

/** So many words make a block: a place in it then takes two bytes. */
const BLOCK = 1 << 16;
const NO_DOC = -1;
/** So many blocks are written one behind the other. */
const CHUNK = 1 << 10;

/** Where fewer than one of so many documents of a block are asked for, they are looked at one by one. */
const SPARSE = 8;
/** To look for one place among many costs as much as to go over so many. */
const PROBE = 16;

/** Where the parts of a document's words end: its title, the texts of its head, its body; behind these, words in no order. */
export type TextEnds = { title: number; head: number; text: number };

/** The documents of a block, and of each where in the block it begins and its parts end: four numbers a document. */
type Slots = { docs: number[] | Int32Array; bounds: number[] | Uint32Array };
type Block = { slots: Slots; index: Places; length: number; live: number };
/** A word of a phrase, `offset` words behind its beginning: the ranges of places where it stands. */
type Step = { offset: number; size: number; ranges: number[] };

/**
 * The words of every document in their order, kept as the places of each word in blocks of many documents: a phrase is
 * found by walking the places of its words, rarest first, and no document is read. It also says what to forget with a
 * document. Blocks are written once; one that is mostly gone is written anew, so that at most half of all is waste.
 */
export class TextStore {
  private readonly blocks: (Block | undefined)[] = [];
  private readonly freeBlocks: number[] = [];
  /** By document: its block, which is none while that is open, and its slot there. */
  private blockOf = new Int32Array(0);
  private slotOf = new Int32Array(0);
  private open: Uint32Array;
  private used = 0;
  private slots = { docs: [] as number[], bounds: [] as number[] };
  private openIndex: Places | undefined;
  private readonly sorter = new PlaceSorter();
  /** A bit for each place of the block that is searched: where the phrase may begin. */
  private starts: Uint32Array;
  private nextStarts: Uint32Array;

  /** `block`: how many words make one, at most 65,536. */
  constructor(private readonly block = BLOCK) {
    this.open = new Uint32Array(block);
    this.starts = new Uint32Array(block >>> 5);
    this.nextStarts = new Uint32Array(block >>> 5);
  }

  /** Makes room for documents below `capacity`. */
  resize(capacity: number): void {
    const blockOf = new Int32Array(capacity).fill(-1);
    const slotOf = new Int32Array(capacity);
    blockOf.set(this.blockOf);
    slotOf.set(this.slotOf);
    this.blockOf = blockOf;
    this.slotOf = slotOf;
  }

  /** Keeps the first `count` of `words` for a document that has none yet. */
  set(doc: number, words: Uint32Array, count: number, ends: TextEnds): void {
    if (this.used > 0 && this.used + count > this.block) this.seal();
    const start = this.used;
    if (count > this.open.length) this.open = new Uint32Array(count);
    this.open.set(words.subarray(0, count), start);
    this.blockOf[doc] = -1;
    this.slotOf[doc] = this.slots.docs.push(doc) - 1;
    this.slots.bounds.push(start, start + ends.title, start + ends.head, start + ends.text);
    this.used += count;
    this.openIndex = undefined;
  }

  /** Forgets a document, and names each word it had, at least once. @returns its words in their order. */
  delete(doc: number, forget: (word: number) => void): Uint32Array {
    const number = this.blockOf[doc]!;
    const slot = this.slotOf[doc]!;
    const block = this.blocks[number];
    const { docs, bounds } = block?.slots ?? this.slots;
    const start = bounds[slot * 4]!;
    const end = bounds[slot * 4 + 4] ?? block?.length ?? this.used;
    docs[slot] = NO_DOC;
    if (!block) {
      const texts = this.open.slice(start, end);
      for (const word of texts) if (word !== BREAK) forget(word);
      return texts;
    }
    const texts = new Uint32Array(end - start);
    const { words, from, places } = block.index;
    for (let n = 0; n < words.length; n++) {
      let at = lowerBound(places, from[n]!, from[n + 1]!, start);
      if (at === from[n + 1] || places[at]! >= end) continue;
      forget(words[n]!);
      for (; at < from[n + 1]! && places[at]! < end; at++) texts[places[at]! - start] = words[n]!;
    }
    block.live -= end - start;
    if (block.live * 2 < block.length) this.rewrite(number, block);
    return texts;
  }

  /**
   * Names every document, with the level, where words stand side by side in one text. `asked` are the words that may
   * stand at each place; at least two places. `among` are the bits of the documents to look at, more are looked at where
   * that is quicker. A document may be named more than once for a part that has the phrase.
   */
  findPhrase(
    asked: readonly (readonly number[])[],
    among: Uint32Array,
    found: (doc: number, level: Level) => void,
  ): void {
    const { blocks, blockOf } = this;
    // How many of the documents are in each block, which says how to look; the open one comes last.
    const counts = new Uint32Array(blocks.length + 1);
    forEachBit(among, (doc) => counts[blockOf[doc]! < 0 ? blocks.length : blockOf[doc]!]!++);
    const isSparse = (number: number) => {
      const slots = blocks[number]?.slots ?? this.slots;
      return counts[number]! * SPARSE < slots.docs.length;
    };
    for (let number = 0; number <= blocks.length; number++) {
      if (counts[number] === 0 || isSparse(number)) continue;
      const block = blocks[number] ?? this.openTexts();
      this.findIn(block, asked, found);
    }
    const steps: Step[][] = [];
    forEachBit(among, (doc) => {
      const number = blockOf[doc]! < 0 ? blocks.length : blockOf[doc]!;
      if (!isSparse(number)) return;
      const { index, slots } = blocks[number] ?? this.openTexts();
      findInOne(index.places, (steps[number] ??= findSteps(index, asked)), slots, this.slotOf[doc]!, found);
    });
  }

  /** The memory it takes, in bytes. */
  get bytes(): number {
    let bytes = this.open.byteLength + this.blockOf.byteLength + this.slotOf.byteLength;
    for (const block of this.blocks) {
      if (!block) continue;
      const { words, from, places } = block.index;
      bytes += words.byteLength + from.byteLength + places.byteLength + block.slots.docs.length * 20;
    }
    return bytes;
  }

  /** Writes all texts. */
  async save(to: SnapshotWriter): Promise<void> {
    const blocks = this.blocks.filter((block) => block !== undefined);
    if (this.used > 0) blocks.push(this.openBlock());
    for (let first = 0, chunk = 0; first < blocks.length; first += CHUNK, chunk++) {
      const some = blocks.slice(first, first + CHUNK);
      const sizes = some.map(({ slots, index: { words, places }, length, live }) =>
        Uint32Array.of(slots.docs.length, words.length, places.length, places.BYTES_PER_ELEMENT, length, live),
      );
      await to.write(`texts.${chunk}.sizes`, sizes);
      await to.write(
        `texts.${chunk}.numbers`,
        some.flatMap(({ slots, index: { words, from } }) => [
          Int32Array.from(slots.docs),
          Uint32Array.from(slots.bounds),
          words,
          from,
        ]),
      );
      await to.write(
        `texts.${chunk}.places`,
        some.map(({ index }) => index.places),
      );
    }
    await to.writeJson("texts", { blocks: blocks.length });
  }

  /** Takes in what another one saved. It must be new, with room for all documents. */
  restore(from: SnapshotReader): void {
    const { blocks } = from.readJson<{ blocks: number }>("texts");
    for (let first = 0, chunk = 0; first < blocks; first += CHUNK, chunk++) {
      const sizes = new Uint32Array(from.read(`texts.${chunk}.sizes`));
      const numbers = from.read(`texts.${chunk}.numbers`);
      const allPlaces = from.read(`texts.${chunk}.places`);
      let numbersAt = 0;
      let placesAt = 0;
      // Copies, so that the memory of a block goes with it.
      const take = (count: number) => numbers.slice(numbersAt, (numbersAt += count * 4));
      for (let size = 0; size < sizes.length; size += 6) {
        const [docs = 0, words = 0, count = 0, width = 0, length = 0, live = 0] = sizes.subarray(size, size + 6);
        const slots = { docs: new Int32Array(take(docs)), bounds: new Uint32Array(take(docs * 4)) };
        const index = { words: new Uint32Array(take(words)), from: new Uint32Array(take(words + 1)) };
        const bytes = allPlaces.slice(placesAt, (placesAt += count * width));
        const places = width === 2 ? new Uint16Array(bytes) : new Uint32Array(bytes);
        this.addBlock({ slots, index: { ...index, places }, length, live });
      }
    }
  }

  private findIn(
    { index, slots, length }: Pick<Block, "index" | "slots" | "length">,
    asked: readonly (readonly number[])[],
    found: (doc: number, level: Level) => void,
  ): void {
    const [first, ...others] = findSteps(index, asked);
    if (!first) return;
    const size = (length + 31) >>> 5;
    if (size > this.starts.length) {
      this.starts = new Uint32Array(size);
      this.nextStarts = new Uint32Array(size);
    }
    const { starts } = this;
    starts.fill(0, 0, size);
    markStarts(index.places, first, starts);
    for (const step of others) {
      const { starts, nextStarts } = this;
      nextStarts.fill(0, 0, size);
      if (first.size * PROBE < step.size) probeStarts(index.places, first, step, starts, nextStarts);
      else keepStarts(index.places, step, starts, nextStarts);
      this.starts = nextStarts;
      this.nextStarts = starts;
    }
    nameParts(this.starts, size, slots, found);
  }

  /** The open block as it is searched. */
  private openTexts(): Pick<Block, "index" | "slots" | "length"> {
    this.openIndex ??= this.sorter.sort(this.open, this.used);
    return { index: this.openIndex, slots: this.slots, length: this.used };
  }

  private seal(): void {
    const block = this.openBlock();
    this.used = 0;
    this.slots = { docs: [], bounds: [] };
    this.openIndex = undefined;
    const number = this.addBlock(block);
    if (block.live * 2 < block.length) this.rewrite(number, block);
  }

  /** What the open block is once nothing is added to it. */
  private openBlock(): Block {
    const slots = { docs: Int32Array.from(this.slots.docs), bounds: Uint32Array.from(this.slots.bounds) };
    let live = 0;
    for (const [slot, doc] of slots.docs.entries())
      if (doc !== NO_DOC) live += (slots.bounds[slot * 4 + 4] ?? this.used) - slots.bounds[slot * 4]!;
    const index = this.openIndex ?? this.sorter.sort(this.open, this.used);
    return { slots, index, length: this.used, live };
  }

  private addBlock(block: Block): number {
    const number = this.freeBlocks.pop() ?? this.blocks.length;
    this.blocks[number] = block;
    for (const [slot, doc] of block.slots.docs.entries())
      if (doc !== NO_DOC) {
        this.blockOf[doc] = number;
        this.slotOf[doc] = slot;
      }
    return number;
  }

  /** Moves what is left of a block into the open one. */
  private rewrite(number: number, { slots, index, length }: Block): void {
    this.blocks[number] = undefined;
    this.freeBlocks.push(number);
    const words = new Uint32Array(length);
    for (let n = 0; n < index.words.length; n++)
      for (let p = index.from[n]!; p < index.from[n + 1]!; p++) words[index.places[p]!] = index.words[n]!;
    for (const [slot, doc] of slots.docs.entries()) {
      if (doc === NO_DOC) continue;
      const [start = 0, title = 0, head = 0, text = 0, end = length] = slots.bounds.slice(slot * 4, slot * 4 + 5);
      const ends = { title: title - start, head: head - start, text: text - start };
      this.set(doc, words.subarray(start, end), end - start, ends);
    }
  }
}

/** Where the words of a phrase stand in a block, the rarest first; none where one of them does not. */
function findSteps({ words, from }: Places, asked: readonly (readonly number[])[]): Step[] {
  const steps: Step[] = [];
  for (const [offset, alternatives] of asked.entries()) {
    const step: Step = { offset, size: 0, ranges: [] };
    for (const word of alternatives) {
      const n = lowerBound(words, 0, words.length, word);
      if (words[n] !== word) continue;
      step.ranges.push(from[n]!, from[n + 1]!);
      step.size += from[n + 1]! - from[n]!;
    }
    if (step.size === 0) return [];
    steps.push(step);
  }
  return steps.sort((a, b) => a.size - b.size);
}

/** Marks where a phrase would begin that has a word of `step`. Here and below a start may be given by several places. */
function markStarts(places: Places["places"], { offset, ranges }: Step, starts: Uint32Array): void {
  for (let range = 0; range < ranges.length; range += 2) {
    const end = ranges[range + 1]!;
    for (let p = lowerBound(places, ranges[range]!, end, offset); p < end; p++) {
      const start = places[p]! - offset;
      starts[start >>> 5]! |= 1 << start;
    }
  }
}

/** Keeps those of `starts` that go on with a word of `step`: no branch, though most words do not. */
function keepStarts(places: Places["places"], { offset, ranges }: Step, starts: Uint32Array, kept: Uint32Array): void {
  for (let range = 0; range < ranges.length; range += 2) {
    const end = ranges[range + 1]!;
    for (let p = lowerBound(places, ranges[range]!, end, offset); p < end; p++) {
      const start = places[p]! - offset;
      kept[start >>> 5]! |= starts[start >>> 5]! & (1 << start);
    }
  }
}

/** The same where `starts` are few, from a word `first`, and the places of `step` are many. */
function probeStarts(
  places: Places["places"],
  first: Step,
  { offset, ranges }: Step,
  starts: Uint32Array,
  kept: Uint32Array,
): void {
  for (let range = 0; range < first.ranges.length; range += 2)
    for (let p = first.ranges[range]!; p < first.ranges[range + 1]!; p++) {
      const start = places[p]! - first.offset;
      if (start < 0 || !(starts[start >>> 5]! & (1 << start))) continue;
      for (let other = 0; other < ranges.length; other += 2) {
        const at = lowerBound(places, ranges[other]!, ranges[other + 1]!, start + offset);
        if (at < ranges[other + 1]! && places[at] === start + offset) kept[start >>> 5]! |= 1 << start;
      }
    }
}

/** Names one document, with the level, for each of its parts in which the phrase of `steps`, rarest first, stands. */
function findInOne(
  places: Places["places"],
  steps: readonly Step[],
  { docs, bounds }: Slots,
  slot: number,
  found: (doc: number, level: Level) => void,
): void {
  const [first, ...others] = steps;
  if (!first || docs[slot] === NO_DOC) return;
  const [begin = 0, title = 0, head = 0, text = 0] = bounds.slice(slot * 4, slot * 4 + 4);
  let seen: Level | undefined;
  for (let range = 0; range < first.ranges.length; range += 2) {
    const end = first.ranges[range + 1]!;
    for (let p = lowerBound(places, first.ranges[range]!, end, begin + first.offset); p < end; p++) {
      const start = places[p]! - first.offset;
      if (start >= text) break;
      const level = start < title ? "title" : start < head ? "head" : "any";
      if (level === seen || !others.every((step) => standsAt(places, step, start + step.offset))) continue;
      found(docs[slot]!, (seen = level));
    }
  }
}

function standsAt(places: Places["places"], { ranges }: Step, place: number): boolean {
  for (let range = 0; range < ranges.length; range += 2) {
    const at = lowerBound(places, ranges[range]!, ranges[range + 1]!, place);
    if (at < ranges[range + 1]! && places[at] === place) return true;
  }
  return false;
}

function forEachBit(words: Uint32Array, visit: (bit: number) => void): void {
  for (let at = 0; at < words.length; at++)
    for (let word = words[at]!; word !== 0; word &= word - 1) visit((at << 5) + 31 - Math.clz32(word & -word));
}

/** Names each document, with the level, for each of its parts in which any of `starts` lies. */
function nameParts(
  starts: Uint32Array,
  size: number,
  { docs, bounds }: Slots,
  found: (doc: number, level: Level) => void,
): void {
  let slot = 0;
  for (let at = 0, behind = 0; at < size;) {
    const word = starts[at]! & (behind >>> 5 === at ? -1 << behind : -1);
    if (word === 0) {
      at++;
      continue;
    }
    const start = (at << 5) + 31 - Math.clz32(word & -word);
    while (slot * 4 + 4 < bounds.length && bounds[slot * 4 + 4]! <= start) slot++;
    const text = bounds[slot * 4 + 3]!;
    if (start >= text) behind = bounds[slot * 4 + 4] ?? size << 5;
    else {
      const title = bounds[slot * 4 + 1]!;
      const head = bounds[slot * 4 + 2]!;
      behind = start < title ? title : start < head ? head : text;
      if (docs[slot] !== NO_DOC) found(docs[slot]!, start < title ? "title" : start < head ? "head" : "any");
    }
    at = behind >>> 5;
  }
}
