import { parse } from "csv-parse/sync";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { everybody, type ApplicantFilter } from "~/applications/applicant-filter.ts";
import { insertAnswers } from "~/applications/answer.queries.server.ts";
import { assignApplicant } from "~/applications/assign-applicant.server.ts";
import { moveSeveral } from "~/applications/decline-applicants.server.ts";
import { exportApplicants } from "~/applications/export-applicants.server.ts";
import {
  findNeighbours,
  listBoard,
  pageOfApplicants,
  readApplicantsOfJob,
} from "~/applications/list-applicants.server.ts";
import { readOwnApplication } from "~/applications/list-applications.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { outcomeWords } from "~/applications/pick-words.ts";
import { rateApplicant } from "~/applications/rate-applicant.server.ts";
import { readApplicant } from "~/applications/read-applicant.server.ts";
import { withdrawApplication } from "~/applications/withdraw-application.server.ts";
import { addNote, editNote, removeNote } from "~/applications/write-note.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { removeMember } from "~/employers/manage-members.server.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, EmployerId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";

const db = database();
let employerId: EmployerId, dana: AccountId, lee: AccountId, rival: AccountId, jobId: JobId;

beforeAll(async () => {
  ({ employerId, ownerId: dana } = await anEmployer());
  ({ ownerId: rival } = await anEmployer("Stonebrook Medical"));
});

beforeEach(async () => {
  ({ jobId } = await aLiveJob(employerId));
  lee = await aColleague("Lee Ramos");
});

async function aColleague(name: string): Promise<AccountId> {
  const accountId = await anAccount({ name });
  await transact(db, (trx) => insertMember(trx, { employerId, accountId, role: "recruiter" }));
  return accountId;
}

type Person = { applicationId: ApplicationId; seekerId: AccountId };
const aPerson = async (name: string): Promise<Person> =>
  anApplication(jobId, { accountId: await anAccount({ name }), letter: `I am ${name}.` });
const key = ({ applicationId }: Person) => ({ jobId, applicationId });
const pick = ({ applicationId }: Person, version = 1) => ({ id: applicationId, version });
const seekerMails = async ({ applicationId }: Person) =>
  (
    await db
      .selectFrom("task")
      .select("payload")
      .where("kind", "=", "application.seeker-mail")
      .where("payload", "like", `%${applicationId}%`)
      .orderBy("id")
      .execute()
  ).map(({ payload }) => (JSON.parse(String(payload)) as { state: string }).state);
const tasksOf = (kind: string, id: string) =>
  db.selectFrom("task").select("payload").where("kind", "=", kind).where("payload", "like", `%${id}%`).execute();
const audited = (id: string) =>
  db
    .selectFrom("audit")
    .select(["action", "detail"])
    .where("subject_id", "=", id)
    .orderBy("id")
    .execute()
    .then((rows) => rows.map(({ action, detail }) => `${action} ${String(detail)}`));

describe("declining several", () => {
  it("mails each seeker once, with the message, however often it is posted", async () => {
    const people = [await aPerson("Ines Quintero"), await aPerson("Bram Oyelaran")];
    const input = {
      jobId,
      picks: people.map((person) => pick(person)),
      to: "declined" as const,
      message: "Thank you\nall.",
    };
    expect((await moveSeveral(db, dana, input)).map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect((await moveSeveral(db, dana, input)).map(({ outcome }) => outcome)).toEqual(["already", "already"]);
    for (const person of people) {
      expect(await seekerMails(person)).toEqual(["received", "declined"]);
      const own = await readOwnApplication(db, person.seekerId, person.applicationId);
      expect(own?.events.at(-1)).toMatchObject({ state: "declined", message: "Thank you\nall." });
    }
  });

  it("posted twice at once still mails once", async () => {
    const person = await aPerson("Ines Quintero");
    const input = { jobId, picks: [pick(person)], to: "declined" as const };
    const both = await Promise.all([moveSeveral(db, dana, input), moveSeveral(db, lee, input)]);
    expect(
      both
        .flat()
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(["already", "done"]);
    expect(await seekerMails(person)).toEqual(["received", "declined"]);
  });

  it("leaves whoever has withdrawn or was moved meanwhile, and says so by name", async () => {
    const [stays, left, moved] = [
      await aPerson("Ines Quintero"),
      await aPerson("Joy Lindqvist"),
      await aPerson("Bram Oyelaran"),
    ];
    await withdrawApplication(db, left.seekerId, { applicationId: left.applicationId, version: 1 });
    await moveApplication(db, lee, { ...key(moved), to: "interview", version: 1 });
    const outcomes = await moveSeveral(db, dana, {
      jobId,
      picks: [stays, left, moved].map((one) => pick(one)),
      to: "declined",
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["done", "moved", "moved"]);
    expect(outcomeWords(outcomes, "declined")).toBe(
      "Declined 1 applicant, each told by mail. Joy Lindqvist is in Withdrawn by now and stayed there. Bram Oyelaran is in Interview by now and stayed there.",
    );
    expect(await seekerMails(moved)).toEqual(["received", "interview"]);
  });

  it("touches nobody of another job or another employer", async () => {
    const person = await aPerson("Ines Quintero");
    const { jobId: otherJob } = await aLiveJob(employerId);
    const elsewhere = { jobId: otherJob, picks: [pick(person)], to: "declined" as const };
    expect((await moveSeveral(db, dana, elsewhere)).map(({ outcome }) => outcome)).toEqual(["gone"]);
    const outcomes = await moveSeveral(db, rival, { ...elsewhere, jobId });
    expect(outcomes).toEqual([expect.objectContaining({ outcome: "gone", name: "" })]);
    expect(await seekerMails(person)).toEqual(["received"]);
  });
});

describe("a rating", () => {
  it("is the team's: a colleague's newer one is not overwritten by a stale page", async () => {
    const person = await aPerson("Ines Quintero");
    await rateApplicant(db, dana, { ...key(person), rating: 4, seen: 0 });
    await expect(rateApplicant(db, lee, { ...key(person), rating: 2, seen: 0 })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("rated this person 4 of 5 meanwhile"),
    });
    await rateApplicant(db, lee, { ...key(person), rating: 2, seen: 4 });
    expect((await readApplicant(db, dana, jobId, person.applicationId))?.application.rating).toBe(2);
    await rateApplicant(db, lee, { ...key(person), rating: 0, seen: 2 });
    expect((await readApplicant(db, dana, jobId, person.applicationId))?.application.rating).toBeNull();
  });

  it("and the notes never reach the seeker, nor does a rating mail them or change the application's version", async () => {
    const person = await aPerson("Ines Quintero");
    await rateApplicant(db, dana, { ...key(person), rating: 1, seen: 0 });
    await addNote(db, dana, { ...key(person), note: "Too expensive" });
    const own = await readOwnApplication(db, person.seekerId, person.applicationId);
    expect(JSON.stringify(own)).not.toMatch(/rating|Too expensive|note/);
    expect(own?.application.version).toBe(1);
    expect(await seekerMails(person)).toEqual(["received"]);
  });
});

describe("private notes", () => {
  it("are changed and deleted by their author only, and from the version that was read", async () => {
    const person = await aPerson("Ines Quintero");
    await addNote(db, dana, { ...key(person), note: "Ask about sepsis" });
    const read = async (who: AccountId) => (await readApplicant(db, who, jobId, person.applicationId))!.notes;
    const [note] = await read(dana);
    expect(note).toMatchObject({ author: "Dana Whitlock", own: true, version: 1 });
    expect((await read(lee))[0]).toMatchObject({ own: false });
    const change = { ...key(person), id: note!.id, version: 1, text: "Asked" };
    await expect(editNote(db, lee, change)).rejects.toMatchObject({ code: "conflict" });
    await expect(removeNote(db, lee, change)).rejects.toMatchObject({ code: "conflict" });
    await editNote(db, dana, change);
    await expect(editNote(db, dana, { ...change, text: "Again" })).rejects.toMatchObject({ code: "conflict" });
    expect(await read(dana)).toMatchObject([{ body: "Asked", version: 2 }]);
    await removeNote(db, dana, { ...change, version: 2 });
    expect(await read(dana)).toEqual([]);
  });

  it("leave no word of theirs in the audit log", async () => {
    const person = await aPerson("Ines Quintero");
    await addNote(db, dana, { ...key(person), note: "Ask about sepsis" });
    const log = (await audited(person.applicationId)).join();
    expect(log).toContain("application.note");
    expect(log).not.toContain("sepsis");
  });
});

describe("handing over", () => {
  it("tells the colleague once by mail, and nobody who takes one for themselves", async () => {
    const person = await aPerson("Ines Quintero");
    await assignApplicant(db, dana, { ...key(person), to: dana });
    expect(await tasksOf("application.assigned-mail", person.applicationId)).toEqual([]);
    await assignApplicant(db, dana, { ...key(person), from: dana, to: lee });
    await assignApplicant(db, dana, { ...key(person), from: dana, to: lee });
    expect(await tasksOf("application.assigned-mail", person.applicationId)).toHaveLength(1);
    expect((await readApplicant(db, dana, jobId, person.applicationId))?.holder).toEqual({
      id: lee,
      name: "Lee Ramos",
    });
  });

  it("from a stale page is refused with whose it is now", async () => {
    const person = await aPerson("Ines Quintero");
    await assignApplicant(db, lee, { ...key(person), to: lee });
    await expect(assignApplicant(db, dana, { ...key(person), to: dana })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Lee Ramos"),
    });
  });

  it("by two colleagues at the same moment is one's, and the other is told whose", async () => {
    const person = await aPerson("Ines Quintero");
    // Both have read who they are and wait for the applicant, which somebody holds.
    const { both } = await transact(db, async (trx) => {
      await trx.selectFrom("application").select("id").where("id", "=", person.applicationId).forUpdate().execute();
      const both = Promise.allSettled([dana, lee].map((who) => assignApplicant(db, who, { ...key(person), to: who })));
      for (let waiting = 0; waiting < 2;) {
        const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from information_schema.processlist
          where id <> connection_id() and info like ${`%${person.applicationId}%for update`}`.execute(db);
        waiting = Number(rows[0]!.waiting);
      }
      return { both };
    });
    const refusals = (await both).flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
    expect(refusals).toHaveLength(1);
    const holder = (await readApplicant(db, dana, jobId, person.applicationId))!.holder!;
    expect(refusals[0]).toMatchObject({ code: "conflict", message: expect.stringContaining(holder.name) as string });
  });

  it("works only to a member, and a member who is removed loses theirs at once", async () => {
    const person = await aPerson("Ines Quintero");
    await expect(assignApplicant(db, dana, { ...key(person), to: rival })).rejects.toMatchObject({ code: "invalid" });
    await assignApplicant(db, dana, { ...key(person), to: lee });
    await removeMember(db, { actorId: dana, employerId, memberId: lee });
    expect((await readApplicant(db, dana, jobId, person.applicationId))?.holder).toBeUndefined();
    expect(await readApplicant(db, lee, jobId, person.applicationId)).toBeUndefined();
    await expect(addNote(db, lee, { ...key(person), note: "x" })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("the filter", () => {
  const names = async (filter: Partial<ApplicantFilter>, who = dana) =>
    (await pageOfApplicants(db, who, jobId, { ...everybody, ...filter })).rows.map(({ name }) => name);

  it("finds by name, rating, whose they are and how long they wait", async () => {
    freezeClock(later(now(), -5 * DAY));
    const ines = await aPerson("Ines Quintero");
    const old = await aPerson("Bram Oyelaran");
    freezeClock();
    await aPerson("Joy 100%_x Lindqvist");
    await rateApplicant(db, dana, { ...key(ines), rating: 4, seen: 0 });
    await assignApplicant(db, dana, { ...key(old), to: lee });
    expect(await names({ words: "ines" })).toEqual(["Ines Quintero"]);
    expect(await names({ words: "%" })).toEqual(["Joy 100%_x Lindqvist"]);
    expect(await names({ rating: 4 })).toEqual(["Ines Quintero"]);
    expect(await names({ rating: 5 })).toEqual([]);
    expect((await names({ rating: "none" })).length).toBe(2);
    expect(await names({ whose: "me" }, lee)).toEqual(["Bram Oyelaran"]);
    expect(await names({ whose: lee })).toEqual(["Bram Oyelaran"]);
    expect((await names({ whose: "none" })).length).toBe(2);
    expect((await names({ waiting: true })).sort()).toEqual(["Bram Oyelaran", "Ines Quintero"]);
    const desk = await readApplicantsOfJob(db, lee, jobId, { ...everybody, words: "ines" });
    expect(desk).toMatchObject({
      all: 3,
      inPlay: 3,
      counts: { received: 1 },
      views: { unrated: 2, mine: 1, waiting: 2 },
    });
  });

  it("leads from one to the next and back in each order, within what fits", async () => {
    const people = [];
    for (const [index, name] of ["Ada", "Ben", "Cal", "Dee"].entries()) {
      const person = await aPerson(name);
      people.push({ name, ...person });
      if (index % 2 === 0) await rateApplicant(db, dana, { ...key(person), rating: index + 1, seen: 0 });
    }
    for (const sort of ["new", "old", "rating"] as const) {
      const order = await names({ sort });
      expect(order).toEqual(
        { new: ["Dee", "Cal", "Ben", "Ada"], old: ["Ada", "Ben", "Cal", "Dee"], rating: ["Cal", "Ada", "Dee", "Ben"] }[
          sort
        ],
      );
      for (const [at, name] of order.entries()) {
        const { applicationId } = people.find((person) => person.name === name)!;
        const { before, after } = await findNeighbours(db, dana, jobId, { ...everybody, sort }, applicationId);
        expect([before?.name, after?.name]).toEqual([order[at - 1], order[at + 1]]);
      }
    }
  });

  it("fills the board's columns", async () => {
    const person = await aPerson("Ines Quintero");
    await aPerson("Bram Oyelaran");
    await moveApplication(db, dana, { ...key(person), to: "interview", version: 1 });
    const board = await listBoard(db, dana, jobId, everybody);
    expect(board.map(({ state, rows }) => [state, rows.map(({ name }) => name)])).toEqual([
      ["received", ["Bram Oyelaran"]],
      ["reviewed", []],
      ["interview", ["Ines Quintero"]],
      ["offer", []],
      ["hired", []],
    ]);
  });
});

describe("the answers to a job's questions", () => {
  const ohio: ScreeningQuestion = { text: "Do you live in Ohio?", hint: null, required: true, kind: "yes-no", expects: "yes" }; // prettier-ignore
  const why: ScreeningQuestion = { text: "=Why?", hint: null, required: false, kind: "text" };

  it("mark a card and filter the list, decide nothing, and stand in the spreadsheet", async () => {
    const outside = await aPerson("Ines Quintero");
    const fine = await aPerson("Bram Oyelaran");
    const revision = await db.selectFrom("job").select("approved_revision_id as id").where("id", "=", jobId).executeTakeFirstOrThrow(); // prettier-ignore
    await transact(db, async (trx) => {
      for (const [person, answer] of [
        [outside, "no"],
        [fine, "yes"],
      ] as const)
        await insertAnswers(trx, person.applicationId, revision.id!, [
          { question: ohio, answer },
          { question: why, answer: "+1" },
        ]);
    });
    const names = async (answers: ApplicantFilter["answers"]) =>
      (await pageOfApplicants(db, dana, jobId, { ...everybody, answers })).rows.map((row) => [row.name, row.outside]);
    expect(await names("outside")).toEqual([["Ines Quintero", 1]]);
    expect(await names("fine")).toEqual([["Bram Oyelaran", 0]]);
    expect((await readApplicantsOfJob(db, dana, jobId, everybody))?.views.fine).toBe(1);
    const person = await readApplicant(db, dana, jobId, outside.applicationId);
    expect(person?.answers[0]).toMatchObject({ answer: "no", meets: false });
    expect(person?.application.state).toBe("received");
    const csv = await exportApplicants(db, dana, jobId, everybody);
    expect(parse(csv!, { bom: true, columns: true })).toContainEqual(
      expect.objectContaining({
        "Do you live in Ohio?": "No",
        "Answers outside what you asked for": "1",
        "'=Why?": "'+1",
      }),
    );
  });
});

describe("the spreadsheet", () => {
  it("keeps a cell that begins like a formula as text, and every character of the letters", async () => {
    const name = '=HYPERLINK("https://x.example","Ruth")';
    await anApplication(jobId, { accountId: await anAccount({ name }), letter: 'Zoë says "hi",\n+1 🧬' });
    await aPerson("@SUM(A1)");
    const csv = (await exportApplicants(db, dana, jobId, everybody))!;
    expect(csv.startsWith("\ufeff")).toBe(true);
    const rows = parse(csv, { bom: true, columns: false });
    expect(rows.slice(1).map(([first]) => first)).toEqual(["'@SUM(A1)", `'${name}`]);
    expect(rows[2]![7]).toBe('Zoë says "hi",\n+1 🧬');
  });

  it("holds what the filter shows, is written down as taken, and is nobody else's", async () => {
    await aPerson("Ines Quintero");
    await aPerson("Bram Oyelaran");
    const csv = await exportApplicants(db, dana, jobId, { ...everybody, words: "bram" });
    expect(parse(csv!, { bom: true, columns: true })).toMatchObject([{ Name: "Bram Oyelaran", State: "Received" }]);
    expect((await audited(jobId)).at(-1)).toBe('application.export {"rows":1}');
    expect(await exportApplicants(db, rival, jobId, everybody)).toBeUndefined();
    expect((await audited(jobId)).filter((line) => line.startsWith("application.export"))).toHaveLength(1);
  });
});
