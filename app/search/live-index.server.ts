import { TypedFastBitSet } from "typedfastbitset";
import { now } from "~/platform/clock.ts";
import type { JobId } from "~/platform/ids.ts";
import { SetCombiner } from "./combine-sets.server.ts";
import { CommonPairs } from "./common-pairs.server.ts";
import { conceptsAt } from "./concepts.ts";
import { forEachFacet } from "./criteria.ts";
import { DemandIndex } from "./demand-index.server.ts";
import { Dictionary, type Level } from "./dictionary.server.ts";
import { Expiries } from "./expiries.server.ts";
import { FacetMatrix } from "./facet-matrix.server.ts";
import { facetCodes, facetLabel, facetNames, type FacetName } from "./facets.ts";
import type { JobDocument } from "./job-document.ts";
import { longer } from "./longer.ts";
import { NameIndex } from "./name-index.server.ts";
import { Points } from "./points.server.ts";
import { Posting } from "./posting.server.ts";
import { RankColumn } from "./rank-column.server.ts";
import { freshnessScore, utcDay } from "./ranking.ts";
import { BREAK } from "./sort-places.server.ts";
import { ScratchSets } from "./scratch-sets.server.ts";
import { readTexts, writeTexts } from "./saved-texts.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";
import { TextStore } from "./text-store.server.ts";
import { WordList, WordReader } from "./read-words.server.ts";
import { tokenize } from "./tokenize.ts";

/** The words of so many lapsed documents are forgotten with a question. */
const FORGET = 4;

/** By how much the columns grow. */
const GROWTH = 1.4;
const LEVEL_OF_RANK: readonly Level[] = ["any", "any", "head", "title"];

/** One value of a facet: its label as word numbers, and these with the concepts they mean. */
export type FacetValue = {
  /** Counted through all facets. */
  number: number;
  code: string;
  label: readonly number[];
  words: readonly number[];
};

/**
 * The listed jobs of the board, held so that any search is a few intersections of sets. A job is a small document number
 * that is used again after it; every fact of it is a bit in a set or a cell in a column. Nothing here waits: the caller
 * brings documents and asks, and sees each change whole.
 */
export class LiveIndex {
  readonly dictionary = new Dictionary();
  readonly texts = new TextStore();
  readonly pairs = new CommonPairs(this.dictionary);
  readonly points = new Points();
  readonly demands = new DemandIndex();
  /** What is offered while one types; an employer's tag is its slug. */
  readonly titles = new NameIndex();
  readonly employerNames = new NameIndex();
  readonly facets: Record<FacetName, FacetValue[]>;
  /** The values of all facets by their numbers, and which documents have them. */
  readonly facetValues: readonly FacetValue[];
  readonly matrix: FacetMatrix;
  /** For searches. */
  readonly scratch = new ScratchSets();
  readonly combiner = new SetCombiner();
  /** The documents in use. */
  readonly listed = new TypedFastBitSet();
  readonly ids: JobId[] = [];
  readonly employers = new Map<string, Posting>();
  /** By document: milliseconds since 1970, days as `utcDay` counts them, effective cents an hour (-1 for none). */
  readonly postedAt = new RankColumn((length) => new Float64Array(length));
  postedDay = new Int32Array(0);
  confirmedDay = new Int32Array(0);
  featuredUntil = new Float64Array(0);
  hourlyMin = new Int32Array(0);
  readonly hourlyMax = new RankColumn((length) => new Int32Array(length));
  private listedUntil = new Float64Array(0);
  private readonly employerOf: string[] = [];
  private readonly docs = new Map<JobId, number>();
  private readonly free: number[] = [];
  /** Documents that no answer holds any more, but words still name. */
  private readonly lapsed: number[] = [];
  private readonly expiries = new Expiries();
  private readonly values: Record<FacetName, Map<string, FacetValue>>;
  private readonly freshness = new RankColumn((length) => new Int32Array(length));
  private freshnessDay = -1;
  private changes = 0;
  private capacity = 0;
  /** For the document that is being added: the best level of each word so far (1 any, 2 head, 3 title), and which. */
  private ranks = new Uint8Array(1 << 12);
  private readonly noted: number[] = [];
  private readonly words = new WordList();
  private readonly beside: number[] = [];
  private readonly reader = new WordReader(this.dictionary);

  constructor() {
    let number = 0;
    this.facets = forEachFacet((facet) => facetCodes(facet).map((code) => this.facetValue(facet, code, number++)));
    this.facetValues = facetNames.flatMap((facet) => this.facets[facet]).sort((a, b) => a.number - b.number);
    this.matrix = new FacetMatrix(number);
    this.values = forEachFacet((facet) => new Map(this.facets[facet].map((value) => [value.code, value])));
  }

  /** How many jobs are listed at this moment. */
  get size(): number {
    this.lapse();
    return this.docs.size;
  }

  /** Grows with every change, expiries included. */
  get version(): number {
    this.lapse();
    return this.changes;
  }

  /** The memory of what grows with the jobs and their words, in bytes: sets, texts, facets. Walks every word. */
  get bytes(): number {
    return this.dictionary.bytes + this.pairs.bytes + this.texts.bytes + this.matrix.bytes;
  }

  /** The value of a facet; undefined for a code that the vocabulary does not have. */
  value(facet: FacetName, code: string): FacetValue | undefined {
    return this.values[facet].get(code);
  }

  /** The numbers of a facet's values: from `first` on, below `end`. */
  facetRange(facet: FacetName): { first: number; end: number } {
    const first = this.facets[facet][0]!.number;
    return { first, end: first + this.facets[facet].length };
  }

  /** One more than the highest document number. */
  get end(): number {
    return this.ids.length;
  }

  /** Adds a job, or replaces what was known of it. One that is no longer listed is removed. */
  put(job: JobDocument): void {
    this.remove(job.id);
    if (job.listedUntil <= now().getTime()) return;
    const doc = this.free.pop() ?? this.ids.length;
    this.reserve(doc);
    this.changes++;
    this.docs.set(job.id, doc);
    this.ids[doc] = job.id;
    this.listed.add(doc);
    this.postedAt.set(doc, job.postedAt);
    this.postedDay[doc] = utcDay(job.postedAt);
    this.confirmedDay[doc] = utcDay(job.confirmedAt);
    this.featuredUntil[doc] = job.featuredUntil;
    this.listedUntil[doc] = job.listedUntil;
    this.hourlyMin[doc] = job.hourly?.minCents ?? -1;
    this.hourlyMax.set(doc, job.hourly?.maxCents ?? -1);
    this.freshness.set(doc, this.scoreOn(doc, this.freshnessDay));
    this.expiries.add(job.listedUntil, doc);
    this.points.add(doc, job.points);
    this.demands.put(doc, job.demands);
    this.putEmployer(job.employer.slug, doc);
    this.titles.put(doc, job.title);
    this.employerNames.put(doc, job.employer.name, job.employer.slug);
    this.putFacets(job, doc);
    this.putWords(job, doc);
  }

  /** Removes a job; one that is not there changes nothing. */
  remove(id: JobId): void {
    const doc = this.docs.get(id);
    if (doc === undefined) return;
    this.unlist(doc);
    this.forgetWords(doc);
  }

  /** Takes a document out of every answer. Its words still name it, until they are forgotten too. */
  private unlist(doc: number): void {
    this.changes++;
    this.docs.delete(this.ids[doc]!);
    this.listed.remove(doc);
    this.listedUntil[doc] = 0;
    this.employers.get(this.employerOf[doc]!)?.remove(doc);
    for (const part of [this.titles, this.employerNames, this.points, this.demands, this.matrix]) part.remove(doc);
  }

  private forgetWords(doc: number): void {
    const words = this.texts.delete(doc, (word) => this.dictionary.remove(word, doc));
    this.pairs.remove(doc, words);
    this.free.push(doc);
  }

  /**
   * Takes out the jobs whose expiry or confirmation has passed. Costs nothing when none has. Thousands may lapse in one
   * moment: they leave the answers at once (a few microseconds each), their words a few with every question (0.3 ms each).
   */
  lapse(): void {
    const at = now().getTime();
    for (let doc = this.expiries.next(at); doc !== undefined; doc = this.expiries.next(at)) {
      // An earlier date of a job that was extended, or of one that is gone, says nothing any more.
      if (!this.listed.has(doc) || this.listedUntil[doc]! > at) continue;
      this.unlist(doc);
      this.lapsed.push(doc);
    }
    for (let count = 0; count < FORGET && this.lapsed.length > 0; count++) this.forgetWords(this.lapsed.pop()!);
  }

  /** The freshness of every document on a day (`utcDay`). Kept for the day asked for last. */
  freshnessOn(day: number): RankColumn<Int32Array> {
    if (day !== this.freshnessDay) {
      this.freshnessDay = day;
      for (let doc = 0; doc < this.end; doc++) this.freshness.set(doc, this.scoreOn(doc, day));
    }
    return this.freshness;
  }

  /** The columns that are saved. */
  private get saved() {
    return [
      { name: "postedAt", values: this.postedAt.values },
      { name: "postedDay", values: this.postedDay },
      { name: "confirmedDay", values: this.confirmedDay },
      { name: "featuredUntil", values: this.featuredUntil },
      { name: "listedUntil", values: this.listedUntil },
      { name: "hourlyMin", values: this.hourlyMin },
      { name: "hourlyMax", values: this.hourlyMax.values },
    ];
  }

  /** Writes all of it for `restore`, that no text need be read again. Nothing may change it meanwhile. */
  async save(to: SnapshotWriter): Promise<void> {
    while (this.lapsed.length > 0) this.forgetWords(this.lapsed.pop()!);
    const docs = this.ids.map((_, doc) => doc);
    await to.writeJson("jobs", { count: docs.length, free: this.free });
    await to.write("jobs.ids", [Buffer.from(this.ids.join(""), "latin1")]);
    await to.write("jobs.listed", [this.listed.words]);
    for (const { name, values } of this.saved) await to.write(`jobs.${name}`, [values.subarray(0, docs.length)]);
    await writeTexts(to, "titles", docs, (doc) => this.titles.labelOn(doc) ?? "");
    await writeTexts(to, "slugs", docs, (doc) => this.employerOf[doc]!);
    const employerOf = (doc: number) => `${this.employerOf[doc]!}\n${this.employerNames.labelOn(doc) ?? ""}`;
    await writeTexts(to, "employers", docs, employerOf);
    await writeTexts(to, "points", docs, (doc) => JSON.stringify(this.points.of(doc)));
    await this.demands.save(to, docs.length);
    await this.matrix.save(to);
    await this.dictionary.save(to);
    await this.pairs.save(to);
    await this.texts.save(to);
  }

  /** The index that was saved. @throws Error if the program would have made another one. */
  static async restore(from: SnapshotReader): Promise<LiveIndex> {
    const index = new LiveIndex();
    await from.fetch((name) => !name.startsWith("texts."));
    const { count, free } = await from.readJson<{ count: number; free: number[] }>("jobs");
    index.reserve(count);
    // By far the most: other threads read it while the rest is put together here.
    const texts = index.texts.restore(from);
    texts.catch(() => undefined); // It is awaited in the end, unless something else fails first.
    await index.matrix.restore(from);
    await index.pairs.restore(from);
    await index.dictionary.restore(from);
    const ids = Buffer.from(await from.read("jobs.ids")).toString("latin1");
    const listed = TypedFastBitSet.fromWords(await from.readNumbers("jobs.listed"));
    for (const { name, values } of index.saved)
      values.set(
        values instanceof Int32Array
          ? new Int32Array(await from.read(`jobs.${name}`))
          : new Float64Array(await from.read(`jobs.${name}`)),
      );
    index.postedAt.findPeaks();
    index.hourlyMax.findPeaks();
    const titles = await readTexts(from, "titles");
    const slugs = await readTexts(from, "slugs");
    const employers = await readTexts(from, "employers");
    const points = await readTexts(from, "points");
    for (let doc = 0; doc < count; doc++) {
      const id = ids.slice(doc * 22, doc * 22 + 22) as JobId;
      index.ids[doc] = id;
      if (!listed.has(doc)) continue;
      index.docs.set(id, doc);
      index.listed.add(doc);
      index.expiries.add(index.listedUntil[doc]!, doc);
      const slug = slugs.texts[slugs.of[doc]!]!;
      index.putEmployer(slug, doc);
      // Places and names are read for the first job that has them.
      const placed = points.first(doc);
      if (placed !== doc) index.points.repeat(doc, placed);
      else index.points.add(doc, JSON.parse(points.texts[points.of[doc]!]!) as JobDocument["points"]);
      const titled = titles.first(doc);
      if (titled === doc) index.titles.put(doc, titles.texts[titles.of[doc]!]!);
      else index.titles.repeat(doc, titled);
      const employed = employers.first(doc);
      if (employed === doc)
        index.employerNames.put(doc, employers.texts[employers.of[doc]!]!.slice(slug.length + 1), slug);
      else index.employerNames.repeat(doc, employed);
    }
    await index.demands.restore(from, [...index.docs.values()]);
    index.free.push(...free);
    await texts;
    return index;
  }

  private scoreOn(doc: number, day: number): number {
    const postedDay = this.postedDay[doc]!;
    const confirmedDay = this.confirmedDay[doc]!;
    return freshnessScore({ postedDay, confirmedDay, featuredUntil: this.featuredUntil[doc]! }, day);
  }

  private putFacets(job: JobDocument, doc: number): void {
    for (const facet of facetNames)
      for (const code of job.facets[facet]) {
        const value = this.values[facet].get(code);
        if (value) this.matrix.add(doc, value.number);
      }
  }

  private putEmployer(slug: string, doc: number): void {
    this.employerOf[doc] = slug;
    let jobs = this.employers.get(slug);
    if (!jobs) this.employers.set(slug, (jobs = new Posting()));
    jobs.add(doc);
  }

  /**
   * Notes the words. Kept in order: the title, the texts of the head and the body, each followed by a BREAK; then, in no
   * order, the words that stand in none of them: concepts and the labels of facets.
   */
  private putWords(job: JobDocument, doc: number): void {
    const { words, beside } = this;
    words.length = beside.length = 0;
    this.addText(job.title, 3);
    const title = words.length;
    for (const text of [job.employer.name, ...job.notes]) this.addText(text, 2);
    const head = words.length;
    this.addText(job.body, 1);
    const text = words.length;
    for (const facet of facetNames)
      for (const code of job.facets[facet])
        for (const word of this.values[facet].get(code)?.words ?? []) this.note(word, 2, beside);
    for (const word of beside) words.push(word);

    for (const word of this.noted) {
      this.dictionary.add(word, doc, LEVEL_OF_RANK[this.ranks[word]!]!);
      this.ranks[word] = 0;
    }
    this.noted.length = 0;
    const ends = { title, head, text };
    const pairs = this.pairs.read(words.words, words.length);
    this.texts.set(doc, words.words, pairs, words.length, ends);
    this.pairs.add(doc, pairs, ends);
  }

  private addText(text: string, rank: number): void {
    const { words, beside, dictionary } = this;
    const start = words.length;
    this.reader.read(text, words);
    const end = words.length;
    const stemAt = (at: number) => (at < end ? dictionary.stem(words.words[at]!) : undefined);
    for (let at = start; at < end; at++) {
      const word = words.words[at]!;
      this.note(word, rank);
      if (dictionary.beginsTerm(word))
        conceptsAt(stemAt, at, (concept) => this.note(dictionary.number(concept), rank, beside));
    }
    words.push(BREAK);
  }

  /** `beside` takes the word if it is new to the document and stands in none of its texts. */
  private note(word: number, rank: number, beside?: number[]): void {
    if (word >= this.ranks.length) {
      const ranks = new Uint8Array(word * 2);
      ranks.set(this.ranks);
      this.ranks = ranks;
    }
    const known = this.ranks[word]!;
    if (known === 0) {
      this.noted.push(word);
      beside?.push(word);
    }
    if (known < rank) this.ranks[word] = rank;
  }

  /** A state is no word of the many jobs that are open to it, nor does "no apprentices" welcome any. */
  private facetValue(facet: FacetName, code: string, number: number): FacetValue {
    const silent = facet === "state" || code === "not-stated" || (facet === "apprentice" && code === "no");
    const label = silent ? [] : tokenize(facetLabel(facet, code)).map((token) => this.dictionary.number(token));
    const words = new Set(label);
    const stemAt = (at: number) => (at < label.length ? this.dictionary.stem(label[at]!) : undefined);
    for (let at = 0; at < label.length; at++)
      conceptsAt(stemAt, at, (concept) => words.add(this.dictionary.number(concept)));
    return { number, code, label, words: [...words] };
  }

  private reserve(doc: number): void {
    if (doc < this.capacity) return;
    while (doc >= this.capacity) this.capacity = Math.max(256, Math.ceil((this.capacity * GROWTH) / 32) * 32);
    this.postedDay = longer(this.postedDay, new Int32Array(this.capacity));
    this.confirmedDay = longer(this.confirmedDay, new Int32Array(this.capacity));
    this.featuredUntil = longer(this.featuredUntil, new Float64Array(this.capacity));
    this.listedUntil = longer(this.listedUntil, new Float64Array(this.capacity));
    this.hourlyMin = longer(this.hourlyMin, new Int32Array(this.capacity));
    for (const part of [this.postedAt, this.hourlyMax, this.freshness, this.points, this.demands, this.texts])
      part.resize(this.capacity);
  }
}
