import type { Moment, Reader } from "../moment.ts";
import type { AppliedDiscount, CheckoutSessionRow, PromotionCodeRow } from "../rows.ts";
import { newId } from "../ids.ts";
import { isCouponValid } from "../resources/coupons.ts";
import { isRedeemable } from "../resources/promotion-codes.ts";
import { isChargeable, totalsOf } from "./totals.ts";

/** Why a promotion code does not fit a session; undefined when it does. */
export function misfit(
  tx: Reader,
  session: Pick<CheckoutSessionRow, "customer" | "currency" | "lineItems">,
  code: PromotionCodeRow,
  now: number,
): string | undefined {
  const coupon = tx.get("coupon", code.coupon);
  if (!coupon || !isRedeemable(tx, code, now)) return "This code is not valid any more.";
  if (code.customer !== null && code.customer !== session.customer) return "This code belongs to another customer.";
  if (coupon.currency !== null && coupon.currency !== session.currency) return "This code is for another currency.";
  const { subtotal, total } = totalsOf(tx, { lineItems: session.lineItems, discount: { coupon: coupon.id } });
  if (
    code.minimumAmount !== null &&
    (code.minimumAmountCurrency !== session.currency || subtotal < code.minimumAmount)
  ) {
    return "This code asks for a larger order.";
  }
  const paidBefore = tx
    .list("payment_intent")
    .some((intent) => intent.status === "succeeded" && intent.customer === session.customer);
  if (code.firstTimeTransaction && session.customer !== null && paidBefore)
    return "This code is for a first order only.";
  return isChargeable(total) ? undefined : "With this code the total would be too small to charge.";
}

/** A discount of a session, not yet counted as redeemed. */
export function newDiscount(now: number, coupon: string, promotionCode: string | null): AppliedDiscount {
  return { id: newId("di"), coupon, promotionCode, start: now };
}

/** Whether the session's discount still holds: others may have used it up since it was applied. */
export function discountHolds({ tx, now }: Moment, session: CheckoutSessionRow): boolean {
  if (!session.discount) return true;
  const code =
    session.discount.promotionCode === null ? undefined : tx.get("promotion_code", session.discount.promotionCode);
  if (code) return misfit(tx, session, code, now) === undefined;
  const coupon = tx.get("coupon", session.discount.coupon);
  return coupon !== undefined && isCouponValid(coupon, now);
}

/** Counts the discount of a completed session as redeemed. */
export function redeemDiscount({ tx }: Moment, { discount }: CheckoutSessionRow) {
  if (!discount) return;
  const coupon = tx.get("coupon", discount.coupon);
  if (coupon) tx.put("coupon", { ...coupon, timesRedeemed: coupon.timesRedeemed + 1 });
  const code = discount.promotionCode === null ? undefined : tx.get("promotion_code", discount.promotionCode);
  if (code) tx.put("promotion_code", { ...code, timesRedeemed: code.timesRedeemed + 1 });
}
