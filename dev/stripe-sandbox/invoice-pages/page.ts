import { amountsOf } from "../billing/amounts.ts";
import type { InvoiceRow } from "../billing-rows.ts";
import { cardFields, cardTable, field, savedLabel, type Field, type Problem, problems } from "../checkout/page.ts";
import { money } from "../checkout/totals.ts";
import { html } from "../html.ts";
import type { Reader } from "../moment.ts";
import { dateOf, wholePage } from "../page.ts";
import { getCustomer } from "../resources/customer-objects.ts";
import { methodFor, openIntentOf } from "../billing/collect.ts";
import { textPdf } from "./pdf.ts";

const words: Record<InvoiceRow["status"], string> = {
  draft: "This invoice is not final yet.",
  open: "This invoice is to be paid.",
  paid: "This invoice is paid.",
  uncollectible: "This invoice could not be collected.",
  void: "This invoice is void: nothing is owed.",
};

/** An invoice's rows of name and amount, as page and PDF show them. */
function sums(row: InvoiceRow): [string, number][] {
  const amounts = amountsOf(row);
  return [
    ["Subtotal", amounts.subtotal],
    ...(amounts.discount ? [["Discount", -amounts.discount] satisfies [string, number]] : []),
    ...(amounts.tax ? [["Sales tax", amounts.tax] satisfies [string, number]] : []),
    ["Total", amounts.total],
    ...(amounts.due !== amounts.total ? [["Due after credit", amounts.due] satisfies [string, number]] : []),
    ["Paid", row.amountPaid],
  ];
}

/** The page of an invoice: what for, how much, and a form to pay it where it is open. */
export function invoicePage(tx: Reader, row: InvoiceRow | undefined, problem: Problem | undefined) {
  if (!row || row.number === null)
    return wholePage(
      "Not found",
      html`<h1>There is no such invoice</h1>
        <p>The address is wrong, the invoice is not final, or the sandbox was reset.</p>`,
    );
  const customer = getCustomer(tx, row.customer);
  const refusal = row.status === "open" && !problem ? openIntentOf(tx, row.id)?.lastPaymentError?.message : undefined;
  return wholePage(
    `Invoice ${row.number}`,
    html`<h1>Invoice ${row.number}</h1>
      ${refusal && html`<p class="bad" role="alert">${refusal} Nothing was charged. Try another card.</p>`}
      ${problem && html`<p class="bad" role="alert">${problems[problem].message}</p>`}
      <p>
        <strong>${words[row.status]}</strong> For ${customer.name ?? customer.email ?? customer.id}, of
        ${dateOf(row.finalizedAt ?? row.created)}.
      </p>
      ${row.description && html`<p>${row.description}</p>`}
      <table>
        <caption class="hint">
          What it is for
        </caption>
        <tbody>
          ${row.lines.map(
            (line) =>
              html`<tr>
                <th scope="row">
                  ${line.description}
                  ${line.periodEnd > line.periodStart && html`<p class="hint">${dateOf(line.periodStart)} to ${dateOf(line.periodEnd)}</p>`}
                </th>
                <td class="sum">${money(line.amount, row.currency)}</td>
              </tr>`,
          )}
          ${sums(row).map(
            ([name, amount]) =>
              html`<tr class="total">
                <th scope="row">${name}</th>
                <td class="sum">${money(amount, row.currency)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="actions"><a class="button quiet" href="/i/${row.id}/pdf">Download as PDF</a></p>
      ${row.status === "open" && payForm(tx, row, problem)} ${row.footer && html`<p class="hint">${row.footer}</p>`}`,
  );
}

function payForm(tx: Reader, row: InvoiceRow, problem: Problem | undefined) {
  const beside: Field = (name, label, attributes, hint) => field(name, label, attributes, problem, hint);
  const saved = methodFor(tx, row);
  const due = money(amountsOf(row).due, row.currency);
  return html`<h2>Pay it</h2>
    ${
      saved &&
      html`<form method="post">
        <input type="hidden" name="method" value="saved" />
        <p><button>Pay ${due} with ${savedLabel(saved)}</button></p>
      </form>`
    }
    <form method="post" novalidate>
      ${cardFields(beside, "")}
      <div class="actions"><button class="${saved ? "quiet" : ""}">Pay ${due} with this card</button></div>
    </form>
    ${cardTable(["card"])}`;
}

/** The invoice as a PDF. */
export function invoicePdf(tx: Reader, row: InvoiceRow): Buffer {
  const customer = getCustomer(tx, row.customer);
  return textPdf([
    `Invoice ${row.number ?? "(draft)"}`,
    `Of ${dateOf(row.finalizedAt ?? row.created)}. ${words[row.status]}`,
    `For ${customer.name ?? customer.email ?? customer.id}`,
    "",
    ...row.lines.map((line) => `${line.description ?? "Item"}: ${money(line.amount, row.currency)}`),
    "",
    ...sums(row).map(([name, amount]) => `${name}: ${money(amount, row.currency)}`),
    "",
    "Made by the Stripe sandbox. No real money moved.",
  ]);
}
