import { charge, methodFor } from "../billing/collect.ts";
import type { InvoiceRow } from "../billing-rows.ts";
import { cardGiven, textOf } from "../checkout/visit.ts";
import type { Problem } from "../checkout/page.ts";
import type { FormGroup } from "../form.ts";
import type { Moment } from "../moment.ts";
import { attachMethod, newMethod } from "../resources/payment-methods.ts";
import { getCard } from "../cards.ts";

/** Pays an open invoice on its page. Returns what was wrong with the form, or the bank's page for 3D Secure. */
export function postInvoice(
  moment: Moment,
  row: InvoiceRow,
  form: FormGroup,
  origin: string,
): Problem | URL | undefined {
  const saved = textOf(form, "method") === "saved" ? methodFor(moment.tx, row) : undefined;
  if (saved) return after(moment, charge(moment, row, saved, origin));
  const given = cardGiven(moment, form);
  if (typeof given === "string") return given;
  const method = newMethod(moment, given, { name: textOf(form, "name").slice(0, 150) || null });
  // Saved for the next invoices too, if it can be at all.
  const kept = given.decline && !getCard(given.name).savable ? method : attachMethod(moment, method, row.customer);
  return after(moment, charge(moment, row, kept, origin));
}

function after({ tx }: Moment, row: InvoiceRow): URL | undefined {
  const payment = tx.list("invoice_payment").findLast((one) => one.invoice === row.id);
  const url = payment && tx.get("payment_intent", payment.paymentIntent)?.authenticationUrl;
  return url ? new URL(url) : undefined;
}
