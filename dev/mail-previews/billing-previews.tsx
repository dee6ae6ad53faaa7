import { PaymentFailedMail, ReceiptMail, receiptSubject } from "~/billing/emails/order-mail.tsx";
import { PlanMail, planSubject } from "~/billing/emails/plan-mail.tsx";
import { ReversalMail, reversalSubject } from "~/billing/emails/reversal-mail.tsx";
import type { Receipt } from "~/billing/receipt.queries.server.ts";
import { encodeId } from "~/platform/ids.ts";
import { at, type MailPreview } from "./mail-preview.ts";

const url = at("/employer/orders/2N4vT8kQ6mX1pZ9rYwBcDe");
const receipt: Receipt = {
  number: 1_042,
  orderId: encodeId<"order">(new Uint8Array(16).fill(1)),
  employerId: encodeId<"employer">(new Uint8Array(16).fill(2)),
  jobId: encodeId<"job">(new Uint8Array(16).fill(3)),
  promotionCode: "NOVEMBER",
  invoiceUrl: null,
  employerName: "Lakemont Health",
  discountCents: 5_000,
  taxCents: 1_231,
  balanceCents: 0,
  totalCents: 16_131,
  paidAt: new Date("2026-11-20T15:00:00Z"),
  planName: "Featured job",
  kind: "single",
  credits: 0,
  days: 30,
  periodStart: null,
  periodEnd: null,
  amountCents: 19_900,
};
const plan = { name: "Unlimited", openCents: 49_900, nextAttempt: new Date("2026-11-25T15:00:00Z") };
const letter = {
  planName: "Five jobs",
  kind: "pack",
  failure: null,
  cents: 79_500,
  credits: 3,
  shortfall: 2,
  moved: true,
  at: new Date("2026-11-21T15:00:00Z"),
} as const;

export const billingPreviews: MailPreview[] = [
  {
    id: "billing/receipt",
    subject: receiptSubject(receipt),
    element: <ReceiptMail receipt={receipt} url={`${url}/receipt`} />,
  },
  {
    id: "billing/payment-failed",
    subject: "Your payment did not go through",
    element: <PaymentFailedMail planName="Five jobs" failure="The account has not enough money on it." url={url} />,
  },
  ...(["payment-failed", "ended", "ended-unpaid"] as const).map((news) => ({
    id: `billing/plan/${news}`,
    subject: planSubject(news, plan),
    element: <PlanMail news={news} plan={plan} url={at("/employer/organizations/2N4vT8kQ6mX1pZ9rYwBcDg/billing")} />,
  })),
  ...(["refunded", "refund_failed", "disputed", "dispute_won", "dispute_lost"] as const).map((event) => ({
    id: `billing/reversal/${event.replace("_", "-")}`,
    subject: reversalSubject({ ...letter, event }),
    element: <ReversalMail letter={{ ...letter, event }} url={url} />,
  })),
];
