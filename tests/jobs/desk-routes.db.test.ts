import { beforeAll, describe, expect, test } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { readForm, startDraft } from "~/jobs/start-draft.server.ts";
import { showDraft } from "~/jobs/show-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type OrderId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as billing from "~/routes/employer/billing.tsx";
import * as checkout from "~/routes/employer/checkout.tsx";
import * as desk from "~/routes/employer/desk.tsx";
import * as editJob from "~/routes/employer/edit-job.tsx";
import * as job from "~/routes/employer/job.tsx";
import * as newJob from "~/routes/employer/new-job.tsx";
import * as order from "~/routes/employer/order.tsx";
import * as organization from "~/routes/employer/organization.tsx";
import * as receipt from "~/routes/employer/receipt.tsx";
import { jobOf, openPack, ordersOf, payOn, startBilling } from "#tests/billing/board.ts";
import { createEmployer } from "#tests/support/employers.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { ask, type Handler } from "#tests/support/ask-route.ts";
import { aFullForm } from "./post-form-factory.ts";

const board = startBilling();

async function anOwner() {
  const accountId = await anAccount();
  const input = { name: `Lakemont ${newId().slice(-6)}`, website: null, about: "" };
  const employerId = await createEmployer(database(), accountId, input);
  return { accountId, employerId };
}

const orderById = (id: OrderId) =>
  database().selectFrom("order").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

let owner: { accountId: AccountId; employerId: EmployerId };
let stranger: AccountId;
let jobId: JobId;
let orderId: OrderId;
beforeAll(async () => {
  owner = await anOwner();
  stranger = (await anOwner()).accountId;
  jobId = await startDraft(database(), { ...owner, form: aFullForm() });
  await submitDraft(database(), owner.accountId, jobId);
  orderId = (await ordersOf({ jobId }))[0]!.id;
});

describe("what is another employer's is a 404, like what does not exist", () => {
  const loaders: [string, Handler, () => string, () => Record<string, string>][] = [
    [
      "organization",
      organization.loader,
      () => paths.editEmployer(owner.employerId),
      () => ({ employerId: owner.employerId }),
    ],
    ["job", job.loader, () => paths.deskJob(jobId), () => ({ jobId })],
    ["edit-job", editJob.loader, () => paths.editJob(jobId, "pay"), () => ({ jobId, step: "pay" })],
    ["checkout", checkout.loader, () => paths.checkoutReturn(jobId, orderId), () => ({ jobId })],
    ["order", order.loader, () => paths.order(orderId), () => ({ orderId })],
    ["billing", billing.loader, () => paths.billing(owner.employerId), () => ({ employerId: owner.employerId })],
    ["desk of that employer", desk.loader, () => paths.desk({ employer: owner.employerId }), () => ({})],
  ];
  test.each(loaders)("%s", async (_, loader, path, params) => {
    expect((await ask(loader, stranger, path(), params())).status).toBe(404);
    expect((await ask(loader, owner.accountId, path(), params())).status).toBe(200);
  });

  test("and no action of a stranger's changes anything", async () => {
    const before = [await jobOf({ jobId }), await readForm(database(), jobId)];
    const post = (handler: Handler, path: string, params: Record<string, string>, fields: Record<string, string>) =>
      ask(handler, stranger, path, params, fields);
    for (const step of ["job", "pay", "who", "work", "apply"])
      for (const go of ["next", "autosave", "stay"])
        expect(
          (await post(editJob.action, paths.editJob(jobId, step), { jobId, step }, { go, title: "Mine now" })).status,
        ).toBe(404);
    const review = paths.editJob(jobId, "review");
    expect((await post(editJob.action, review, { jobId, step: "review" }, { go: "submit" })).status).toBe(404);
    const deeds = ["withdraw", "fill", "close", "delete", "duplicate", "confirm", "withdraw-edit", "discard-edit"];
    const purchases = ["feature", "renew", "renew-credit", "extend", "extend-credit", "extend-plan"];
    for (const deed of [...deeds, ...purchases])
      expect((await post(job.action, paths.deskJob(jobId), { jobId }, { deed, price: "1" })).status).toBe(404);
    const { employerId } = owner;
    expect(
      (await post(organization.action, paths.editEmployer(employerId), { employerId }, { name: "Mine now" })).status,
    ).toBe(404);
    const wish = { deed: "buy", plan: "pack-5", seen: "89500" };
    expect((await post(billing.action, paths.billing(employerId), { employerId }, wish)).status).toBe(404);
    expect((await post(order.action, paths.order(orderId), { orderId }, {})).status).toBe(404);
    expect((await post(newJob.action, paths.newJob(), {}, { employer: employerId, title: "x" })).status).toBe(404);
    expect([await jobOf({ jobId }), await readForm(database(), jobId)]).toEqual(before);
  });

  test("a receipt is there once something was paid, and for nobody else", async () => {
    expect((await ask(receipt.loader, owner.accountId, paths.receipt(orderId), { orderId })).status).toBe(404);
    const { orderId: paid } = await openPack(owner);
    await payOn((await orderById(paid)).checkout_url);
    const path = paths.receipt(paid);
    expect((await ask(order.loader, owner.accountId, paths.order(paid), { orderId: paid })).status).toBe(200);
    expect((await ask(receipt.loader, owner.accountId, path, { orderId: paid })).status).toBe(200);
    expect((await ask(receipt.loader, stranger, path, { orderId: paid })).status).toBe(404);
  });

  test("what the billing page is asked and does not know is a 400, a price that changed a 409", async () => {
    const { employerId } = owner;
    const buy = (fields: Record<string, string>) =>
      ask(billing.action, owner.accountId, paths.billing(employerId), { employerId }, fields);
    expect((await buy({ deed: "buy", plan: "pack-5" })).status).toBe(400);
    expect((await buy({ deed: "steal", plan: "pack-5", seen: "1" })).status).toBe(400);
    expect((await buy({ deed: "buy", plan: "pack-5", seen: "100" })).status).toBe(409);
  });

  test("an order of another job is no answer to this one's return page", async () => {
    const other = await startDraft(database(), { ...owner, form: aFullForm() });
    const path = paths.checkoutReturn(other, orderId);
    expect((await ask(checkout.loader, owner.accountId, path, { jobId: other })).status).toBe(404);
  });
});

describe("the edit page", () => {
  const post = async (id: JobId, step: string, fields: Record<string, string>) =>
    ask(editJob.action, owner.accountId, paths.editJob(id, step), { jobId: id, step }, fields);
  const draftOf = (form = aFullForm()) => startDraft(database(), { ...owner, form });

  test("saves a step and goes on where it is right", async () => {
    const id = await draftOf();
    const { pay: seen } = (await showDraft(database(), owner.accountId, id))!.marks;
    const fields = { go: "next", seen, tab: "a", payMin: "30", payMax: "40", payUnit: "hour" };
    expect(await post(id, "pay", fields)).toMatchObject({ status: 302, location: paths.editJob(id, "who") });
  });

  test("answers what is wrong with 400, with what was typed, and has saved it", async () => {
    const id = await draftOf();
    const { pay: seen } = (await showDraft(database(), owner.accountId, id))!.marks;
    const answer = await post(id, "pay", { go: "next", seen, tab: "a", payMin: "lots" });
    expect(answer).toMatchObject({ status: 400, data: { form: { payMin: "lots" } } });
    expect(Object.keys(answer.data?.errors as object)).toEqual(["payUnit", "payMin", "payMax"]);
    expect(await readForm(database(), id)).toMatchObject({ payMin: "lots" });
  });

  test("answers a stale tab with 409: what changed, and what was typed", async () => {
    const id = await draftOf();
    const { pay: seen } = (await showDraft(database(), owner.accountId, id))!.marks;
    await post(id, "pay", { go: "autosave", seen, tab: "a", seq: "1", payMin: "50" });
    const answer = await post(id, "pay", { go: "next", seen, tab: "b", seq: "1", payMin: "45" });
    expect(answer).toMatchObject({ status: 409, data: { form: { payMin: "45" } } });
    expect(answer.data?.conflict).toMatchObject({ changes: [{ field: "Least", theirs: "50", yours: "45" }] });
    expect(await readForm(database(), id)).toMatchObject({ payMin: "50" });
  });

  test("a builder button saves what was typed beside it and leads to the new row", async () => {
    const id = await draftOf();
    const { who: seen } = (await showDraft(database(), owner.accountId, id))!.marks;
    const fields = { op: "add:experience", seen, tab: "a", "groups[0].add": "rhit", apprentice: "no" };
    const { location } = await post(id, "who", fields);
    expect(location).toBe(`${paths.editJob(id, "who")}#experience-0-years`);
    expect(await readForm(database(), id)).toMatchObject({ groups: [{ codes: ["rhit"] }], experience: [{ id: "1" }] });
  });

  test("a job that is past writing leads to its page on the desk, and a post to it changes nothing", async () => {
    const id = await draftOf();
    await database().updateTable("job").set({ state: "closed" }).where("id", "=", id).execute();
    const loaded = await ask(editJob.loader, owner.accountId, paths.editJob(id, "pay"), { jobId: id, step: "pay" });
    expect(loaded).toMatchObject({ status: 302, location: paths.deskJob(id) });
    expect(await post(id, "pay", { go: "next", payMin: "1" })).toMatchObject({ status: 409 });
    await database().deleteFrom("job").where("id", "=", id).execute();
  });

  test("an unknown step is no page", async () => {
    const path = paths.editJob(jobId, "nonsense");
    expect((await ask(editJob.loader, owner.accountId, path, { jobId, step: "nonsense" })).status).toBe(404);
  });
});

describe("what is paid for one job", () => {
  const review = (id: JobId, fields: Record<string, string>) =>
    ask(editJob.action, owner.accountId, paths.editJob(id, "review"), { jobId: id, step: "review" }, fields);
  const desk = (id: JobId, fields: Record<string, string>) =>
    ask(job.action, owner.accountId, paths.deskJob(id), { jobId: id }, fields);
  const open = (id: JobId) => ask(job.loader, owner.accountId, paths.deskJob(id), { jobId: id });
  const back = (id: JobId) => ask(checkout.loader, owner.accountId, paths.checkoutReturn(id), { jobId: id });

  /** A draft submitted at the price that its page shows. @returns its id and Stripe's address. */
  async function submitted() {
    const id = await startDraft(database(), { ...owner, form: aFullForm() });
    const loaded = await ask(editJob.loader, owner.accountId, paths.editJob(id, "review"), {
      jobId: id,
      step: "review",
    });
    const { priceCents } = loaded.data!.draft as { priceCents: number };
    const { location } = await review(id, { go: "submit", price: String(priceCents) });
    return { id, url: location };
  }

  test("a price that changed since the page was opened is said with 409: nothing is ordered, the draft stays", async () => {
    const id = await startDraft(database(), { ...owner, form: aFullForm() });
    const answer = await review(id, { go: "submit", price: "14900" });
    expect(answer).toMatchObject({
      status: 409,
      data: {
        formError: "Single post costs $199 by now: the price changed since you opened this page. Nothing was charged.",
      },
    });
    expect(await ordersOf({ jobId: id })).toEqual([]);
    expect(await readForm(database(), id)).toEqual(aFullForm());
    expect(await review(id, { go: "submit", price: "19900" })).toMatchObject({
      status: 302,
      location: expect.stringContaining("/c/pay/") as string,
    });
  });

  test("a live job is featured at the price that was shown", async () => {
    const { id, url } = await submitted();
    await payOn(url);
    await back(id);
    await board.decide({ ...owner, jobId: id, revisionId: (await jobOf({ jobId: id })).pending_revision_id! });
    const { feature } = (await open(id)).data as { feature: { cents: number } };
    expect(await desk(id, { deed: "feature", price: "100" })).toMatchObject({ status: 409 });
    expect(await desk(id, { deed: "feature" })).toMatchObject({ status: 400 });
    const { location } = await desk(id, { deed: "feature", price: String(feature.cents) });
    await payOn(location);
    const bought = (await ordersOf({ jobId: id })).at(-1)!;
    const page = await ask(order.loader, owner.accountId, paths.order(bought.id), { orderId: bought.id });
    expect(page.data).toMatchObject({ state: "captured", receipt: true });
    expect((await open(id)).data).toMatchObject({
      feature: undefined,
      job: { featuredUntil: expect.any(Date) as Date },
    });
  });

  test("an expired job is renewed at the price that was shown, also from the page that it was left for", async () => {
    const { id, url } = await submitted();
    await payOn(url);
    await back(id);
    await board.decide({ ...owner, jobId: id, revisionId: (await jobOf({ jobId: id })).pending_revision_id! });
    await transact(database(), (trx) => endJob(trx, id, "expired", system));
    expect(await desk(id, { deed: "renew", price: "100" })).toMatchObject({ status: 409 });
    const { location } = await desk(id, { deed: "renew", price: "19900" });
    const left = await ask(checkout.loader, owner.accountId, `${paths.checkoutReturn(id)}?left=1`, { jobId: id });
    expect(left.data).toMatchObject({ title: "You left before paying", again: true, renewal: true, seenCents: 19_900 });
    await payOn(location);
    expect((await back(id)).data).toMatchObject({ title: "Submitted for review" });
  });

  test("a draft whose payment page is open cannot be deleted, so the way back from Stripe says what happened", async () => {
    const { id, url } = await submitted();
    expect(await desk(id, { deed: "delete" })).toMatchObject({
      status: 409,
      data: { refused: "This job was submitted before, so its history stays. Leave it as a draft." },
    });
    await payOn(url);
    expect((await back(id)).data).toMatchObject({ title: "Submitted for review" });
  });
});
