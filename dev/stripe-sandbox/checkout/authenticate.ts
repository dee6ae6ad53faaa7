import { html } from "../html.ts";
import type { Reader } from "../moment.ts";
import { wholePage } from "../page.ts";
import type { PaymentIntentRow } from "../rows.ts";
import { money } from "./totals.ts";
import { successAddress } from "./page.ts";
import { sessionOf } from "../settlement.ts";

/** The bank's page for 3D Secure. */
export function authenticatePage(row: PaymentIntentRow | undefined) {
  if (row?.status !== "requires_action")
    return wholePage(
      "3D Secure",
      html`<h1>Nothing to confirm</h1>
        <p>This payment does not wait for you${row ? ` (it is ${row.status})` : ""}.</p>`,
    );
  return wholePage(
    "3D Secure",
    html`<h1>Your bank asks: is this you?</h1>
      <p>A payment of ${money(row.amount, row.currency)} waits for your confirmation (3D Secure).</p>
      <form method="post">
        <div class="actions">
          <button name="outcome" value="pass">Yes, confirm the payment</button>
          <button class="quiet" name="outcome" value="fail">No, refuse it</button>
        </div>
      </form>`,
  );
}

/** The merchant's addresses to which the answer may lead. */
export function addressesAfter(tx: Reader, row: PaymentIntentRow) {
  const session = waitingSession(tx, row);
  return [session?.successUrl, session?.cancelUrl, row.returnUrl];
}

function waitingSession(tx: Reader, row: PaymentIntentRow) {
  const invoice = row.invoice === null ? undefined : tx.get("invoice", row.invoice);
  return sessionOf(tx, row, invoice?.subscription ?? null);
}

/** Where the browser goes when the customer answered: on to the merchant, or back to where another card can be tried. */
export function afterAuthentication(tx: Reader, row: PaymentIntentRow): string | undefined {
  const session = waitingSession(tx, row);
  if (session) return session.status === "complete" ? successAddress(session) : session.url;
  if (row.returnUrl !== null) {
    const url = new URL(row.returnUrl);
    url.searchParams.set("payment_intent", row.id);
    url.searchParams.set("payment_intent_client_secret", row.clientSecret);
    url.searchParams.set("redirect_status", row.status === "requires_payment_method" ? "failed" : "succeeded");
    return url.href;
  }
  const invoice = row.invoice === null ? undefined : tx.get("invoice", row.invoice);
  return invoice ? `${invoice.origin}/i/${invoice.id}` : undefined;
}
