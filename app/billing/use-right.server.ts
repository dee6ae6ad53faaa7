import "./billing.tasks.ts";
import { requireActing } from "~/employers/acting-member.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { now } from "~/platform/clock.ts";
import type { AccountId, EmployerId, OrderId, TermId } from "~/platform/ids.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { appendLine, lockCredits, readLockedLedger } from "./ledger.queries.server.ts";
import { getOrder, lockOrder, updateOrder } from "./order.queries.server.ts";
import { collectShortfall } from "./reverse-credits.server.ts";
import { usePlan } from "./use-plan.server.ts";

/** The right that a term holds, as billing needs to know it. */
export type HeldRight = {
  kind: "order" | "no_cost_order" | "credit" | "plan" | "grant" | "import";
  orderId: OrderId | null;
  termId: TermId;
  employerId: EmployerId;
};

/**
 * Uses the right of a term whose job was approved, in the transaction of the decision. `good`: the job may go live now.
 * `capturing`: the money must be taken first; call `settleOrder` after the commit, a task repeats it otherwise. `gone`:
 * the plan by which it was submitted does not work any more.
 */
export async function spendRight(trx: Trx, right: HeldRight): Promise<"good" | "capturing" | "gone"> {
  if (right.kind === "plan") return (await usePlan(trx, right)) ? "good" : "gone";
  if (right.kind === "credit") await append(trx, right, "spend", 0);
  if (right.kind !== "order" || !right.orderId) return "good";
  const order = await getOrder(trx, right.orderId);
  if (order.state === "captured") return "good";
  await updateOrder(trx, order.id, { intent: "capture" });
  await enqueueTask(trx, "order.settle", { orderId: order.id }, { runAt: soon() });
  return "capturing";
}

/**
 * Gives the right of a term back that will not be used: the authorization is let go after the commit (`settleOrder`), a
 * credit returns as a credit, never as cash too.
 */
export async function releaseRight(trx: Trx, right: HeldRight): Promise<void> {
  if (right.kind === "credit") {
    await append(trx, right, "return", 1);
    await collectShortfall(trx, right.employerId, right.termId);
  }
  if (right.kind !== "order" || !right.orderId) return;
  await updateOrder(trx, right.orderId, { intent: "cancel" });
  await enqueueTask(trx, "order.settle", { orderId: right.orderId }, { runAt: soon() });
}

/** Lets an upgrade go that is authorized and not charged: its job ends before the money was taken. */
export async function releaseUpgrade(trx: Trx, orderId: OrderId): Promise<void> {
  if ((await lockOrder(trx, orderId)).state !== "authorized") return;
  await updateOrder(trx, orderId, { intent: "cancel" });
  await enqueueTask(trx, "order.settle", { orderId });
}

/** The request that decided does the work itself; the task is there for the case that it dies. */
const soon = () => new Date(now().getTime() + 5_000);

/**
 * Grants credits to an employer as an act of staff (the demo seed, an apology).
 * @param sourceKey says once and for all which grant this is; granting it again changes nothing.
 */
export async function grantCredits(
  trx: Trx,
  grant: { employerId: EmployerId; credits: number; sourceKey: string; actorAccountId: AccountId; note: string },
): Promise<void> {
  if (!Number.isInteger(grant.credits) || grant.credits < 1) throw new RangeError("A grant is one credit or more");
  await appendLine(trx, {
    employer_id: grant.employerId,
    kind: "grant",
    delta: grant.credits,
    source_key: grant.sourceKey,
    actor_account_id: grant.actorAccountId,
    note: grant.note,
  });
}

/** The credits an employer has left: a sum over the ledger, never kept in a column of its own. */
export async function creditBalance(db: Db | Trx, employerId: EmployerId): Promise<number> {
  const { balance } = await db
    .selectFrom("credit_ledger")
    .select((select) => select.fn.sum<number | null>("delta").as("balance"))
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return Number(balance ?? 0);
}

/**
 * Holds one credit for a term that is about to be submitted. The employer's row is locked, so that the last credit is not
 * held in two tabs. The oldest credits go first.
 * @returns for how many days the credit makes a job live; null where that is what a single post gives.
 * @throws DomainError `conflict` when none is left, or the employer is banned: what it has is held for it.
 */
export async function holdCredit(
  trx: Trx,
  right: { employerId: EmployerId; termId: TermId },
): Promise<{ days: number | null }> {
  await lockCredits(trx, right.employerId);
  await requireActing(trx, right.employerId);
  const rows = await readLockedLedger(trx, right.employerId);
  if (rows.reduce((sum, { delta }) => sum + delta, 0) < 1)
    throw new DomainError(
      "conflict",
      "There is no credit left: the last one was used meanwhile. Nothing was submitted. Pay for a single post instead, or buy a pack.",
    );
  await append(trx, right, "hold", -1);
  return { days: daysOfNext(rows) };
}

type Line = { kind: string; delta: number; term_days: number | null; order_id: OrderId | null };

/**
 * The days of the next unused credit, when credits are used in the order in which they came. What a refund or dispute
 * took is missing from the pack that it was paid for; staff take the oldest.
 */
function daysOfNext(ledger: readonly Line[]): number | null {
  const comes = ({ kind }: Line) => kind === "grant" || kind === "purchase";
  const reversed = (line: Line) => !comes(line) && line.order_id !== null;
  const left = (lot: Line) =>
    ledger
      .filter((line) => lot.order_id !== null && reversed(line) && line.order_id === lot.order_id)
      .reduce((sum, { delta }) => sum + delta, lot.delta);
  let used = -ledger.filter((line) => !comes(line) && !reversed(line)).reduce((sum, { delta }) => sum + delta, 0);
  return ledger.filter(comes).find((lot) => (used -= left(lot)) < 0)?.term_days ?? null;
}

async function append(
  trx: Trx,
  { employerId, termId }: { employerId: EmployerId; termId: TermId },
  kind: "hold" | "spend" | "return",
  delta: -1 | 0 | 1,
): Promise<void> {
  await appendLine(trx, {
    employer_id: employerId,
    kind,
    delta,
    source_key: `${kind}:${termId}`,
    term_id: termId,
  });
}
