import { setImmediate } from "node:timers/promises";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { toDocument, type SearchedJob } from "./job-document.ts";
import type { StandingIndex } from "./index-snapshot.server.ts";
import { LiveIndex } from "./live-index.server.ts";
import { getLastChange, listChanges, listLiveJobIds, listSearchedJobs } from "./search.queries.server.ts";

/**
 * How long after one look at the feed the next one comes. What another process committed is in the answers after the
 * next look, so this and the time of one reading bound how far a process may lag (250 ms are promised). A look that
 * finds nothing new reads two rows by their primary keys, in one query.
 */
export const POLL_MS = 75;
/** After a failure, so that a database that is coming back is not hammered. */
const RETRY_MS = 1_000;
/** A feed not read for so long counts as broken. */
const STALE_MS = 5_000;
const BATCH = 250;
/** So many jobs are put in before somebody else gets a turn; one takes about 0.3 ms. */
const TURN = 8;
/** A query that takes longer is given up: a lost connection must not stop the following for good. */
const QUERY_MS = 15_000;

/** The feed no longer leads from where the index stands to now: rows were pruned, or the database is another one. */
class FeedBroken extends Error {}

/** How the index of a process is: `rebuilding` while the old one answers; `degraded` when the feed cannot be read. */
export type FollowerState = "starting" | "ok" | "rebuilding" | "degraded";

/** Somebody else who keeps what only the feed can tell to be old. */
export interface FeedListener {
  /** These jobs may have changed. */
  forget(ids: readonly JobId[]): void;
  /** Any job may have changed. */
  forgetAll(): void;
  /** Everything until now was told; it is said again, or not true any more, after so many milliseconds. */
  vouch(milliseconds: number): void;
}

/** Where an index stands in the feed, and the change of that number, by which another feed is told from this one. */
type Position = StandingIndex["position"];

/**
 * Keeps an index that is built from the database and then follows its change feed. One of the feed's numbers is in the
 * index when all up to it are, since they are given in the order of commits; a job is read anew by its id, so that
 * applying a change twice, or late, is harmless.
 */
export class ChangeFollower {
  private current = new LiveIndex();
  private built = false;
  private broken = false;
  private failing = false;
  private position: Position = { seq: 0, mark: null };
  private announceWhole = () => {};
  private freshAt = -Infinity;
  private rebuilds = 0;
  private running: Promise<void> | undefined;
  private queued: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private beginning: Promise<StandingIndex | undefined> | undefined;

  /** Resolves after the first build. */
  readonly whole = new Promise<void>((resolve) => (this.announceWhole = resolve));

  /** `saved` gives the index that an earlier process left, if one may begin with it; `listener` hears what the feed says. */
  constructor(
    private readonly db: () => Db,
    private readonly saved: () => Promise<StandingIndex | undefined> = async () => undefined,
    private readonly listener?: FeedListener,
  ) {}

  /** The index as it is now; another one after a rebuild. */
  get index(): LiveIndex {
    return this.current;
  }

  /** The index with its place in the feed, to be saved. It goes on changing while this follows. */
  get standing(): StandingIndex {
    return { index: this.current, position: { ...this.position } };
  }

  /** Whether the first build is done. */
  get ready(): boolean {
    return this.built;
  }

  /** Only when `ok` is the index whole and follows the feed. */
  get state(): FollowerState {
    if (this.failing) return "degraded";
    if (!this.built) return "starting";
    if (this.broken) return "rebuilding";
    return this.lagMs < STALE_MS ? "ok" : "degraded";
  }

  /** Changes committed so many milliseconds ago are in the index. */
  get lagMs(): number {
    return Math.max(0, Math.round(performance.now() - this.freshAt));
  }

  /** How often the index was built anew; with the index's own version it tells every state from every other. */
  get generation(): number {
    return this.rebuilds;
  }

  /** Begins to build and then to follow, until `stop`. */
  start(): void {
    if (this.timer || this.stopped) return;
    const turn = async () => {
      const well = await this.catchUp().then(
        () => true,
        () => false,
      );
      if (this.stopped) return;
      this.timer = setTimeout(turn, well ? POLL_MS : RETRY_MS);
      this.timer.unref();
    };
    this.timer = setTimeout(turn, 0);
  }

  /** Ends following, and waits for a reading that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.allSettled([this.running, this.queued]);
  }

  /**
   * Resolves when all that was committed before the call is in the index. A reading that is already under way may have
   * looked too early, so another one follows it; callers that wait share that one. Throws the database's error.
   */
  catchUp(): Promise<void> {
    if (!this.running) {
      this.running = this.advance().finally(() => (this.running = undefined));
      return this.running;
    }
    this.queued ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.queued = undefined;
        return this.catchUp();
      });
    return this.queued;
  }

  private async advance(): Promise<void> {
    const began = performance.now();
    try {
      if (this.built) await (this.broken ? this.build() : this.applyOrRebuild());
      else await this.begin();
      this.failing = false;
      this.freshAt = began;
      this.listener?.vouch(STALE_MS);
    } catch (error) {
      // Once, not at every turn: the next line is that of the recovery.
      if (!this.failing) log.error({ err: error, seq: this.position.seq }, "The search cannot follow the changes");
      this.failing = true;
      throw error;
    }
  }

  /** Goes on from the saved index where the feed still leads from it to now; else builds one. */
  private async begin(): Promise<void> {
    this.beginning ??= this.saved();
    const saved = await this.beginning;
    if (!saved) return this.build();
    try {
      await this.applyChanges(saved.index, saved.position, { verify: true });
    } catch (error) {
      if (!(error instanceof FeedBroken)) throw error;
      log.warn({ seq: saved.position.seq, why: error.message }, "The saved search index is of no use");
      this.beginning = Promise.resolve(undefined);
      return this.build();
    }
    this.adopt(saved);
    this.beginning = undefined;
  }

  private adopt({ index, position }: StandingIndex): void {
    this.current = index;
    this.position = position;
    this.built = true;
    this.broken = false;
    this.rebuilds++;
    this.listener?.forgetAll();
    this.announceWhole();
  }

  /** A reading that failed goes on from the same number the next time; a feed with a hole in it cannot. */
  private async applyOrRebuild(): Promise<void> {
    try {
      await this.applyChanges(this.current, this.position);
    } catch (error) {
      if (!(error instanceof FeedBroken)) throw error;
      log.warn({ seq: this.position.seq, why: error.message }, "The search index is built anew");
      this.broken = true;
      this.listener?.forgetAll();
      await this.build();
    }
  }

  /** Reads every live job into a new index, while the old one goes on answering. One that fails leaves the old one. */
  private async build(): Promise<void> {
    const began = performance.now();
    const db = this.db();
    // Read first: a change that commits while the jobs are read is then applied after them.
    const { last: seq, change } = await inTime(getLastChange(db));
    const position: Position = { seq, mark: change?.mark ?? null };
    const index = new LiveIndex();
    for await (const jobs of readLiveJobs(db))
      for (const [at, job] of jobs.entries()) {
        index.put(toDocument(job));
        // The old index goes on answering: a visitor waits for a few jobs, not for a batch of them.
        if (at % TURN === 0) await setImmediate();
      }
    await this.applyChanges(index, position);
    this.adopt({ index, position });
    const ms = Math.round(performance.now() - began);
    const megabytes = Math.round(index.bytes / 1e6);
    log.info({ jobs: index.size, seq: position.seq, ms, megabytes }, "The search index is built");
  }

  /**
   * Brings `index` from `position` to the feed's end, and moves `position` with it. To `verify`, the feed must still have
   * the change that it stands at: of an index that nobody saw being built only this tells whose it is.
   */
  private async applyChanges(index: LiveIndex, position: Position, { verify = false } = {}): Promise<void> {
    const db = this.db();
    for (;;) {
      // From the number where the index stands, to see whether that is the change it was.
      const { last, changes } = await inTime(listChanges(db, position.seq, BATCH + 1));
      if (last < position.seq) throw new FeedBroken(`The feed ends at ${last}, before ${position.seq}`);
      const [known] = changes;
      if (known?.seq === position.seq) {
        // A restored backup counts on from an earlier number, and has given ours to another change.
        if (position.mark !== null && known.mark !== position.mark)
          throw new FeedBroken(`Number ${position.seq} is another change than it was`);
        changes.shift();
      } else if (verify) throw new FeedBroken(`The feed no longer has ${position.seq}`);
      for (const [at, { seq }] of changes.entries())
        if (seq !== position.seq + at + 1) throw new FeedBroken(`The feed lacks ${position.seq + at + 1}`);
      const end = changes.at(-1);
      if (!end && last > position.seq) throw new FeedBroken(`The feed lacks ${position.seq + 1}`);
      if (!end) return;
      await this.applyJobs(index, [...new Set(changes.map(({ jobId }) => jobId))]);
      Object.assign(position, { seq: end.seq, mark: end.mark });
      if (end.seq === last) return;
    }
  }

  /** Applies what the jobs are now, which may be newer than the changes that named them; others get turns meanwhile. */
  private async applyJobs(index: LiveIndex, ids: readonly JobId[]): Promise<void> {
    this.listener?.forget(ids);
    const live = new Map((await inTime(listSearchedJobs(this.db(), ids))).map((job) => [job.id, job]));
    for (const [at, id] of ids.entries()) {
      if (at > 0 && at % TURN === 0) await setImmediate();
      const job = live.get(id);
      if (job) index.put(toDocument(job));
      else index.remove(id);
    }
    index.dictionary.settle();
  }
}

/** All live jobs, batch by batch; the database reads the next one while this process is busy with the last. */
async function* readLiveJobs(db: Db): AsyncGenerator<SearchedJob[]> {
  const read = async (after: string) => {
    const ids = await inTime(listLiveJobIds(db, after, BATCH));
    return { jobs: await inTime(listSearchedJobs(db, ids)), last: ids.length < BATCH ? undefined : ids.at(-1)! };
  };
  for (let next: ReturnType<typeof read> | undefined = read(""); next;) {
    const { jobs, last }: Awaited<ReturnType<typeof read>> = await next;
    next = last === undefined ? undefined : read(last);
    // It is awaited after this batch: until then nobody has heard of a failure.
    next?.catch(() => undefined);
    yield jobs;
  }
}

async function inTime<T>(query: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer within ${QUERY_MS} ms`)), QUERY_MS);
  });
  try {
    return await Promise.race([query, late]);
  } finally {
    clearTimeout(timer);
  }
}
