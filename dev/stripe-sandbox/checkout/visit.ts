import { findCard } from "../cards.ts";
import type { FormGroup } from "../form.ts";
import type { Moment } from "../moment.ts";
import { findByCode } from "../resources/promotion-codes.ts";
import type { CheckoutSessionRow } from "../rows.ts";
import { discountHolds, misfit, newDiscount } from "./discounts.ts";
import { successAddress, type Problem } from "./page.ts";
import { completeForFree, payByCard } from "./pay.ts";
import { totalsOf } from "./totals.ts";

/** Where the browser goes after a post: away to the merchant, or back to the page with what was wrong. */
export type Next = { location: string } | { again: Problem | undefined };

const textOf = (form: FormGroup, name: string) => {
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

function pay(moment: Moment, session: CheckoutSessionRow, form: FormGroup): Next {
  if (!discountHolds(moment, session)) {
    moment.tx.put("checkout_session", { ...session, discount: null });
    return { again: "discount" };
  }
  const customer = session.customer === null ? undefined : moment.tx.get("customer", session.customer);
  const email = customer?.email ?? session.customerEmail ?? textOf(form, "email");
  if (!/^[^\s@]{1,250}@[^\s@]{1,250}$/.test(email)) return { again: "email" };
  const payer = { email, name: textOf(form, "name").slice(0, 150) || null };
  if (totalsOf(moment.tx, session).total === 0) {
    completeForFree(moment, session, payer);
    return { location: successAddress(session) };
  }
  const card = findCard(textOf(form, "card_number"));
  if (!card) return { again: "number" };
  if (!isToCome(textOf(form, "card_expiry"), moment.now)) return { again: "expiry" };
  if (!/^\d{3,4}$/.test(textOf(form, "card_cvc"))) return { again: "cvc" };
  return payByCard(moment, session, card, payer) ? { location: successAddress(session) } : { again: undefined };
}

function isToCome(expiry: string, now: number) {
  const [, month = "", year = ""] = /^(0?[1-9]|1[0-2])\s*\/\s*(?:20)?(\d\d)$/.exec(expiry) ?? [];
  return month !== "" && Date.UTC(2000 + Number(year), Number(month)) > now * 1_000;
}
