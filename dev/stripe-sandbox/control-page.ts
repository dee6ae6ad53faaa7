import { amountsOf } from "./billing/amounts.ts";
import { nowOf, secondsAhead } from "./clock.ts";
import { listFaults } from "./faults.ts";
import { html } from "./html.ts";
import type { Reader } from "./moment.ts";
import { wholePage } from "./page.ts";
import { isClosed } from "./payments/disputes.ts";
import { getPrice } from "./resources/prices.ts";
import type { EventRow } from "./rows.ts";
import { money, totalsOf } from "./checkout/totals.ts";

const shown = 20;
const when = (seconds: number) => `${new Date(seconds * 1_000).toISOString().slice(0, 19).replace("T", " ")} UTC`;
const newest = <T>(rows: T[]) => rows.slice(-shown).reverse();

function sessionTable(tx: Reader) {
  const rows = newest(tx.list("checkout_session")).map((row) => {
    const [first] = row.lineItems;
    const name = first && tx.get("product", getPrice(tx, first.price).product)?.name;
    return html`<tr>
      <td>
        ${row.status === "open" ? html`<a href="${row.url}"><code>${row.id.slice(0, 24)}…</code></a>` : html`<code>${row.id.slice(0, 24)}…</code>`}
      </td>
      <td>${name}</td>
      <td>${row.status}</td>
      <td>${row.paymentStatus}</td>
      <td class="sum">${money(totalsOf(tx, row).total, row.currency)}</td>
      <td>${when(row.created)}</td>
    </tr>`;
  });
  return table("Checkout sessions", ["Session", "Item", "Status", "Payment", "Total", "Made"], rows);
}

function intentTable(tx: Reader) {
  const rows = newest(tx.list("payment_intent")).map((row) => {
    const before = row.latestCharge === null ? null : (tx.get("charge", row.latestCharge)?.captureBefore ?? null);
    return html`<tr>
      <td><code>${row.id}</code></td>
      <td>${row.status}</td>
      <td class="sum">${money(row.amount, row.currency)}</td>
      <td>${row.status === "requires_capture" && before !== null ? when(before) : ""}</td>
      <td>${row.cancellationReason}</td>
      <td>
        ${row.status === "processing" && deeds(`/_sandbox/payment_intents/${row.id}/settle`, settlements)}${row.status === "succeeded" && disputeForm(row.id)}
      </td>
    </tr>`;
  });
  return table("Payment intents", ["Intent", "Status", "Amount", "Capture before", "Canceled because", "Do"], rows);
}

const settlements = [
  ["succeeded", "The money arrives"],
  ["failed", "It comes back"],
] as const;
const decisions = [
  ["won", "Won"],
  ["lost", "Lost"],
] as const;

/** Buttons that post an outcome. */
function deeds(action: string, outcomes: readonly (readonly [string, string])[]) {
  return html`<form method="post" action="${action}" class="row">
    ${outcomes.map(([outcome, label]) => html`<button class="quiet" name="outcome" value="${outcome}">${label}</button>`)}
  </form>`;
}

function disputeForm(intent: string) {
  return html`<form method="post" action="/_sandbox/disputes">
    <button class="quiet" name="payment_intent" value="${intent}">Dispute it</button>
  </form>`;
}

function subscriptionTable(tx: Reader) {
  const rows = newest(tx.list("subscription")).map(
    (row) =>
      html`<tr>
        <td><code>${row.id}</code></td>
        <td>${row.status}</td>
        <td>${when(row.items[0]?.periodEnd ?? row.created)}</td>
        <td>${row.cancelAt === null ? "" : when(row.cancelAt)}</td>
      </tr>`,
  );
  return table("Subscriptions", ["Subscription", "Status", "Period until", "Ends"], rows);
}

function invoiceTable(tx: Reader) {
  const rows = newest(tx.list("invoice")).map(
    (row) =>
      html`<tr>
        <td>${row.number === null ? html`<code>${row.id}</code>` : html`<a href="/i/${row.id}">${row.number}</a>`}</td>
        <td>${row.status}</td>
        <td>${row.billingReason}</td>
        <td class="sum">${money(amountsOf(row).total, row.currency)}</td>
        <td>${row.nextAttempt === null ? "" : when(row.nextAttempt)}</td>
      </tr>`,
  );
  return table("Invoices", ["Invoice", "Status", "Reason", "Total", "Next try"], rows);
}

function disputeTable(tx: Reader) {
  const rows = newest(tx.list("dispute")).map(
    (row) =>
      html`<tr>
        <td><code>${row.id}</code></td>
        <td>${row.reason}</td>
        <td>${row.status}</td>
        <td class="sum">${money(row.amount, row.currency)}</td>
        <td>${!isClosed(row) && deeds(`/_sandbox/disputes/${row.id}/decide`, decisions)}</td>
      </tr>`,
  );
  return table("Disputes", ["Dispute", "Reason", "Status", "Amount", "Decide"], rows);
}

function refundTable(tx: Reader) {
  const rows = newest(tx.list("refund")).map(
    (row) =>
      html`<tr>
        <td><code>${row.id}</code></td>
        <td>${row.status}</td>
        <td class="sum">${money(row.amount, row.currency)}</td>
        <td>${row.status === "pending" && deeds(`/_sandbox/refunds/${row.id}/settle`, settlements)}</td>
      </tr>`,
  );
  return table("Refunds", ["Refund", "Status", "Amount", "Do"], rows);
}

function eventTable(tx: Reader) {
  const deliveries = tx.list("delivery");
  const sent = (event: EventRow) =>
    deliveries
      .filter((delivery) => delivery.event === event.id)
      .map(
        (delivery) =>
          `${delivery.state}, ${delivery.attempts} tried${delivery.lastAnswer ? `, last ${delivery.lastAnswer}` : ""}`,
      )
      .join("; ");
  const rows = newest(tx.list("event")).map(
    (row) =>
      html`<tr>
        <td><code>${row.id}</code></td>
        <td>${row.type}</td>
        <td>${when(row.created)}</td>
        <td>${sent(row)}</td>
        <td>
          <form method="post" action="/_sandbox/events/${row.id}/resend">
            <button class="quiet">Send again</button>
          </form>
        </td>
      </tr>`,
  );
  return table("Events", ["Event", "Type", "At", "Webhook", "Again"], rows);
}

function table(title: string, heads: string[], rows: ReturnType<typeof html>[]) {
  const body = html`<table>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<h2>${title}</h2>
    ${rows.length ? body : html`<p class="hint">None yet.</p>`}`;
}

/** The control page: the newest objects, the clock and the armed faults. */
export function controlPage(tx: Reader) {
  const faults = listFaults(tx).map(
    (fault) =>
      html`<tr>
        <td>${fault.fault}</td>
        <td>${fault.kind === "event" ? fault.type : `${fault.method} ${fault.path}`}</td>
        <td>${fault.times}</td>
      </tr>`,
  );
  return wholePage(
    "Control",
    html`<h1>Control</h1>
      <p>
        The sandbox's clock says <strong>${when(nowOf(tx))}</strong>, ${secondsAhead(tx)} seconds ahead of real time.
      </p>
      <form method="post" action="/_sandbox/clock/advance">
        <div class="row">
          <div>
            <label for="seconds">Advance the clock by</label>
            <select id="seconds" name="seconds">
              <option value="3600">an hour</option>
              <option value="86400" selected>a day</option>
              <option value="604800">7 days</option>
              <option value="2678400">31 days</option>
            </select>
          </div>
          <button>Advance</button>
        </div>
      </form>
      <h2>Faults</h2>
      <form method="post" action="/_sandbox/faults">
        <input type="hidden" name="kind" value="event" />
        <div class="row">
          <div>
            <label for="type">The next event of type</label><input id="type" name="type" value="*" maxlength="100" />
          </div>
          <div>
            <label for="fault">is</label
            ><select id="fault" name="fault">
              <option value="duplicate">sent twice</option>
              <option value="twin">told under two ids</option>
              <option value="delay">delayed</option>
              <option value="drop">dropped</option>
              <option value="reorder">sent after the one that follows</option>
              <option value="wrong_secret">signed with a wrong secret</option>
              <option value="old_secret">signed with the secret before the rotation</option>
              <option value="wrong_version">of another API version</option>
            </select>
          </div>
          <button>Arm</button>
        </div>
      </form>
      <form method="post" action="/_sandbox/faults">
        <input type="hidden" name="kind" value="api" />
        <div class="row">
          <div>
            <label for="api-fault">The next API call gets</label
            ><select id="api-fault" name="fault">
              <option value="request_lost">no answer, and nothing was done</option>
              <option value="response_lost">no answer, though it was done</option>
              <option value="conflict">409: the object is locked</option>
              <option value="key_in_use">409: the key is in use</option>
              <option value="rate_limit">429</option>
              <option value="server_error">500, and nothing was done</option>
              <option value="server_error_after">500, though it was done</option>
              <option value="slow">a slow answer</option>
              <option value="late_answer">an answer that is out of date</option>
            </select>
          </div>
          <button>Arm</button>
        </div>
      </form>
      ${
        faults.length > 0 &&
        html`${table("Armed", ["Fault", "Strikes", "Times"], faults)}
          <form method="post" action="/_sandbox/faults/clear">
            <p><button class="quiet">Disarm all</button></p>
          </form>`
      }
      ${sessionTable(tx)}${intentTable(tx)}${subscriptionTable(tx)}${invoiceTable(tx)}${refundTable(tx)}
      ${disputeTable(tx)}${eventTable(tx)}
      <h2>Start over</h2>
      <form method="post" action="/_sandbox/reset">
        <p><button class="quiet">Forget everything</button></p>
      </form>`,
    true,
  );
}
