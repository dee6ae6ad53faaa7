/** Organizations that may search for candidates, and people who may be found. */
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type CandidateId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { addFacts, saveVisibility } from "~/profiles/edit-profile.server.ts";
import type { Visibility } from "~/profiles/profile.ts";
import { recordLooks } from "~/candidates/sight.queries.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";

export type Searcher = { employerId: EmployerId; accountId: AccountId; jobId: JobId };

/** Marks an organization as verified, or as not. */
export async function verify(employerId: EmployerId, is = true) {
  const set = is
    ? { verification: "dns" as const, verified_at: now(), verified_domain: `${employerId.toLowerCase()}.example` }
    : { verification: "unverified" as const, verified_at: null, verified_domain: null };
  await database().updateTable("employer").set(set).where("id", "=", employerId).execute();
}

/** Gives an organization a plan that works for a month, as if Stripe had said so. */
export async function givePlan({ employerId, accountId }: { employerId: EmployerId; accountId: AccountId }) {
  const at = now();
  await database()
    .insertInto("subscription_mirror")
    .values({
      ...{ id: newId<"subscription">(), employer_id: employerId, stripe_subscription: `sub_${newId()}` },
      ...{ plan_code: "unlimited", plan_name: "Unlimited", price_cents: 79_900, currency: "usd", term_days: 30 },
      ...{ status: "active", period_start: at, period_end: later(at, 30 * DAY), cancel_at: null, ended_at: null },
      ...{ open_invoice: null, open_cents: null, invoice_url: null, next_attempt_at: null },
      ...{ read_at: at, tried_at: at, over_at: null, created_by: accountId, created_at: at },
    })
    .execute();
}

/** What Stripe says once a plan is over. */
export async function endPlan(employerId: EmployerId) {
  await database()
    .updateTable("subscription_mirror")
    .set({ status: "canceled", over_at: now(), ended_at: now() })
    .where("employer_id", "=", employerId)
    .execute();
}

/** The owner of an organization that may search, with a listed job. */
export async function aSearcher(): Promise<Searcher> {
  const { employerId, ownerId } = await anEmployer(`Lakemont ${newId().slice(-6)}`);
  await verify(employerId);
  await givePlan({ employerId, accountId: ownerId });
  const { jobId } = await aLiveJob(employerId);
  return { employerId, accountId: ownerId, jobId };
}

/** A person with a CPC and two years of ED facility coding, whom verified employers may find unless said otherwise. */
export async function aPerson(visibility: Visibility = "verified"): Promise<AccountId> {
  const accountId = await anAccount({ name: "Ruth Adeyemi" });
  await addFacts(database(), accountId, [
    { kind: "credential", code: "cpc", apprentice: false },
    { kind: "experience", countedIn: "setting", code: "ed-facility", years: 2 },
    { kind: "tool", facet: "ehr", code: "epic" },
  ]);
  await saveVisibility(database(), { accountId, seen: null }, visibility);
  return accountId;
}

/** What an organization knows a person by, once it has seen them. */
export async function knownAs({ employerId }: Searcher, accountId: AccountId): Promise<CandidateId> {
  return (await recordLooks(database(), employerId, [accountId], "appeared")).get(accountId)!;
}

/** A message of an honest recruiter. */
export const MESSAGE = "We code ED facility charts for nine hospitals in Ohio. Would you talk to our lead next week?";
