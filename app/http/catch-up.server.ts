import { log } from "~/platform/log.server.ts";
import { askSiblings } from "~/platform/siblings.server.ts";
import { jobSearch } from "~/search/job-search.server.ts";

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
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, OWN_MS)));
  const own = jobSearch()
    .catchUp()
    .catch(() => log.warn("The search could not follow a write"));
  await Promise.all([Promise.race([own, late]), askSiblings(SIBLINGS_MS)]);
  clearTimeout(timer);
}
