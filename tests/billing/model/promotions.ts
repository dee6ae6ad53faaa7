import { stripe } from "~/billing/stripe-client.server.ts";

/** The promotion codes on offer, by what they take off: a part of every month of a plan, or all of its first one. */
const durations = { 30: "forever", 100: "once" } as const;
export type Off = keyof typeof durations;
export const promotionCode = (off: Off) => `MODEL${off}`;

/** Offers the promotion codes. */
export async function offerPromotions(): Promise<void> {
  for (const off of [30, 100] as const) {
    const { id: coupon } = await stripe().coupons.create({ percent_off: off, duration: durations[off] });
    await stripe().promotionCodes.create({ promotion: { type: "coupon", coupon }, code: promotionCode(off) });
  }
}
