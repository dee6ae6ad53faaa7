import { testCards } from "../cards.ts";
import { html, type Html } from "../html.ts";
import type { Reader } from "../moment.ts";
import { wholePage } from "../page.ts";
import { getPrice } from "../resources/prices.ts";
import type { CheckoutSessionRow } from "../rows.ts";
import { money, totalsOf } from "./totals.ts";

/** What can be wrong with what was typed, by the field beside which it is said. */
export const problems = {
  email: { field: "email", message: "Enter an e-mail address." },
  number: { field: "card_number", message: "Enter one of the test card numbers below." },
  expiry: { field: "card_expiry", message: "Enter a month and year to come, such as 12/34." },
  cvc: { field: "card_cvc", message: "Enter the 3 or 4 digits of the security code." },
  code: { field: "promotion_code", message: "This code is not valid." },
  discount: {
    field: "promotion_code",
    message: "The discount is not valid any more and was removed. Look at the total again.",
  },
} as const;
export type Problem = keyof typeof problems;

/** The address to go back to, with the session's id filled in. */
export const successAddress = (session: CheckoutSessionRow) =>
  session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);

function field(
  session: CheckoutSessionRow,
  name: string,
  label: string,
  attributes: Html,
  problem: Problem | undefined,
  hint?: string,
) {
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
    const product = tx.get("product", getPrice(tx, item.price).product);
    return html`<tr>
      <th scope="row">
        ${product?.name}${item.quantity > 1 && ` × ${item.quantity}`}
        ${product?.description && html`<p class="hint">${product.description}</p>`}
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
      <tr class="total">
        <th scope="row">Total</th>
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
      ${field(session, "promotion_code", "Promotion code", html`maxlength="500" autocomplete="off"`, problem)}
      <button class="quiet">Apply</button>
    </div>
  </form>`;
}

function cardFields(session: CheckoutSessionRow, problem: Problem | undefined) {
  return html`${field(session, "card_number", "Card number", html`inputmode="numeric" autocomplete="off" maxlength="30" required list="test-cards"`, problem, "A test card from the list below")}
    <datalist id="test-cards">
      ${testCards.map((card) => html`<option value="${card.number}">${card.effect}</option>`)}
    </datalist>
    <div class="pair">
      ${field(session, "card_expiry", "Expiry date (MM/YY)", html`value="12/34" autocomplete="off" maxlength="7" required`, problem)}
      ${field(session, "card_cvc", "Security code (CVC)", html`value="123" inputmode="numeric" autocomplete="off" maxlength="4" required`, problem)}
    </div>
    ${field(session, "name", "Name on card", html`value="${session.payer?.name ?? ""}" autocomplete="off" maxlength="150"`, problem)}`;
}

function cardTable() {
  return html`<h2>Test cards</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Number</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody>
        ${testCards.map(
          (card) =>
            html`<tr>
              <td><code class="card">${card.number}</code></td>
              <td>${card.effect}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

/** The checkout page of an open session. */
export function payPage(tx: Reader, session: CheckoutSessionRow, problem: Problem | undefined) {
  const { total } = totalsOf(tx, session);
  const manual = session.paymentIntentData.captureMethod === "manual";
  const verb = total === 0 ? "Complete order" : `${manual ? "Authorize" : "Pay"} ${money(total, session.currency)}`;
  const customer = session.customer === null ? undefined : tx.get("customer", session.customer);
  const email = customer?.email ?? session.customerEmail;
  const intent = session.paymentIntent === null ? undefined : tx.get("payment_intent", session.paymentIntent);
  const refusal = problem ? undefined : intent?.lastPaymentError?.message;
  return wholePage(
    "Checkout",
    html`<h1>Checkout</h1>
      ${refusal && html`<p class="bad" role="alert">${refusal} Nothing was charged. Try another card.</p>`}
      ${problem && html`<p class="bad" role="alert">${problems[problem].message}</p>`} ${orderTable(tx, session)}
      ${session.allowPromotionCodes && promotionForm(session, problem)}
      <form method="post" novalidate>
        <input type="hidden" name="action" value="pay" />
        ${email ? html`<p>E-mail: ${email}</p>` : field(session, "email", "E-mail", html`type="email" value="${session.payer?.email ?? ""}" autocomplete="off" maxlength="512" required`, problem)}
        ${total > 0 && cardFields(session, problem)}
        ${total > 0 && manual && html`<p class="hint">The amount is held on the card and charged only after approval.</p>`}
        <div class="actions">
          <button>${verb}</button>
          ${session.cancelUrl && html`<a class="button quiet" href="${session.cancelUrl}">Cancel</a>`}
        </div>
      </form>
      ${total > 0 && cardTable()}`,
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
