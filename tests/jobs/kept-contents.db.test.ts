import { expect, test } from "vitest";
import { cardOf } from "~/jobs/components/job-card-props.ts";
import { findJob } from "~/jobs/find-job.server.ts";
import { keptCards, keptContent } from "~/jobs/kept-contents.server.ts";
import { listCards } from "~/jobs/list-cards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { writeEmployer, writeJob } from "#tests/search/write-job.ts";

async function aJob() {
  const db = database();
  const employer = await writeEmployer(db, newId<"employer">().toLowerCase());
  const id = await transact(db, (trx) => writeJob(trx, employer, "Inpatient Coder"));
  const job = await findJob(db, id, "approved");
  if (!job) throw new Error("The job was not written");
  return job;
}

test("a revision is read once, and nobody can change what all share", async () => {
  const db = database();
  const { revisionId } = await aJob();
  const [first, second] = [await keptContent(db, revisionId), await keptContent(db, revisionId)];
  expect(first).toBe(second);
  expect(() => first!.states.push("oh")).toThrow(TypeError);
  const card = (await keptCards(db, [revisionId])).get(revisionId)!;
  expect((await keptCards(db, [revisionId])).get(revisionId)).toBe(card);
  expect(Object.isFrozen(card.content.groups)).toBe(true);
});

test("what may change of a job is read anew for its card", async () => {
  const db = database();
  const { id, revisionId, ...job } = await aJob();
  const found = [{ id, featured: false, miles: null }];
  const [before] = await listCards(db, found);
  const { content } = (await keptCards(db, [revisionId])).get(revisionId)!;
  expect(before).toEqual(cardOf({ id, revisionId, ...job }, content, { at: now(), level: undefined }));
  await db.updateTable("employer").set({ name: "Mercy Two" }).where("id", "=", job.employer.id).execute();
  expect((await listCards(db, found))[0]?.employer).toBe("Mercy Two");
  await db.updateTable("job").set({ state: "filled" }).where("id", "=", id).execute();
  expect(await listCards(db, found)).toEqual([]);
});

test("of a revision that does not exist nothing is kept", async () => {
  const missing = newId<"revision">();
  expect(await keptContent(database(), missing)).toBeUndefined();
  expect((await keptCards(database(), [missing])).size).toBe(0);
});
