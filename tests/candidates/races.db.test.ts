/** Two clients at the same moment: whichever comes first, what both were told is what stands. */
import { describe, expect, it } from "vitest";
import { aLiveJob } from "#tests/support/application-factories.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { answerContact } from "~/candidates/answer-contact.server.ts";
import { contactCandidate } from "~/candidates/contact-candidate.server.ts";
import { recordLooks } from "~/candidates/sight.queries.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { blockEmployer, saveVisibility } from "~/profiles/edit-profile.server.ts";
import { aPerson, aSearcher, endPlan, knownAs, MESSAGE, type Searcher } from "./candidates.ts";

const db = () => database();
const ROUNDS = 8;

/** What became of a deed: `done`, or the code of its refusal. Anything unexpected is thrown on. */
const told = (deed: Promise<unknown>) =>
  deed.then(
    () => "done" as const,
    (error: unknown) => {
      if (error instanceof DomainError) return error.code;
      throw error;
    },
  );
const contacts = (accountId: AccountId) =>
  db().selectFrom("candidate_contact").selectAll().where("account_id", "=", accountId).execute();

async function aWriter(searcher: Searcher, accountId: AccountId) {
  const candidateId = await knownAs(searcher, accountId);
  return (by: AccountId = searcher.accountId, jobId = searcher.jobId) =>
    told(contactCandidate(db(), { ...searcher, accountId: by }, { candidateId, jobId, message: MESSAGE }));
}

describe("at the same moment", () => {
  it("two recruiters write to one person: one message is sent, about whichever job", async () => {
    const searcher = await aSearcher();
    const colleague = await anAccount();
    await transact(db(), (trx) =>
      insertMember(trx, { employerId: searcher.employerId, accountId: colleague, role: "recruiter" }),
    );
    const other = await aLiveJob(searcher.employerId);
    for (let round = 0; round < ROUNDS; round++) {
      const accountId = await aPerson();
      const write = await aWriter(searcher, accountId);
      const answers = await Promise.all([write(), write(colleague, round % 2 ? other.jobId : searcher.jobId)]);
      expect(answers.sort()).toEqual(["conflict", "done"]);
      expect(await contacts(accountId)).toHaveLength(1);
    }
  });

  it.each([
    ["hides", (accountId: AccountId) => saveVisibility(db(), { accountId, seen: null }, "hidden")],
    [
      "blocks",
      (accountId: AccountId, { employerId }: Searcher) => blockEmployer(db(), { accountId, seen: null }, employerId),
    ],
  ])(
    "a person %s while an employer writes: either it was sent before, or it was not",
    async (_deed, hide) => {
      const searcher = await aSearcher();
      for (let round = 0; round < ROUNDS; round++) {
        const accountId = await aPerson();
        const write = await aWriter(searcher, accountId);
        const [answer, hidden] = await Promise.all([write(), told(hide(accountId, searcher))]);
        expect(hidden).toBe("done");
        expect(["done", "not-found"]).toContain(answer);
        expect(await contacts(accountId)).toHaveLength(answer === "done" ? 1 : 0);
        expect(await write(searcher.accountId, (await aLiveJob(searcher.employerId)).jobId)).toBe("not-found");
      }
    },
    30_000,
  );

  it("a plan ends while its organization writes, and while a person says yes", async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const searcher = await aSearcher();
      const [answered, written] = [await aPerson(), await aPerson()];
      await (
        await aWriter(searcher, answered)
      )();
      const [contact] = await contacts(answered);
      const yes = { contactId: contact!.id, answer: "yes" as const, resume: null };
      const write = await aWriter(searcher, written);
      const [wrote, said] = await Promise.all([
        write(),
        told(answerContact(db(), answered, yes)),
        endPlan(searcher.employerId),
      ]);
      expect(["done", "conflict"]).toContain(wrote);
      expect(["done", "conflict"]).toContain(said);
      expect(await contacts(written)).toHaveLength(wrote === "done" ? 1 : 0);
      expect(await contacts(answered)).toMatchObject([{ state: said === "done" ? "yes" : "sent" }]);
      expect(await write()).toBe("conflict");
    }
  }, 30_000);

  it("a person says yes and no: one of them stands", async () => {
    const searcher = await aSearcher();
    for (let round = 0; round < ROUNDS; round++) {
      const accountId = await aPerson();
      await (
        await aWriter(searcher, accountId)
      )();
      const [contact] = await contacts(accountId);
      const say = (answer: "yes" | "no") =>
        told(answerContact(db(), accountId, { contactId: contact!.id, answer, resume: null }));
      const answers = await Promise.all([say("yes"), say("no")]);
      expect([...answers].sort()).toEqual(["conflict", "done"]);
      expect(await contacts(accountId)).toMatchObject([{ state: answers[0] === "done" ? "yes" : "no" }]);
    }
  });

  it("many searches show the same people: each look is counted", async () => {
    const searcher = await aSearcher();
    const people = [await aPerson(), await aPerson(), await aPerson()];
    await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        recordLooks(db(), searcher.employerId, at % 2 ? people : [...people].reverse(), "appeared"),
      ),
    );
    const rows = await db()
      .selectFrom("candidate_look")
      .innerJoin("candidate_sight", "candidate_sight.id", "candidate_look.sight_id")
      .select("appeared")
      .where("employer_id", "=", searcher.employerId)
      .execute();
    expect(rows).toEqual([{ appeared: 6 }, { appeared: 6 }, { appeared: 6 }]);
  });
});
