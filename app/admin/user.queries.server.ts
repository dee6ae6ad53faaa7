import type { Db } from "~/platform/database.server.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";
import type { UserFilter } from "./users.ts";

/** `%` and `_` of what was typed are letters, not wildcards. */
const escaped = (words: string) => words.replace(/[\\%_]/g, (letter) => `\\${letter}`);

/** The first characters of an id, as a person copies them; fewer would be a word. */
const isIdPrefix = (words: string) => /^[1-9A-HJ-NP-Za-km-z]{8,22}$/.test(words);

function selectUsers(db: Db, { words, filter }: { words: string; filter?: UserFilter }) {
  let query = db.selectFrom("account");
  const id = parseId<"account">(words);
  if (id) query = query.where("account.id", "=", id);
  else if (words)
    query = query.where((where) =>
      where.or([
        where("account.email", "like", `%${escaped(words)}%`),
        where("account.name", "like", `%${escaped(words)}%`),
        ...(isIdPrefix(words) ? [where("account.id", "like", `${words}%` as AccountId)] : []),
      ]),
    );
  if (filter === "staff") query = query.where("account.staff_role", "is not", null);
  if (filter === "suspended") query = query.where("account.suspended_at", "is not", null);
  if (filter === "unconfirmed") query = query.where("account.email_verified_at", "is", null);
  if (filter === "members")
    query = query.where("account.id", "in", (from) => from.selectFrom("member").select("member.account_id"));
  return query;
}

type Narrowed = { words: string; filter?: UserFilter };

/** The accounts that `words` (of the address, the name, or the beginning of the id) and `filter` leave, newest first. */
export async function searchUsers(
  db: Db,
  { before, limit, ...narrowed }: Narrowed & { before?: AccountId; limit: number },
) {
  let query = selectUsers(db, narrowed)
    .select([
      "account.id",
      "account.name",
      "account.email",
      "account.email_verified_at as confirmedAt",
      "account.staff_role as role",
      "account.suspended_at as suspendedAt",
      "account.created_at as at",
    ])
    .orderBy("account.id", "desc")
    .limit(limit);
  if (before) query = query.where("account.id", "<", before);
  return query.execute();
}

/** How many there are, counted up to `most`. */
export async function countUsers(db: Db, narrowed: Narrowed, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(selectUsers(db, narrowed).select("account.id").limit(most).as("found"))
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** An account as its page for admins shows it: nothing that it wrote, and no hash. */
export async function findUser(db: Db, id: AccountId) {
  const row = await db
    .selectFrom("account")
    .select([
      "id",
      "name",
      "email",
      "email_verified_at as confirmedAt",
      "staff_role as role",
      "consent_version as consentVersion",
      "consented_at as consentedAt",
      "suspended_at as suspendedAt",
      "suspended_code as suspendedCode",
      "suspended_reason as suspendedReason",
      "created_at as at",
    ])
    .select((where) =>
      where
        .exists(where.selectFrom("account_factor").select("account_id").whereRef("account_id", "=", "account.id"))
        .as("hasFactor"),
    )
    .where("id", "=", id)
    .executeTakeFirst();
  return row && { ...row, hasFactor: Boolean(row.hasFactor) };
}

/** The organizations of an account, and whether anybody else owns them; at most 50. */
export async function listMemberships(db: Db, id: AccountId) {
  return db
    .selectFrom("member")
    .innerJoin("employer", "employer.id", "member.employer_id")
    .select(["employer.id", "employer.name", "member.role", "member.created_at as since"])
    .select((where) =>
      where
        .selectFrom("member as other")
        .innerJoin("account", "account.id", "other.account_id")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("other.employer_id", "=", "member.employer_id")
        .where("other.role", "=", "owner")
        .where("other.account_id", "<>", id)
        .where("account.suspended_at", "is", null)
        .as("otherOwners"),
    )
    .select((where) =>
      where
        .selectFrom("job")
        .select((of) => of.fn.countAll<number>().as("count"))
        .whereRef("job.employer_id", "=", "member.employer_id")
        .where("job.state", "=", "live")
        .as("liveJobs"),
    )
    .where("member.account_id", "=", id)
    .orderBy("employer.name")
    .limit(50)
    .execute();
}

/** An account's applications, counted by state: never what stands in them. */
export async function countApplicationsOf(db: Db, id: AccountId) {
  const rows = await db
    .selectFrom("application")
    .select((select) => ["state", select.fn.countAll<number>().as("count")])
    .where("account_id", "=", id)
    .groupBy("state")
    .execute();
  return rows.map((row) => ({ state: row.state, count: Number(row.count) }));
}

/** The orders that the account placed, newest first. */
export async function listOrdersOf(db: Db, id: AccountId, limit: number) {
  return db
    .selectFrom("order")
    .innerJoin("employer", "employer.id", "order.employer_id")
    .select([
      "order.id",
      "order.plan_name as planName",
      "order.state",
      "order.amount_cents",
      "order.total_cents",
      "order.created_at as at",
      "employer.name as employerName",
    ])
    .where("order.created_by", "=", id)
    .orderBy("order.id", "desc")
    .limit(limit)
    .execute();
}

/** The sessions that are open, and when the newest was opened. */
export async function readSessionsOf(db: Db, id: AccountId, at: Date): Promise<{ open: number; newest: Date | null }> {
  const row = await db
    .selectFrom("session")
    .select((select) => [select.fn.countAll<number>().as("count"), select.fn.max("created_at").as("newest")])
    .where("account_id", "=", id)
    .where("expires_at", ">", at)
    .executeTakeFirstOrThrow();
  return { open: Number(row.count), newest: row.newest as Date | null };
}

/** The names of these accounts. */
export async function listNamesOf(db: Db, ids: readonly AccountId[]): Promise<Map<AccountId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("account").select(["id", "name"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
