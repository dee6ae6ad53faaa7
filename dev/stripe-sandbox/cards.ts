/** What a test card does. */
export interface TestCard {
  name: string;
  number: string;
  brand: "visa" | "mastercard" | "amex";
  /** What the checkout page says of it. */
  effect: string;
  /** How paying with it is refused. */
  decline?: { code: string; declineCode: string | null; message: string };
  /** It authorizes, but a later capture is refused. */
  refusesCapture?: true;
}

const declined = (declineCode: string, message: string) => ({ code: "card_declined", declineCode, message });

/**
 * Stripe's own test numbers (https://docs.stripe.com/testing) and one of the sandbox's: Stripe has no number whose
 * capture fails, but issuers do refuse captures.
 */
export const testCards: readonly TestCard[] = [
  { name: "visa", number: "4242424242424242", brand: "visa", effect: "Pays" },
  { name: "mastercard", number: "5555555555554444", brand: "mastercard", effect: "Pays" },
  { name: "amex", number: "378282246310005", brand: "amex", effect: "Pays" },
  {
    name: "declined",
    number: "4000000000000002",
    brand: "visa",
    effect: "Declined",
    decline: declined("generic_decline", "Your card was declined."),
  },
  {
    name: "insufficient_funds",
    number: "4000000000009995",
    brand: "visa",
    effect: "Declined: insufficient funds",
    decline: declined("insufficient_funds", "Your card has insufficient funds."),
  },
  {
    name: "expired",
    number: "4000000000000069",
    brand: "visa",
    effect: "Declined: expired card",
    decline: { code: "expired_card", declineCode: null, message: "Your card has expired." },
  },
  {
    name: "incorrect_cvc",
    number: "4000000000000127",
    brand: "visa",
    effect: "Declined: incorrect security code",
    decline: { code: "incorrect_cvc", declineCode: null, message: "Your card's security code is incorrect." },
  },
  {
    name: "processing_error",
    number: "4000000000000119",
    brand: "visa",
    effect: "Declined: processing error",
    decline: {
      code: "processing_error",
      declineCode: null,
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  },
  {
    name: "capture_refused",
    number: "4000000000004079",
    brand: "visa",
    effect: "Authorizes, but the capture will be refused later (the sandbox's own card)",
    refusesCapture: true,
  },
];

/** The card of that number; spaces and hyphens do not matter. */
export function findCard(number: string) {
  const digits = number.replace(/[\s-]/g, "");
  return testCards.find((card) => card.number === digits);
}

/** The card of that name. @throws Error when there is none. */
export function getCard(name: string) {
  const card = testCards.find((one) => one.name === name);
  if (!card) throw new Error(`No test card ${name}`);
  return card;
}
