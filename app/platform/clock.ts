let frozen: Date | undefined;

/** The present moment, at the database's precision of a millisecond. The only place that reads the wall clock for rules. */
export function now(): Date {
  return frozen ? new Date(frozen) : new Date();
}

/** Makes `now()` answer `at` until it is called again without one. For tests and the demo seed. */
export function freezeClock(at?: Date): void {
  frozen = at && new Date(at);
}

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The beginning of the UTC day. What a guest's page tells the time from, since that page may be kept for the day. */
export function dayOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY) * DAY);
}

/** `at` moved by `milliseconds`, which may be negative. */
export function later(at: Date, milliseconds: number): Date {
  return new Date(at.getTime() + milliseconds);
}
