/** What a test card or bank account does. */
export interface TestCard {
  type: "card" | "us_bank_account";
  name: string;
  /** What is typed on the page: the card's number or the account's. */
  number: string;
  brand: "visa" | "mastercard" | "amex";
  /** What the checkout page says of it. */
  effect: string;
  /** `pm_card_…` and `tok_…` of Stripe's own test methods. */
  aliases?: readonly string[];
  /** How paying with it is refused. */
  decline?: { code: string; declineCode: string | null; message: string };
  /** It can be saved although paying with it is refused. */
  savable?: true;
  /** It authorizes, but a later capture is refused. */
  refusesCapture?: true;
  /** A card asks for 3D Secure; an account is confirmed by the small amounts that Stripe sends to it, days later. */
  authenticates?: true;
  /** Paid, it is disputed at once; an inquiry takes no money. */
  disputes?: { reason: "fraudulent" | "product_not_received"; inquiry: boolean };
  /** What becomes of a refund by itself. */
  refunds?: "pending_then_succeeded" | "succeeded_then_failed";
  /** How a payment from a bank account ends, some days later. */
  settles?: "succeeded" | "failed" | "never";
}

const declined = (declineCode: string, message: string) => ({ code: "card_declined", declineCode, message });

/**
 * Stripe's own test numbers (https://docs.stripe.com/testing) and one of the sandbox's: Stripe has no number whose
 * capture fails, but issuers do refuse captures.
 */
export const testCards: readonly TestCard[] = [
  card("visa", "4242424242424242", "Pays", { aliases: ["visa", "us", "visa_debit"] }),
  card("mastercard", "5555555555554444", "Pays", { brand: "mastercard", aliases: ["mastercard"] }),
  card("amex", "378282246310005", "Pays", { brand: "amex", aliases: ["amex"] }),
  card("bypass_pending", "4000000000000077", "Pays; the money is available at once", { aliases: ["bypassPending"] }),
  card("three_d_secure", "4000002760003184", "Asks for 3D Secure, then pays", {
    authenticates: true,
    aliases: ["authenticationRequired", "threeDSecure2Required"],
  }),
  card("declined", "4000000000000002", "Declined", {
    decline: declined("generic_decline", "Your card was declined."),
    aliases: ["chargeDeclined", "visa_chargeDeclined"],
  }),
  card("insufficient_funds", "4000000000009995", "Declined: insufficient funds", {
    decline: declined("insufficient_funds", "Your card has insufficient funds."),
    aliases: ["chargeDeclinedInsufficientFunds", "visa_chargeDeclinedInsufficientFunds"],
  }),
  card("expired", "4000000000000069", "Declined: expired card", {
    decline: { code: "expired_card", declineCode: null, message: "Your card has expired." },
    aliases: ["chargeDeclinedExpiredCard"],
  }),
  card("incorrect_cvc", "4000000000000127", "Declined: incorrect security code", {
    decline: { code: "incorrect_cvc", declineCode: null, message: "Your card's security code is incorrect." },
    aliases: ["chargeDeclinedIncorrectCvc"],
  }),
  card("processing_error", "4000000000000119", "Declined: processing error", {
    decline: {
      code: "processing_error",
      declineCode: null,
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
    aliases: ["chargeDeclinedProcessingError"],
  }),
  card("fails_later", "4000000000000341", "Can be saved, but every payment is declined", {
    decline: declined("generic_decline", "Your card was declined."),
    savable: true,
    aliases: ["chargeCustomerFail"],
  }),
  card("disputed", "4000000000000259", "Pays, and is disputed as fraudulent", {
    disputes: { reason: "fraudulent", inquiry: false },
    aliases: ["createDispute"],
  }),
  card("not_received", "4000000000002685", "Pays, and is disputed as not received", {
    disputes: { reason: "product_not_received", inquiry: false },
    aliases: ["createDisputeProductNotReceived"],
  }),
  card("inquiry", "4000000000001976", "Pays, and the bank inquires about it", {
    disputes: { reason: "fraudulent", inquiry: true },
    aliases: ["createDisputeInquiry"],
  }),
  card("pending_refund", "4000000000007726", "Pays; a refund is pending, then succeeds", {
    refunds: "pending_then_succeeded",
    aliases: ["pendingRefund"],
  }),
  card("failing_refund", "4000000000005126", "Pays; a refund succeeds, then fails", {
    refunds: "succeeded_then_failed",
    aliases: ["refundFail"],
  }),
  card("capture_refused", "4000000000004079", "Authorizes, but the capture is refused later (the sandbox's own card)", {
    refusesCapture: true,
  }),
  account("bank_success", "000123456789", "Pays after four days", { settles: "succeeded", aliases: ["success"] }),
  account("bank_closed", "000111111113", "Fails after four days: account closed", {
    settles: "failed",
    decline: { code: "account_closed", declineCode: null, message: "The customer's bank account has been closed." },
  }),
  account("bank_no_funds", "000222222227", "Fails after four days: insufficient funds", {
    settles: "failed",
    decline: {
      code: "insufficient_funds",
      declineCode: null,
      message: "The customer's bank account has insufficient funds.",
    },
  }),
  account("bank_unconfirmed", "000333333335", "Asks to be confirmed (micro-deposits), then pays after four days", {
    settles: "succeeded",
    authenticates: true,
  }),
  account("bank_waiting", "000000000009", "Stays under way until the control page settles it", { settles: "never" }),
];

function card(name: string, number: string, effect: string, more: Partial<TestCard> = {}): TestCard {
  return { type: "card", name, number, brand: "visa", effect, ...more };
}

function account(name: string, number: string, effect: string, more: Partial<TestCard>): TestCard {
  return { type: "us_bank_account", name, number, brand: "visa", effect, ...more };
}

/** The card or bank account of that number; spaces and hyphens do not matter. */
export function findCard(number: string, type: TestCard["type"] = "card") {
  const digits = number.replace(/[\s-]/g, "");
  return testCards.find((one) => one.type === type && one.number === digits);
}

/** The card that Stripe calls `pm_card_…` or `tok_…`, or the account `pm_usBankAccount_…`. */
export function findAlias(id: string) {
  const [, card, account] = /^(?:(?:pm_card_|tok_)(\w+)|pm_usBankAccount_(\w+))$/.exec(id) ?? [];
  if (account) return testCards.find((one) => one.type === "us_bank_account" && one.aliases?.includes(account));
  return card ? testCards.find((one) => one.type === "card" && one.aliases?.includes(card)) : undefined;
}

/** The card or account of that name. @throws Error when there is none. */
export function getCard(name: string) {
  const found = testCards.find((one) => one.name === name);
  if (!found) throw new Error(`No test card ${name}`);
  return found;
}
