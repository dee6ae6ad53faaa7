import { HOUR, MINUTE, SECOND } from "~/platform/clock.ts";

/**
 * What must happen after a commit, by kind. A domain adds its kinds by declaration merging:
 * `declare module "~/tasks/task.ts" { interface TaskPayloads { "job.published": { jobId: JobId } } }`
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by the domains
export interface TaskPayloads {}

export type TaskKind = keyof TaskPayloads & string;

/** The wait before attempt number `attempts + 1`, in milliseconds: 5 s, 30 s, 2 min, 10 min, 1 h, then every 3 h. */
export function backOff(attempts: number): number {
  const steps = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR];
  return steps[attempts - 1] ?? 3 * HOUR;
}

/** A task that failed this often is dead: kept, shown on the health page, run again by hand. About a day of trying. */
export const MAX_ATTEMPTS = 12;

/** How long a task stays with a worker that gives no sign of life, in milliseconds. A living one prolongs it. */
export const LEASE = 2 * MINUTE;

/** A task that runs longer than this is taken for hung, and is given to another worker; in milliseconds. */
export const LONGEST_RUN = 15 * MINUTE;
