import { saveJob } from "~/applications/saved/save-job.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";

/**
 * Where somebody goes on who has just signed in. Who pressed a job's "save" as a guest was sent to sign in with the address
 * of that act: it is done now, in the post that signs in, so that no opened link ever writes. `done` says so.
 */
export async function goOnFrom(accountId: AccountId, to: string): Promise<{ to: string; done?: string }> {
  const [, slug] = /^\/jobs\/([\w-]{1,300})\/save$/.exec(to) ?? [];
  if (!slug) return { to };
  try {
    await saveJob(database(), accountId, slug);
    return { to: paths.job(slug), done: "You are signed in, and the job is saved." };
  } catch (error) {
    // Its own page says what is in the way.
    if (!(error instanceof DomainError)) throw error;
    return { to };
  }
}
