/** What money does to a job; imported once at start-up (BILLING.md, One convergent function). */
import { byAccount, system } from "~/audit/record-audit.server.ts";
import { registerRightHandlers } from "~/billing/right-handlers.server.ts";
import { askForPayment, returnUnpaidJob } from "./return-job.server.ts";
import { submitJob } from "./submit-job.server.ts";
import { takeJobLive } from "./take-job-live.server.ts";

registerRightHandlers({
  async authorized(trx, order) {
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
    if (order.job_id) await takeJobLive(trx, order.job_id, system);
  },
  async refused(trx, order) {
    if (order.job_id) await askForPayment(trx, order.job_id);
  },
  async lost(trx, order) {
    if (order.job_id) await returnUnpaidJob(trx, order.job_id);
  },
});
