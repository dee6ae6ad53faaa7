import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANSWER_LENGTH, type ScreeningQuestion } from "~/jobs/screening.ts";
import { listAnswers, listOwnAnswers } from "~/applications/list-answers.server.ts";
import { askedFields, QUESTIONS_CHANGED } from "~/applications/asked-questions.server.ts";
import { applyToJob } from "~/applications/apply-to-job.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { forPage, showJob } from "~/jobs/show-job.server.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import * as applyRoute from "~/routes/applications/apply.tsx";
import * as applicationRoute from "~/routes/applications/application.tsx";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import {
  accountOf,
  ADDRESS,
  aLiveJob,
  anEmployer,
  anUpload,
  plainContent,
} from "#tests/support/application-factories.ts";

const db = database();
const ohio: ScreeningQuestion = {
  text: "Do you live in Ohio?",
  hint: null,
  required: true,
  kind: "yes-no",
  expects: "yes",
};
const ehr: ScreeningQuestion = {
  text: "Which EHR do you know best?",
  hint: null,
  required: false,
  kind: "choice",
  choices: ["Epic", "Cerner", "Neither"],
  accepted: ["Epic", "Cerner"],
};
const years: ScreeningQuestion = {
  text: "Years of facility coding?",
  hint: null,
  required: true,
  kind: "number",
  least: 3,
  most: null,
};
const why: ScreeningQuestion = { text: "Why this team?", hint: null, required: false, kind: "text" };
const questions = [ohio, ehr, years, why];
const names = askedFields(questions).map(({ name }) => name);
const fieldOf = (question: ScreeningQuestion) => askedFields([question])[0]!.name;

let employerId: EmployerId, jobId: JobId, slug: string, revisionId: RevisionId, seeker: AccountId;

beforeAll(async () => {
  ({ employerId } = await anEmployer());
});
beforeEach(async () => {
  ({ jobId, slug } = await aLiveJob(employerId, { questions }));
  revisionId = await approvedRevision();
  seeker = await anAccount({ name: "Ruth Adeyemi" });
});

async function approvedRevision(): Promise<RevisionId> {
  const row = await db
    .selectFrom("job")
    .select("approved_revision_id")
    .where("id", "=", jobId)
    .executeTakeFirstOrThrow();
  return row.approved_revision_id!;
}

/** A later revision is approved, as by an edit of the live job. */
async function revise(changed: ScreeningQuestion[], title?: string): Promise<void> {
  await transact(db, async (trx) => {
    const id = await insertRevision(
      trx,
      jobId,
      plainContent({ questions: changed, ...(title ? { title } : {}) }),
      null,
    );
    await trx.updateTable("job").set({ approved_revision_id: id }).where("id", "=", jobId).execute();
    jobChanged(trx, jobId);
  });
}

type Answer = { status: number; location: string | null; body: Record<string, unknown> };

/** Posts the apply form as its page does, with a résumé that waits already. */
async function post(typed: Record<string, string>, revision: string = revisionId): Promise<Answer> {
  const { id } = await anUpload(seeker);
  const form = new FormData();
  for (const [name, value] of Object.entries({ letter: "Dear all", revision, ...typed, kept: id }))
    form.set(name, value);
  const request = await requestAs(seeker, `http://localhost:3000/jobs/${slug}/apply`, { method: "POST", body: form });
  const context = { clientAddress: ADDRESS, requestId: "1", nonce: "1" };
  const answer: unknown = await applyRoute.action({ request, params: { slug }, context } as ActionFunctionArgs);
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get("Location"), body: {} };
  const { data, init } = answer as { data: Record<string, unknown>; init: ResponseInit | null };
  return { status: init?.status ?? 200, location: null, body: data };
}
const errorsOf = ({ body }: Answer) => (body.lastResult as { error?: Record<string, string[]> }).error ?? {};
const typedOf = ({ body }: Answer) => (body.lastResult as { initialValue: Record<string, string> }).initialValue;
const sent = ({ location }: Answer) => location!.split("/").at(-1) as ApplicationId;
const good = () => ({ [names[0]!]: "yes", [names[1]!]: "Epic", [names[2]!]: "4.5", [names[3]!]: "Your\r\naudits" });
const written = async () =>
  (await db.selectFrom("application").select("id").where("job_id", "=", jobId).execute()).length;

describe("answers", () => {
  it("are kept with the question as it was asked, and say whether they are what the employer asked for", async () => {
    const answer = await post({ ...good(), [names[2]!]: "2" });
    expect(answer.status).toBe(302);
    expect((await listAnswers(db, [sent(answer)])).get(sent(answer))).toEqual([
      { question: ohio.text, kind: "yes-no", answer: "yes", expected: "Yes", meets: true },
      { question: ehr.text, kind: "choice", answer: "Epic", expected: "Epic or Cerner", meets: true },
      { question: years.text, kind: "number", answer: "2", expected: "at least 3", meets: false },
      { question: why.text, kind: "text", answer: "Your\naudits", expected: null, meets: null },
    ]);
  });

  it("to optional questions may be left out, which is no mark against anybody", async () => {
    const answer = await post({ ...good(), [names[1]!]: "", [names[3]!]: "  " });
    const [, choice, , text] = (await listAnswers(db, [sent(answer)])).get(sent(answer))!;
    expect(choice).toMatchObject({ answer: null, meets: null });
    expect(text).toMatchObject({ answer: null, meets: null });
  });

  it("outside the expectation decline nobody and tell the seeker nothing", async () => {
    const answer = await post({ ...good(), [names[0]!]: "no", [names[1]!]: "Neither", [names[2]!]: "0" });
    expect(answer.status).toBe(302);
    const id = sent(answer);
    const row = await db.selectFrom("application").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    expect(row.state).toBe("received");
    const answers = (await listAnswers(db, [id])).get(id)!;
    expect(answers.filter(({ meets }) => meets === false)).toHaveLength(3);
    const events = await db
      .selectFrom("application_event")
      .select("to_state")
      .where("application_id", "=", id)
      .execute();
    expect(events).toEqual([{ to_state: "received" }]);

    const request = await requestAs(seeker, `http://localhost:3000/applications/${id}`);
    const context = { clientAddress: ADDRESS, requestId: "1", nonce: "1" };
    const page = await applicationRoute.loader({
      request,
      params: { applicationId: id },
      context,
    } as ActionFunctionArgs);
    expect(page.answers).toEqual(await listOwnAnswers(db, id));
    expect(JSON.stringify(page)).not.toMatch(/meets|expect|at least 3/);
  });

  it("that are wrong are refused beside their fields, with everything typed still there and nothing written", async () => {
    const wrong = {
      ...good(),
      [names[0]!]: "",
      [names[1]!]: "Meditech",
      [names[2]!]: "many",
      [names[3]!]: "x".repeat(ANSWER_LENGTH + 1),
    };
    const answer = await post(wrong);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toEqual({
      [names[0]!]: ["Answer yes or no"],
      [names[1]!]: ["Choose one of the answers"],
      [names[2]!]: ["Write a number, such as 3 or 2.5. You typed “many”."],
      [names[3]!]: ["Use at most 2,000 characters"],
    });
    expect(typedOf(answer)).toMatchObject({ letter: "Dear all", [names[1]!]: "Meditech", [names[2]!]: "many" });
    expect(await written()).toBe(0);
  });

  it("read right after a later revision asks otherwise", async () => {
    const answer = await post(good());
    await revise([{ ...ohio, text: "Do you live in Kentucky?" }]);
    expect((await listOwnAnswers(db, sent(answer))).map(({ question }) => question)).toEqual(
      questions.map(({ text }) => text),
    );
  });
});

describe("questions that changed while the page was open", () => {
  it("are said so; what was typed stays with its question and nothing is written", async () => {
    const kentucky = { ...ohio, text: "Do you live in Kentucky?" };
    await revise([years, kentucky, why]);
    const answer = await post(good());
    expect(answer.status).toBe(409);
    expect(answer.body.gone).toEqual([
      { question: ohio.text, answer: "Yes" },
      { question: ehr.text, answer: "Epic" },
    ]);
    expect(errorsOf(answer)).toEqual({ [fieldOf(kentucky)]: ["Answer yes or no"] });
    expect(typedOf(answer)).toMatchObject({
      letter: "Dear all",
      [fieldOf(years)]: "4.5",
      [fieldOf(why)]: "Your\r\naudits",
    });
    expect(await written()).toBe(0);

    const again = await post({ ...good(), [fieldOf(kentucky)]: "no" }, await approvedRevision());
    expect(again.status).toBe(302);
  });

  it("are noticed also where every answer would fit the new ones", async () => {
    await revise([ohio, ehr, years]);
    const answer = await post(good());
    expect(answer.status).toBe(409);
    expect(answer.body.gone).toEqual([{ question: why.text, answer: "Your\r\naudits" }]);
    expect(await written()).toBe(0);
  });

  it("are those that hold under the job's lock, whatever the page made of them", async () => {
    const { id: fileId } = await anUpload(seeker);
    const screening = { revisionId, answers: good() };
    await revise([why]);
    const account = await accountOf(seeker);
    await expect(
      applyToJob(db, { account, jobId, letter: "", fileId, clientAddress: ADDRESS, screening }),
    ).rejects.toMatchObject({ code: "conflict", message: QUESTIONS_CHANGED });
    expect(await written()).toBe(0);
  });

  it("are not news when only other words of the job, or what is expected, changed", async () => {
    await revise([ohio, ehr, { ...years, least: 5 }, why], "Facility Coder III");
    const answer = await post(good());
    expect(answer.status).toBe(302);
    const [, , third] = (await listAnswers(db, [sent(answer)])).get(sent(answer))!;
    expect(third).toMatchObject({ expected: "at least 5", meets: false });
  });

  it("cannot be passed over by a form that names another job's revision, or none", async () => {
    const other = await aLiveJob(employerId);
    const row = await db
      .selectFrom("job")
      .select("approved_revision_id")
      .where("id", "=", other.jobId)
      .executeTakeFirstOrThrow();
    for (const revision of [row.approved_revision_id!, "", "nonsense"])
      expect((await post(good(), revision)).status).toBe(409);
    expect(await written()).toBe(0);
  });
});

describe("a seeker's pages", () => {
  it("get the questions without what is expected of them", async () => {
    const request = await requestAs(seeker, `http://localhost:3000/jobs/${slug}/apply`);
    const context = { clientAddress: ADDRESS, requestId: "1", nonce: "1" };
    const answer = await applyRoute.loader({ request, params: { slug }, context } as ActionFunctionArgs);
    expect(answer.data.asked.map(({ question }) => question.text)).toEqual(questions.map(({ text }) => text));
    expect(JSON.stringify(answer.data)).not.toMatch(/expects|accepted|least|most"/);
    const page = forPage((await showJob(db, slug))!);
    expect(page.questionCount).toBe(4);
    expect(page.content).not.toHaveProperty("questions");
  });
});
