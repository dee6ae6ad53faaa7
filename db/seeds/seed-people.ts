import { CONSENT_VERSION } from "~/accounts/account.ts";
import { insertAccount } from "~/accounts/account.queries.server.ts";
import { byAccount, recordAudit, system } from "~/audit/record-audit.server.ts";
import { grantCredits } from "~/billing/use-right.server.ts";
import { createEmployer } from "~/employers/create-employer.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { employerSchema } from "~/employers/employer.ts";
import { setVerified } from "~/employers/set-verification.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { domainOf, type EmployerSeed } from "./content/employer.ts";
import { familyNames, givenNames } from "./content/people.ts";
import { random } from "./content/random.ts";
import { demoSignIns, type DemoSignIn } from "./demo-sign-ins.ts";

export type Person = { email: string; name: string; staffRole?: "moderator" | "admin" };

/** The sign-in of a role, as a person. */
export function signIn(role: DemoSignIn["role"]): Person {
  const found = demoSignIns.find((one) => one.role === role);
  if (!found) throw new Error(`No demo sign-in is ${role}`);
  return {
    email: found.email,
    name: found.name,
    ...(role === "moderator" || role === "admin" ? { staffRole: role } : {}),
  };
}

/**
 * Makes an account with a confirmed address. The page's own way hashes a password for each and mails a link, which a demo
 * of a hundred people has neither time nor mailboxes for; all share the hash of the demo's one password.
 */
export async function seedAccount(db: Db, person: Person, passwordHash: string): Promise<AccountId> {
  const id: AccountId = newId<"account">();
  await transact(db, async (trx) => {
    await insertAccount(trx, {
      id,
      email: person.email,
      name: person.name,
      password_hash: passwordHash,
      staff_role: person.staffRole ?? null,
      consent_version: CONSENT_VERSION,
      email_verified_at: now(),
    });
    await recordAudit(trx, {
      actor: person.staffRole ? system : byAccount(id),
      action: person.staffRole === "admin" ? "account.make-admin" : "account.sign-up",
      subject: { kind: "account", id },
      detail: { consent: CONSENT_VERSION },
    });
  });
  return id;
}

/** The people of an employer: its owner and, where it hires much, a recruiter. The first employer's are the sign-ins. */
export function membersOf(employer: EmployerSeed, isFirst: boolean): { owner: Person; recruiter: Person | undefined } {
  if (isFirst) return { owner: signIn("employer owner"), recruiter: signIn("recruiter") };
  const chance = random(`members of ${employer.key}`);
  const person = (): Person => {
    const name = `${chance.pick(givenNames)} ${chance.pick(familyNames)}`;
    const plain = name
      .normalize("NFD")
      .replace(/[^A-Za-z ]/g, "")
      .toLowerCase()
      .replace(" ", ".");
    return { name, email: `${plain}@${domainOf(employer)}` };
  };
  return { owner: person(), recruiter: employer.jobs > 14 ? person() : undefined };
}

/** An employer's rows in the database. */
export type SeededEmployer = { id: EmployerId; owner: AccountId; recruiter: AccountId | undefined };

/** Makes an employer with its members, its verification and `credits` that the admin granted. */
export async function seedEmployer(
  db: Db,
  employer: EmployerSeed,
  options: { isFirst: boolean; credits: number; admin: AccountId; passwordHash: string },
): Promise<SeededEmployer> {
  const people = membersOf(employer, options.isFirst);
  const owner = await seedAccount(db, people.owner, options.passwordHash);
  const recruiter = people.recruiter && (await seedAccount(db, people.recruiter, options.passwordHash));
  const website = `https://www.${domainOf(employer)}`;
  const id = await createEmployer(
    db,
    owner,
    employerSchema.parse({ name: employer.name, website, about: employer.about }),
  );
  await transact(db, async (trx) => {
    if (recruiter) await insertMember(trx, { employerId: id, accountId: recruiter, role: "recruiter" });
    // As if proven: nobody serves the domain's DNS or mail. Without a `domain_proof` no task looks for a record either.
    if (employer.verification !== "unverified")
      await setVerified(trx, id, {
        method: employer.verification,
        domain: domainOf(employer),
        actor: byAccount(owner),
      });
    await grantCredits(trx, {
      employerId: id,
      credits: options.credits,
      sourceKey: `demo:${employer.key}`,
      actorAccountId: options.admin,
      note: "The demo's jobs are posted with granted credits; no card is involved.",
    });
  });
  return { id, owner, recruiter };
}
