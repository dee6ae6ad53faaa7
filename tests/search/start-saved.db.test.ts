import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { anyJob } from "~/search/criteria.ts";
import { ChangeFollower } from "~/search/follow-changes.server.ts";
import { loadIndex, saveIndex } from "~/search/index-snapshot.server.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";
import { writeEmployer, writeJob } from "./write-job.ts";

let folder: string;
let file: string;
let employerId: EmployerId;
let search: LiveJobSearch | undefined;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "saved-"));
  employerId = await writeEmployer(database());
});
beforeEach(() => (file = path.join(folder, `${Math.random()}.snapshot`)));
afterEach(async () => {
  await search?.stop();
  await database().updateTable("job").set({ state: "closed" }).execute();
});
afterAll(() => rm(folder, { recursive: true }));

const post = (title: string) => transact(database(), (trx) => writeJob(trx, employerId, title));

/** Saves the index as it is now, as the process does that the board starts for it. */
async function save() {
  const follower = new ChangeFollower(database);
  await follower.catchUp();
  expect(await saveIndex(file, follower.standing)).toBe(true);
}

/** A process that starts with what was saved. */
async function start() {
  let loaded = 0;
  search = new LiveJobSearch(database, undefined, async () => {
    const saved = await loadIndex(file);
    if (saved) loaded++;
    return saved;
  });
  await search.catchUp();
  const { items } = await search.search(anyJob(), { limit: 100 });
  return { loaded, ids: items.map(({ id }) => id).sort() };
}

describe("a process that starts with a saved index", () => {
  it("has what changed since, and nothing that has gone", async () => {
    const [kept, gone] = [await post("Kept"), await post("Gone")];
    await save();
    const added = await post("Added");
    await transact(database(), async (trx) => {
      await trx.updateTable("job").set({ state: "filled" }).where("id", "=", gone).execute();
      jobChanged(trx, gone);
    });
    expect(await start()).toEqual({ loaded: 1, ids: [kept, added].sort() });
    const later = await post("Later");
    await search!.catchUp();
    expect((await search!.search({ ...anyJob(), q: "later" }, { limit: 1 })).items).toMatchObject([{ id: later }]);
  });

  it("builds anew where the feed no longer reaches back to it", async () => {
    const before = await post("Before");
    await save();
    // Taken from the lists by hand, and the change forgotten with the feed.
    const after = await post("After");
    await database().updateTable("job").set({ state: "closed" }).where("id", "=", before).execute();
    await database().deleteFrom("change_feed").execute();
    expect(await start()).toEqual({ loaded: 1, ids: [after] });
  });

  it("builds anew where the feed is empty, though it counts as far: nothing tells whose index it is", async () => {
    await post("Elsewhere");
    await save();
    await database().updateTable("job").set({ state: "closed" }).execute();
    await database().deleteFrom("change_feed").execute();
    expect(await start()).toEqual({ loaded: 1, ids: [] });
  });

  it("builds anew on another database, or on an older state of this one", async () => {
    await post("Saved");
    await save();
    const { seq } = await database()
      .selectFrom("change_feed")
      .select("seq")
      .orderBy("seq", "desc")
      .executeTakeFirstOrThrow();
    await database().updateTable("job").set({ state: "closed" }).execute();
    await database()
      .updateTable("change_feed")
      .set({ at: new Date(0) })
      .where("seq", "=", seq)
      .execute();
    expect(await start()).toEqual({ loaded: 1, ids: [] });
  });
});
