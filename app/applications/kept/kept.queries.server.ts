import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import type { QuestionKind } from "~/jobs/screening.ts";

/** A résumé that stands ready for the next application. */
export type StoredResume = { id: FileId; name: string; mediaType: string; bytes: number; storedAt: Date };

/** The account's stored résumé, if it has one. */
export async function findStoredResume(db: Db | Trx, accountId: AccountId): Promise<StoredResume | undefined> {
  return db
    .selectFrom("stored_resume as stored")
    .innerJoin("file", "file.id", "stored.file_id")
    .select(["file.id", "file.name", "file.media_type as mediaType", "file.bytes", "stored.created_at as storedAt"])
    .where("stored.account_id", "=", accountId)
    .executeTakeFirst();
}

/** The id of the account's stored résumé, locked until the transaction ends. */
export async function lockStoredResume(trx: Trx, accountId: AccountId): Promise<FileId | undefined> {
  const row = await trx
    .selectFrom("stored_resume")
    .select("file_id")
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  return row?.file_id;
}

/** Puts a file in the place of the stored one. */
export async function putStoredResume(trx: Trx, account_id: AccountId, file_id: FileId): Promise<void> {
  await trx.deleteFrom("stored_resume").where("account_id", "=", account_id).execute();
  await trx.insertInto("stored_resume").values({ account_id, file_id, created_at: now() }).execute();
}

/** Takes the mark off the stored one; the file itself stays. */
export async function deleteStoredResume(trx: Trx, accountId: AccountId): Promise<void> {
  await trx.deleteFrom("stored_resume").where("account_id", "=", accountId).execute();
}

/** An answer that is remembered, by the key of its question. */
export type RememberedAnswer = { key: string; kind: QuestionKind; question: string; answer: string; updatedAt: Date };

/** The account's remembered answers to the questions of these keys; all of them, the newest first, when left out. */
export async function listRemembered(
  db: Db | Trx,
  accountId: AccountId,
  keys?: readonly string[],
): Promise<RememberedAnswer[]> {
  if (keys?.length === 0) return [];
  let query = db
    .selectFrom("remembered_answer")
    .select(["question_key as key", "kind", "question", "answer", "updated_at as updatedAt"])
    .where("account_id", "=", accountId)
    .orderBy("updated_at", "desc")
    .orderBy("question_key")
    .limit(1_000);
  if (keys) query = query.where("question_key", "in", keys);
  return query.execute();
}

/** Remembers an answer; a newer one takes the place of an older one. */
export async function putRemembered(
  trx: Trx,
  account_id: AccountId,
  { key, kind, question, answer }: Omit<RememberedAnswer, "updatedAt">,
): Promise<void> {
  const said = { kind, question, answer, updated_at: now() };
  await trx
    .insertInto("remembered_answer")
    .values({ account_id, question_key: key, ...said })
    .onDuplicateKeyUpdate(said)
    .execute();
}

/** Forgets answers by their keys, or all. @returns how many. */
export async function deleteRemembered(db: Db | Trx, accountId: AccountId, keys?: readonly string[]): Promise<number> {
  if (keys?.length === 0) return 0;
  let query = db.deleteFrom("remembered_answer").where("account_id", "=", accountId);
  if (keys) query = query.where("question_key", "in", keys);
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}
