import { log } from "~/platform/log.server.ts";
import { askSiblings } from "~/platform/siblings.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";

/** Milliseconds a visitor's page waits for the search to see what was committed before. */
const READ_MS = 250;
/** Milliseconds the answer of an action waits for this process to see its own write, and for the others of the machine. */
const OWN_MS = 2_000;
const SIBLINGS_MS = 250;

/**
 * Lets the search of this process see what was just committed, and those of the other web processes of this machine.
 * Every action that changed a job calls it before it answers, so that the writer finds its own work in the very next
 * request, whichever process gets that. What was written stays written: a search that cannot follow in time (its index
 * is being rebuilt, the database is away) makes no failure of the act, and /healthz says it.
 */
export async function catchUpWithWrites(): Promise<void> {
  const own = catchUpWithin(OWN_MS).catch(() => log.warn("The search could not follow a write"));
  await Promise.all([own, askSiblings(SIBLINGS_MS)]);
}

/**
 * Lets the search of this process see what was committed until now, before it answers somebody with a session: they may
 * have written on another machine. One small query, shared by all who wait; where it fails or is slow, the search answers
 * as it stands, a moment behind.
 */
export async function catchUpBeforeReading(): Promise<void> {
  await catchUpWithin(READ_MS).catch(() => undefined);
}

/** Rejects where the search cannot follow, resolves where it only takes too long. */
async function catchUpWithin(milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  try {
    await Promise.race([jobSearch().catchUp(), late]);
  } finally {
    clearTimeout(timer);
  }
}
