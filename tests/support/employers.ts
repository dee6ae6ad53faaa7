import { byAccount } from "~/audit/record-audit.server.ts";
import { addEmployer } from "~/employers/create-employer.server.ts";
import type { EmployerInput } from "~/employers/employer.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";

/** Makes an organization of the account's as the desk does, only that several may have one name. */
export async function createEmployer(db: Db, ownerId: AccountId, input: EmployerInput): Promise<EmployerId> {
  return transact(db, async (trx) => {
    const employerId = await addEmployer(trx, input, byAccount(ownerId));
    await insertMember(trx, { employerId, accountId: ownerId, role: "owner" });
    return employerId;
  });
}
