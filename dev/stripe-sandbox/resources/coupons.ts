import type Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import { nowOf } from "../clock.ts";
import { randomText } from "../ids.ts";
import type { Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { currency, decimal, integer, listing, mergeMetadata, metadata, noParams, paramsOf, text } from "../params.ts";
import { route } from "../routing.ts";
import type { CouponRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";

const createParams = paramsOf<Stripe.CouponCreateParams>()({
  id: text(200).optional(),
  amount_off: integer(1, 99_999_999).optional(),
  currency: currency.optional(),
  duration: z.enum(["forever", "once", "repeating"]).optional(),
  duration_in_months: integer(1, 120).optional(),
  max_redemptions: integer(1).optional(),
  metadata: metadata.optional(),
  name: text(40).optional(),
  percent_off: decimal(0.01, 100).optional(),
  redeem_by: integer().optional(),
});
const updateParams = paramsOf<Stripe.CouponUpdateParams>()({
  metadata: metadata.optional(),
  name: text(40).optional(),
});
const listParams = paramsOf<Stripe.CouponListParams>()(listing);

/** Whether a coupon can still be redeemed at that time. */
export function isCouponValid(row: CouponRow, now: number) {
  const used = row.maxRedemptions !== null && row.timesRedeemed >= row.maxRedemptions;
  return !row.deleted && !used && (row.redeemBy === null || now < row.redeemBy);
}

/** A coupon as the API shows it; `valid` is as of now. */
export function serializeCoupon(tx: Reader, row: CouponRow) {
  return {
    id: row.id,
    object: "coupon",
    amount_off: row.amountOff,
    created: row.created,
    currency: row.currency,
    duration: row.duration,
    duration_in_months: row.durationInMonths,
    livemode: false,
    max_redemptions: row.maxRedemptions,
    metadata: row.metadata,
    name: row.name,
    percent_off: row.percentOff,
    redeem_by: row.redeemBy,
    times_redeemed: row.timesRedeemed,
    valid: isCouponValid(row, nowOf(tx)),
  } satisfies Stripe.Coupon;
}

/** The coupon of that id. @throws StripeApiError when there is none. */
export function getCoupon(tx: Reader, id: string, param?: string): CouponRow {
  const row = tx.get("coupon", id);
  if (!row || row.deleted) throw param === undefined ? notFound("coupon", id) : noSuch("coupon", id, param);
  return row;
}

export const couponRoutes = [
  route("POST", "/v1/coupons", createParams, (call) => {
    const { params } = call;
    if ((params.amount_off === undefined) === (params.percent_off === undefined)) {
      throw invalidParameter("Must provide exactly one of percent_off or amount_off.", { param: "percent_off" });
    }
    if (params.amount_off !== undefined && !params.currency) {
      throw invalidParameter("You must pass currency when passing amount_off", {
        code: "parameter_missing",
        param: "currency",
      });
    }
    if ((params.duration === "repeating") !== (params.duration_in_months !== undefined)) {
      throw invalidParameter("duration_in_months goes with a repeating duration, and only with it.", {
        param: "duration_in_months",
      });
    }
    if (params.id && call.tx.get("coupon", params.id)) {
      throw invalidRequest("Coupon already exists.", { code: "resource_already_exists", param: "id" });
    }
    const row = call.tx.put("coupon", {
      id: params.id ?? randomText(8),
      created: call.now,
      name: params.name ?? null,
      percentOff: params.percent_off ?? null,
      amountOff: params.amount_off ?? null,
      currency: params.amount_off === undefined ? null : (params.currency ?? null),
      duration: params.duration ?? "once",
      durationInMonths: params.duration_in_months ?? null,
      maxRedemptions: params.max_redemptions ?? null,
      redeemBy: params.redeem_by ?? null,
      timesRedeemed: 0,
      metadata: mergeMetadata({}, params.metadata),
      deleted: false,
    });
    emit(call, "coupon.created", serializeCoupon(call.tx, row));
    return serializeCoupon(call.tx, row);
  }),
  route("GET", "/v1/coupons", listParams, ({ tx, params }) =>
    listPage(
      "/v1/coupons",
      tx.list("coupon"),
      params,
      (row) => serializeCoupon(tx, row),
      (row) => !row.deleted,
    ),
  ),
  route("GET", "/v1/coupons/:id", noParams, ({ tx, id }) => serializeCoupon(tx, getCoupon(tx, id))),
  route("POST", "/v1/coupons/:id", updateParams, (call) => {
    const before = getCoupon(call.tx, call.id);
    const row = call.tx.put("coupon", {
      ...before,
      name: call.params.name ?? before.name,
      metadata: mergeMetadata(before.metadata, call.params.metadata),
    });
    emit(call, "coupon.updated", serializeCoupon(call.tx, row), serializeCoupon(call.tx, before));
    return serializeCoupon(call.tx, row);
  }),
  route("DELETE", "/v1/coupons/:id", noParams, (call) => {
    const row = getCoupon(call.tx, call.id);
    emit(call, "coupon.deleted", serializeCoupon(call.tx, row));
    call.tx.put("coupon", { ...row, deleted: true });
    return { id: row.id, object: "coupon", deleted: true } satisfies Stripe.DeletedCoupon;
  }),
];
