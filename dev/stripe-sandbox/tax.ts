import type Stripe from "stripe";
import type { Reader } from "./moment.ts";
import type { PriceRow } from "./rows.ts";
import { settingsOf } from "./settings.ts";

const untaxedStates = new Set(["AK", "DE", "MT", "NH", "OR"]);

/**
 * The sandbox's stand-in for Stripe Tax, in percent: one rate (a setting) in the United States, nothing in the five
 * states without a sales tax nor abroad. Null while the address does not say where the customer is.
 */
export function taxPercentAt(tx: Reader, address: Stripe.Address | null): number | null {
  if (!address?.country) return null;
  if (address.country !== "US") return 0;
  if (!address.state && !address.postal_code) return null;
  return untaxedStates.has(address.state?.toUpperCase() ?? "") ? 0 : settingsOf(tx).taxPercent;
}

/** The tax on an amount, in cents, and how much of it comes on top. A price that says nothing is exclusive. */
export function taxOn(amount: number, percent: number, behavior: PriceRow["taxBehavior"]) {
  if (behavior === "inclusive") return { tax: Math.round((amount * percent) / (100 + percent)), onTop: 0 };
  const tax = Math.round((amount * percent) / 100);
  return { tax, onTop: tax };
}

/** The rate as Stripe's objects name it. */
export const taxRateId = "txr_sandbox";

/** The tax rate as the API shows it. */
export function serializeTaxRate(percent: number, inclusive: boolean) {
  return {
    id: taxRateId,
    object: "tax_rate",
    active: false,
    country: "US",
    created: 1_700_000_000,
    description: null,
    display_name: "Sales Tax",
    effective_percentage: percent,
    flat_amount: null,
    inclusive,
    jurisdiction: null,
    jurisdiction_level: "state",
    livemode: false,
    metadata: null,
    percentage: percent,
    rate_type: "percentage",
    state: null,
    tax_type: "sales_tax",
  } satisfies Stripe.TaxRate;
}
