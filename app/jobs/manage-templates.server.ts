import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { newId, type AccountId, type EmployerId, type JobId, type TemplateId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { findJobForMember } from "./job.queries.server.ts";
import { readForm } from "./start-draft.server.ts";
import {
  countTemplates,
  findTemplate,
  insertTemplate,
  lockTemplates,
  removeTemplate,
  updateTemplate,
} from "./template.queries.server.ts";
import { MOST_TEMPLATES, TEMPLATE_NAME_LENGTH } from "./template.ts";

export { listTemplatesOfMember } from "./template.queries.server.ts";

/**
 * Keeps what a job says, in whatever state it is, as a template of its employer.
 * @param input.replace whether a template of the same name may be written over.
 * @throws DomainError `not-found` for anybody but a member; `invalid` for no name or too long a one; `conflict` when the
 * name is taken, or there are too many templates.
 */
export async function saveTemplate(
  db: Db,
  input: { accountId: AccountId; jobId: JobId; name: string; replace: boolean },
): Promise<{ id: TemplateId; employerId: EmployerId; name: string; replaced: boolean }> {
  const name = checkName(input.name);
  return transact(db, async (trx) => {
    const job = await findJobForMember(trx, input.accountId, input.jobId);
    if (!job) throw new DomainError("not-found", "There is no such job.");
    const employerId = job.employer_id;
    await lockTemplates(trx, employerId);
    const form = await readForm(trx, input.jobId);
    const before = await findTemplate(trx, employerId, { name });
    if (before && !input.replace)
      throw new DomainError(
        "conflict",
        `There is a template “${before.name}” already. Choose another name, or tick that it may be replaced.`,
        "name",
      );
    if (!before && (await countTemplates(trx, employerId)) >= MOST_TEMPLATES)
      throw new DomainError("conflict", `There are ${MOST_TEMPLATES} templates already. Delete or replace one.`);
    const id = before?.id ?? newId<"template">();
    if (before) await updateTemplate(trx, id, { name, form, accountId: input.accountId });
    else await insertTemplate(trx, { id, employerId, name, form, accountId: input.accountId });
    await audit(trx, before ? "template.replace" : "template.save", { ...input, employerId, id });
    return { id, employerId, name, replaced: before !== undefined };
  });
}

type Wish = { accountId: AccountId; employerId: EmployerId; id: TemplateId; seen: number };

/**
 * Renames a template.
 * @param wish.seen its version as the page showed it.
 * @throws DomainError `not-found` for anybody but a member; `invalid` for no name or too long a one; `conflict` when the
 * template is gone or was changed since, or the name is taken.
 */
export async function renameTemplate(db: Db, wish: Wish & { name: string }): Promise<void> {
  const name = checkName(wish.name);
  await change(db, wish, async (trx) => {
    const other = await findTemplate(trx, wish.employerId, { name });
    if (other && other.id !== wish.id)
      throw new DomainError("conflict", `There is a template “${other.name}” already. Choose another name.`, "name");
    await updateTemplate(trx, wish.id, { name, accountId: wish.accountId });
    await audit(trx, "template.rename", wish);
  });
}

/**
 * Deletes a template. Jobs that were started from it stay as they are.
 * @throws DomainError as `renameTemplate`.
 */
export async function deleteTemplate(db: Db, wish: Wish): Promise<void> {
  await change(db, wish, async (trx) => {
    await removeTemplate(trx, wish.id);
    await audit(trx, "template.delete", wish);
  });
}

async function change(db: Db, wish: Wish, work: (trx: Trx) => Promise<void>): Promise<void> {
  await transact(db, async (trx) => {
    if (!(await findEmployerForMember(trx, wish.accountId, wish.employerId)))
      throw new DomainError("not-found", "There is no such organization.");
    await lockTemplates(trx, wish.employerId);
    const template = await findTemplate(trx, wish.employerId, { id: wish.id });
    if (!template) throw new DomainError("conflict", "This template is not here any more: a colleague deleted it.");
    if (template.version !== wish.seen)
      throw new DomainError(
        "conflict",
        `A colleague changed this template since you opened the page: it is called “${template.name}” by now. Look at it, then try again.`,
      );
    await work(trx);
  });
}

function checkName(text: string): string {
  const name = text.trim().replace(/\s+/g, " ");
  if (!name) throw new DomainError("invalid", "Give the template a name", "name");
  if (name.length > TEMPLATE_NAME_LENGTH)
    throw new DomainError("invalid", `Use at most ${TEMPLATE_NAME_LENGTH} characters`, "name");
  return name;
}

function audit(trx: Trx, action: string, by: { accountId: AccountId; employerId: EmployerId; id: TemplateId }) {
  return recordAudit(trx, {
    actor: byAccount(by.accountId),
    action,
    subject: { kind: "employer", id: by.employerId },
    detail: { template: by.id },
  });
}
