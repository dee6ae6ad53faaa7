import { withFactorCode } from "~/accounts/check-factor.server.ts";
import { FACTOR_FRESH } from "~/accounts/factor.ts";
import { markFactorChecked, type SignedIn } from "~/accounts/sessions.server.ts";
import { later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { readVisitor, requireAccount } from "./guards.server.ts";

/**
 * Sensitive acts ask for the second factor again when the session's last check is older than `FACTOR_FRESH`. In a loader
 * `asksForFactor` says whether the form shows `<FactorField>`; in the action `confirmSensitiveAct` comes after the form
 * was read and before anything is written. People who have no second factor and need none are not asked.
 */
function isAsked({ account, factorAt, hasFactor }: SignedIn): boolean {
  if (!hasFactor && !account.staffRole) return false;
  return !factorAt || later(factorAt, FACTOR_FRESH) <= now();
}

/** Whether a form of the page is to ask for a code. */
export async function asksForFactor(request: Request): Promise<boolean> {
  const visitor = await readVisitor(request);
  return visitor !== undefined && isAsked(visitor);
}

/**
 * Lets a sensitive act go on, with a code where the last one is too old. A code that is not needed is not used up.
 * @param code the form's field `factor`.
 * @throws DomainError `invalid` beside the field `factor`, `too-many`; a redirect where nobody is signed in.
 */
export async function confirmSensitiveAct(request: Request, code: string | undefined): Promise<void> {
  const { id } = await requireAccount(request);
  const visitor = await readVisitor(request);
  if (!visitor || !isAsked(visitor)) return;
  await withFactorCode(database(), { accountId: id, code, use: "act" }, (trx) =>
    markFactorChecked(trx, visitor.sessionPublicId),
  );
}
