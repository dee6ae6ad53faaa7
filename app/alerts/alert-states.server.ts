import { now } from "~/platform/clock.ts";
import type { PausedWhy } from "./alert.ts";

/** What an alert is set to when it begins, or begins anew: what was posted before is not new to its person. */
export function activated() {
  return { state: "active" as const, since: now(), next_at: null, ...pausedNow(null) };
}

/** What an alert is set to when it is paused; what waited for it is dropped. */
export function paused(why: PausedWhy) {
  return { state: "paused" as const, next_at: null, ...pausedNow(why) };
}

/** Why and since when it is paused; null for not at all. */
export function pausedNow(why: PausedWhy | null) {
  return { paused_why: why, paused_at: why && now() };
}
