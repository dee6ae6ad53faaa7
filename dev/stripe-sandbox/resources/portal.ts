import type Stripe from "stripe";
import { z } from "zod";
import type { PortalConfigurationRow, PortalFlow, PortalSessionRow } from "../billing-rows.ts";
import { invalidParameter, invalidRequest, noSuch, notFound } from "../errors.ts";
import { newId, randomText } from "../ids.ts";
import type { Moment, Reader } from "../moment.ts";
import { listPage } from "../paging.ts";
import { emptyable, mergeMetadata, metadata, noParams, page, paramsOf, text, truth, url } from "../params.ts";
import { route, type Call } from "../routing.ts";
import { emit } from "../webhook-events.ts";
import { getCustomer } from "./customer-objects.ts";
import { cancelReasons, serializeConfiguration, serializePortalSession } from "./portal-objects.ts";
import { getSubscription } from "./subscription-objects.ts";

const enabled = z.strictObject({ enabled: truth });
const features = z.strictObject({
  customer_update: z
    .strictObject({
      allowed_updates: emptyable(z.array(z.enum(["address", "email", "name", "phone"]))).optional(),
      enabled: truth,
    })
    .optional(),
  invoice_history: enabled.optional(),
  payment_method_update: enabled.optional(),
  subscription_cancel: z
    .strictObject({
      cancellation_reason: z
        .strictObject({ enabled: truth, options: emptyable(z.array(z.enum(cancelReasons))) })
        .optional(),
      enabled: truth,
      mode: z.enum(["at_period_end", "immediately"]).optional(),
      proration_behavior: z.enum(["always_invoice", "create_prorations", "none"]).optional(),
    })
    .optional(),
});
const businessProfile = z
  .strictObject({
    headline: emptyable(text(60)).optional(),
    privacy_policy_url: url.optional(),
    terms_of_service_url: url.optional(),
  })
  .optional();
const createParams = paramsOf<Stripe.BillingPortal.ConfigurationCreateParams>()({
  business_profile: businessProfile,
  default_return_url: emptyable(url).optional(),
  features,
  metadata: metadata.optional(),
  name: emptyable(text(120)).optional(),
});
const updateParams = paramsOf<Stripe.BillingPortal.ConfigurationUpdateParams>()({
  active: truth.optional(),
  business_profile: businessProfile,
  default_return_url: emptyable(url).optional(),
  features: features.optional(),
  metadata: metadata.optional(),
  name: emptyable(text(120)).optional(),
});
const listParams = paramsOf<Stripe.BillingPortal.ConfigurationListParams>()({
  ...page,
  active: truth.optional(),
  is_default: truth.optional(),
});
const sessionParams = paramsOf<Stripe.BillingPortal.SessionCreateParams>()({
  configuration: text(255).optional(),
  customer: text(255),
  flow_data: z
    .strictObject({
      after_completion: z
        .strictObject({
          hosted_confirmation: z.strictObject({ custom_message: text(500).optional() }).optional(),
          redirect: z.strictObject({ return_url: url }).optional(),
          type: z.enum(["hosted_confirmation", "portal_homepage", "redirect"]),
        })
        .optional(),
      subscription_cancel: z.strictObject({ subscription: text(255) }).optional(),
      type: z.enum(["payment_method_update", "subscription_cancel"]),
    })
    .optional(),
  locale: text(10).optional(),
  return_url: url.optional(),
});

/** The configuration that stands in for the one saved in Stripe's Dashboard: everything the sandbox can is on. */
function defaultConfiguration(moment: Moment): PortalConfigurationRow {
  const known = moment.tx.list("portal_configuration").find((row) => row.isDefault);
  if (known) return known;
  return moment.tx.put("portal_configuration", {
    ...blank(moment),
    isDefault: true,
    customerUpdate: { enabled: true, allowed: ["email", "name"] },
    invoiceHistory: true,
    paymentMethodUpdate: true,
    subscriptionCancel: { enabled: true, mode: "at_period_end", reasonEnabled: false, prorationBehavior: "none" },
  });
}

function blank({ now }: Moment): PortalConfigurationRow {
  return {
    id: newId("bpc"),
    created: now,
    updated: now,
    active: true,
    isDefault: false,
    name: null,
    headline: null,
    privacyPolicyUrl: null,
    termsOfServiceUrl: null,
    defaultReturnUrl: null,
    customerUpdate: { enabled: false, allowed: [] },
    invoiceHistory: false,
    paymentMethodUpdate: false,
    subscriptionCancel: { enabled: false, mode: "at_period_end", reasonEnabled: false, prorationBehavior: "none" },
    metadata: {},
  };
}

function changed(
  { now }: Moment,
  before: PortalConfigurationRow,
  params: z.output<typeof updateParams>,
): PortalConfigurationRow {
  const { customer_update: details, subscription_cancel: cancel, ...on } = params.features ?? {};
  const profile = params.business_profile ?? {};
  const subscriptionCancel = cancel
    ? {
        enabled: cancel.enabled,
        mode: cancel.mode ?? before.subscriptionCancel.mode,
        reasonEnabled: cancel.cancellation_reason?.enabled ?? before.subscriptionCancel.reasonEnabled,
        prorationBehavior: cancel.proration_behavior ?? before.subscriptionCancel.prorationBehavior,
      }
    : before.subscriptionCancel;
  if (subscriptionCancel.mode === "immediately" && subscriptionCancel.prorationBehavior !== "none") {
    throw invalidParameter("The Stripe sandbox gives no credit for a subscription that is canceled at once.", {
      param: "features[subscription_cancel][proration_behavior]",
    });
  }
  return {
    ...before,
    updated: now,
    active: params.active ?? before.active,
    name: params.name === undefined ? before.name : params.name,
    headline: profile.headline === undefined ? before.headline : profile.headline,
    privacyPolicyUrl: profile.privacy_policy_url ?? before.privacyPolicyUrl,
    termsOfServiceUrl: profile.terms_of_service_url ?? before.termsOfServiceUrl,
    defaultReturnUrl: params.default_return_url === undefined ? before.defaultReturnUrl : params.default_return_url,
    customerUpdate: details
      ? { enabled: details.enabled, allowed: details.allowed_updates ?? before.customerUpdate.allowed }
      : before.customerUpdate,
    invoiceHistory: on.invoice_history?.enabled ?? before.invoiceHistory,
    paymentMethodUpdate: on.payment_method_update?.enabled ?? before.paymentMethodUpdate,
    subscriptionCancel,
    metadata: mergeMetadata(before.metadata, params.metadata),
  };
}

function getConfiguration(tx: Reader, id: string, param?: string): PortalConfigurationRow {
  const row = tx.get("portal_configuration", id);
  if (!row) throw param === undefined ? notFound("configuration", id) : noSuch("configuration", id, param);
  return row;
}

function flowOf(tx: Reader, params: z.output<typeof sessionParams>, configuration: PortalConfigurationRow) {
  const given = params.flow_data;
  if (!given) return null;
  const feature =
    given.type === "subscription_cancel" ? configuration.subscriptionCancel.enabled : configuration.paymentMethodUpdate;
  if (!feature) {
    throw invalidRequest(`This flow cannot be used because its feature is off in the portal's configuration.`, {
      param: "flow_data[type]",
    });
  }
  let subscription: string | null = null;
  if (given.type === "subscription_cancel") {
    const param = "flow_data[subscription_cancel][subscription]";
    const row = getSubscription(tx, given.subscription_cancel?.subscription ?? "", param);
    if (row.customer !== params.customer)
      throw invalidRequest("The subscription belongs to another customer.", { param });
    if (row.cancelAtPeriodEnd || row.status === "canceled")
      throw invalidRequest("The subscription is already set to be canceled.", { param });
    subscription = row.id;
  }
  const after = given.after_completion;
  if (after?.type === "redirect" && !after.redirect)
    throw invalidParameter("Missing required param: flow_data[after_completion][redirect].", {
      code: "parameter_missing",
      param: "flow_data[after_completion][redirect]",
    });
  const ends: PortalFlow["after"] =
    after?.type === "redirect"
      ? { type: "redirect", returnUrl: after.redirect?.return_url ?? "" }
      : after?.type === "hosted_confirmation"
        ? { type: "hosted_confirmation", message: after.hosted_confirmation?.custom_message ?? null }
        : { type: "portal_homepage" };
  return { type: given.type, subscription, after: ends } satisfies PortalFlow;
}

function createSession(call: Call<z.output<typeof sessionParams>>) {
  const { tx, now, params, origin } = call;
  const customer = getCustomer(tx, params.customer, "customer");
  const configuration = params.configuration
    ? getConfiguration(tx, params.configuration, "configuration")
    : defaultConfiguration(call);
  if (!configuration.active) throw invalidRequest("The configuration is not active.", { param: "configuration" });
  const row: PortalSessionRow = tx.put("portal_session", {
    id: newId("bps"),
    created: now,
    customer: customer.id,
    configuration: configuration.id,
    returnUrl: params.return_url ?? configuration.defaultReturnUrl,
    locale: params.locale ?? null,
    url: `${origin}/p/session/test_${randomText(40)}`,
    flow: flowOf(tx, params, configuration),
  });
  emit(call, "billing_portal.session.created", serializePortalSession(row));
  return serializePortalSession(row);
}

export const portalRoutes = [
  route("POST", "/v1/billing_portal/configurations", createParams, (call) => {
    const row = call.tx.put("portal_configuration", changed(call, blank(call), call.params));
    emit(call, "billing_portal.configuration.created", serializeConfiguration(row));
    return serializeConfiguration(row);
  }),
  route("GET", "/v1/billing_portal/configurations", listParams, ({ tx, params }) =>
    listPage(
      "/v1/billing_portal/configurations",
      tx.list("portal_configuration"),
      params,
      serializeConfiguration,
      (row) => {
        if (params.is_default !== undefined && row.isDefault !== params.is_default) return false;
        return params.active === undefined || row.active === params.active;
      },
    ),
  ),
  route("GET", "/v1/billing_portal/configurations/:id", noParams, ({ tx, id }) =>
    serializeConfiguration(getConfiguration(tx, id)),
  ),
  route("POST", "/v1/billing_portal/configurations/:id", updateParams, (call) => {
    const before = getConfiguration(call.tx, call.id);
    const row = call.tx.put("portal_configuration", changed(call, before, call.params));
    emit(call, "billing_portal.configuration.updated", serializeConfiguration(row), serializeConfiguration(before));
    return serializeConfiguration(row);
  }),
  route("POST", "/v1/billing_portal/sessions", sessionParams, createSession),
];
