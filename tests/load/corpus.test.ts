import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { renderBody } from "~/jobs/import/clean-body.ts";
import { jobContentSchema } from "~/jobs/job-content-schema.ts";
import { listedUntil } from "~/jobs/job.ts";
import { DAY, freezeClock } from "~/platform/clock.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { makeCorpus, makeDocuments, type CorpusJob } from "./corpus.ts";
import { clinicalTerm, familyName, zipfRank } from "./tail-words.ts";
import { random } from "#db/seeds/content/random.ts";

const options = { jobs: 1_000, seed: "test", today: new Date(Date.UTC(2026, 5, 15)) };
let jobs: CorpusJob[];
beforeAll(() => {
  jobs = [...makeCorpus(options).jobs()];
});

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z0-9]+(?:[-'/&.][a-z0-9]+)*/g) ?? [];
const textOf = ({ content }: CorpusJob) => `${content.title} ${content.bodyText}`;
const share = (among: readonly string[], word: string) =>
  among.filter((text) => wordsOf(text).includes(word)).length / among.length;
/** How fast new words come: the exponent between the first half of the texts and all of them. */
function heaps(texts: readonly string[]): { exponent: number; distinct: number; words: number } {
  const known = new Set<string>();
  let words = 0;
  let half = { words: 0, distinct: 0 };
  for (const [at, text] of texts.entries()) {
    if (at === Math.floor(texts.length / 2)) half = { words, distinct: known.size };
    for (const word of wordsOf(text)) {
      known.add(word);
      words++;
    }
  }
  return { words, distinct: known.size, exponent: Math.log(known.size / half.distinct) / Math.log(words / half.words) };
}
const median = (numbers: number[]) => numbers.sort((one, other) => one - other)[numbers.length >> 1]!;

describe("the corpus of the bench", () => {
  it("is the same for the same seed, size and day, and another for another seed", () => {
    const again = [...makeCorpus(options).jobs()].slice(0, 20);
    expect(again).toEqual(jobs.slice(0, 20));
    const [other] = makeCorpus({ ...options, seed: "another" }).jobs();
    expect(other!.content.bodySource).not.toBe(jobs[0]!.content.bodySource);
  });

  it("has the words of this field in nearly every posting", () => {
    const texts = jobs.map(textOf);
    expect(share(texts, "medical")).toBeGreaterThan(0.9);
    expect(share(texts, "coding")).toBeGreaterThan(0.75);
    expect(share(texts, "cpc")).toBeLessThan(0.4);
  });

  it("has postings of about 1.5 to 4 kB", () => {
    const lengths = jobs.map(({ content }) => content.bodyText.length).sort((one, other) => one - other);
    expect(lengths[50]).toBeGreaterThan(1_500);
    expect(lengths[500]).toBeGreaterThan(2_200);
    expect(lengths[500]).toBeLessThan(3_000);
    expect(lengths[999]).toBeLessThan(5_000);
  });

  it("never runs out of new words: they grow with about the square root of the text", () => {
    const { exponent, distinct } = heaps(jobs.map(textOf));
    expect(exponent).toBeGreaterThan(0.42);
    expect(exponent).toBeLessThan(0.62);
    expect(distinct).toBeGreaterThan(10_000);
  });

  it("is listed whole for two days, each job under an id of its own in the order of posting", () => {
    for (const job of jobs) {
      expect(job.postedAt.getTime()).toBeLessThan(options.today.getTime());
      expect(listedUntil(job)).toBeGreaterThan(options.today.getTime() + 2 * DAY);
    }
    const ids = jobs.map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set([...ids, ...jobs.map(({ revisionId }) => revisionId)]).size).toBe(2 * jobs.length);
  });

  it("holds only what the board takes", () => {
    for (const { content } of jobs.slice(0, 100)) {
      expect(jobContentSchema.safeParse(content).error).toBeUndefined();
      const { bodySource, bodyHtml, bodyText } = content;
      expect({ bodySource, bodyHtml, bodyText }).toEqual(renderBody(bodySource, "markdown"));
    }
  });

  it("spreads over facets, places and employers unevenly, as boards do", () => {
    const modes = new Set(jobs.map(({ content }) => content.mode));
    expect(modes).toEqual(new Set(["remote", "remote-after-training", "hybrid", "on-site"]));
    const employers = new Map<string, number>();
    for (const { employer } of jobs) employers.set(employer.slug, (employers.get(employer.slug) ?? 0) + 1);
    const counts = [...employers.values()].sort((one, other) => other - one);
    expect(counts.length).toBeGreaterThan(100);
    expect(counts[0]!).toBeGreaterThan(10 * median(counts));
    const places = jobs.flatMap(({ content }) => content.locations);
    expect(places.every(({ latitude, longitude, state }) => latitude !== null && longitude !== null && state)).toBe(
      true,
    );
    expect(new Set(places.map(({ label }) => label)).size).toBeGreaterThan(100);
  });

  it("can be indexed without a database", () => {
    freezeClock(options.today);
    const index = new LiveIndex();
    for (const document of makeDocuments({ ...options, jobs: 200 })) index.put(document);
    expect(index.size).toBe(200);
    freezeClock();
  });

  const real = fileURLToPath(new URL("../../../shared/data/jobs/coding.jsonld.jsonl", import.meta.url));
  it.skipIf(!existsSync(real))("is as poor in rare words as real postings of the field, and no poorer", () => {
    const texts = readFileSync(real, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { title?: string; description?: string })
      .map(({ title = "", description = "" }) => `${title} ${renderBody(description, "html").bodyText}`)
      .filter((text) => text.length > 300);
    expect(share(texts, "medical")).toBeGreaterThan(0.9);
    const ours = heaps(jobs.map(textOf));
    const theirs = heaps(texts);
    // Words for the root of the text's length: Heaps' factor at the exponent of one half.
    const factor = ({ distinct, words }: typeof ours) => distinct / Math.sqrt(words);
    expect(factor(ours)).toBeGreaterThan(factor(theirs));
    expect(factor(ours)).toBeLessThan(3 * factor(theirs));
  });
});

describe("rare words", () => {
  it("are another word at each of the first 50,000 ranks", () => {
    const ranks = Array.from({ length: 50_000 }, (_, rank) => rank);
    expect(new Set(ranks.map(clinicalTerm)).size).toBeGreaterThan(48_000);
    expect(new Set(ranks.map(familyName)).size).toBeGreaterThan(45_000);
  });

  it("come as often as the law says: half of them among the first `shift` ranks", () => {
    const stream = random("ranks");
    const low = Array.from({ length: 20_000 }, () => zipfRank(stream, 500)).filter((rank) => rank < 500).length;
    expect(low / 20_000).toBeCloseTo(0.5, 1);
  });
});
