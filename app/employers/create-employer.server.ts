import slugify from "@sindresorhus/slugify";
import { byAccount, recordAudit, type Actor } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { insertEmployer, slugIsTaken } from "./employer.queries.server.ts";
import type { EmployerInput } from "./employer.ts";
import { requireFreeName } from "./find-namesake.server.ts";
import { insertMember } from "./member.queries.server.ts";

/**
 * Makes an organization whose first owner is the account. It is unverified. Nobody takes the name of one that the public
 * knows: who belongs to that one claims it. @returns its id.
 * @throws DomainError `conflict` (field `name`).
 */
export async function createEmployer(db: Db, accountId: AccountId, input: EmployerInput): Promise<EmployerId> {
  return transact(db, async (trx) => {
    await requireFreeName(trx, input.name);
    const id = await addEmployer(trx, input, byAccount(accountId));
    await insertMember(trx, { employerId: id, accountId, role: "owner" });
    return id;
  });
}

/** Makes an organization without members: an imported posting's. @returns its id. */
export async function addEmployer(
  trx: Trx,
  input: EmployerInput & { sourceKey?: string },
  actor: Actor,
): Promise<EmployerId> {
  const id: EmployerId = newId<"employer">();
  const plain = slugify(input.name, { decamelize: false }).slice(0, 120) || "employer";
  const slug = (await slugIsTaken(trx, plain)) ? `${plain}-${id.slice(-8).toLowerCase()}` : plain;
  await insertEmployer(trx, { ...input, id, slug });
  await recordAudit(trx, { actor, action: "employer.create", subject: { kind: "employer", id } });
  return id;
}
