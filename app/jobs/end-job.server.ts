import "./job.tasks.ts";
import type { Actor } from "~/audit/record-audit.server.ts";
import { releaseUpgrade } from "~/billing/use-right.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { beginDueTerm, endNextTerm } from "./next-term.server.ts";
import { lockOpenTerms, updateTerm } from "./term.queries.server.ts";

/**
 * Takes a live job down for good: filled or closed by its employer, expired by time. Its term ends now, and one that would
 * have followed does not begin. A job that expired may still be marked filled.
 * @throws DomainError `not-found`, `conflict`.
 */
export async function endJob(trx: Trx, jobId: JobId, to: "filled" | "closed" | "expired", actor: Actor): Promise<void> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  await beginDueTerm(trx, job);
  const [term, next] = await lockOpenTerms(trx, job.id);
  const at = now();
  if (term?.state === "live") {
    await updateTerm(trx, term.id, { state: "over", ends_at: at });
    if (next) await endNextTerm(trx, job, next);
    if (term.featured_order_id) await releaseUpgrade(trx, term.featured_order_id);
  }
  await moveJob(trx, job, { to, actor, action: `job.${to}`, set: { over_at: job.over_at ?? at } });
  if (to === "expired" && job.origin === "employer")
    await enqueueTask(
      trx,
      "job.mail",
      { jobId: job.id, event: "expired" },
      { dedupeKey: `job.mail:expired:${job.id}:${job.version}` },
    );
}

/** Expires the live jobs whose term is over. @returns how many. The lists have left them out since the moment itself. */
export async function expireDueJobs(db: Db, actor: Actor): Promise<number> {
  const due = await db
    .selectFrom("job")
    .select("id")
    .where("state", "=", "live")
    .where("expires_at", "<=", now())
    .orderBy("expires_at")
    .limit(500)
    .execute();
  for (const { id } of due)
    await transact(db, async (trx) => {
      const job: JobRow | undefined = await lockJob(trx, id);
      if (job?.state === "live" && job.expires_at && job.expires_at <= now()) await endJob(trx, id, "expired", actor);
    });
  return due.length;
}
