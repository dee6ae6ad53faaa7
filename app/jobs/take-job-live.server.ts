import "./job.tasks.ts";
import type { Actor } from "~/audit/record-audit.server.ts";
import { now } from "~/platform/clock.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { termEnd } from "./submit-job.server.ts";
import { lockOpenTerm, updateTerm } from "./term.queries.server.ts";

/**
 * Makes an approved job live for its held term: the right behind the term is good by now (captured, spent, granted).
 * A job that is live already is left as it is, so the request, the webhook and the task may all call it.
 * @throws DomainError `not-found`, `conflict`.
 */
export async function takeJobLive(trx: Trx, jobId: JobId, actor: Actor): Promise<void> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  if (job.state === "live") return;
  const term = await lockOpenTerm(trx, job.id);
  if (term?.state !== "held") throw new DomainError("conflict", "This job holds no right to be live.");
  const at = now();
  const ends_at = termEnd(term.days);
  await updateTerm(trx, term.id, { state: "live", starts_at: at, ends_at });
  await moveJob(trx, job, {
    to: "live",
    actor,
    action: "job.go-live",
    set: {
      approved_revision_id: term.revision_id,
      pending_revision_id: null,
      posted_at: job.posted_at ?? at,
      expires_at: ends_at,
      confirmed_at: at,
      over_at: null,
    },
    detail: { term: term.id, right: term.right_kind },
  });
  await enqueueTask(trx, "job.mail", { jobId: job.id, event: "live" }, { dedupeKey: `job.mail:live:${term.id}` });
}
