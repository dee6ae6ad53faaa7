import { createHmac, hash } from "node:crypto";
import { DAY, SECOND } from "~/platform/clock.ts";
import type { JobId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import type { Source } from "./source.ts";

export type VisitKind = "view" | "click" | "apply";

/** One person at one job on one day, ready to be counted. */
export type Visit = {
  /** A keyed hash of the person, the job and the day. */
  visitor: string;
  kind: VisitKind;
  jobId: JobId;
  /** Whole days since 1970 in UTC. */
  day: number;
  source: Source;
  /** The hash of the session, where there is one: whose it is decides whether the visit counts. */
  session: string | undefined;
};

export type Begun = Omit<Visit, "source" | "session">;

/** So long, in milliseconds, a visit waits to be written: what a crash may lose. */
const FLUSH_MS = 3 * SECOND;
/** After a flush that failed. */
const RETRY_MS = 10 * SECOND;
/** Visits that wait at most; beyond it they are not counted. About 300 bytes each. */
const MOST_WAITING = 20_000;
/** Visits of the day that are remembered so as not to be written again; of those beyond it the table knows. */
const MOST_REMEMBERED = 100_000;
/** So many visits from one network address count on a day: a hospital's, not a flood's. */
const MOST_FROM_ADDRESS = 1_000;

/**
 * Visits on their way to the database. To note one costs a hash and a look into memory, whatever the database does;
 * every few seconds all that came are written at once.
 *
 * Nothing of a person is kept: address and user agent go into a hash whose key is derived for the day from `seed`, which
 * is random, lives in memory only and dies with the process. So a person counts once a day and job, and nobody can tell
 * who it was, nor that two jobs or two days had the same visitor.
 */
export class VisitBuffer {
  private waiting = new Map<string, Visit>();
  /** Two generations, so that it is bounded and forgets the oldest. */
  private remembered: [Set<string>, Set<string>] = [new Set(), new Set()];
  private fromAddress = new Map<string, number>();
  private key = { day: -1, text: "" };
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;
  private refused = 0;
  private closed = false;

  constructor(
    private readonly board: {
      /** Counts the visits, all or none of them. */
      write(visits: Visit[]): Promise<void>;
      /** Milliseconds since 1970. */
      now(): number;
      /** The processes of a machine share it, so that one's visitor is another's. */
      seed: string;
    },
  ) {}

  /**
   * A visit that is to be counted, its source and session still to be told to `add`. Undefined for one that is known
   * already, or that is one too many.
   */
  begin(kind: VisitKind, jobId: JobId, address: string, userAgent: string): Begun | undefined {
    const key = this.keyOf(Math.floor(this.board.now() / DAY));
    const visitor = digest(`${key.text}${jobId}${address}\n${userAgent}`);
    const name = nameOf(visitor, kind);
    if (this.remembered[0].has(name) || this.remembered[1].has(name)) return undefined;
    if (this.waiting.size < MOST_WAITING && this.mayCome(key.text, address))
      return { visitor, kind, jobId, day: key.day };
    this.refused++;
    return undefined;
  }

  /** Takes the visit. Never throws, never waits. */
  add(visit: Visit): void {
    const name = nameOf(visit.visitor, visit.kind);
    const [young] = this.remembered;
    if (young.size >= MOST_REMEMBERED / 2) this.remembered = [new Set(), young];
    this.remembered[0].add(name);
    this.waiting.set(name, visit);
    if (!this.closed) this.wake(FLUSH_MS);
  }

  /** Writes what waits. Resolves when that is done or has failed; then it waits for the next time. */
  flush(): Promise<void> {
    this.flushing ??= this.writeWaiting().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  /** Writes what waits for the last time, as the process ends. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.flushing;
    await this.flush();
  }

  private async writeWaiting(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.refused > 0) log.warn({ visits: this.refused }, "visits were not counted: too many at once");
    this.refused = 0;
    const visits = this.waiting;
    if (visits.size === 0) return;
    this.waiting = new Map();
    try {
      await this.board.write([...visits.values()]);
    } catch (error) {
      // As many are kept as may wait; those of an earlier flush come first.
      for (const [name, visit] of this.waiting) if (visits.size < MOST_WAITING) visits.set(name, visit);
      this.waiting = visits;
      log.warn({ visits: visits.size, error: (error as Error).message }, "visits could not be counted yet");
      if (!this.closed) this.wake(RETRY_MS);
    }
  }

  private wake(after: number): void {
    this.timer ??= setTimeout(() => void this.flush(), after).unref();
  }

  private keyOf(day: number): { day: number; text: string } {
    if (this.key.day !== day) {
      this.key = { day, text: createHmac("sha256", this.board.seed).update(String(day)).digest("base64url") };
      this.remembered = [new Set(), new Set()];
      this.fromAddress = new Map();
    }
    return this.key;
  }

  /** One address cannot make up as many visitors as it likes by changing its user agent. */
  private mayCome(key: string, address: string): boolean {
    const from = digest(key + address);
    const count = this.fromAddress.get(from) ?? 0;
    if (count >= MOST_FROM_ADDRESS) return false;
    // Whoever has as many addresses is not held by this; what waits and what is remembered are bounded all the same.
    if (count === 0 && this.fromAddress.size >= MOST_REMEMBERED) this.fromAddress.clear();
    this.fromAddress.set(from, count + 1);
    return true;
  }
}

/** One person is counted once for each kind. */
function nameOf(visitor: string, kind: VisitKind): string {
  return kind === "view" ? visitor : visitor + kind;
}

/** 132 bits of SHA-256: as long as an id, and as unlikely to meet another. */
function digest(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}
