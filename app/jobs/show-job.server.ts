import type { Db } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { madeOnce } from "~/ui/made-once.ts";
import type { PageJob, PublicContent } from "./components/job-words.ts";
import type { JobContent } from "./job-content.ts";
import { isListed, type Job } from "./job.ts";
import { keptContent } from "./kept-contents.server.ts";
import { keptHeads } from "./kept-heads.server.ts";

/**
 * How the public meets a job that was live at some time:
 * - `listed`: in the lists;
 * - `unconfirmed`: live, but its employer has not confirmed for 14 days that it is open. It has left the lists and
 *   search engines, yet it is not over: who has its address still reads it, with a warning, and may apply;
 * - `over`: filled, closed, expired, or waiting to be renewed;
 * - `taken-down`: by a moderator; nothing of it is shown any more.
 */
export type PublicStatus = "listed" | "unconfirmed" | "over" | "taken-down";

/** How the public meets the job at `at`. */
export function publicStatus(job: Pick<Job, "state" | "expiresAt" | "confirmedAt">, at: Date): PublicStatus {
  if (job.state === "suspended" || job.state === "rejected") return "taken-down";
  if (isListed(job, at)) return "listed";
  return job.state === "live" && job.expiresAt !== null && job.expiresAt > at ? "unconfirmed" : "over";
}

/**
 * The job that a slug names by the id at its end, once it was ever live; the words before may be old ones.
 * Undefined for everything else, drafts and unknown jobs alike.
 */
export async function showJob(db: Db, slug: string): Promise<Job | undefined> {
  const id = slug.length > 300 ? null : parseId<"job">(slug.slice(-22));
  const [head] = id ? await keptHeads(db, [id]) : [];
  const content = head?.postedAt && (await keptContent(db, head.revisionId));
  return content ? { ...head!, content } : undefined;
}

const publicContent = madeOnce(
  ({ bodySource: _, bodyText: __, questions: ___, ...content }: JobContent): PublicContent => content,
);

/** What of a job is sent to its page: not the source of its text, not the text twice, and nothing of what is expected. */
export function forPage(job: Job): PageJob {
  return { ...job, content: publicContent(job.content), questionCount: job.content.questions.length };
}
