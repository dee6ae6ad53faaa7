import { TypedFastBitSet } from "typedfastbitset";
import {
  findInOne,
  findSteps,
  locate,
  PhraseWalk,
  type Asked,
  type BlockIndex,
  type FoundDocs,
  type Slots,
  type Step,
} from "./phrase-walk.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { BREAK, lowerBound, PlaceSorter, type Places } from "./sort-places.server.ts";

/** So many words make a block: a place in it then takes two bytes. */
const BLOCK = 1 << 16;
const NO_DOC = -1;

/** To look for a word in one document of a block takes as long as to walk over so many places. */
const LOOK = 100;
/** Of so many words and pairs it is remembered where the blocks have them. */
const LOCATED = 64;
/** Blocks have a hundred documents or more: where there are so many of them a block, few blocks have few. */
const MANY = 16;

/** Where the parts of a document's words end: its title, the texts of its head, its body; behind these, words in no order. */
export type TextEnds = { title: number; head: number; text: number };

/** All lists of a block share its `data`, which is what is saved of it; `counts` says how long each is. */
type Block = { slots: Slots; index: BlockIndex; length: number; live: number; data: Uint8Array; counts: Counts };
/**
 * A snapshot's blocks share the memory of so many pieces. For every 64 MB that are asked for in small pieces the collector
 * looks through all there is; and a piece is let go when the last of its blocks is, which are of jobs of the same age.
 */
const SAVED_PIECES = 8;

/** How many documents, words, places of words, pairs, places of pairs; and the bytes of a place. */
type Counts = readonly [
  docs: number,
  words: number,
  wordPlaces: number,
  pairs: number,
  pairPlaces: number,
  width: number,
];

/**
 * The words of every document in their order, kept as the places of each word, and of each pair of common words, in blocks
 * of many documents: a phrase is found by walking the places of what makes it up, rarest first, and no document is read.
 * It also says what to forget with a document. Blocks are written once; one that is mostly gone is written anew, so that
 * at most half of all is waste.
 */
export class TextStore {
  private readonly blocks: (Block | undefined)[] = [];
  private readonly freeBlocks: number[] = [];
  /** By document: its block, which is none while that is open, and its slot there. */
  private blockOf = new Int32Array(0);
  private slotOf = new Int32Array(0);
  private open: Uint32Array;
  private openPairs: Uint32Array;
  private used = 0;
  private slots = { docs: [] as number[], bounds: [] as number[] };
  private openIndex: BlockIndex | undefined;
  private readonly located = new Map<string, Uint32Array>();
  private readonly sorter = new PlaceSorter();
  private readonly walk = new PhraseWalk();

  /** `block`: how many words make one, at most 65,536. */
  constructor(private readonly block = BLOCK) {
    this.open = new Uint32Array(block);
    this.openPairs = new Uint32Array(block);
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

  /**
   * Keeps the first `count` of `words` for a document that has none yet; `pairs` names at each place the pair that begins
   * there, or none (`BREAK`).
   */
  set(doc: number, words: Uint32Array, pairs: Uint32Array, count: number, ends: TextEnds): void {
    if (this.used > 0 && this.used + count > this.block) this.seal();
    const start = this.used;
    if (count > this.open.length) {
      this.open = new Uint32Array(count);
      this.openPairs = new Uint32Array(count);
    }
    this.open.set(words.subarray(0, count), start);
    this.openPairs.set(pairs.subarray(0, count), start);
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
    const { numbers, from, places } = block.index.words;
    for (let n = 0; n < numbers.length; n++) {
      let at = lowerBound(places, from[n]!, from[n + 1]!, start);
      if (at === from[n + 1] || places[at]! >= end) continue;
      forget(numbers[n]!);
      for (; at < from[n + 1]! && places[at]! < end; at++) texts[places[at]! - start] = numbers[n]!;
    }
    block.live -= end - start;
    if (block.live * 2 < block.length) this.rewrite(number, block);
    return texts;
  }

  /**
   * Adds to `found` every document where all that is `asked` stands side by side in one text. `among` are the bits of the
   * documents to look at; more are looked at where that is quicker.
   */
  findPhrase(asked: readonly Asked[], among: Uint32Array, found: FoundDocs): void {
    const { blocks, blockOf, walk } = this;
    const blockAt = (doc: number) => (blockOf[doc]! < 0 ? blocks.length : blockOf[doc]!);
    // How many of the documents are in each block, which says how to look; the open one comes last. They need not be
    // counted where they are so many that hardly a block has few.
    const counts = new Uint32Array(blocks.length + 1);
    if (TypedFastBitSet.fromWords(among).size() > counts.length * MANY) counts.fill(MANY);
    else forEachBit(among, (doc) => counts[blockAt(doc)]!++);
    walk.begin(found.any.length);
    const located = asked.flatMap(({ of, numbers }) => numbers.map((number) => this.locate(of, number)));
    const few: (Step[] | undefined)[] = [];
    for (let number = 0; number <= blocks.length; number++) {
      if (counts[number] === 0 || (number < blocks.length && !blocks[number])) continue;
      const block = blocks[number];
      const { index, slots, length } = block ?? this.openTexts();
      const steps = block
        ? findSteps(index, asked, located, number)
        : findSteps(
            index,
            asked,
            asked.flatMap(({ of, numbers }) => numbers.map((wanted) => locate([{ index }], of, wanted))),
            0,
          );
      const places = steps.reduce((sum, { size }) => sum + size, 0);
      if (counts[number]! * LOOK * steps.length < places || !walk.findIn(steps, slots, length)) few[number] = steps;
    }
    walk.addTo(found);
    if (few.length === 0) return;
    forEachBit(among, (doc) => {
      const number = blockAt(doc);
      const steps = few[number];
      if (steps) findInOne(steps, blocks[number]?.slots ?? this.slots, this.slotOf[doc]!, found);
    });
  }

  /** What `locate` says of all blocks but the open one; remembered until there are other blocks. */
  private locate(of: Asked["of"], number: number): Uint32Array {
    const { located } = this;
    const key = `${of} ${number}`;
    const ranges = located.get(key) ?? locate(this.blocks, of, number);
    // The last to be asked for stands last.
    located.delete(key);
    located.set(key, ranges);
    if (located.size > LOCATED) located.delete(located.keys().next().value!);
    return ranges;
  }

  /** The memory it takes, in bytes. */
  get bytes(): number {
    let bytes = this.open.byteLength * 2 + this.blockOf.byteLength + this.slotOf.byteLength;
    for (const block of this.blocks) bytes += block?.data.byteLength ?? 0;
    return bytes;
  }

  /** Writes all texts. */
  async save(to: SnapshotWriter): Promise<void> {
    const blocks = this.blocks.filter((block) => block !== undefined);
    if (this.used > 0) blocks.push(this.openBlock());
    await to.write(
      "texts",
      blocks.map(({ length, live, counts }) => Uint32Array.of(length, live, ...counts)),
    );
    const each = Math.ceil(blocks.length / SAVED_PIECES);
    for (let piece = 0; piece < SAVED_PIECES; piece++)
      await to.write(
        `texts.${piece}`,
        blocks.slice(piece * each, (piece + 1) * each).map(({ data }) => data),
      );
  }

  /** Takes in what another one saved. It must be new, with room for all documents. */
  async restore(from: SnapshotReader): Promise<void> {
    const blocks = await from.readNumbers("texts");
    const each = Math.ceil(blocks.length / 8 / SAVED_PIECES);
    const reading = Array.from({ length: SAVED_PIECES }, (_, piece) => from.read(`texts.${piece}`));
    for (const [piece, buffer] of (await Promise.all(reading)).entries()) {
      let start = 0;
      for (let at = piece * each * 8; at < Math.min((piece + 1) * each * 8, blocks.length); at += 8) {
        const [length = 0, live = 0, docs = 0, words = 0, wordPlaces = 0, pairs = 0, pairPlaces = 0, width = 2] =
          blocks.subarray(at, at + 8);
        const counts: Counts = [docs, words, wordPlaces, pairs, pairPlaces, width];
        const data = new Uint8Array(buffer, start, bytesOf(counts));
        start += data.length;
        this.addBlock({ ...listsIn(data, counts), length, live, data, counts });
      }
    }
  }

  /** The open block as it is searched. */
  private openTexts(): Pick<Block, "index" | "slots" | "length"> {
    return { index: this.indexOpen(), slots: this.slots, length: this.used };
  }

  /** Each change of the open block makes it anew, and few searches want the places of words. */
  private indexOpen(): BlockIndex {
    const { sorter, open, openPairs, used } = this;
    let words: Places | undefined;
    let pairs: Places | undefined;
    return (this.openIndex ??= {
      get words() {
        return (words ??= sorter.sort(open, used));
      },
      get pairs() {
        return (pairs ??= sorter.sort(openPairs, used));
      },
    });
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
    const { docs, bounds } = this.slots;
    const { words, pairs } = this.indexOpen();
    const width = words.places.BYTES_PER_ELEMENT;
    const counts: Counts = [
      docs.length,
      words.numbers.length,
      words.places.length,
      pairs.numbers.length,
      pairs.places.length,
      width,
    ];
    const data = new Uint8Array(bytesOf(counts));
    const { slots, index } = listsIn(data, counts);
    slots.docs.set(docs);
    slots.bounds.set(bounds);
    for (const of of ["words", "pairs"] as const)
      for (const list of ["numbers", "from", "places"] as const) index[of][list].set(this.indexOpen()[of][list]);
    let live = 0;
    for (const [slot, doc] of docs.entries())
      if (doc !== NO_DOC) live += (bounds[slot * 4 + 4] ?? this.used) - bounds[slot * 4]!;
    return { slots, index, length: this.used, live, data, counts };
  }

  private addBlock(block: Block): number {
    const number = this.freeBlocks.pop() ?? this.blocks.length;
    this.blocks[number] = block;
    this.located.clear();
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
    this.located.clear();
    this.freeBlocks.push(number);
    const words = unsort(index.words, length);
    const pairs = unsort(index.pairs, length);
    for (const [slot, doc] of slots.docs.entries()) {
      if (doc === NO_DOC) continue;
      const [start = 0, title = 0, head = 0, text = 0, end = length] = slots.bounds.slice(slot * 4, slot * 4 + 5);
      const ends = { title: title - start, head: head - start, text: text - start };
      this.set(doc, words.subarray(start, end), pairs.subarray(start, end), end - start, ends);
    }
  }
}

function bytesOf([docs, words, wordPlaces, pairs, pairPlaces, width]: Counts): number {
  return (docs * 5 + words * 2 + 1 + pairs * 2 + 1) * 4 + Math.ceil(((wordPlaces + pairPlaces) * width) / 4) * 4;
}

/** The lists in the data of a block. */
function listsIn({ buffer, byteOffset }: Uint8Array, [docs, words, wordPlaces, pairs, pairPlaces, width]: Counts) {
  let at = byteOffset;
  const take = (count: number) => new Uint32Array(buffer, (at += count * 4) - count * 4, count);
  const takePlaces = (count: number) => {
    const start = (at += count * width) - count * width;
    return width === 2 ? new Uint16Array(buffer, start, count) : new Uint32Array(buffer, start, count);
  };
  const slots = { docs: new Int32Array(buffer, (at += docs * 4) - docs * 4, docs), bounds: take(docs * 4) };
  const ofWords = { numbers: take(words), from: take(words + 1) };
  const ofPairs = { numbers: take(pairs), from: take(pairs + 1) };
  return {
    slots,
    index: {
      words: { ...ofWords, places: takePlaces(wordPlaces) },
      pairs: { ...ofPairs, places: takePlaces(pairPlaces) },
    },
  };
}

/** The list of so many numbers that was sorted. */
function unsort({ numbers, from, places }: Places, length: number): Uint32Array {
  const list = new Uint32Array(length);
  for (let n = 0; n < numbers.length; n++) for (let p = from[n]!; p < from[n + 1]!; p++) list[places[p]!] = numbers[n]!;
  return list;
}

function forEachBit(words: Uint32Array, visit: (bit: number) => void): void {
  for (let at = 0; at < words.length; at++)
    for (let word = words[at]!; word !== 0; word &= word - 1) visit((at << 5) + 31 - Math.clz32(word & -word));
}
