import type Stripe from "stripe";
import { z } from "zod";
import { integer, metadata, paramsOf, text, truth, url } from "../params.ts";
import { addressParam } from "./addresses.ts";
import { priceData } from "./prices.ts";

/** What a session is created with. */
export const createParams = paramsOf<Stripe.Checkout.SessionCreateParams>()({
  allow_promotion_codes: truth.optional(),
  // API 2026-10-28 has no `payment_method_types` on create any more.
  allowed_payment_method_types: z
    .array(z.enum(["card", "us_bank_account"]))
    .min(1)
    .optional(),
  automatic_tax: z.strictObject({ enabled: truth }).optional(),
  billing_address_collection: z.enum(["auto", "required"]).optional(),
  cancel_url: url.optional(),
  client_reference_id: text(200).optional(),
  customer: text(255).optional(),
  customer_creation: z.enum(["always", "if_required"]).optional(),
  customer_email: text(800)
    .regex(/^[^\s@]+@[^\s@]+$/)
    .optional(),
  customer_update: z
    .strictObject({ address: z.enum(["auto", "never"]).optional(), name: z.enum(["auto", "never"]).optional() })
    .optional(),
  discounts: z
    .array(z.strictObject({ coupon: text(200).optional(), promotion_code: text(255).optional() }))
    .max(1)
    .optional(),
  expires_at: integer().optional(),
  invoice_creation: z
    .strictObject({
      enabled: truth,
      invoice_data: z
        .strictObject({
          description: text(1_500).optional(),
          footer: text().optional(),
          metadata: metadata.optional(),
        })
        .optional(),
    })
    .optional(),
  line_items: z
    .array(
      z.strictObject({
        metadata: metadata.optional(),
        price: text(255).optional(),
        price_data: priceData.optional(),
        quantity: integer(1, 999_999).optional(),
      }),
    )
    .min(1)
    .max(100),
  locale: text(10).optional(),
  metadata: metadata.optional(),
  mode: z.enum(["payment", "subscription"]),
  payment_intent_data: z
    .strictObject({
      capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
      description: text(1_000).optional(),
      metadata: metadata.optional(),
      receipt_email: text(512).optional(),
      setup_future_usage: z.enum(["off_session", "on_session"]).optional(),
      shipping: z.strictObject({ address: addressParam, name: text(), phone: text(50).optional() }).optional(),
      statement_descriptor: text(22).optional(),
      statement_descriptor_suffix: text(22).optional(),
    })
    .optional(),
  payment_method_collection: z.enum(["always", "if_required"]).optional(),
  submit_type: z.enum(["auto", "book", "donate", "pay", "subscribe"]).optional(),
  subscription_data: z.strictObject({ description: text(500).optional(), metadata: metadata.optional() }).optional(),
  success_url: url,
  tax_id_collection: z.strictObject({ enabled: truth }).optional(),
  ui_mode: z.literal("hosted_page").optional(),
});
export type SessionParams = z.output<typeof createParams>;
