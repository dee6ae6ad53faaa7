import type { PlanStatus } from "./plan.ts";

/** What an order came to at Stripe, in cents: the price, less the discount, with tax, less the balance, is the total. */
export type Bill = {
  /** What was paid. */
  totalCents: number;
  discountCents: number;
  taxCents: number;
  /** What came from the customer's balance at Stripe; below zero: a debt there, paid together with this. */
  balanceCents: number;
  promotionCode: string | null;
  /** Stripe's own page of the invoice, where there is one. */
  invoiceUrl: string | null;
  /** When it was paid, by Stripe's invoice; null where there is none, since money that was held is taken by ourselves. */
  paidAt: Date | null;
};

/** What Stripe says of a subscription at one moment. */
export type PlanTruth = {
  stripeSubscription: string;
  status: PlanStatus;
  periodStart: Date;
  periodEnd: Date;
  cancelAt: Date | null;
  endedAt: Date | null;
  /** It ended because a renewal could not be charged. */
  endedUnpaid: boolean;
  /** The newest invoice while it waits for money after a refusal. */
  open: { invoice: string; cents: number; url: string | null; nextAttemptAt: Date | null } | null;
};

/** A paid invoice of a subscription. */
export type PaidInvoice = {
  invoice: string;
  paymentIntent: string | null;
  bill: Bill;
  periodStart: Date;
  periodEnd: Date;
};

/** What came of the order of a plan: its subscription and the invoice that was paid first. */
export type BoughtPlan = { plan: PlanTruth; paid: PaidInvoice };
