import type Stripe from "stripe";
import { z } from "zod";
import { nowOf } from "../clock.ts";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import { newId, randomText } from "../ids.ts";
import type { Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { currency, integer, listing, mergeMetadata, metadata, noParams, paramsOf, text, truth } from "../params.ts";
import { route } from "../routing.ts";
import type { PromotionCodeRow } from "../rows.ts";
import { emit } from "../webhook-events.ts";
import { getCoupon, isCouponValid } from "./coupons.ts";
import { getCustomer } from "./customer-objects.ts";

const createParams = paramsOf<Stripe.PromotionCodeCreateParams>()({
  promotion: z.strictObject({ type: z.literal("coupon"), coupon: text(200) }),
  active: truth.optional(),
  code: text(500)
    .regex(/^[A-Za-z0-9-]+$/)
    .optional(),
  customer: text(255).optional(),
  expires_at: integer().optional(),
  max_redemptions: integer(1).optional(),
  metadata: metadata.optional(),
  restrictions: z
    .strictObject({
      first_time_transaction: truth.optional(),
      minimum_amount: integer(1).optional(),
      minimum_amount_currency: currency.optional(),
    })
    .optional(),
});
const updateParams = paramsOf<Stripe.PromotionCodeUpdateParams>()({
  active: truth.optional(),
  metadata: metadata.optional(),
});
const listParams = paramsOf<Stripe.PromotionCodeListParams>()({
  ...listing,
  active: truth.optional(),
  code: text(500).optional(),
  coupon: text(200).optional(),
  customer: text(255).optional(),
});

/** Whether customers can still use the code at that time. */
export function isRedeemable(tx: Reader, row: PromotionCodeRow, now: number) {
  const coupon = tx.get("coupon", row.coupon);
  const used = row.maxRedemptions !== null && row.timesRedeemed >= row.maxRedemptions;
  const over = row.expiresAt !== null && row.expiresAt <= now;
  return row.active && !used && !over && coupon !== undefined && isCouponValid(coupon, now);
}

/** A promotion code as the API shows it; `active` is as of now. */
export function serializePromotionCode(tx: Reader, row: PromotionCodeRow) {
  return {
    id: row.id,
    object: "promotion_code",
    active: isRedeemable(tx, row, nowOf(tx)),
    code: row.code,
    created: row.created,
    customer: row.customer,
    customer_account: null,
    expires_at: row.expiresAt,
    livemode: false,
    max_redemptions: row.maxRedemptions,
    metadata: row.metadata,
    promotion: { coupon: row.coupon, type: "coupon" },
    restrictions: {
      first_time_transaction: row.firstTimeTransaction,
      minimum_amount: row.minimumAmount,
      minimum_amount_currency: row.minimumAmountCurrency,
    },
    times_redeemed: row.timesRedeemed,
  } satisfies Stripe.PromotionCode;
}

/** The promotion code of that id. @throws StripeApiError when there is none. */
export function getPromotionCode(tx: Reader, id: string, param?: string): PromotionCodeRow {
  const row = tx.get("promotion_code", id);
  if (!row) throw param === undefined ? notFound("promotion code", id) : noSuch("promotion code", id, param);
  return row;
}

/** The redeemable code that a customer typed, in any case. */
export function findByCode(tx: Reader, code: string, now: number): PromotionCodeRow | undefined {
  const wanted = code.trim().toLowerCase();
  return tx.list("promotion_code").find((row) => row.code.toLowerCase() === wanted && isRedeemable(tx, row, now));
}

export const promotionCodeRoutes = [
  route("POST", "/v1/promotion_codes", createParams, (call) => {
    const { tx, params, now } = call;
    const coupon = getCoupon(tx, params.promotion.coupon, "promotion[coupon]");
    if (params.customer !== undefined) getCustomer(tx, params.customer, "customer");
    const code = params.code ?? randomText(8).toUpperCase();
    if (findByCode(tx, code, now)) {
      throw invalidRequest("An active promotion code with that code already exists.", {
        code: "resource_already_exists",
        param: "code",
      });
    }
    if (
      (params.restrictions?.minimum_amount === undefined) !==
      (params.restrictions?.minimum_amount_currency === undefined)
    ) {
      throw invalidParameter("minimum_amount and minimum_amount_currency go together.", {
        param: "restrictions[minimum_amount]",
      });
    }
    const row = tx.put("promotion_code", {
      id: newId("promo"),
      created: now,
      code,
      coupon: coupon.id,
      active: params.active ?? true,
      customer: params.customer ?? null,
      expiresAt: params.expires_at ?? null,
      maxRedemptions: params.max_redemptions ?? null,
      timesRedeemed: 0,
      firstTimeTransaction: params.restrictions?.first_time_transaction ?? false,
      minimumAmount: params.restrictions?.minimum_amount ?? null,
      minimumAmountCurrency: params.restrictions?.minimum_amount_currency ?? null,
      metadata: mergeMetadata({}, params.metadata),
    });
    emit(call, "promotion_code.created", serializePromotionCode(tx, row));
    return serializePromotionCode(tx, row);
  }),
  route("GET", "/v1/promotion_codes", listParams, ({ tx, params, now }) =>
    listPage(
      "/v1/promotion_codes",
      tx.list("promotion_code"),
      params,
      (row) => serializePromotionCode(tx, row),
      (row) => {
        if (params.active !== undefined && isRedeemable(tx, row, now) !== params.active) return false;
        if (params.code !== undefined && row.code.toLowerCase() !== params.code.toLowerCase()) return false;
        if (params.coupon !== undefined && row.coupon !== params.coupon) return false;
        return params.customer === undefined || row.customer === params.customer;
      },
    ),
  ),
  route("GET", "/v1/promotion_codes/:id", noParams, ({ tx, id }) =>
    serializePromotionCode(tx, getPromotionCode(tx, id)),
  ),
  route("POST", "/v1/promotion_codes/:id", updateParams, (call) => {
    const before = getPromotionCode(call.tx, call.id);
    const row = call.tx.put("promotion_code", {
      ...before,
      active: call.params.active ?? before.active,
      metadata: mergeMetadata(before.metadata, call.params.metadata),
    });
    const was = serializePromotionCode(call.tx, before);
    emit(call, "promotion_code.updated", serializePromotionCode(call.tx, row), was);
    return serializePromotionCode(call.tx, row);
  }),
];
