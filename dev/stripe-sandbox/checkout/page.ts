import { getCard, testCards } from "../cards.ts";
import { html, type Html } from "../html.ts";
import type { Reader } from "../moment.ts";
import { wholePage } from "../page.ts";
import { sessionTypes } from "../resources/checkout-session-objects.ts";
import { getPrice } from "../resources/prices.ts";
import type { CheckoutSessionRow, PaymentMethodRow } from "../rows.ts";
import { money, totalsOf } from "./totals.ts";

/** What can be wrong with what was typed, by the field beside which it is said. */
export const problems = {
  email: { field: "email", message: "Enter an e-mail address." },
  number: { field: "card_number", message: "Enter one of the test card numbers below." },
  expiry: { field: "card_expiry", message: "Enter a month and year to come, such as 12/34." },
  cvc: { field: "card_cvc", message: "Enter the 3 or 4 digits of the security code." },
  refused: { field: "card_number", message: "Your card was declined. Nothing was charged. Try another card." },
  account: { field: "account_number", message: "Enter one of the test account numbers below." },
  address: { field: "postal_code", message: "Enter your state or postal code: the tax depends on it." },
  total: { field: "postal_code", message: "The total changed with the tax of your address. Look at it again." },
  code: { field: "promotion_code", message: "This code is not valid." },
  discount: {
    field: "promotion_code",
    message: "The discount is not valid any more and was removed. Look at the total again.",
  },
} as const;
export type Problem = keyof typeof problems;

/** The intent of the first invoice of a session's subscription. */
export function firstIntent(tx: Reader, session: Pick<CheckoutSessionRow, "pendingSubscription">): string | undefined {
  const id = session.pendingSubscription;
  const invoice = id === null ? null : (tx.get("subscription", id)?.latestInvoice ?? null);
  return tx.list("invoice_payment").findLast((row) => row.invoice === invoice)?.paymentIntent;
}

/** The address to go back to, with the session's id filled in. */
export const successAddress = (session: CheckoutSessionRow) =>
  session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);

/** One field of a form, with what is wrong with it beside it. */
export function field(name: string, label: string, attributes: Html, problem: Problem | undefined, hint?: string) {
  const wrong = problem && problems[problem].field === name ? problems[problem].message : undefined;
  const described = [hint && `${name}-hint`, wrong && `${name}-mistake`].filter(Boolean).join(" ");
  return html`<div>
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      ${attributes}${described && html` aria-describedby="${described}"`}${wrong && html` aria-invalid="true"`}
    />
    ${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${wrong && html`<p class="mistake" id="${name}-mistake">${wrong}</p>`}
  </div>`;
}

function orderTable(tx: Reader, session: CheckoutSessionRow) {
  const totals = totalsOf(tx, session);
  const line = ({ item, subtotal }: (typeof totals.lines)[number]) => {
    const { product: productId, recurring } = getPrice(tx, item.price);
    const product = tx.get("product", productId);
    const every =
      recurring && `Every ${recurring.intervalCount === 1 ? "" : `${recurring.intervalCount} `}${recurring.interval}`;
    return html`<tr>
      <th scope="row">
        ${product?.name}${item.quantity > 1 && ` × ${item.quantity}`}
        ${product?.description && html`<p class="hint">${product.description}</p>`}
        ${every && html`<p class="hint">${every}</p>`}
      </th>
      <td class="sum">${money(subtotal, session.currency)}</td>
    </tr>`;
  };
  const code = session.discount?.promotionCode
    ? tx.get("promotion_code", session.discount.promotionCode)?.code
    : undefined;
  return html`<table>
    <caption class="hint">
      Your order
    </caption>
    <tbody>
      ${totals.lines.map(line)}
      ${
        session.discount &&
        html`<tr>
          <th scope="row">Discount${code && ` ${code}`}</th>
          <td class="sum">−${money(totals.discount, session.currency)}</td>
        </tr>`
      }
      ${
        totals.taxPercent !== null &&
        html`<tr>
          <th scope="row">Sales tax (${totals.taxPercent} %)</th>
          <td class="sum">${money(totals.tax, session.currency)}</td>
        </tr>`
      }
      <tr class="total">
        <th scope="row">${session.mode === "subscription" ? "Due today" : "Total"}</th>
        <td class="sum">${money(totals.total, session.currency)}</td>
      </tr>
    </tbody>
  </table>`;
}

function promotionForm(session: CheckoutSessionRow, problem: Problem | undefined) {
  if (session.discount?.promotionCode) {
    return html`<form method="post">
      <input type="hidden" name="action" value="remove_code" />
      <p><button class="quiet">Remove the promotion code</button></p>
    </form>`;
  }
  return html`<form method="post" novalidate>
    <input type="hidden" name="action" value="apply_code" />
    <div class="row">
      ${field("promotion_code", "Promotion code", html`maxlength="500" autocomplete="off"`, problem)}
      <button class="quiet">Apply</button>
    </div>
  </form>`;
}

/** The fields of a card. */
export function cardFields(field: Field, name: string) {
  return html`${field("card_number", "Card number", html`inputmode="numeric" autocomplete="off" maxlength="30" list="test-cards"`, "A test card from the list below")}
    <datalist id="test-cards">
      ${testCards.filter((card) => card.type === "card").map((card) => html`<option value="${card.number}">${card.effect}</option>`)}
    </datalist>
    <div class="pair">
      ${field("card_expiry", "Expiry date (MM/YY)", html`value="12/34" autocomplete="off" maxlength="7"`)}
      ${field("card_cvc", "Security code (CVC)", html`value="123" inputmode="numeric" autocomplete="off" maxlength="4"`)}
    </div>
    ${field("name", "Name on card", html`value="${name}" autocomplete="off" maxlength="150"`)}`;
}

/** Renders one field of a form with what is wrong with it. */
export type Field = (name: string, label: string, attributes: Html, hint?: string) => Html;

function meansFields(tx: Reader, session: CheckoutSessionRow, field: Field) {
  const saved = savedMethod(tx, session);
  const accounts = sessionTypes(session).includes("us_bank_account");
  const card = html`${cardFields(field, session.payer?.name ?? "")}`;
  if (!saved && !accounts) return card;
  const radio = (value: string, label: string, checked: boolean) =>
    html`<label class="choice"
      ><input type="radio" name="method" value="${value}" ${checked && html` checked`} /> ${label}</label
    >`;
  return html`<fieldset>
    <legend>Pay with</legend>
    ${saved && radio("saved", savedLabel(saved), true)} ${radio("card", saved ? "Another card" : "Card", !saved)}
    ${card}
    ${
      accounts &&
      html`${radio("us_bank_account", "US bank account (takes some days)", false)}
      ${field("account_number", "Account number", html`inputmode="numeric" autocomplete="off" maxlength="17"`, "A test account from the list below; routing number 110000000")}`
    }
  </fieldset>`;
}

function addressFields(session: CheckoutSessionRow, field: Field) {
  return html`<div class="pair">
    ${field("state", "State (such as CA)", html`value="${session.address?.state ?? ""}" autocomplete="off" maxlength="50"`)}
    ${field("postal_code", "Postal code", html`value="${session.address?.postal_code ?? ""}" autocomplete="off" maxlength="20"`, "The sales tax depends on where you are")}
  </div>`;
}

/** The list of what test cards and accounts do. */
export function cardTable(types: readonly string[]) {
  return html`<h2>Test cards${types.includes("us_bank_account") && " and accounts"}</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        ${testCards
          .filter((card) => types.includes(card.type))
          .map(
            (card) =>
              html`<tr>
                <td><code class="card">${card.number}</code></td>
                <td>${card.effect}</td>
              </tr>`,
          )}
      </tbody>
    </table>`;
}

/** The card that the customer saved and would rather pay with; it is offered first. */
export function savedMethod(tx: Reader, session: CheckoutSessionRow) {
  const customer = session.customer === null ? undefined : tx.get("customer", session.customer);
  const method = customer?.defaultPaymentMethod ? tx.get("payment_method", customer.defaultPaymentMethod) : undefined;
  return method && sessionTypes(session).includes(getCard(method.card).type) ? method : undefined;
}

/** A saved card or account as people know it: `visa ending in 4242`. */
export function savedLabel({ card }: PaymentMethodRow) {
  const { type, brand, number } = getCard(card);
  return `${type === "card" ? brand : "bank account"} ending in ${number.slice(-4)}`;
}

/** Whether a means of payment is asked for: also when nothing is due today, if the plan wants one (`payment_method_collection`). */
export function asksForMeans(tx: Reader, session: CheckoutSessionRow) {
  return totalsOf(tx, session).total > 0 || session.paymentMethodCollection === "always";
}

/** The checkout page of an open session. */
export function payPage(tx: Reader, session: CheckoutSessionRow, problem: Problem | undefined) {
  const { total } = totalsOf(tx, session);
  const manual = session.paymentIntentData.captureMethod === "manual";
  const deed = session.mode === "subscription" ? "Subscribe and pay" : manual ? "Authorize" : "Pay";
  const verb = total === 0 ? "Complete order" : `${deed} ${money(total, session.currency)}`;
  const asks = asksForMeans(tx, session);
  const customer = session.customer === null ? undefined : tx.get("customer", session.customer);
  const email = customer?.email ?? session.customerEmail;
  const tried = session.paymentIntent ?? firstIntent(tx, session);
  const intent = tried === undefined ? undefined : tx.get("payment_intent", tried);
  const beside: Field = (name, label, attributes, hint) => field(name, label, attributes, problem, hint);
  const refusal = problem ? undefined : intent?.lastPaymentError?.message;
  return wholePage(
    "Checkout",
    html`<h1>Checkout</h1>
      ${refusal && html`<p class="bad" role="alert">${refusal} Nothing was charged. Try another card.</p>`}
      ${problem && html`<p class="bad" role="alert">${problems[problem].message}</p>`} ${orderTable(tx, session)}
      ${session.allowPromotionCodes && promotionForm(session, problem)}
      <form method="post" novalidate>
        <input type="hidden" name="action" value="pay" />
        <input type="hidden" name="shown_total" value="${total}" />
        ${email ? html`<p>E-mail: ${email}</p>` : beside("email", "E-mail", html`type="email" value="${session.payer?.email ?? ""}" autocomplete="off" maxlength="512" required`)}
        ${session.automaticTax && addressFields(session, beside)} ${asks && meansFields(tx, session, beside)}
        ${total > 0 && manual && html`<p class="hint">The amount is held on the card and charged only after approval.</p>`}
        <div class="actions">
          <button>${verb}</button>
          ${session.cancelUrl && html`<a class="button quiet" href="${session.cancelUrl}">Cancel</a>`}
        </div>
      </form>
      ${asks && cardTable(sessionTypes(session))}`,
  );
}

/** The page of a session that is over: paid, authorized or expired. */
export function overPage(session: CheckoutSessionRow | undefined) {
  if (!session)
    return wholePage(
      "Not found",
      html`<h1>There is no such checkout</h1>
        <p>The address is wrong, or the sandbox was reset.</p>`,
    );
  if (session.status === "expired") {
    return wholePage(
      "Expired",
      html`<h1>This checkout has expired</h1>
        <p>Nothing was charged. Go back and start again.</p>
        ${session.cancelUrl && html`<p class="actions"><a class="button" href="${session.cancelUrl}">Go back</a></p>`}`,
    );
  }
  return wholePage(
    "Complete",
    html`<h1>This checkout is complete</h1>
      <p>
        It was ${session.paymentIntentData.captureMethod === "manual" ? "authorized" : "paid"} already and can't be paid
        again.
      </p>
      <p class="actions"><a class="button" href="${successAddress(session)}">Continue</a></p>`,
  );
}
