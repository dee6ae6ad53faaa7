import type { PortalSessionRow, SubscriptionRow } from "../billing-rows.ts";
import { cancelSubscription, changeSubscription } from "../billing/subscriptions.ts";
import { cardGiven, textOf } from "../checkout/visit.ts";
import { StripeApiError } from "../errors.ts";
import type { FormGroup } from "../form.ts";
import type { Moment, Reader } from "../moment.ts";
import { getCustomer, serializeLive } from "../resources/customer-objects.ts";
import { attachMethod, newMethod } from "../resources/payment-methods.ts";
import { cancelReasons } from "../resources/portal-objects.ts";
import { getSubscription } from "../resources/subscription-objects.ts";
import { emit } from "../webhook-events.ts";
import { cancelPage, cardPage, livingOf, plainPage, portalPage, type Portal, type PortalProblem } from "./page.ts";

/** How long a session's address works, seconds. */
const sessionSeconds = 3_600;

/** Where a visit leads: a page, or another address. */
export type PortalNext = { page: string; status?: number } | { location: string };

/** The portal at that address, unless it is too old. */
export function findPortal(tx: Reader, path: string, now: number): Portal | undefined {
  const session = tx.list("portal_session").find((row) => new URL(row.url).pathname === path);
  const configuration = session && tx.get("portal_configuration", session.configuration);
  return session && configuration && now < session.created + sessionSeconds
    ? { session, configuration, path }
    : undefined;
}

/** The page at the portal's address: its first page, the card's, or the question whether to cancel. */
export function showPortal(tx: Reader, portal: Portal, query: URLSearchParams, problem?: PortalProblem): PortalNext {
  const { flow, returnUrl } = portal.session;
  if (query.has("done")) return { page: plainPage("Done", doneText(portal.session), returnUrl) };
  const canceled = flow?.subscription ?? query.get("cancel");
  if (
    flow?.type === "payment_method_update" ||
    (!flow && query.has("card") && portal.configuration.paymentMethodUpdate)
  )
    return { page: cardPage(portal, problem) };
  const row =
    canceled === null || !portal.configuration.subscriptionCancel.enabled ? undefined : own(tx, portal, canceled);
  if (row && row.cancelAt === null) return { page: cancelPage(tx, portal, row) };
  if (flow) return { page: plainPage("Done", doneText(portal.session), returnUrl) };
  return { page: portalPage(tx, portal, problem) };
}

const doneText = ({ flow }: PortalSessionRow) =>
  (flow?.after.type === "hosted_confirmation" ? flow.after.message : null) ?? "Your change was saved.";

function own(tx: Reader, { session }: Portal, id: string): SubscriptionRow | undefined {
  return livingOf(tx, session.customer).find((row) => row.id === id);
}

/** Does what was posted, as far as the configuration allows it. */
export function postPortal(moment: Moment, portal: Portal, query: URLSearchParams, form: FormGroup): PortalNext {
  const { configuration } = portal;
  switch (textOf(form, "action")) {
    case "card":
      if (!configuration.paymentMethodUpdate) break;
      return changeCard(moment, portal, query, form);
    case "cancel": {
      const row = own(moment.tx, portal, textOf(form, "subscription"));
      if (!configuration.subscriptionCancel.enabled || !row) break;
      cancel(moment, portal, row, form);
      return after(portal);
    }
    case "renew": {
      const row = own(moment.tx, portal, textOf(form, "subscription"));
      if (!configuration.subscriptionCancel.enabled || !row?.cancelAtPeriodEnd) break;
      changeSubscription(moment, row, {
        cancelAtPeriodEnd: false,
        cancelAt: null,
        canceledAt: null,
        cancellation: { comment: null, feedback: null, reason: null },
      });
      return { location: portal.path };
    }
    case "details":
      if (configuration.customerUpdate.enabled) changeDetails(moment, portal, form);
      return { location: portal.path };
  }
  return showPortal(moment.tx, portal, query);
}

/** Where a flow ends, or the first page. */
function after({ session, path }: Portal): PortalNext {
  if (session.flow?.after.type === "redirect") return { location: session.flow.after.returnUrl };
  return { location: session.flow ? `${path}?done=1` : path };
}

function changeCard(moment: Moment, portal: Portal, query: URLSearchParams, form: FormGroup): PortalNext {
  const { tx } = moment;
  const card = cardGiven(moment, form);
  if (typeof card === "string") return showPortal(tx, portal, query, card);
  const customer = getCustomer(tx, portal.session.customer);
  let id: string;
  try {
    const name = textOf(form, "name").slice(0, 150) || null;
    ({ id } = attachMethod(moment, newMethod(moment, card, { name, email: customer.email }), customer.id));
  } catch (error) {
    if (error instanceof StripeApiError) return showPortal(tx, portal, query, { refused: error.message });
    throw error;
  }
  const row = tx.put("customer", { ...customer, defaultPaymentMethod: id });
  emit(moment, "customer.updated", serializeLive(row), serializeLive(customer));
  // A plan that has a card of its own gets the new one.
  for (const subscription of livingOf(tx, customer.id))
    if (subscription.defaultPaymentMethod !== null)
      changeSubscription(moment, subscription, { defaultPaymentMethod: id });
  return after(portal);
}

function cancel(moment: Moment, { configuration }: Portal, row: SubscriptionRow, form: FormGroup) {
  const given = textOf(form, "feedback");
  const feedback = cancelReasons.find((reason) => reason === given) ?? null;
  if (configuration.subscriptionCancel.mode === "immediately") {
    cancelSubscription(moment, row, { feedback });
    return;
  }
  if (row.cancelAt !== null) return;
  changeSubscription(moment, getSubscription(moment.tx, row.id), {
    cancelAtPeriodEnd: true,
    cancelAt: row.items[0]?.periodEnd ?? moment.now,
    canceledAt: moment.now,
    cancellation: { comment: null, feedback, reason: "cancellation_requested" },
  });
}

function changeDetails(moment: Moment, { session, configuration }: Portal, form: FormGroup) {
  const before = getCustomer(moment.tx, session.customer);
  const { allowed } = configuration.customerUpdate;
  const [name, email] = [textOf(form, "name").slice(0, 256), textOf(form, "email").slice(0, 512)];
  const row = moment.tx.put("customer", {
    ...before,
    name: allowed.includes("name") && name ? name : before.name,
    email: allowed.includes("email") && /^[^\s@]+@[^\s@]+$/.test(email) ? email : before.email,
  });
  emit(moment, "customer.updated", serializeLive(row), serializeLive(before));
}
