import { amountsOf } from "../billing/amounts.ts";
import type { PortalConfigurationRow, PortalSessionRow, SubscriptionRow } from "../billing-rows.ts";
import { cardFields, cardTable, field, problems, savedLabel, type Field, type Problem } from "../checkout/page.ts";
import { money } from "../checkout/totals.ts";
import { html, type Html } from "../html.ts";
import type { Reader } from "../moment.ts";
import { dateOf, wholePage } from "../page.ts";
import { getCustomer } from "../resources/customer-objects.ts";
import { cancelReasons } from "../resources/portal-objects.ts";
import { getPrice } from "../resources/prices.ts";

/** What the portal's pages are about. */
export interface Portal {
  session: PortalSessionRow;
  configuration: PortalConfigurationRow;
  /** The path of the session's own address. */
  path: string;
}

/** What may be wrong: with a field, or with a card that its bank refuses (said in the bank's words). */
export type PortalProblem = Problem | { refused: string } | undefined;

const reasons: Record<(typeof cancelReasons)[number], string> = {
  too_expensive: "It's too expensive",
  missing_features: "I need more features",
  switched_service: "I found an alternative",
  unused: "I no longer need it",
  customer_service: "Customer service was less than expected",
  too_complex: "Ease of use was less than expected",
  low_quality: "Quality was less than expected",
  other: "Other reason",
};

const nameOf = (tx: Reader, row: SubscriptionRow) =>
  row.items.map((item) => tx.get("product", getPrice(tx, item.price).product)?.name ?? "Plan").join(", ");

const priceOf = (tx: Reader, row: SubscriptionRow) =>
  row.items
    .map((item) => {
      const { unitAmount, currency, recurring } = getPrice(tx, item.price);
      const times = item.quantity > 1 ? `${item.quantity} × ` : "";
      return `${times}${money(unitAmount, currency)} per ${recurring?.interval ?? "month"}`;
    })
    .join(" + ");

/** A customer's subscriptions that have not ended. */
export const livingOf = (tx: Reader, customer: string) =>
  tx
    .list("subscription")
    .filter((row) => row.customer === customer && row.status !== "canceled" && row.status !== "incomplete_expired");

function statusOf(row: SubscriptionRow) {
  if (row.cancelAt !== null) return html`Ends on <strong>${dateOf(row.cancelAt)}</strong>.`;
  const next = dateOf(row.items[0]?.periodEnd ?? row.created);
  if (row.status === "past_due" || row.status === "unpaid")
    return html`<strong>Payment is overdue.</strong> Pay the open invoice below, or change the card.`;
  return row.status === "incomplete" ? html`Waits for its first payment.` : html`Renews on <strong>${next}</strong>.`;
}

function plan(tx: Reader, row: SubscriptionRow, { configuration, path }: Portal) {
  const canCancel = configuration.subscriptionCancel.enabled;
  return html`<section>
    <h3>${nameOf(tx, row)}</h3>
    <p>${priceOf(tx, row)}. ${statusOf(row)}</p>
    ${
      canCancel &&
      (row.cancelAtPeriodEnd
        ? html`<form method="post" action="${path}">
            <input type="hidden" name="action" value="renew" />
            <input type="hidden" name="subscription" value="${row.id}" />
            <p><button>Don't cancel plan</button></p>
          </form>`
        : row.cancelAt === null && html`<p><a class="button quiet" href="${path}?cancel=${row.id}">Cancel plan</a></p>`)
    }
  </section>`;
}

function invoiceTable(tx: Reader, customer: string) {
  const rows = tx
    .list("invoice")
    .filter((row) => row.customer === customer && row.number !== null && row.status !== "void")
    .slice(-24)
    .reverse();
  if (rows.length === 0) return html`<p class="hint">None yet.</p>`;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Invoice</th>
        <th scope="col">Date</th>
        <th scope="col">Status</th>
        <th scope="col">Amount</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            <td><a href="/i/${row.id}">${row.number}</a></td>
            <td>${dateOf(row.finalizedAt ?? row.created)}</td>
            <td>${row.status}</td>
            <td class="sum">${money(amountsOf(row).total, row.currency)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function alert(problem: PortalProblem) {
  if (!problem) return undefined;
  const message = typeof problem === "string" ? problems[problem].message : problem.refused;
  return html`<p class="bad" role="alert">${message}</p>`;
}

function cardForm(path: string, problem: PortalProblem) {
  const known = typeof problem === "string" ? problem : undefined;
  const beside: Field = (name, label, attributes, hint) => field(name, label, attributes, known, hint);
  return html`<form method="post" action="${path}" novalidate>
      <input type="hidden" name="action" value="card" />
      ${cardFields(beside, "")}
      <div class="actions"><button>Use this card from now on</button></div>
    </form>
    ${cardTable(["card"])}`;
}

function backLink({ session }: Portal) {
  return (
    session.returnUrl && html`<p class="actions"><a class="button quiet" href="${session.returnUrl}">Go back</a></p>`
  );
}

/** The portal's first page: plans, card, invoices and details, as far as the configuration allows. */
export function portalPage(tx: Reader, portal: Portal, problem: PortalProblem) {
  const { configuration, session, path } = portal;
  const customer = getCustomer(tx, session.customer);
  const plans = livingOf(tx, customer.id);
  const method = customer.defaultPaymentMethod ?? plans.find((row) => row.defaultPaymentMethod)?.defaultPaymentMethod;
  const card = method ? tx.get("payment_method", method) : undefined;
  const { enabled, allowed } = configuration.customerUpdate;
  return wholePage(
    "Billing",
    html`<h1>Billing of ${customer.name ?? customer.email ?? customer.id}</h1>
      ${configuration.headline && html`<p>${configuration.headline}</p>`} ${alert(problem)}
      <h2>Plans</h2>
      ${plans.length > 0 ? plans.map((row) => plan(tx, row, portal)) : html`<p class="hint">No plan is running.</p>`}
      ${
        configuration.paymentMethodUpdate &&
        html`<h2>Payment method</h2>
          <p>${card ? `The ${savedLabel(card)}.` : "None yet."}</p>
          <p><a class="button quiet" href="${path}?card=1">Change the card</a></p>`
      }
      ${
        configuration.invoiceHistory &&
        html`<h2>Invoices</h2>
          ${invoiceTable(tx, customer.id)}`
      }
      ${
        enabled &&
        html`<h2>Billing details</h2>
          <form method="post" action="${path}">
            <input type="hidden" name="action" value="details" />
            ${detail(allowed.includes("name"), "name", "Name", customer.name)}
            ${detail(allowed.includes("email"), "email", "E-mail", customer.email)}
            <div class="actions"><button class="quiet">Save the details</button></div>
          </form>`
      }
      ${backLink(portal)}`,
  );
}

const detail = (allowed: boolean, name: string, label: string, value: string | null): Html | false =>
  allowed && field(name, label, html`value="${value ?? ""}" autocomplete="off" maxlength="250"`, undefined);

/** The page on which the card is changed. */
export function cardPage(portal: Portal, problem: PortalProblem) {
  const alone = portal.session.flow !== null;
  return wholePage(
    "Change the card",
    html`<h1>Change the card</h1>
      ${alert(problem)}
      <p>It pays your plans from the next invoice on.</p>
      ${cardForm(`${portal.path}?card=1`, problem)}
      ${alone ? backLink(portal) : html`<p><a href="${portal.path}">Back to billing</a></p>`}`,
  );
}

/** The page that asks whether a plan really is to be canceled, and says until when it works. */
export function cancelPage(tx: Reader, portal: Portal, row: SubscriptionRow) {
  const { mode, reasonEnabled } = portal.configuration.subscriptionCancel;
  const end = dateOf(row.items[0]?.periodEnd ?? row.created);
  return wholePage(
    "Cancel the plan",
    html`<h1>Cancel ${nameOf(tx, row)}?</h1>
      <p>
        ${
          mode === "at_period_end"
            ? html`It works until <strong>${end}</strong>, and nothing is charged after that.`
            : html`It ends <strong>now</strong>. What was paid for the rest of the period is not given back.`
        }
      </p>
      <form method="post" action="${portal.path}">
        <input type="hidden" name="action" value="cancel" />
        <input type="hidden" name="subscription" value="${row.id}" />
        ${
          reasonEnabled &&
          html`<label for="feedback">Why? (optional)</label>
            <select id="feedback" name="feedback">
              <option value="">Choose one</option>
              ${cancelReasons.map((reason) => html`<option value="${reason}">${reasons[reason]}</option>`)}
            </select>`
        }
        <div class="actions">
          <button>Cancel the plan</button>
          ${
            portal.session.flow
              ? portal.session.returnUrl && html`<a class="button quiet" href="${portal.session.returnUrl}">Keep it</a>`
              : html`<a class="button quiet" href="${portal.path}">Keep it</a>`
          }
        </div>
      </form>`,
  );
}

/** What is shown when a flow was gone through (`hosted_confirmation`), was left, or the address is too old. */
export function plainPage(title: string, message: string, back: string | null) {
  return wholePage(
    title,
    html`<h1>${title}</h1>
      <p>${message}</p>
      ${back && html`<p class="actions"><a class="button" href="${back}">Go back</a></p>`}`,
  );
}
