import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { countOthersOnSale, lockPlan, updatePlan } from "./admin.queries.server.ts";
import type { PlanRow } from "./order.queries.server.ts";

/** What an admin may change of a plan. */
export type PlanChange = Pick<PlanRow, "name" | "price_cents" | "credits" | "term_days"> & { active: boolean };

/** How a plan was when its form was opened, as one text: what is saved over another admin's change is refused. */
export function planVersion(plan: Pick<PlanRow, "name" | "price_cents" | "credits" | "term_days" | "active">): string {
  return [plan.price_cents, plan.credits, plan.term_days, plan.active, plan.name].join("|");
}

/**
 * Changes what is sold from now on. Orders keep the name, price, credits and days with which they were placed, and each
 * payment page takes its price from its order, so a price that changed never changes an open order; a running plan goes
 * on at the price at which it was bought.
 * @param edit.seen `planVersion` of the plan as the admin saw it.
 * @throws DomainError `not-found`; `conflict` when somebody changed it meanwhile, or it is the only single post on sale.
 */
export async function editPlan(
  db: Db,
  edit: { code: string; seen: string; change: PlanChange; adminId: AccountId },
): Promise<void> {
  const { code, change } = edit;
  await transact(db, async (trx) => {
    const plan = await lockPlan(trx, code);
    if (!plan) throw new DomainError("not-found", "There is no such plan.");
    if (planVersion(plan) !== edit.seen)
      throw new DomainError("conflict", "Somebody changed this plan meanwhile. Nothing was saved; look again.");
    if (plan.kind === "single" && !change.active && (await countOthersOnSale(trx, plan)) === 0)
      throw new DomainError("conflict", "Without a single post nobody could post a job. Nothing was saved.", "active");
    if (plan.kind === "pack" && change.credits < 1)
      throw new DomainError("invalid", "A pack has one credit or more. Nothing was saved.", "credits");
    const set = {
      name: change.name,
      price_cents: change.price_cents,
      // Only packs bring credits.
      credits: plan.kind === "pack" ? change.credits : plan.credits,
      term_days: change.term_days,
      active: change.active ? (1 as const) : (0 as const),
    };
    await updatePlan(trx, code, set);
    await recordAudit(trx, {
      actor: byAccount(edit.adminId),
      action: "plan.edit",
      subject: { kind: "board", id: `plan:${code}` },
      detail: Object.fromEntries(
        (["name", "price_cents", "credits", "term_days", "active"] as const)
          .filter((column) => set[column] !== plan[column])
          // Orders keep the names under which they were placed; the log has no words.
          .map((column) => [column, column === "name" ? "changed" : `${plan[column]}..${set[column]}`]),
      ),
    });
  });
}
