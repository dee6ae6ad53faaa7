/** What money does to a job; imported once at start-up (BILLING.md, One convergent function). */
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { registerRightHandlers, type OrderRow } from "~/billing/right-handlers.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import { dropFeature, restoreFeature, showFeature, takeFeature } from "./feature-job.server.ts";
import { dropExtension, reserveExtension, restoreExtension, takeExtension } from "./extend-job.server.ts";
import { endJob } from "./end-job.server.ts";
import { askForPayment } from "./ask-for-payment.server.ts";
import { lockJob, type JobRow } from "./job.queries.server.ts";
import { returnUnpaidJob } from "./return-job.server.ts";
import { submitJob } from "./submit-job.server.ts";
import { takeJobLive } from "./take-job-live.server.ts";
import { lockOpenTerm } from "./term.queries.server.ts";

registerRightHandlers({
  async authorized(trx, order) {
    if (order.kind === "upgrade") return takeFeature(trx, order);
    if (order.kind === "extension") return reserveExtension(trx, order);
    if (!order.job_id || !order.revision_id) return;
    await submitJob(trx, {
      jobId: order.job_id,
      revisionId: order.revision_id,
      right: { kind: order.state === "no_cost" ? "no_cost_order" : "order", ref: order.id, orderId: order.id },
      days: order.term_days,
      actor: byAccount(order.created_by),
    });
  },
  async captured(trx, order) {
    if (order.kind === "upgrade") return showFeature(trx, order);
    if (order.kind === "extension") return takeExtension(trx, order);
    if ((await lockPaidJob(trx, order))?.state === "approved") await takeJobLive(trx, order.job_id!, system);
  },
  async refused(trx, order) {
    if (order.kind === "upgrade") return dropFeature(trx, order);
    if (order.kind === "extension") return dropExtension(trx, order);
    if (await lockPaidJob(trx, order)) await askForPayment(trx, order.job_id!);
  },
  async lost(trx, order) {
    if (order.kind === "upgrade") return dropFeature(trx, order);
    if (order.kind === "extension") return dropExtension(trx, order);
    if (await lockPaidJob(trx, order)) await returnUnpaidJob(trx, order.job_id!);
  },
  restored: (trx, order, paidAt) =>
    order.kind === "extension" ? restoreExtension(trx, order) : restoreFeature(trx, order, paidAt),
  async revoked(trx, order, actor) {
    if (order.kind !== "single" || !order.job_id) return;
    const job = await lockJob(trx, order.job_id);
    const term = await lockOpenTerm(trx, order.job_id);
    if (job?.state === "live" && term?.state === "live" && term.order_id === order.id)
      await endJob(trx, job.id, "closed", actor);
  },
});

/** The job, if its held term is the one that this very order pays for. */
async function lockPaidJob(trx: Trx, order: OrderRow): Promise<JobRow | undefined> {
  if (!order.job_id) return undefined;
  const job = await lockJob(trx, order.job_id);
  const term = await lockOpenTerm(trx, order.job_id);
  return term?.state === "held" && term.order_id === order.id ? job : undefined;
}
