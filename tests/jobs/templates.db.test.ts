import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { grantCredits } from "~/billing/use-right.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { deleteTemplate, listTemplatesOfMember, renameTemplate, saveTemplate } from "~/jobs/manage-templates.server.ts";
import { duplicateJob, readForm, startDraft, startFromTemplate } from "~/jobs/start-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { MOST_TEMPLATES } from "~/jobs/template.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as job from "~/routes/employer/job.tsx";
import * as newJob from "~/routes/employer/new-job.tsx";
import * as saveTemplatePage from "~/routes/employer/save-template.tsx";
import * as templatesPage from "~/routes/employer/templates.tsx";
import { startBilling } from "#tests/billing/board.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { ask } from "#tests/support/ask-route.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { aFullForm } from "./post-form-factory.ts";

startBilling();
const db = () => database();

async function anOwner() {
  const accountId = await anAccount();
  const employerId = await createEmployer(db(), accountId, {
    name: `Lakemont ${newId().slice(-6)}`,
    website: null,
    about: "",
  });
  return { accountId, employerId };
}

const templatesOf = (accountId: AccountId, employerId: EmployerId) =>
  listTemplatesOfMember(db(), accountId, employerId);

let owner: { accountId: AccountId; employerId: EmployerId };
let colleague: AccountId;
let stranger: { accountId: AccountId; employerId: EmployerId };
let jobId: JobId;
beforeAll(async () => {
  stranger = await anOwner();
});
beforeEach(async () => {
  owner = await anOwner();
  colleague = await anAccount();
  await transact(db(), (trx) =>
    insertMember(trx, { employerId: owner.employerId, accountId: colleague, role: "recruiter" }),
  );
  jobId = await startDraft(db(), { ...owner, form: aFullForm() });
});
const grantOne = () =>
  transact(db(), (trx) => {
    const { accountId: actorAccountId, employerId } = owner;
    return grantCredits(trx, { employerId, credits: 1, sourceKey: `grant:${newId()}`, actorAccountId, note: "" });
  });
const keep = (name: string, replace = false) =>
  saveTemplate(db(), { accountId: owner.accountId, jobId, name, replace });

describe("a template", () => {
  test("keeps what a job says, and a colleague starts a draft with it", async () => {
    const { id } = await keep("  Inpatient,   remote ");
    const [template, ...others] = await templatesOf(colleague, owner.employerId);
    expect(others).toEqual([]);
    expect(template).toMatchObject({ id, name: "Inpatient, remote", title: aFullForm().title, version: 0 });
    const started = await startFromTemplate(db(), {
      accountId: colleague,
      employerId: owner.employerId,
      templateId: id,
    });
    expect(started).not.toBe(jobId);
    expect(await readForm(db(), started)).toEqual(await readForm(db(), jobId));
  });

  test("is a copy: later changes of the job leave it, and its deletion leaves the jobs", async () => {
    const { id } = await keep("Inpatient");
    const started = await startFromTemplate(db(), { ...owner, templateId: id });
    await deleteTemplate(db(), { ...owner, id, seen: 0 });
    expect(await templatesOf(owner.accountId, owner.employerId)).toEqual([]);
    expect((await readForm(db(), started)).title).toBe(aFullForm().title);
  });

  test("may be made of a job that was submitted", async () => {
    await grantOne();
    await submitDraft(db(), owner.accountId, jobId, "credit");
    const { id } = await keep("As submitted");
    const started = await startFromTemplate(db(), { ...owner, templateId: id });
    expect(await readForm(db(), started)).toMatchObject({ title: aFullForm().title, payMin: "33.50" });
  });

  test("has a name of its own; one of the same name is replaced only when that was asked for", async () => {
    const first = await keep("Inpatient");
    await expect(keep("inpatient")).rejects.toMatchObject({ code: "conflict", field: "name" });
    const again = await keep("INPATIENT", true);
    expect(again).toMatchObject({ id: first.id, replaced: true });
    expect(await templatesOf(owner.accountId, owner.employerId)).toMatchObject([{ name: "INPATIENT", version: 1 }]);
    for (const name of ["", "   ", "x".repeat(81)])
      await expect(keep(name)).rejects.toMatchObject({ code: "invalid", field: "name" });
  });

  test("is one of a bounded number", async () => {
    for (let number = 0; number < MOST_TEMPLATES; number++) await keep(`Template ${number}`);
    await expect(keep("One more")).rejects.toMatchObject({ code: "conflict" });
    await expect(keep("Template 7", true)).resolves.toMatchObject({ replaced: true });
  });
});

describe("two members at one template", () => {
  test("the second to rename is told what it is called by now, and nothing is written over", async () => {
    const { id } = await keep("Inpatient");
    await renameTemplate(db(), { ...owner, id, seen: 0, name: "Inpatient, nights" });
    const path = paths.templates(owner.employerId, { ask: "rename", id });
    const fields = { deed: "rename", template: id, seen: "0", name: "My name" };
    const answer = await ask(templatesPage.action, colleague, path, { employerId: owner.employerId }, fields);
    expect(answer).toMatchObject({ status: 409, data: { name: "My name" } });
    expect(answer.data!.message).toContain("“Inpatient, nights”");
    expect(await templatesOf(colleague, owner.employerId)).toMatchObject([{ name: "Inpatient, nights" }]);
  });

  test("a template that a colleague deleted is gone, in words, for whoever still sees it", async () => {
    const { id } = await keep("Inpatient");
    await deleteTemplate(db(), { ...owner, id, seen: 0 });
    for (const fields of [{ deed: "start" }, { deed: "rename", seen: "0", name: "x" }, { deed: "delete", seen: "0" }]) {
      const posted = { ...fields, template: id } as Record<string, string>;
      const answer = await ask(
        templatesPage.action,
        colleague,
        paths.templates(owner.employerId),
        { employerId: owner.employerId },
        posted,
      );
      expect(answer.status).toBe(409);
      expect(answer.data!.message).toContain("a colleague deleted it");
    }
  });

  test("a name that the colleague took is answered beside the field, and nothing typed is lost", async () => {
    await keep("Taken");
    const { id } = await keep("Mine");
    const fields = { deed: "rename", template: id, seen: "0", name: "Taken" };
    const answer = await ask(
      templatesPage.action,
      owner.accountId,
      paths.templates(owner.employerId),
      { employerId: owner.employerId },
      fields,
    );
    expect(answer).toMatchObject({ status: 409, data: { field: "name", name: "Taken" } });
  });
});

describe("nobody but a member", () => {
  test("reaches a template or makes one: everything is a 404", async () => {
    const { id } = await keep("Inpatient");
    const { employerId } = owner;
    const post = (fields: Record<string, string>) =>
      ask(templatesPage.action, stranger.accountId, paths.templates(employerId), { employerId }, fields);
    expect(
      (await ask(templatesPage.loader, stranger.accountId, paths.templates(employerId), { employerId })).status,
    ).toBe(404);
    expect((await ask(saveTemplatePage.loader, stranger.accountId, paths.saveTemplate(jobId), { jobId })).status).toBe(
      404,
    );
    expect(
      (await ask(saveTemplatePage.action, stranger.accountId, paths.saveTemplate(jobId), { jobId }, { name: "Mine" }))
        .status,
    ).toBe(404);
    for (const fields of [{ deed: "start" }, { deed: "rename", seen: "0", name: "x" }, { deed: "delete", seen: "0" }])
      expect((await post({ ...fields, template: id } as Record<string, string>)).status).toBe(404);
    expect(await templatesOf(owner.accountId, employerId)).toMatchObject([{ name: "Inpatient", version: 0 }]);
    expect(await templatesOf(stranger.accountId, employerId)).toEqual([]);
  });

  test("a template of another employer cannot be used through one's own", async () => {
    const { id } = await keep("Inpatient");
    const wish = { ...stranger, templateId: id };
    await expect(startFromTemplate(db(), wish)).rejects.toMatchObject({ code: "conflict" });
    await expect(deleteTemplate(db(), { ...stranger, id, seen: 0 })).rejects.toMatchObject({ code: "conflict" });
    expect(await templatesOf(owner.accountId, owner.employerId)).toHaveLength(1);
  });

  test("a colleague who was removed loses them at once", async () => {
    const { id } = await keep("Inpatient");
    await db().deleteFrom("member").where("account_id", "=", colleague).execute();
    const { employerId } = owner;
    expect((await ask(templatesPage.loader, colleague, paths.templates(employerId), { employerId })).status).toBe(404);
    const wish = { accountId: colleague, employerId, templateId: id };
    await expect(startFromTemplate(db(), wish)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the pages", () => {
  test("offer a job's title as the name, keep it, and start from it", async () => {
    const params = { jobId };
    const page = await ask(saveTemplatePage.loader, owner.accountId, paths.saveTemplate(jobId), params);
    expect(page.data).toMatchObject({ title: aFullForm().title });
    const empty = await ask(saveTemplatePage.action, owner.accountId, paths.saveTemplate(jobId), params, { name: "" });
    expect(empty.status).toBe(400);
    const kept = await ask(saveTemplatePage.action, owner.accountId, paths.saveTemplate(jobId), params, {
      name: "Inpatient",
    });
    expect(kept).toMatchObject({ status: 302, location: paths.templates(owner.employerId) });
    const [template] = await templatesOf(owner.accountId, owner.employerId);
    const offered = await ask(newJob.loader, owner.accountId, paths.newJob(), {});
    expect(offered.data).toMatchObject({ employers: [{ templates: [{ name: "Inpatient" }] }] });
    const fields = { deed: "start", template: template!.id };
    const path = paths.templates(owner.employerId);
    const started = await ask(templatesPage.action, owner.accountId, path, { employerId: owner.employerId }, fields);
    expect(started.status).toBe(302);
    expect(started.location).toMatch(/\/edit\/job$/);
  });

  test("what the page does not know is a 400", async () => {
    const { employerId } = owner;
    const odd: Record<string, string>[] = [
      {},
      { deed: "steal" },
      { deed: "start", template: "x" },
      { deed: "delete", template: newId(), seen: "-1" },
    ];
    for (const fields of odd)
      expect(
        (await ask(templatesPage.action, owner.accountId, paths.templates(employerId), { employerId }, fields)).status,
      ).toBe(400);
  });
});

describe("an earlier job is duplicated", () => {
  test("by a colleague as well, into a draft that is nobody else's", async () => {
    const copy = await duplicateJob(db(), colleague, jobId);
    expect(await readForm(db(), copy)).toEqual(await readForm(db(), jobId));
    const answer = await ask(job.action, colleague, paths.deskJob(jobId), { jobId }, { deed: "duplicate" });
    expect(answer.location).toMatch(/\/edit\/job$/);
  });

  test("from any state, with what it said last", async () => {
    await grantOne();
    await submitDraft(db(), owner.accountId, jobId, "credit");
    expect(await readForm(db(), await duplicateJob(db(), owner.accountId, jobId))).toMatchObject({
      title: aFullForm().title,
    });
  });
});
