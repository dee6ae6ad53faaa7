import { LRUCache } from "lru-cache";
import type { Db } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { listJobHeads } from "./job.queries.server.ts";
import type { JobHead } from "./job.ts";

// What stands beside a job's content (its state, dates, employer) changes only with a line in the change feed. A process
// whose search follows that feed need not read it anew for every list: it forgets what the feed names, at the moment the
// search learns of it. A process that follows no feed keeps nothing.

type Kept = {
  /** About three kilobytes each, with the card that was made of it. */
  heads: LRUCache<JobId, JobHead>;
  /** The moment of `performance.now()` until which what is kept may be used. */
  vouchedUntil: number;
  /** How often something was forgotten. */
  forgotten: number;
};
const processWide = globalThis as typeof globalThis & { careerCenterHeads?: Kept };
// One for the process, like the search that it hears from, however often this file is loaded.
const kept = (processWide.careerCenterHeads ??= {
  heads: new LRUCache({ max: 10_000 }),
  vouchedUntil: -Infinity,
  forgotten: 0,
});

/** The feed names these jobs: they are read anew when they are next asked for. */
export function forgetHeads(ids: readonly JobId[]): void {
  kept.forgotten++;
  for (const id of ids) kept.heads.delete(id);
}

/** The feed cannot be followed: nothing is kept until somebody vouches again. */
export function forgetAllHeads(): void {
  kept.forgotten++;
  kept.heads.clear();
  kept.vouchedUntil = -Infinity;
}

/** All that the feed named until now is forgotten; whoever follows it says so again within `milliseconds`. */
export function vouchForHeads(milliseconds: number): void {
  kept.vouchedUntil = performance.now() + milliseconds;
}

/** As `listJobHeads`, from memory where the feed is followed: a job is the same frozen object as long as nothing changed. */
export async function keptHeads(db: Db, ids: readonly JobId[]): Promise<JobHead[]> {
  const known = new Map<JobId, JobHead>();
  if (performance.now() < kept.vouchedUntil)
    for (const id of ids) {
      const head = kept.heads.get(id);
      if (head) known.set(id, head);
    }
  const before = kept.forgotten;
  for (const head of await listJobHeads(
    db,
    ids.filter((id) => !known.has(id)),
  )) {
    known.set(head.id, Object.freeze(head));
    // The feed may have named this very job after it was read.
    if (kept.forgotten === before) kept.heads.set(head.id, head);
  }
  return ids.flatMap((id) => known.get(id) ?? []);
}
