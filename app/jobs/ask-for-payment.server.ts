import "./job.tasks.ts";
import { system } from "~/audit/record-audit.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { JobId } from "~/platform/ids.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lockJob } from "./job.queries.server.ts";
import { moveJob } from "./move-job.server.ts";
import { lockOpenTerm, updateTerm } from "./term.queries.server.ts";

/** Why an approved job has nothing that pays for it: its bank refused, or its employer's plan does not work any more. */
export type WhyUnpaid = "payment_needed" | "plan_gone";

const actions: Record<WhyUnpaid, string> = { payment_needed: "job.payment-needed", plan_gone: "job.plan-gone" };

/**
 * Nothing pays for an approved job when it was to go live: the employer must pay another way.
 * @throws DomainError `not-found`; `conflict` when it holds no right.
 */
export async function askForPayment(trx: Trx, jobId: JobId, why: WhyUnpaid = "payment_needed"): Promise<void> {
  const job = await lockJob(trx, jobId);
  if (!job) throw new DomainError("not-found", "There is no such job.");
  const term = await lockOpenTerm(trx, jobId);
  if (term?.state !== "held") throw new DomainError("conflict", "This job is not in review any more.");
  await moveJob(trx, job, {
    to: "payment_needed",
    actor: system,
    action: actions[why],
    detail: { term: term.id },
  });
  await updateTerm(trx, term.id, { state: "released" });
  await enqueueTask(
    trx,
    "job.mail",
    { jobId, event: why },
    { dedupeKey: `job.mail:${why}:${term.revision_id}:${job.version}` },
  );
}
