import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MoneyBackTable } from "~/billing/components/money-back.tsx";
import { listMoneyBack } from "~/billing/list-money-back.server.ts";
import { balanceWords, purchaseWords, receiptNumber } from "~/billing/order-words.ts";
import { readReceipt } from "~/billing/read-order.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, DefinitionList } from "~/ui/data.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Receipt ${page ? receiptNumber(page.receipt.number) : ""} – CareerCenter` },
];

/** Members of the employer that paid. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"order">(params.orderId);
  const receipt = id && (await readReceipt(database(), account.id, id));
  if (!receipt) throw notFound();
  return { receipt, back: (await listMoneyBack(database(), id)).filter((line) => line.gone) };
}

export default function ReceiptPage() {
  const { receipt, back } = useLoaderData<typeof loader>();
  const exact = (cents: number) => formatMoney(cents, { cents: "always" });
  const what = `, ${purchaseWords(receipt)}`;
  const lines = [
    { key: "plan", cells: [`${receipt.planName}${what}`, exact(receipt.amountCents)] },
    ...(receipt.discountCents
      ? [
          {
            key: "promotion",
            cells: [
              `Promotion${receipt.promotionCode ? ` ${receipt.promotionCode}` : ""}`,
              exact(-receipt.discountCents),
            ],
          },
        ]
      : []),
    ...(receipt.taxCents ? [{ key: "tax", cells: ["Tax", exact(receipt.taxCents)] }] : []),
    ...(receipt.balanceCents
      ? [{ key: "balance", cells: [balanceWords(receipt.balanceCents), exact(-receipt.balanceCents)] }]
      : []),
    { key: "total", cells: [<b key="total">Paid</b>, <b key="sum">{exact(receipt.totalCents)}</b>] },
  ];
  return (
    <Page
      title={`Receipt ${receiptNumber(receipt.number)}`}
      lead="CareerCenter, the job board for medical coders"
      crumb={{ to: paths.billing(receipt.employerId), label: "Billing" }}
      width="prose"
    >
      <DefinitionList
        items={[
          { term: "For", value: receipt.employerName },
          { term: "Date", value: formatDate(receipt.paidAt) },
          { term: "Order", value: <span className="code">{receipt.orderId}</span> },
        ]}
      />
      <DataTable
        caption="What was paid"
        captionHidden
        columns={[
          { key: "what", label: "What" },
          { key: "amount", label: "US dollars", numeric: true },
        ]}
        rows={lines}
      />
      {back.length > 0 ? <MoneyBackTable lines={back} credits={receipt.credits > 0} /> : null}
      <p className="quiet small prints">This page prints as a receipt.</p>
      <Buttons>
        {receipt.invoiceUrl ? (
          <ButtonLink to={receipt.invoiceUrl} rel="noreferrer">
            Stripe&apos;s invoice
          </ButtonLink>
        ) : null}
        <ButtonLink to={paths.order(receipt.orderId)}>The order</ButtonLink>
      </Buttons>
    </Page>
  );
}
