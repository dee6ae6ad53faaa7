import { DAY, HOUR, later } from "~/platform/clock.ts";

/** How the address stands at which a job takes applications. */
export type LinkState = "ok" | "unsure" | "failing" | "dead";

/**
 * What one look at an address says. `dead`: what stood there is gone, and a server or the name servers say so. `unsure`:
 * anything that may pass, or that only we are refused: it proves nothing either way.
 */
export type LinkSign = { sign: "ok" | "dead" | "unsure"; found: string };

/** So many looks, over so long, all of them saying that it is gone, make an address dead; in milliseconds. */
export const DEAD_AFTER = { failures: 4, time: 2 * DAY };

const EVERY = { ok: DAY, unsure: DAY, failing: 16 * HOUR, dead: 7 * DAY } as const satisfies Record<LinkState, number>;

export type LinkRecord = { state: LinkState; failures: number; failingSince: Date | null };

/** How an address stands after one more look at `at`; `before` is what was known of the same address. */
export function afterLook(before: LinkRecord | undefined, { sign }: LinkSign, at: Date): LinkRecord & { next: Date } {
  const record = judge(before ?? { state: "ok", failures: 0, failingSince: null }, sign, at);
  return { ...record, next: later(at, EVERY[record.state]) };
}

function judge(before: LinkRecord, sign: LinkSign["sign"], at: Date): LinkRecord {
  if (sign === "ok") return { state: "ok", failures: 0, failingSince: null };
  if (sign === "unsure") return before.failures > 0 ? before : { state: "unsure", failures: 0, failingSince: null };
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? at;
  const dead = failures >= DEAD_AFTER.failures && later(failingSince, DEAD_AFTER.time) <= at;
  return { state: dead ? "dead" : "failing", failures, failingSince };
}

/** What a status says, and the page that it stands on at last. A site's own front page in the place of a job is noted. */
export function signOf(status: number, asked: URL, answered: URL): LinkSign {
  if (status === 404 || status === 410) return { sign: "dead", found: String(status) };
  if (status < 200 || status > 299) return { sign: "unsure", found: String(status) };
  const home = answered.pathname === "/" && !answered.search && (asked.pathname !== "/" || asked.search !== "");
  return { sign: "ok", found: home ? "home" : String(status) };
}

const codes: Record<string, string> = {
  home: "it leads to the site’s front page",
  reserved: "it is a name that is kept for examples",
  "no-host": "there is no such host",
  refused: "it could not be reached",
};

/** What a look met, in words. */
export function foundWords(found: string): string {
  return codes[found] ?? `it answered with the status ${found}`;
}

export const linkStateLabels: Record<LinkState, string> = {
  ok: "Answers",
  unsure: "Not sure",
  failing: "Gone, looked at again",
  dead: "Gone for two days",
};
