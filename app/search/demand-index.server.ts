import { cutDemands } from "~/profiles/demand-parts.ts";
import type { CredentialPart, ExperiencePart, JobDemands, StatePart } from "~/profiles/demands.ts";
import { judgeCredentials } from "~/profiles/judge-credentials.ts";
import { judgeExperience } from "~/profiles/judge-experience.ts";
import { judgeStates } from "~/profiles/judge-states.ts";
import { rankOf, tally } from "~/profiles/qualify.ts";
import type { Asker } from "./job-search.ts";
import { longer } from "./longer.ts";
import { PartTable } from "./part-table.server.ts";
import type { SnapshotReader, SnapshotWriter } from "./snapshot-file.server.ts";

/** How every part of each kind counts for an asker on a day, by its number, as far as `births` goes. */
type Judged = { tallies: Uint8Array; births: number };
type Verdicts = Record<"credentials" | "states" | "experience", Judged>;

/** So many askers are kept; one takes a byte for every different part, some kilobytes. */
const KEPT = 200;

/**
 * What every document demands of who may have it, so that an asker's outcome for all of them is three looks into tables
 * each: a hundred thousand jobs have a few thousand different parts, and only these are judged, once for each asker and
 * day; what comes later is judged when it is asked for.
 */
export class DemandIndex {
  private readonly credentials = new PartTable<CredentialPart>();
  private readonly states = new PartTable<StatePart>();
  private readonly experience = new PartTable<ExperiencePart>();
  private readonly verdicts = new Map<string, Verdicts>();
  private ranks = new Uint8Array(0);

  /** How many different parts there are, of all kinds. */
  get size(): number {
    return this.credentials.size + this.states.size + this.experience.size;
  }

  /** Makes room for documents below `capacity`. */
  resize(capacity: number): void {
    for (const table of [this.credentials, this.states, this.experience]) table.resize(capacity);
    this.ranks = longer(this.ranks, new Uint8Array(capacity));
  }

  /** Notes the demands of a document that has none. */
  put(doc: number, demands: JobDemands): void {
    const parts = cutDemands(demands);
    this.credentials.put(doc, parts.credentials);
    this.states.put(doc, parts.states);
    this.experience.put(doc, parts.experience);
  }

  /** Forgets the demands of a document that has some. */
  remove(doc: number): void {
    for (const table of [this.credentials, this.states, this.experience]) table.remove(doc);
  }

  /**
   * The outcome of every document below `end` for somebody on a day (`2026-11-22`), as its place in `outcomes`; good until
   * the next call. Documents that are not listed have any.
   */
  ranksFor({ key, standing }: Asker, today: string, end: number): Uint8Array {
    const verdicts = this.verdictsOf(`${today} ${key}`);
    const { credentials, states, experience } = verdicts;
    judge(credentials, this.credentials, (part) => tally(judgeCredentials(standing, part, today)));
    judge(states, this.states, (part) => tally([judgeStates(standing, part)]));
    judge(experience, this.experience, (part) => tally(judgeExperience(standing, part)));
    const { ranks } = this;
    const [one, other, third] = [credentials.tallies, states.tallies, experience.tallies];
    const [ofOne, ofOther, ofThird] = [this.credentials.of, this.states.of, this.experience.of];
    for (let doc = 0; doc < end; doc++)
      ranks[doc] = rankOf(one[ofOne[doc]!]!, other[ofOther[doc]!]!, third[ofThird[doc]!]!);
    return ranks;
  }

  /** Writes the demands of the documents below `end`. */
  async save(to: SnapshotWriter, end: number): Promise<void> {
    await this.credentials.save(to, "demands.credentials", end);
    await this.states.save(to, "demands.states", end);
    await this.experience.save(to, "demands.experience", end);
  }

  /** Takes in what another one saved, for some of its documents, for which there is room. */
  async restore(from: SnapshotReader, docs: readonly number[]): Promise<void> {
    await this.credentials.restore(from, "demands.credentials", docs);
    await this.states.restore(from, "demands.states", docs);
    await this.experience.restore(from, "demands.experience", docs);
  }

  /** Those of an asker; the one that nobody asked for longest makes room for a new one. */
  private verdictsOf(key: string): Verdicts {
    const nothing = (): Judged => ({ tallies: new Uint8Array(0), births: 0 });
    const known = this.verdicts.get(key);
    const verdicts = known ?? { credentials: nothing(), states: nothing(), experience: nothing() };
    this.verdicts.delete(key);
    this.verdicts.set(key, verdicts);
    if (this.verdicts.size > KEPT) this.verdicts.delete(this.verdicts.keys().next().value!);
    return verdicts;
  }
}

function judge<Part>(judged: Judged, table: PartTable<Part>, tallyOf: (part: Part) => number): void {
  if (judged.tallies.length < table.size) judged.tallies = longer(judged.tallies, new Uint8Array(table.size + 64));
  for (const [number, part] of table.bornAfter(judged.births)) judged.tallies[number] = tallyOf(part);
  judged.births = table.births;
}
