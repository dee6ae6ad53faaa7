import type Stripe from "stripe";
import type { PortalConfigurationRow, PortalFlow, PortalSessionRow } from "../billing-rows.ts";

/** A configuration of the portal as the API shows it. */
export function serializeConfiguration(row: PortalConfigurationRow) {
  const { subscriptionCancel: cancel } = row;
  return {
    id: row.id,
    object: "billing_portal.configuration",
    active: row.active,
    application: null,
    business_profile: {
      headline: row.headline,
      privacy_policy_url: row.privacyPolicyUrl,
      terms_of_service_url: row.termsOfServiceUrl,
    },
    created: row.created,
    default_return_url: row.defaultReturnUrl,
    features: {
      customer_update: { allowed_updates: row.customerUpdate.allowed, enabled: row.customerUpdate.enabled },
      invoice_history: { enabled: row.invoiceHistory },
      payment_method_update: { enabled: row.paymentMethodUpdate, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: cancel.reasonEnabled, feedback_options: null, options: [...cancelReasons] },
        enabled: cancel.enabled,
        mode: cancel.mode,
        proration_behavior: cancel.prorationBehavior,
      },
      subscription_pause: { duration: { interval_options: [], type: "indefinite" }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        proration_behavior: "none",
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: "end_trial",
      },
    },
    is_default: row.isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: row.metadata,
    name: row.name,
    updated: row.updated,
  } satisfies Stripe.BillingPortal.Configuration;
}

/** The reasons to cancel that a customer may choose from. */
export const cancelReasons = [
  "too_expensive",
  "missing_features",
  "switched_service",
  "unused",
  "customer_service",
  "too_complex",
  "low_quality",
  "other",
] as const;

/** A session of the portal as the API shows it. */
export function serializePortalSession(row: PortalSessionRow) {
  return {
    id: row.id,
    object: "billing_portal.session",
    configuration: row.configuration,
    created: row.created,
    customer: row.customer,
    customer_account: null,
    flow: row.flow && serializeFlow(row.flow),
    livemode: false,
    locale: row.locale,
    on_behalf_of: null,
    return_url: row.returnUrl,
    url: row.url,
  } satisfies Stripe.BillingPortal.Session;
}

function serializeFlow({ type, subscription, after }: PortalFlow): Stripe.BillingPortal.Session.Flow {
  return {
    after_completion: {
      hosted_confirmation: after.type === "hosted_confirmation" ? { custom_message: after.message } : null,
      redirect: after.type === "redirect" ? { return_url: after.returnUrl } : null,
      type: after.type,
    },
    customer_update: null,
    subscription_cancel: subscription === null ? null : { retention: null, subscription },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
}
