import type { InvoiceItemRow, InvoiceLineRow } from "../billing-rows.ts";
import { newId } from "../ids.ts";
import type { Moment } from "../moment.ts";
import { serializeInvoiceItem } from "../resources/invoice-objects.ts";
import { emit } from "../webhook-events.ts";

/** Notes an amount that the customer's next invoice is to carry. */
export function addInvoiceItem(
  moment: Moment,
  given: Omit<InvoiceItemRow, "id" | "created" | "invoice"> & { invoice?: string | null },
): InvoiceItemRow {
  const row = moment.tx.put("invoice_item", {
    invoice: null,
    ...given,
    id: newId("ii"),
    created: moment.now,
  });
  emit(moment, "invoiceitem.created", serializeInvoiceItem(moment.tx, row));
  return row;
}

/** The line that an invoice item becomes. */
export function lineOfItem(row: InvoiceItemRow): InvoiceLineRow {
  return {
    id: newId("il"),
    amount: row.amount,
    description: row.description,
    quantity: row.quantity,
    price: row.price,
    periodStart: row.periodStart,
    periodEnd: row.periodEnd,
    proration: row.proration,
    subscriptionItem: null,
    invoiceItem: row.id,
    discountAmount: 0,
    taxAmount: 0,
    taxOnTop: 0,
    metadata: row.metadata,
  };
}

/** Moves the customer's pending items (those of the subscription, or of none) onto an invoice. */
export function takePendingItems(
  { tx }: Moment,
  invoice: { invoice: string; customer: string; currency: string; subscription?: { id: string } },
): InvoiceLineRow[] {
  return tx
    .list("invoice_item")
    .filter((row) => {
      const fits = row.customer === invoice.customer && row.currency === invoice.currency && row.invoice === null;
      return fits && (row.subscription === null || row.subscription === invoice.subscription?.id);
    })
    .map((row) => lineOfItem(tx.put("invoice_item", { ...row, invoice: invoice.invoice })));
}
