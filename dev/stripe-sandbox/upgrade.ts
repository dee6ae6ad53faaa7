import type { Rows, Table } from "./rows.ts";

const since: { [T in Table]?: Partial<Rows[T]> } = {
  customer: { defaultPaymentMethod: null, delinquent: false, nextInvoice: 1, balance: 0, currency: null },
  checkout_session: {
    mode: "payment",
    allowedTypes: ["card"],
    customerUpdate: { address: false, name: false },
    address: null,
    paymentMethodCollection: "if_required",
    invoiceCreation: null,
    invoice: null,
    subscriptionData: { description: null, metadata: {} },
    subscription: null,
    pendingSubscription: null,
  },
  payment_intent: {
    allowedTypes: ["card"],
    automatic: false,
    confirmationMethod: "automatic",
    returnUrl: null,
    authenticationUrl: null,
    setupFutureUsage: null,
    shipping: null,
    invoice: null,
  },
  payment_method: { address: null, metadata: {} },
  charge: { settlesAt: null, disputed: false },
  refund: { failureReason: null, turns: null },
  fault: { object: "*" },
  endpoint: { enabledEvents: ["*"], description: null, disabled: false, metadata: {} },
};

/** A row of an older sandbox's journal with the fields that came since. */
export function upgraded<T extends Table>(table: T, row: Rows[T]): Rows[T] {
  return { ...since[table], ...row };
}
