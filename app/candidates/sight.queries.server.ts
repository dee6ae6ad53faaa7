import { sql } from "kysely";
import { DAY, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type AccountId, type CandidateId, type EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";

/** Whole days since 1970 in UTC. */
export const dayNumber = (at: Date): number => Math.floor(at.getTime() / DAY);

/** More looks of one kind, by one employer at one person on one day, are not told apart. */
const MOST_LOOKS = 1_000;

/**
 * Writes that an employer saw some people, today's looks of each in one row.
 * @returns what it knows each by; who has gone meanwhile is left out.
 */
export async function recordLooks(
  db: Db,
  employerId: EmployerId,
  accountIds: readonly AccountId[],
  kind: "appeared" | "opened",
): Promise<Map<AccountId, CandidateId>> {
  if (accountIds.length === 0) return new Map();
  // In one order, so that two searches at once do not wait for each other in a circle.
  const ids = [...accountIds].sort();
  const at = now();
  return transact(db, async (trx) => {
    const known = await listSights(trx, employerId, ids);
    const fresh = ids.filter((id) => !known.has(id));
    if (fresh.length) {
      await trx
        .insertInto("candidate_sight")
        .values(
          fresh.map((account_id) => ({
            id: newId<"candidate">(),
            employer_id: employerId,
            account_id,
            created_at: at,
          })),
        )
        .execute();
      for (const [accountId, id] of await listSights(trx, employerId, fresh)) known.set(accountId, id);
    }
    await trx
      .insertInto("candidate_look")
      .values(
        [...known.values()].map((sight_id) => ({
          sight_id,
          day: dayNumber(at),
          appeared: kind === "appeared" ? 1 : 0,
          opened: kind === "opened" ? 1 : 0,
        })),
      )
      .onDuplicateKeyUpdate({ [kind]: sql<number>`least(${sql.ref(kind)} + 1, ${MOST_LOOKS})` })
      .execute();
    return known;
  });
}

async function listSights(
  trx: Trx,
  employerId: EmployerId,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, CandidateId>> {
  const rows = await trx
    .selectFrom("candidate_sight")
    .select(["id", "account_id"])
    .where("employer_id", "=", employerId)
    .where("account_id", "in", accountIds)
    .execute();
  return new Map(rows.map((row) => [row.account_id, row.id]));
}

/** Whom an employer knows by an id; whether they may still be found is another question. */
export async function findSeen(db: Db | Trx, employerId: EmployerId, id: CandidateId): Promise<AccountId | undefined> {
  const row = await db
    .selectFrom("candidate_sight")
    .select("account_id")
    .where("id", "=", id)
    .where("employer_id", "=", employerId)
    .executeTakeFirst();
  return row?.account_id;
}

/** A day on which an employer looked at somebody. */
export type Look = {
  id: CandidateId;
  day: number;
  employerName: string;
  employerSlug: string;
  appeared: number;
  opened: number;
};

/** Who looked at a person, the last day first, after a row that was shown. */
export async function listLooksAt(
  db: Db,
  accountId: AccountId,
  page: { limit: number; after?: { day: number; id: CandidateId } },
): Promise<Look[]> {
  const { after } = page;
  return db
    .selectFrom("candidate_look as look")
    .innerJoin("candidate_sight as sight", "sight.id", "look.sight_id")
    .innerJoin("employer", "employer.id", "sight.employer_id")
    .select([
      "sight.id",
      "look.day",
      "employer.name as employerName",
      "employer.slug as employerSlug",
      "look.appeared",
      "look.opened",
    ])
    .where("sight.account_id", "=", accountId)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where("look.day", "<", after!.day),
          where.and([where("look.day", "=", after!.day), where("sight.id", "<", after!.id)]),
        ]),
      ),
    )
    .orderBy("look.day", "desc")
    .orderBy("sight.id", "desc")
    .limit(page.limit)
    .execute();
}

/** Deletes looks of days before `day`. What an employer knows a person by stays: it says nothing of them. */
export async function deleteOldLooks(db: Db, day: number, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("candidate_look")
    .where("day", "<", day)
    .limit(limit)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** How many looks are of days before `day`, counted up to `most`. */
export async function countOldLooks(db: Db, day: number, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom("candidate_look").select("day").where("day", "<", day).limit(most).as("old"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
