import { buyPlan } from "~/billing/buy-plan.server.ts";
import { openPortal } from "~/billing/open-portal.server.ts";
import { startDraft } from "~/jobs/start-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId } from "~/platform/ids.ts";
import { aFullForm } from "#tests/jobs/post-form-factory.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { CARD, jobOf, payOn, submitCheckout, type startBilling } from "./board.ts";

export type Owner = { accountId: AccountId; employerId: EmployerId };
type Board = ReturnType<typeof startBilling>;

export const DAY_SECONDS = 24 * 3_600;
/** A month's end, and the hour after which Stripe charges the renewal. */
export const A_MONTH = 31 * DAY_SECONDS + 2 * 3_600;
/** Is saved without a word and refused when it is charged. */
export const FAILING_CARD = "4000000000000341";
const PRICE = 79_900;

/** An owner with an organization that bought nothing. */
export async function anOwner(): Promise<Owner> {
  const accountId = await anAccount();
  const input = { name: `Lakemont ${newId().slice(-6)}`, website: null, about: "" };
  return { accountId, employerId: await createEmployer(database(), accountId, input) };
}

/** What is typed on Stripe's page. */
export const CARD_FIELDS = {
  action: "pay",
  email: "owner@example.com",
  card_number: CARD,
  card_expiry: "12/34",
  card_cvc: "123",
  name: "Ada Coder",
};

/** Opens Stripe's page for the monthly plan. */
export const openPlan = (owner: Owner, seenCents = PRICE) =>
  buyPlan(database(), { ...owner, planCode: "unlimited", seenCents });

/** An owner whose plan is bought and known. */
export async function subscribed(board: Board): Promise<Owner & { orderId: OrderId }> {
  const owner = await anOwner();
  const { orderId, checkoutUrl } = await openPlan(owner);
  await payOn(checkoutUrl, CARD);
  await board.hearWebhooks();
  return { ...owner, orderId };
}

/** The employer's plans as our tables tell of them, oldest first. */
export const plansOf = ({ employerId }: Pick<Owner, "employerId">) =>
  database()
    .selectFrom("subscription_mirror")
    .selectAll()
    .where("employer_id", "=", employerId)
    .orderBy("id")
    .execute();

export async function planOf(owner: Pick<Owner, "employerId">) {
  return (await plansOf(owner)).at(-1)!;
}

/** What the employer ordered, oldest first. */
export const ordersOfEmployer = ({ employerId }: Pick<Owner, "employerId">) =>
  database().selectFrom("order").selectAll().where("employer_id", "=", employerId).orderBy("id").execute();

/** What the employer's people are told by mail of orders and plans, in that order. */
export async function planMails(owner: Pick<Owner, "employerId">): Promise<string[]> {
  const ids = [...(await plansOf(owner)), ...(await ordersOfEmployer(owner))].map((row) => row.id as string);
  const rows = await database()
    .selectFrom("task")
    .select("payload")
    .where("kind", "in", ["plan.mail", "order.mail"])
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  return rows
    .map((row) => JSON.parse(row.payload) as { subscriptionId?: string; orderId?: string; event: string })
    .filter((mail) => ids.includes(mail.subscriptionId ?? mail.orderId ?? ""))
    .map((mail) => mail.event);
}

/** A draft that may be submitted. */
export const aDraft = (owner: Owner): Promise<JobId> => startDraft(database(), { ...owner, form: aFullForm() });

export const submitByPlan = (owner: Owner, jobId: JobId) => submitDraft(database(), owner.accountId, jobId, "plan");

/** A moderator approves the job as it waits. */
export async function approve(board: Board, jobId: JobId) {
  const { pending_revision_id } = await jobOf({ jobId });
  return board.decide({ jobId, revisionId: pending_revision_id! } as Parameters<Board["decide"]>[0]);
}

export const termsOf = (jobId: JobId) =>
  database().selectFrom("term").selectAll().where("job_id", "=", jobId).orderBy("number").execute();

/** Does something in Stripe's portal, as the owner. */
export async function inPortal(owner: Owner, fields: Record<string, string>) {
  const { stripe_subscription: subscription } = await planOf(owner);
  return submitCheckout(await openPortal(database(), owner), { subscription, ...fields });
}

/** The owner pays with this card from now on. */
export const changeCard = (owner: Owner, card_number: string) =>
  inPortal(owner, { action: "card", card_number, card_expiry: "12/34", card_cvc: "123" });
