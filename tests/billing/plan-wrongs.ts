import type { Updateable } from "kysely";
import type { OrderTable, PlanUseTable, SubscriptionMirrorTable } from "#db/schema/billing.ts";
import { DAY, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import type { startBilling } from "./board.ts";
import { aDraft, approve, planOf, submitByPlan, subscribed, termsOf } from "./plans.ts";

type Board = ReturnType<typeof startBilling>;
type Wrongs = Record<string, () => Promise<{ breaks: Record<string, string[]> }>>;

/** What is done to plans by hand → exactly what it breaks; `mendBy` is told what puts it right. */
export function planWrongs(board: Board, mendBy: (act: () => Promise<unknown>) => void): Wrongs {
  /** An owner with a plan, and a job in review or live by it. */
  async function byPlan(live = true) {
    const owner = await subscribed(board);
    const jobId = await aDraft(owner);
    await submitByPlan(owner, jobId);
    if (live) await approve(board, jobId);
    return { ...owner, plan: await planOf(owner), termId: (await termsOf(jobId))[0]!.id };
  }
  const useOf = (termId: Awaited<ReturnType<typeof byPlan>>["termId"]) =>
    database().selectFrom("plan_use").selectAll().where("term_id", "=", termId).executeTakeFirstOrThrow();
  async function wrongUse(termId: Awaited<ReturnType<typeof byPlan>>["termId"], set: Updateable<PlanUseTable>) {
    const before = await useOf(termId);
    const change = (values: Updateable<PlanUseTable>) =>
      database().updateTable("plan_use").set(values).where("term_id", "=", termId).execute();
    mendBy(() => change(before));
    await change(set);
  }

  return {
    "a job that is live by a plan that was never used": async () => {
      const { termId } = await byPlan();
      const use = await useOf(termId);
      await database().deleteFrom("plan_use").where("term_id", "=", termId).execute();
      mendBy(() => database().insertInto("plan_use").values(use).execute());
      return { breaks: { "plan-terms-had-a-plan": [termId] } };
    },
    "a job that was approved after its plan's end": async () => {
      const { termId } = await byPlan();
      await wrongUse(termId, { until: later(now(), -MINUTE), used_at: now() });
      return { breaks: { "plan-terms-had-a-plan": [termId] } };
    },
    "a job that was approved before there was a plan": async () => {
      const { termId } = await byPlan();
      await wrongUse(termId, { used_at: later(now(), -DAY) });
      return { breaks: { "plan-terms-had-a-plan": [termId] } };
    },
    "a job that is live by another organization's plan": async () => {
      const [{ termId }, other] = [await byPlan(), await subscribed(board)];
      await wrongUse(termId, { subscription_id: (await planOf(other)).id });
      return { breaks: { "plan-terms-had-a-plan": [termId] } };
    },
    "a plan that was used for a job in review": async () => {
      const { termId, plan } = await byPlan(false);
      const use = { term_id: termId, subscription_id: plan.id, until: plan.period_end, used_at: now() };
      await database().insertInto("plan_use").values(use).execute();
      mendBy(() => database().deleteFrom("plan_use").where("term_id", "=", termId).execute());
      return { breaks: { "plan-terms-had-a-plan": [termId] } };
    },
    "a month that was paid for no plan": async () => {
      const { orderId, plan } = await subscribedWithPlan(board);
      const change = (set: Updateable<OrderTable>) =>
        database().updateTable("order").set(set).where("id", "=", orderId).execute();
      mendBy(() => change({ subscription_id: plan.id }));
      await change({ subscription_id: null });
      return { breaks: { "plan-orders-are-invoices": [orderId] } };
    },
    "a second plan of one organization": async () => {
      const { plan } = await subscribedWithPlan(board);
      const second = { ...plan, id: newId<"subscription">(), stripe_subscription: `${plan.stripe_subscription}2` };
      await database().insertInto("subscription_mirror").values(second).execute();
      mendBy(() => database().deleteFrom("subscription_mirror").where("id", "=", second.id).execute());
      return { breaks: { "one-plan-at-a-time": [second.id] } };
    },
    "a plan of which nobody asked for two days": async () => {
      const { plan } = await subscribedWithPlan(board);
      const change = (set: Updateable<SubscriptionMirrorTable>) =>
        database().updateTable("subscription_mirror").set(set).where("id", "=", plan.id).execute();
      mendBy(() => change({ read_at: plan.read_at }));
      await change({ read_at: later(now(), -2 * DAY) });
      return { breaks: { "plans-are-read": [plan.id] } };
    },
  };
}

async function subscribedWithPlan(board: Board) {
  const owner = await subscribed(board);
  return { ...owner, plan: await planOf(owner) };
}
