import type Stripe from "stripe";
import { findCard, type TestCard } from "../cards.ts";
import type { FormGroup } from "../form.ts";
import type { Moment } from "../moment.ts";
import { sessionTypes } from "../resources/checkout-session-objects.ts";
import { findByCode } from "../resources/promotion-codes.ts";
import type { CheckoutSessionRow } from "../rows.ts";
import { discountHolds, misfit, newDiscount } from "./discounts.ts";
import { asksForMeans, firstIntent, savedMethod, successAddress, type Problem } from "./page.ts";
import { paySession, type Means } from "./pay.ts";
import { totalsOf } from "./totals.ts";

/** Where the browser goes after a post: away to the merchant, or back to the page with what was wrong. */
export type Next = { location: string } | { again: Problem | undefined };

/** A field of a form as text, without space around it. */
export const textOf = (form: FormGroup, name: string) => {
  const value = form[name];
  return typeof value === "string" ? value.trim() : "";
};

/** Handles a post of the checkout page for an open session. */
export function postCheckout(moment: Moment, session: CheckoutSessionRow, form: FormGroup): Next {
  const { tx, now } = moment;
  switch (textOf(form, "action")) {
    case "apply_code": {
      const code = session.allowPromotionCodes ? findByCode(tx, textOf(form, "promotion_code"), now) : undefined;
      if (!code || misfit(tx, session, code, now) !== undefined) return { again: "code" };
      tx.put("checkout_session", { ...session, discount: newDiscount(now, code.coupon, code.id) });
      return { again: undefined };
    }
    case "remove_code":
      if (session.discount?.promotionCode) tx.put("checkout_session", { ...session, discount: null });
      return { again: undefined };
    default:
      return pay(moment, session, form);
  }
}

function pay(moment: Moment, open: CheckoutSessionRow, form: FormGroup): Next {
  const { tx } = moment;
  if (!discountHolds(moment, open)) {
    tx.put("checkout_session", { ...open, discount: null });
    return { again: "discount" };
  }
  const customer = open.customer === null ? undefined : tx.get("customer", open.customer);
  const email = customer?.email ?? open.customerEmail ?? textOf(form, "email");
  if (!/^[^\s@]{1,250}@[^\s@]{1,250}$/.test(email)) return { again: "email" };
  const session = { ...open, address: addressOf(form) ?? open.address };
  const { total, taxPercent } = totalsOf(tx, session);
  if (session.automaticTax && taxPercent === null) return { again: "address" };
  const shown = textOf(form, "shown_total");
  if (shown !== "" && shown !== String(total)) {
    // What is paid is what was seen: a tax that came with the address is shown first.
    tx.put("checkout_session", session);
    return { again: "total" };
  }
  const means = asksForMeans(tx, session) ? meansOf(moment, session, form) : undefined;
  if (typeof means === "string") return { again: means };
  // A card that is only saved is shown to its bank too.
  const refused = means && "card" in means && means.card.decline && !means.card.savable;
  if (total === 0 && refused) return { again: "refused" };
  const name = textOf(form, "name").slice(0, 150) || customer?.name || null;
  const after = paySession(moment, session, means, { email, name });
  if (after.status === "complete") return { location: successAddress(after) };
  const intent = after.paymentIntent ?? firstIntent(tx, after);
  const url = intent === undefined ? null : (tx.get("payment_intent", intent)?.authenticationUrl ?? null);
  return url === null ? { again: undefined } : { location: url };
}

function meansOf(moment: Moment, session: CheckoutSessionRow, form: FormGroup): Means | Problem {
  const method = textOf(form, "method");
  const saved = savedMethod(moment.tx, session);
  if (method === "saved" && saved) return { saved: saved.id };
  if (method === "us_bank_account" && sessionTypes(session).includes("us_bank_account")) {
    const account = findCard(textOf(form, "account_number"), "us_bank_account");
    return account ? { card: account } : "account";
  }
  const card = cardGiven(moment, form);
  return typeof card === "string" ? card : { card };
}

/** The test card of a form, or what is wrong with it. */
export function cardGiven({ now }: Pick<Moment, "now">, form: FormGroup): TestCard | Problem {
  const card = findCard(textOf(form, "card_number"));
  if (!card) return "number";
  if (!isToCome(textOf(form, "card_expiry"), now)) return "expiry";
  return /^\d{3,4}$/.test(textOf(form, "card_cvc")) ? card : "cvc";
}

/** The address of the form, if one was typed. */
function addressOf(form: FormGroup): Stripe.Address | null {
  const [country, state, postal_code] = [textOf(form, "country"), textOf(form, "state"), textOf(form, "postal_code")];
  if (!state && !postal_code && !country) return null;
  const short = (text: string) => text.slice(0, 50) || null;
  return {
    city: null,
    country: (country || "US").slice(0, 2).toUpperCase(),
    line1: null,
    line2: null,
    postal_code: short(postal_code),
    state: short(state),
  };
}

/** Whether a card's expiry, such as 12/34, is in the future. */
function isToCome(expiry: string, now: number) {
  const [, month = "", year = ""] = /^(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d\d)$/.exec(expiry) ?? [];
  return month !== "" && Date.UTC(2000 + Number(year), Number(month)) > now * 1_000;
}
