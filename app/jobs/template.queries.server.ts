import { sql } from "kysely";
import { acts } from "~/employers/acting-member.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, TemplateId } from "~/platform/ids.ts";
import { fromJsonText, toJsonText } from "~/platform/json-text.ts";
import type { PostForm } from "./post-form.ts";
import { MOST_TEMPLATES, type JobTemplate } from "./template.ts";

/** The templates of employers that the account is a member of, by name. */
export async function listTemplatesOfMember(
  db: Db,
  accountId: AccountId,
  employerId?: EmployerId,
): Promise<(JobTemplate & { employerId: EmployerId })[]> {
  let query = db
    .selectFrom("job_template")
    .innerJoin("member", "member.employer_id", "job_template.employer_id")
    .leftJoin("account", "account.id", "job_template.updated_by")
    .where("member.account_id", "=", accountId)
    .where(acts)
    .select([
      "job_template.id",
      "job_template.employer_id as employerId",
      "job_template.name",
      "job_template.version",
      "job_template.updated_at as updatedAt",
      "account.name as updatedBy",
      // The form may be long; only its title leaves the database.
      sql<string | null>`json_unquote(json_extract(job_template.form, '$.title'))`.as("title"),
    ])
    .orderBy("job_template.name")
    .limit(MOST_TEMPLATES * 2);
  if (employerId) query = query.where("job_template.employer_id", "=", employerId);
  return (await query.execute()).map((row) => ({ ...row, title: row.title?.trim().slice(0, 120) ?? "" }));
}

type TemplateRow = { id: TemplateId; name: string; form: PostForm; version: number };

/** A template of the employer. The caller has checked the membership. */
export async function findTemplate(
  trx: Trx,
  employerId: EmployerId,
  by: { id: TemplateId } | { name: string },
): Promise<TemplateRow | undefined> {
  const row = await trx
    .selectFrom("job_template")
    .select(["id", "name", "form", "version"])
    .where("employer_id", "=", employerId)
    .where("id" in by ? "id" : "name", "=", "id" in by ? by.id : by.name)
    .executeTakeFirst();
  return row && { ...row, form: fromJsonText<PostForm>(row.form) };
}

/** Holds the employer's templates until the transaction ends, so that their number and names stay as they were read. */
export async function lockTemplates(trx: Trx, employerId: EmployerId): Promise<void> {
  await trx.selectFrom("employer").select("id").where("id", "=", employerId).forUpdate().execute();
}

/** How many templates the employer has. */
export async function countTemplates(trx: Trx, employerId: EmployerId): Promise<number> {
  const { count } = await trx
    .selectFrom("job_template")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Writes a new template. The caller has locked the employer's templates. */
export async function insertTemplate(
  trx: Trx,
  template: { id: TemplateId; employerId: EmployerId; name: string; form: PostForm; accountId: AccountId },
): Promise<void> {
  const at = now();
  await trx
    .insertInto("job_template")
    .values({
      id: template.id,
      employer_id: template.employerId,
      name: template.name,
      form: toJsonText(template.form),
      version: 0,
      updated_by: template.accountId,
      created_at: at,
      updated_at: at,
    })
    .execute();
}

/** Changes a template's name or form, and counts the change. */
export async function updateTemplate(
  trx: Trx,
  id: TemplateId,
  change: { name?: string; form?: PostForm; accountId: AccountId },
): Promise<void> {
  await trx
    .updateTable("job_template")
    .set((set) => ({
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.form === undefined ? {} : { form: toJsonText(change.form) }),
      version: set("version", "+", 1),
      updated_by: change.accountId,
      updated_at: now(),
    }))
    .where("id", "=", id)
    .execute();
}

/** Deletes a template; jobs that were started from it stay. */
export async function removeTemplate(trx: Trx, id: TemplateId): Promise<void> {
  await trx.deleteFrom("job_template").where("id", "=", id).execute();
}
