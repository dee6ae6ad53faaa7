import type Stripe from "stripe";
import { z } from "zod";
import { emptyable, text } from "../params.ts";
import type { ShippingRow } from "../rows.ts";

const part = emptyable(text()).optional();

/** The parameter `address`. */
export const addressParam = z.strictObject({
  city: part,
  country: text(2).optional(),
  line1: part,
  line2: part,
  postal_code: part,
  state: part,
});

/** A whole address of what was given. */
export function addressOf(given: z.output<typeof addressParam>): Stripe.Address {
  return {
    city: given.city ?? null,
    country: given.country ?? null,
    line1: given.line1 ?? null,
    line2: given.line2 ?? null,
    postal_code: given.postal_code ?? null,
    state: given.state ?? null,
  };
}

/** The parameter `shipping` as it is kept. */
export function shippingOf(given: {
  address: z.output<typeof addressParam>;
  name: string;
  phone?: string | undefined;
}): ShippingRow {
  return { address: addressOf(given.address), name: given.name, phone: given.phone ?? null };
}
