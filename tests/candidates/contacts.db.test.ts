import { afterEach, describe, expect, it } from "vitest";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anUpload } from "#tests/support/application-factories.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";
import { requestAs } from "#tests/support/accounts.ts";
import { answerContact, blockContact } from "~/candidates/answer-contact.server.ts";
import { everybody } from "~/candidates/candidate-filter.ts";
import { candidateTasks } from "~/candidates/candidate.tasks.server.tsx";
import { MOST_RECEIVED, MOST_SENT, WAIT_DAYS } from "~/candidates/contact.ts";
import { contactCandidate } from "~/candidates/contact-candidate.server.ts";
import { findCandidates } from "~/candidates/find-candidates.server.ts";
import { listSentContacts } from "~/candidates/list-contacts.server.ts";
import { showCandidate } from "~/candidates/show-candidate.server.ts";
import { sweepCandidates } from "~/candidates/sweep-candidates.server.ts";
import { eraseOldApplications } from "~/applications/erase-applications.server.ts";
import { forgetResume, storeUpload } from "~/applications/kept/keep-for-next-time.server.ts";
import { readFile } from "~/applications/read-file.server.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import { listAudit } from "~/audit/list-audit.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type ApplicationId, type ContactId, type JobId } from "~/platform/ids.ts";
import { blockEmployer, saveVisibility } from "~/profiles/edit-profile.server.ts";
import { action as post, loader as open } from "~/routes/employer/candidate.tsx";
import { loader as search } from "~/routes/employer/candidates.tsx";
import { loader as sent } from "~/routes/employer/contacts.tsx";
import { action as answer, loader as read } from "~/routes/profiles/contact.tsx";
import { loader as looks } from "~/routes/profiles/looks.tsx";
import { aPerson, aSearcher, endPlan, givePlan, knownAs, MESSAGE, verify, type Searcher } from "./candidates.ts";

afterEach(() => freezeClock());
const db = () => database();
type Page = Record<string, unknown>;

async function write(searcher: Searcher, accountId: AccountId, jobId: JobId = searcher.jobId, message = MESSAGE) {
  const candidateId = await knownAs(searcher, accountId);
  return contactCandidate(db(), searcher, { candidateId, jobId, message });
}
const contactsWith = (accountId: AccountId) =>
  db().selectFrom("candidate_contact").selectAll().where("account_id", "=", accountId).execute();
const erasedAt = async (id: ApplicationId) =>
  (await db().selectFrom("application").select("erased_at").where("id", "=", id).executeTakeFirstOrThrow()).erased_at;
async function openPage(searcher: Searcher, accountId: AccountId, id?: string) {
  const candidateId = id ?? (await knownAs(searcher, accountId));
  const params = { employerId: searcher.employerId, candidateId };
  return ask(
    open,
    searcher.accountId,
    `/employer/organizations/${searcher.employerId}/candidates/${candidateId}`,
    params,
  );
}
const page = (searcher: Searcher, query = "") =>
  ask(search, searcher.accountId, `/employer/organizations/${searcher.employerId}/candidates${query}`, {
    employerId: searcher.employerId,
  });
const own = (accountId: AccountId, contactId: ContactId) =>
  ask(read, accountId, `/profile/contacts/${contactId}`, { contactId });
async function mailsOf(kind: "candidate.contact-mail" | "candidate.answer-mail", contactId: ContactId) {
  const rows = await db().selectFrom("task").select("payload").where("kind", "=", kind).execute();
  return rows.filter(({ payload }) => payload.includes(contactId)).length;
}

describe("the page of candidates", () => {
  it("explains itself to an organization without proof or plan, and shows nobody", async () => {
    await aPerson();
    const searcher = await aSearcher();
    await endPlan(searcher.employerId);
    expect((await page(searcher)).data).toMatchObject({ gate: { verified: true, plan: false }, page: null });
    await givePlan(searcher);
    await verify(searcher.employerId, false);
    expect((await page(searcher)).data).toMatchObject({ gate: { verified: false, plan: true }, page: null });
    const accountId = await aPerson();
    expect(await openPage(searcher, accountId)).toMatchObject({ status: 302 });
    await verify(searcher.employerId);
    expect((await page(searcher)).data).toMatchObject({ gate: { open: true }, page: { first: true } });
  });

  it("shows nothing that names a person or a number of a credential", async () => {
    const accountId = await aPerson();
    const { email, name } = await db()
      .selectFrom("account")
      .select(["email", "name"])
      .where("id", "=", accountId)
      .executeTakeFirstOrThrow();
    await db()
      .updateTable("profile_credential")
      .set({ number: "01438826", expires_on: "2020-02-03" })
      .where("account_id", "=", accountId)
      .execute();
    const searcher = await aSearcher();
    const shown = JSON.stringify([
      (await page(searcher, "?ehr=epic")).data,
      (await page(searcher, `?job=${searcher.jobId}&near=1`)).data,
      (await openPage(searcher, accountId)).data,
    ]);
    expect(shown).toContain("ED facility");
    for (const secret of [email, name, accountId, "01438826", "2020-02-03", "February 3, 2020"])
      expect(shown).not.toContain(secret);
  });

  it("answers nonsense in its address as if it were not there", async () => {
    const searcher = await aSearcher();
    const query = "?credential=%27%20or%201%3D1&years=-3&pay=%00&after=1.2.x&home=zz&job=nothing";
    expect((await page(searcher, query)).data).toMatchObject({ page: { fields: [] } });
    expect(await page(searcher, `?job=${newId()}`)).toMatchObject({ status: 404 });
  });
});

describe("a person who may not be found", () => {
  const ways: [string, (accountId: AccountId, searcher: Searcher) => Promise<unknown>][] = [
    ["hides", (accountId) => saveVisibility(db(), { accountId, seen: null }, "hidden")],
    [
      "shows themselves only to whom they apply",
      (accountId) => saveVisibility(db(), { accountId, seen: null }, "applied"),
    ],
    ["blocks the employer", (accountId, { employerId }) => blockEmployer(db(), { accountId, seen: null }, employerId)],
    [
      "is suspended",
      (accountId) => db().updateTable("account").set({ suspended_at: now() }).where("id", "=", accountId).execute(),
    ],
  ];
  it.each(ways)("who %s is gone at once: from searches, counts, their page and the form", async (_way, hide) => {
    const searcher = await aSearcher();
    const [accountId] = [await aPerson(), await aPerson()];
    const id = await knownAs(searcher, accountId);
    const before = (await findCandidates(db(), searcher.employerId, everybody))!;
    expect((await openPage(searcher, accountId, id)).status).toBe(200);
    await hide(accountId, searcher);
    const after = (await findCandidates(db(), searcher.employerId, everybody))!;
    expect(after.total).toBe(before.total - 1);
    expect(after.counts!.ehr.epic).toBe(before.counts!.ehr.epic! - 1);
    expect(after.cards.map((card) => card.id)).not.toContain(id);
    // What an id that never was gets.
    const nobody = await openPage(searcher, accountId, newId());
    expect(await openPage(searcher, accountId, id)).toEqual(nobody);
    const params = { employerId: searcher.employerId, candidateId: id };
    const fields = { job: searcher.jobId, message: MESSAGE };
    const posted = await ask(post, searcher.accountId, "/x", params, fields);
    expect(posted).toEqual(await ask(post, searcher.accountId, "/x", { ...params, candidateId: newId() }, fields));
    expect(posted.status).toBe(404);
    expect(await contactsWith(accountId)).toEqual([]);
  });

  it("is known by another id to each employer, and by none to who guesses", async () => {
    const [one, other] = [await aSearcher(), await aSearcher()];
    const accountId = await aPerson();
    const id = await knownAs(one, accountId);
    expect(await knownAs(other, accountId)).not.toBe(id);
    expect((await openPage(other, accountId, id)).status).toBe(404);
    expect((await openPage(other, accountId, accountId)).status).toBe(404);
  });
});

describe("a message to a candidate", () => {
  it("reaches the person by mail and on the board, with who wrote and about which job", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    expect(await mailsOf("candidate.contact-mail", contactId)).toBe(1);
    const { data } = await own(accountId, contactId);
    expect(data).toMatchObject({
      contact: { state: "sent", message: MESSAGE, senderName: "Dana Whitlock" },
      open: true,
      warnings: [],
    });
    const audit = await listAudit(db(), { kind: "employer", id: searcher.employerId });
    expect(audit.find(({ action }) => action === "candidate.contact")?.detail).toEqual({
      contact: contactId,
      job: searcher.jobId,
    });
  });

  it("is nobody else's to read or answer", async () => {
    const contactId = await write(await aSearcher(), await aPerson());
    const stranger = await anAccount();
    expect((await own(stranger, contactId)).status).toBe(404);
    expect((await ask(answer, stranger, "/x", { contactId }, { intent: "yes" })).status).toBe(404);
    expect((await ask(answer, stranger, "/x", { contactId: newId() }, { intent: "yes" })).status).toBe(404);
  });

  it("is about a listed job of the organization's own, once", async () => {
    const [searcher, other] = [await aSearcher(), await aSearcher()];
    const accountId = await aPerson();
    await expect(write(searcher, accountId, other.jobId)).rejects.toMatchObject({ code: "invalid", field: "job" });
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "yes", resume: null });
    await expect(write(searcher, accountId)).rejects.toThrow(/about this job already/);
    await write(searcher, accountId, (await aLiveJob(searcher.employerId)).jobId);
    expect(await contactsWith(accountId)).toHaveLength(2);
  });

  it("is followed by no other before it is answered, or two weeks have passed", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const { jobId } = await aLiveJob(searcher.employerId);
    freezeClock(later(now(), -(WAIT_DAYS - 1) * DAY));
    await write(searcher, accountId);
    freezeClock();
    await expect(write(searcher, accountId, jobId)).rejects.toThrow(/not answered/);
    await db()
      .updateTable("candidate_contact")
      .set({ created_at: later(now(), -(WAIT_DAYS + 1) * DAY) })
      .where("account_id", "=", accountId)
      .execute();
    await write(searcher, accountId, jobId);
  });

  it("never comes again after a no, whatever the job", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "no", resume: null });
    const { jobId } = await aLiveJob(searcher.employerId);
    await expect(write(searcher, accountId, jobId)).rejects.toThrow(/said no/);
  });

  it("is one of so many a day of an organization, and of all to one person", async () => {
    const searcher = await aSearcher();
    for (let count = 0; count < MOST_SENT; count++) await write(searcher, await aPerson());
    await expect(write(searcher, await aPerson())).rejects.toMatchObject({ code: "too-many" });
    const accountId = await aPerson();
    for (let count = 0; count < MOST_RECEIVED; count++) await write(await aSearcher(), accountId);
    await expect(write(await aSearcher(), accountId)).rejects.toMatchObject({ code: "too-many" });
    expect(await contactsWith(accountId)).toHaveLength(MOST_RECEIVED);
  });

  it("that reads as a fraud warns who writes, goes on their word, and warns who reads", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const params = { employerId: searcher.employerId, candidateId: await knownAs(searcher, accountId) };
    const message =
      "You are hired. We send you a check to buy your equipment; deposit it and wire the rest to our vendor.";
    const fields = { job: searcher.jobId, message };
    const refused = await ask(post, searcher.accountId, "/x", params, fields);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.data)).toContain("reads as a fraud does");
    expect(await contactsWith(accountId)).toEqual([]);
    expect(await ask(post, searcher.accountId, "/x", params, { ...fields, sure: "on" })).toMatchObject({ status: 302 });
    const [contact] = await contactsWith(accountId);
    expect(((await own(accountId, contact!.id)).data as { warnings: string[] }).warnings).not.toEqual([]);
  });

  it.each([
    ["short", { message: "Call me." }, "message"],
    ["long", { message: "x".repeat(2_001) }, "message"],
    ["about no job", { job: "", message: MESSAGE }, "job"],
  ])("that is too %s is refused beside its field, with what was typed", async (_what, fields, field) => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const params = { employerId: searcher.employerId, candidateId: await knownAs(searcher, accountId) };
    const refused = await ask(post, searcher.accountId, "/x", params, { job: searcher.jobId, ...fields });
    expect(refused.status).toBe(400);
    const { error, initialValue } = (refused.data as { lastResult: { error: Page; initialValue: Page } }).lastResult;
    expect(error[field]).toHaveLength(1);
    expect(initialValue).toMatchObject({ message: fields.message });
  });

  it("cannot be written without a plan or proof, or by who is no member", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    await endPlan(searcher.employerId);
    await expect(write(searcher, accountId)).rejects.toMatchObject({ code: "conflict" });
    await givePlan(searcher);
    await verify(searcher.employerId, false);
    await expect(write(searcher, accountId)).rejects.toMatchObject({ code: "conflict" });
    await verify(searcher.employerId);
    const stranger = { ...searcher, accountId: await anAccount() };
    await expect(write(stranger, accountId)).rejects.toMatchObject({ code: "not-found" });
    expect(await contactsWith(accountId)).toEqual([]);
  });
});

describe("an answer", () => {
  const shared = async (searcher: Searcher) => (await listSentContacts(db(), searcher.employerId)).contacts[0]!.shared;

  it("of yes shares name, address and the chosen résumé, and tells who wrote", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const { jobId } = await aLiveJob((await aSearcher()).employerId);
    const { fileId } = await anApplication(jobId, { accountId });
    const contactId = await write(searcher, accountId);
    expect(await shared(searcher)).toBeNull();
    expect(await readFile(db(), searcher.accountId, fileId)).toBeUndefined();
    const posted = await ask(answer, accountId, "/x", { contactId }, { intent: "yes", resume: fileId });
    expect(posted.status).toBe(302);
    expect(await shared(searcher)).toMatchObject({ name: "Ruth Adeyemi", file: { id: fileId } });
    expect(await readFile(db(), searcher.accountId, fileId)).toBeDefined();
    expect(await mailsOf("candidate.answer-mail", contactId)).toBe(1);
    await verify(searcher.employerId, false);
    expect(await readFile(db(), searcher.accountId, fileId)).toBeUndefined();
    await verify(searcher.employerId);
    await blockEmployer(db(), { accountId, seen: null }, searcher.employerId);
    expect(await shared(searcher)).toBeNull();
    expect(await readFile(db(), searcher.accountId, fileId)).toBeUndefined();
  });

  it("of yes keeps the résumé for as long as the message, whatever becomes of the application that brought it", async () => {
    freezeClock(later(now(), -800 * DAY));
    const accountId = await aPerson();
    const { applicationId, fileId } = await anApplication((await aLiveJob((await aSearcher()).employerId)).jobId, {
      accountId,
    });
    await db()
      .updateTable("application")
      .set({ state: "declined", updated_at: now() })
      .where("id", "=", applicationId)
      .execute();
    freezeClock();
    const searcher = await aSearcher();
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "yes", resume: fileId });
    await eraseOldApplications(db());
    expect(await erasedAt(applicationId)).not.toBeNull();
    expect(await readFile(db(), searcher.accountId, fileId)).toBeDefined();
    expect(await fileStore().get(fileId)).not.toBeNull();

    freezeClock(later(now(), 366 * DAY));
    await sweepCandidates(db());
    for (const reader of [searcher.accountId, accountId]) expect(await readFile(db(), reader, fileId)).toBeUndefined();
    await eraseOldApplications(db());
    expect(await fileStore().get(fileId)).toBeNull();
  });

  it("of yes keeps a stored résumé that its person forgets; with the message it goes, bytes and all", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const { id: fileId } = await anUpload(accountId);
    await storeUpload(db(), accountId, fileId);
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "yes", resume: fileId });
    await forgetResume(db(), accountId);
    expect(await readFile(db(), searcher.accountId, fileId)).toBeDefined();
    freezeClock(later(now(), 366 * DAY));
    await sweepCandidates(db());
    freezeClock(later(now(), DAY));
    await sweepUploads(db());
    expect(await db().selectFrom("file").select("id").where("id", "=", fileId).execute()).toEqual([]);
    expect(await fileStore().get(fileId)).toBeNull();
  });

  it("of yes shares no résumé but the person's own", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const { fileId } = await anApplication((await aLiveJob((await aSearcher()).employerId)).jobId);
    const contactId = await write(searcher, accountId);
    const given = { contactId, answer: "yes" as const, resume: fileId };
    await expect(answerContact(db(), accountId, given)).rejects.toMatchObject({ field: "resume" });
    expect(await contactsWith(accountId)).toMatchObject([{ state: "sent" }]);
  });

  it("of no shares nothing, and is given once", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "no", resume: null });
    expect(await shared(searcher)).toBeNull();
    expect(await mailsOf("candidate.answer-mail", contactId)).toBe(0);
    await expect(answerContact(db(), accountId, { contactId, answer: "yes", resume: null })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it.each<[string, (searcher: Searcher) => Promise<unknown>]>([
    ["whose plan ended", ({ employerId }) => endPlan(employerId)],
    ["that is not verified any more", ({ employerId }) => verify(employerId, false)],
    [
      "that is banned",
      ({ employerId }) => db().updateTable("employer").set({ banned_at: now() }).where("id", "=", employerId).execute(),
    ],
  ])("of yes reaches no employer %s; no is always heard", async (_who, stop) => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    await stop(searcher);
    expect((await own(accountId, contactId)).data).toMatchObject({ open: false });
    await expect(answerContact(db(), accountId, { contactId, answer: "yes", resume: null })).rejects.toMatchObject({
      code: "conflict",
    });
    await answerContact(db(), accountId, { contactId, answer: "no", resume: null });
    expect(await contactsWith(accountId)).toMatchObject([{ state: "no" }]);
  });

  it("that blocks says no, keeps the employer away, and reports it if asked to", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    const request = await requestAs(accountId, "/x", {
      method: "POST",
      body: new URLSearchParams({ intent: "block", report: "on", body: "They ask for money to apply." }),
    });
    expect(await answerTo(answer, request, { contactId })).toMatchObject({ status: 302 });
    expect(await contactsWith(accountId)).toMatchObject([{ state: "no" }]);
    expect((await openPage(searcher, accountId)).status).toBe(404);
    const reports = await db().selectFrom("report").select("body").where("account_id", "=", accountId).execute();
    expect(reports).toEqual([{ body: "They ask for money to apply." }]);
    // Once more is what it is already.
    await blockContact(db(), accountId, contactId);
  });
});

describe("who looked", () => {
  it("is told by day, searches and openings apart, and each of a day in one line", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    freezeClock(later(now(), -2 * DAY));
    const id = await knownAs(searcher, accountId);
    freezeClock();
    await knownAs(searcher, accountId);
    await openPage(searcher, accountId, id);
    await openPage(searcher, accountId, id);
    const { data } = await ask(looks, accountId, "/profile/looks", {});
    expect((data as { looks: { looks: Page[] } }).looks.looks).toMatchObject([
      { appeared: 1, opened: 2 },
      { appeared: 1, opened: 0 },
    ]);
    const other = await ask(looks, await aPerson(), "/profile/looks", {});
    expect((other.data as { looks: { looks: Page[] } }).looks.looks).toEqual([]);
  });

  it("is forgotten after its time, with the words of messages; a no is not", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    freezeClock(later(now(), -366 * DAY));
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "no", resume: null });
    freezeClock();
    expect(await sweepCandidates(db())).toMatchObject({ looks: 1, contacts: 1 });
    expect(await contactsWith(accountId)).toMatchObject([{ message: null, state: "no", erased_at: expect.any(Date) }]);
    await expect(write(searcher, accountId, (await aLiveJob(searcher.employerId)).jobId)).rejects.toThrow(/said no/);
    expect((await own(accountId, contactId)).status).toBe(200);
  });
});

describe("mail", () => {
  it("does not go out for who may not write any more, or to who hid", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    await saveVisibility(db(), { accountId, seen: null }, "hidden");
    const taskId = newId<"task">();
    // There is no mail server in this test: to send would throw.
    await candidateTasks["candidate.contact-mail"](db(), { contactId }, taskId);
    await saveVisibility(db(), { accountId, seen: null }, "verified");
    await endPlan(searcher.employerId);
    await candidateTasks["candidate.contact-mail"](db(), { contactId }, taskId);
  });

  it("tells nobody who said yes once the organization may not search, or is kept away", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    const contactId = await write(searcher, accountId);
    await answerContact(db(), accountId, { contactId, answer: "yes", resume: null });
    const mail = () => candidateTasks["candidate.answer-mail"](db(), { contactId }, newId<"task">());
    await expect(mail()).rejects.toThrow("SMTP_URL");
    await endPlan(searcher.employerId);
    await mail();
    await givePlan(searcher);
    await blockEmployer(db(), { accountId, seen: null }, searcher.employerId);
    await mail();
  });
});

describe("the organization's list of messages", () => {
  it("is its members' alone, and shows nobody who did not say yes", async () => {
    const searcher = await aSearcher();
    const accountId = await aPerson();
    await write(searcher, accountId);
    const params = { employerId: searcher.employerId };
    expect((await ask(sent, (await aSearcher()).accountId, "/x", params)).status).toBe(404);
    const { data } = await ask(sent, searcher.accountId, "/x", params);
    expect((data as { contacts: Page[] }).contacts).toMatchObject([{ state: "sent", shared: null }]);
    expect(JSON.stringify(data)).not.toContain("Ruth");
    expect(await showCandidate(db(), searcher.employerId, await knownAs(searcher, accountId), null)).toMatchObject({
      contacts: [{ state: "sent" }],
    });
  });
});
