import { now, SECOND } from "~/platform/clock.ts";

/** A page looks again every three seconds; a few tabs may. */
const MOST = 10;
const WINDOW = 10 * SECOND;
/** Whoever is forgotten with all others begins again. */
const MOST_KNOWN = 10_000;

const looks = new Map<string, { since: number; count: number }>();

/**
 * Whether a page may ask Stripe about this order or plan now, and counts that it does: at most ten times in ten seconds
 * in this process, so that a page which is loaded again and again does not use up what Stripe answers us. Webhooks, tasks
 * and decisions are not limited.
 */
export function mayLook(id: string): boolean {
  const at = now().getTime();
  const known = looks.get(id);
  if (known && at >= known.since && at - known.since < WINDOW) return ++known.count <= MOST;
  if (looks.size >= MOST_KNOWN) looks.clear();
  looks.set(id, { since: at, count: 1 });
  return true;
}
