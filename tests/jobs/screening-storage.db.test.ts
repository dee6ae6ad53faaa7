import { describe, expect, it } from "vitest";
import { insertRevision, listContents } from "~/jobs/job-content.queries.server.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { database } from "~/platform/database.server.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aLiveJob, anEmployer, plainContent } from "#tests/support/application-factories.ts";

const questions: ScreeningQuestion[] = [
  { text: "Do you live in Ohio?", hint: null, required: true, kind: "yes-no", expects: "yes" },
  {
    text: "Which EHR?",
    hint: "The one you know best",
    required: false,
    kind: "choice",
    choices: ["Épic", "epic 2", "None"],
    accepted: ["None"],
  },
  { text: "Years?", hint: null, required: true, kind: "number", least: 2.5, most: 999_999_999 },
  { text: "Why?", hint: null, required: false, kind: "text" },
];

describe("a revision's questions", () => {
  it("are read back as they were written, and stay with their revision", async () => {
    const db = database();
    const { employerId } = await anEmployer();
    const { jobId } = await aLiveJob(employerId);
    const [first, second, third] = await transact(db, async (trx) => [
      await insertRevision(trx, jobId, plainContent({ questions }), null),
      await insertRevision(trx, jobId, plainContent({ questions: [...questions].reverse() }), null),
      await insertRevision(trx, jobId, plainContent(), null),
    ]);
    const contents = await listContents(db, [first!, second!, third!]);
    expect(contents.get(first!)?.questions).toEqual(questions);
    expect(contents.get(second!)?.questions).toEqual([...questions].reverse());
    expect(contents.get(third!)?.questions).toEqual([]);
  });
});
