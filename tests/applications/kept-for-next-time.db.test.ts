import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Account } from "~/accounts/account.ts";
import { askedFields } from "~/applications/asked-questions.server.ts";
import { applyToJob, UPLOAD_GONE } from "~/applications/apply-to-job.server.ts";
import {
  changeAnswer,
  forgetAnswers,
  forgetResume,
  MOST_REMEMBERED,
  rememberAnswers,
  storeUpload,
} from "~/applications/kept/keep-for-next-time.server.ts";
import { findStoredResume, listRemembered } from "~/applications/kept/show-kept.server.ts";
import { questionKey } from "~/applications/kept/question-key.server.ts";
import { recall } from "~/applications/kept/recall.server.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { EmployerId, FileId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as applyRoute from "~/routes/applications/apply.tsx";
import * as keptRoute from "~/routes/applications/kept.tsx";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { answerTo } from "#tests/support/ask-route.ts";
import { accountOf, ADDRESS, aLiveJob, anEmployer, anUpload } from "#tests/support/application-factories.ts";

const db = database();
const asks = (text: string, more: Partial<ScreeningQuestion> = {}): ScreeningQuestion =>
  ({ text, hint: null, required: true, kind: "yes-no", expects: null, ...more }) as ScreeningQuestion;
const ohio = asks("Do you live in Ohio?");
const years = asks("Years of facility coding?", { kind: "number", least: 3, most: null });
const ehr = (choices: string[]) => asks("Which EHR?", { kind: "choice", choices, accepted: [], required: false });

let employerId: EmployerId, seeker: Account;
beforeAll(async () => {
  ({ employerId } = await anEmployer());
});
beforeEach(async () => {
  freezeClock();
  await db.deleteFrom("rate_limit").execute();
  seeker = await accountOf(await anAccount({ name: "Ruth Adeyemi" }));
});

async function apply(
  job: { jobId: JobId; slug: string },
  typed: string[],
  more: { fileId?: FileId; remember?: boolean } = {},
) {
  const shown = (await showJob(db, job.slug))!;
  const names = askedFields(shown.content.questions).map(({ name }) => name);
  const fileId = more.fileId ?? (await anUpload(seeker.id)).id;
  const answers = Object.fromEntries(names.map((name, index) => [name, typed[index] ?? ""]));
  const screening = { revisionId: shown.revisionId, answers };
  const { remember = true } = more;
  const sent = { account: seeker, jobId: job.jobId, letter: "", fileId, clientAddress: ADDRESS, screening, remember };
  return { ...(await applyToJob(db, sent)), fileId };
}
const recalledFor = async (questions: ScreeningQuestion[]) => {
  const asked = askedFields(questions);
  const { answers, ...rest } = await recall(db, seeker.id, asked);
  return { ...rest, answers: asked.map(({ name }) => answers[name]) };
};
const fileRow = (id: FileId) => db.selectFrom("file").selectAll().where("id", "=", id).executeTakeFirst();

describe("what a person asks to keep", () => {
  test("nothing is kept unasked", async () => {
    await apply(await aLiveJob(employerId, { questions: [ohio] }), ["yes"], { remember: false });
    expect(await findStoredResume(db, seeker.id)).toBeUndefined();
    expect(await listRemembered(db, seeker.id)).toEqual([]);
  });

  test("is there for the next job: one click sends the same résumé and the answers to the same questions", async () => {
    const { fileId } = await apply(await aLiveJob(employerId, { questions: [ohio, years] }), ["yes", "4"]);
    const again = asks("do you live  in OHIO");
    expect(await recalledFor([years, again])).toMatchObject({
      ready: true,
      answers: ["4", "yes"],
      resume: { id: fileId },
    });
    const next = await aLiveJob(employerId, { questions: [years, again] });
    const second = await apply(next, ["4", "yes"], { fileId });
    const row = await db
      .selectFrom("application")
      .selectAll()
      .where("id", "=", second.applicationId)
      .executeTakeFirst();
    expect(row).toMatchObject({ resume_file_id: fileId, job_id: next.jobId, name: "Ruth Adeyemi" });
  });

  test("a question of another kind, a new one, and a choice that is offered no more are asked anew", async () => {
    const job = await aLiveJob(employerId, { questions: [years, ehr(["Epic", "Cerner"])] });
    await apply(job, ["4", "Cerner"]);
    expect((await recalledFor([asks(years.text), ehr(["Epic", "Meditech"]), ohio])).answers).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect((await recalledFor([ohio])).ready).toBe(false);
    expect((await recalledFor([ehr(["Epic", "Cerner", "Other"])])).answers).toEqual(["Cerner"]);
    expect((await recalledFor([ehr(["Epic"])])).ready).toBe(true);
  });

  test("a later answer takes the place of an earlier one, and beyond the most the oldest go", async () => {
    await apply(await aLiveJob(employerId, { questions: [years] }), ["4"]);
    freezeClock(later(now(), HOUR));
    await apply(await aLiveJob(employerId, { questions: [years] }), ["5"]);
    expect((await recalledFor([years])).answers).toEqual(["5"]);
    freezeClock(later(now(), HOUR));
    const many = Array.from({ length: MOST_REMEMBERED }, (_, at) => ({
      question: asks(`Question ${at}?`),
      answer: "yes",
    }));
    await transact(db, (trx) => rememberAnswers(trx, seeker.id, many));
    expect(await listRemembered(db, seeker.id)).toHaveLength(MOST_REMEMBERED);
    expect((await recalledFor([years])).answers).toEqual([undefined]);
  });

  test("is each person's own", async () => {
    const { fileId } = await apply(await aLiveJob(employerId, { questions: [ohio] }), ["yes"]);
    const { jobId } = await aLiveJob(employerId);
    const other = await accountOf(await anAccount());
    const sent = { account: other, jobId, letter: "", fileId, clientAddress: ADDRESS };
    await expect(applyToJob(db, sent)).rejects.toThrow(UPLOAD_GONE);
    await forgetAnswers(db, other.id);
    expect(await listRemembered(db, seeker.id)).toHaveLength(1);
  });
});

describe("forgetting", () => {
  test("a résumé that was never sent goes, bytes and all; one that was sent stays with its application", async () => {
    const { id } = await anUpload(seeker.id);
    await storeUpload(db, seeker.id, id);
    const { fileId } = await apply(await aLiveJob(employerId), []);
    expect(await findStoredResume(db, seeker.id)).toMatchObject({ id: fileId });
    await forgetResume(db, seeker.id);
    await forgetResume(db, seeker.id);
    freezeClock(later(now(), HOUR));
    await sweepUploads(db);
    expect(await fileRow(id)).toBeUndefined();
    expect(await fileStore().get(id)).toBeNull();
    expect(await fileRow(fileId)).toMatchObject({ state: "kept" });
    expect(await fileStore().get(fileId)).not.toBeNull();
  });

  test("in one tab while the other applies with it: it is sent, or refused, and never lost", async () => {
    const { id } = await anUpload(seeker.id);
    await storeUpload(db, seeker.id, id);
    const job = await aLiveJob(employerId);
    const [sent] = await Promise.allSettled([
      apply(job, [], { fileId: id, remember: false }),
      forgetResume(db, seeker.id),
    ]);
    freezeClock(later(now(), HOUR));
    await sweepUploads(db);
    if (sent.status === "fulfilled") expect(await fileStore().get(id)).not.toBeNull();
    else expect(await fileRow(id)).toBeUndefined();
    expect(await findStoredResume(db, seeker.id)).toBeUndefined();
  });

  test("a stored résumé that was replaced in another tab is not sent in its place", async () => {
    const [one, two] = [await anUpload(seeker.id), await anUpload(seeker.id)];
    await storeUpload(db, seeker.id, one.id);
    await storeUpload(db, seeker.id, two.id);
    await expect(apply(await aLiveJob(employerId), [], { fileId: one.id })).rejects.toThrow(UPLOAD_GONE);
  });

  test("one answer or all; a changed one is judged as on the form", async () => {
    await apply(await aLiveJob(employerId, { questions: [ohio, years, ehr(["Epic"])] }), ["yes", "4", "Epic"]);
    const [ohioKey, yearsKey] = [questionKey(ohio), questionKey(years)];
    await changeAnswer(db, seeker.id, yearsKey, "5.5");
    await expect(changeAnswer(db, seeker.id, yearsKey, "many")).rejects.toMatchObject({ field: "answer" });
    await expect(changeAnswer(db, seeker.id, questionKey(ehr([])), "Epic")).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(changeAnswer(db, await anAccount(), yearsKey, "1")).rejects.toMatchObject({ code: "not-found" });
    await forgetAnswers(db, seeker.id, ohioKey);
    expect((await recalledFor([ohio, years])).answers).toEqual([undefined, "5.5"]);
    await forgetAnswers(db, seeker.id);
    expect(await listRemembered(db, seeker.id)).toEqual([]);
  });
});

describe("the pages", () => {
  const post = async (route: typeof keptRoute | typeof applyRoute, fields: Record<string, string>, params = {}) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return answerTo(route.action, await requestAs(seeker.id, "/here", { method: "POST", body }), params);
  };

  test("one click sends what the page shows; the form with everything is one link away", async () => {
    const { fileId } = await apply(await aLiveJob(employerId, { questions: [ohio] }), ["yes"]);
    const job = await aLiveJob(employerId, { questions: [ohio] });
    const shown = await answerTo(applyRoute.loader, await requestAs(seeker.id, "/here"), { slug: job.slug });
    expect(shown.data).toMatchObject({ own: { oneClick: true, recalled: { resume: { id: fileId } } } });
    const changed = await answerTo(applyRoute.loader, await requestAs(seeker.id, "/here?change=1"), { slug: job.slug });
    expect(changed.data).toMatchObject({ own: { oneClick: false } });
    const { revisionId } = (await showJob(db, job.slug))!;
    const { name } = askedFields([ohio])[0]!;
    const form = { who: "account", letter: "", revision: revisionId, [name]: "yes", kept: fileId };
    const both = await Promise.all([
      post(applyRoute, form, { slug: job.slug }),
      post(applyRoute, form, { slug: job.slug }),
    ]);
    expect(new Set(both.map(({ location }) => location)).size).toBe(1);
    expect(both[0].location).toMatch(/^\/applications\//);
  });

  test("a file that is none is refused beside its field and takes nothing's place", async () => {
    const { id } = await anUpload(seeker.id);
    await storeUpload(db, seeker.id, id);
    const body = new FormData();
    body.set("intent", "store");
    body.set("resume", new File(["<html>"], "cv.pdf"));
    const answer = await answerTo(keptRoute.action, await requestAs(seeker.id, "/here", { method: "POST", body }), {});
    expect(answer.data).toMatchObject({ lastResult: { error: { resume: [expect.stringMatching(/\w/)] } } });
    expect(await findStoredResume(db, seeker.id)).toMatchObject({ id });
    const none = await post(keptRoute, { intent: "store" });
    expect(none.data).toMatchObject({ lastResult: { error: { resume: [expect.stringMatching(/Choose/)] } } });
  });
});
