import { forgetAllHeads, forgetHeads, vouchForHeads } from "~/jobs/kept-heads.server.ts";
import { now } from "~/platform/clock.ts";
import { database, type Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import type { JobCriteria } from "./criteria.ts";
import type { FacetCounts } from "./facets.ts";
import { findJobs, findUncounted } from "./find-jobs.server.ts";
import { ChangeFollower, type FeedListener, type FollowerState } from "./follow-changes.server.ts";
import { loadIndex, snapshotPath, type StandingIndex } from "./index-snapshot.server.ts";
import type { Found, JobSearch, SearchOptions, Uncounted } from "./job-search.ts";
import { suggest } from "./suggest.server.ts";
import type { Suggestion, SuggestField } from "./suggestion.ts";

const MOST_JOBS = 100;
/** How long a search waits for the first build of an index. */
const READY_MS = 10_000;

/** The search of one process: the live index over `db`, following its changes from `start` on. */
export class LiveJobSearch implements JobSearch {
  private readonly follower: ChangeFollower;

  constructor(
    db: () => Db,
    private readonly resolve: (text: string) => PlaceAnswer = (text) => resolvePlace(text, "search"),
    saved?: () => Promise<StandingIndex | undefined>,
    listener?: FeedListener,
  ) {
    this.follower = new ChangeFollower(db, saved, listener);
  }

  /** Begins to build the index and to follow the changes. Asking twice changes nothing. */
  start(): this {
    this.follower.start();
    return this;
  }

  /** Ends following; resolves when nothing is read any more. */
  stop(): Promise<void> {
    return this.follower.stop();
  }

  async search(criteria: JobCriteria, options: SearchOptions): Promise<Found> {
    return findJobs(...(await this.asked(criteria, options)));
  }

  async find(criteria: JobCriteria, options: SearchOptions): Promise<Uncounted> {
    return findUncounted(...(await this.asked(criteria, options)));
  }

  async facetCounts(criteria: JobCriteria): Promise<FacetCounts> {
    return (await this.search(criteria, { limit: 1 })).facets;
  }

  async suggest(text: string, { field, limit }: { field: SuggestField; limit: number }): Promise<Suggestion[]> {
    await this.whenReady();
    return suggest(this.follower.index, field, text, limit);
  }

  catchUp(): Promise<void> {
    return this.follower.catchUp();
  }

  get ready(): boolean {
    return this.follower.ready;
  }

  get healthy(): boolean {
    return this.state === "ok";
  }

  /** How the index of this process is. */
  get state(): FollowerState {
    return this.follower.state;
  }

  /** Resolves when the index is whole for the first time; never rejects. */
  get whole(): Promise<void> {
    return this.follower.whole;
  }

  get jobs(): number {
    return this.follower.index.size;
  }

  get lagMs(): number {
    return this.follower.lagMs;
  }

  get version(): number {
    // A rebuilt index counts from zero again.
    return this.follower.generation * 2 ** 40 + this.follower.index.version;
  }

  private async asked(criteria: JobCriteria, { limit, asker }: SearchOptions): Promise<Parameters<typeof findJobs>> {
    await this.whenReady();
    const place = criteria.place ? this.resolve(criteria.place) : null;
    const length = Math.max(1, Math.min(MOST_JOBS, Math.floor(limit)));
    return [this.follower.index, criteria, place, length, now().getTime(), asker];
  }

  private async whenReady(): Promise<void> {
    if (this.follower.ready) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, READY_MS)));
    await Promise.race([this.follower.catchUp().catch(() => undefined), late]);
    clearTimeout(timer);
    if (!this.follower.ready)
      throw new DomainError("unavailable", "The search is still starting. Try again in a moment.");
  }
}

const processWide = globalThis as typeof globalThis & { careerCenterSearch?: LiveJobSearch };

/** The search of this process, over its database; begun by the first call and kept across hot reloads. */
export function jobSearch(): JobSearch & Pick<LiveJobSearch, "stop" | "state" | "whole"> {
  return (processWide.careerCenterSearch ??= new LiveJobSearch(database, undefined, () => loadIndex(snapshotPath()), {
    forget: forgetHeads,
    forgetAll: forgetAllHeads,
    vouch: vouchForHeads,
  }).start());
}
