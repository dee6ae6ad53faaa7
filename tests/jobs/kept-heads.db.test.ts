import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetAllHeads, forgetHeads, keptHeads, vouchForHeads } from "~/jobs/kept-heads.server.ts";
import { listCards } from "~/jobs/list-cards.server.ts";
import { database, openDatabase, type Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { newId, type JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";
import { writeEmployer, writeJob } from "#tests/search/write-job.ts";

const MINUTE = 60_000;
const db = database();
let id: JobId;

beforeEach(async () => {
  forgetAllHeads();
  const employer = await writeEmployer(db, newId<"employer">().toLowerCase());
  id = await transact(db, (trx) => writeJob(trx, employer, "Inpatient Coder"));
});
afterEach(forgetAllHeads);

const stateOf = async (from: Db = db) => (await keptHeads(from, [id]))[0]?.state;
const fill = (told: boolean) =>
  transact(db, async (trx) => {
    await trx.updateTable("job").set({ state: "filled" }).where("id", "=", id).execute();
    if (told) jobChanged(trx, id);
  });

test("where nobody follows the feed, a job is read anew every time", async () => {
  expect(await stateOf()).toBe("live");
  await fill(false);
  expect(await stateOf()).toBe("filled");
});

test("where somebody does, a job is read once until the feed names it", async () => {
  vouchForHeads(MINUTE);
  const [first] = await keptHeads(db, [id]);
  await fill(false);
  expect((await keptHeads(db, [id]))[0]).toBe(first);
  forgetHeads([id]);
  expect(await stateOf()).toBe("filled");
});

test("what was read before the feed named a job is not kept after", async () => {
  vouchForHeads(MINUTE);
  const reading = stateOf();
  forgetHeads([id]);
  await reading;
  await fill(false);
  expect(await stateOf()).toBe("filled");
});

test("when the feed is lost, or nobody has looked at it for too long, nothing kept is used", async () => {
  vouchForHeads(MINUTE);
  await stateOf();
  await fill(false);
  forgetAllHeads();
  expect(await stateOf()).toBe("filled");
  vouchForHeads(MINUTE);
  await stateOf();
  vouchForHeads(-1);
  await db.updateTable("job").set({ state: "closed" }).where("id", "=", id).execute();
  expect(await stateOf()).toBe("closed");
});

test("a search tells of every change it hears of, those of another process too", async () => {
  const heard = { forget: forgetHeads, forgetAll: forgetAllHeads, vouch: vouchForHeads };
  const search = new LiveJobSearch(database, undefined, undefined, heard);
  const other = openDatabase(env().DATABASE_URL, { connections: 1 });
  try {
    await search.catchUp();
    const found = [{ id, featured: false, miles: null }];
    const [card] = await listCards(db, found);
    expect((await listCards(db, found))[0]).toBe(card);
    await transact(other, async (trx) => {
      await trx.updateTable("job").set({ state: "filled" }).where("id", "=", id).execute();
      jobChanged(trx, id);
    });
    await search.catchUp();
    expect(await listCards(db, found)).toEqual([]);
  } finally {
    await search.stop();
    await other.destroy();
  }
});
