import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import { balanceWords, purchaseWords, receiptNumber } from "../order-words.ts";
import type { Receipt } from "../receipt.queries.server.ts";

const WHY = "you own the organization that ordered, or you ordered for it";

/** The subject of a receipt's mail. */
export const receiptSubject = (receipt: Receipt) => `Receipt ${receiptNumber(receipt.number)}: ${receipt.planName}`;

/** What was paid, for the books. `url` is the receipt's page. */
export function ReceiptMail({ receipt, url }: { receipt: Receipt; url: string }) {
  const { discountCents, taxCents, balanceCents } = receipt;
  return (
    <MailLayout heading="Your receipt" preview={`${formatMoney(receipt.totalCents)} paid`} why={WHY}>
      <MailFacts
        facts={[
          { name: "Receipt", value: receiptNumber(receipt.number) },
          { name: "Date", value: formatDate(receipt.paidAt) },
          { name: "For", value: receipt.employerName },
          { name: "What", value: `${receipt.planName}, ${purchaseWords(receipt)}` },
          { name: "Price", value: formatMoney(receipt.amountCents) },
          { name: "Promotion", value: discountCents ? formatMoney(-discountCents) : undefined },
          { name: "Tax", value: taxCents ? formatMoney(taxCents) : undefined },
          {
            name: balanceWords(balanceCents),
            value: balanceCents ? formatMoney(-balanceCents) : undefined,
          },
          { name: "Paid", value: formatMoney(receipt.totalCents) },
        ]}
      />
      <MailText>
        The page of the receipt can be printed, and leads to Stripe&apos;s invoice where there is one.
      </MailText>
      <MailButton href={url}>Open the receipt</MailButton>
    </MailLayout>
  );
}

/** A bank payment came back, or a bank refused to charge for an upgrade. `url` is the order's page. */
export function PaymentFailedMail({
  planName,
  failure,
  url,
}: {
  planName: string;
  failure: string | null;
  url: string;
}) {
  return (
    <MailLayout heading="Your payment did not go through" why={WHY}>
      <MailFacts
        facts={[
          { name: "Order", value: planName },
          { name: "The bank says", value: failure },
        ]}
      />
      <MailText>
        Nothing was charged, and nothing was added. You can buy it again with another account or card.
      </MailText>
      <MailButton href={url}>See the order</MailButton>
    </MailLayout>
  );
}
