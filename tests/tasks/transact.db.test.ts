import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { database, type Trx } from "~/platform/database.server.ts";
import { newId, type JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";

const db = database();
const one: JobId = newId<"job">();
const two: JobId = newId<"job">();

const set = (trx: Trx, name: string, value: string) =>
  trx.updateTable("board_setting").set({ value }).where("name", "=", name).execute();
const read = async (name: string) =>
  (await db.selectFrom("board_setting").select("value").where("name", "=", name).executeTakeFirst())?.value;
const feed = () => db.selectFrom("change_feed").selectAll().orderBy("seq").execute();

beforeAll(async () => {
  await db
    .insertInto("board_setting")
    .values([
      { name: "left", value: "0" },
      { name: "right", value: "0" },
    ])
    .execute();
});

describe("transact", () => {
  test("commits all or nothing", async () => {
    await expect(
      transact(db, async (trx) => {
        await set(trx, "left", "lost");
        jobChanged(trx, one);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(await read("left")).toBe("0");
    expect(await feed()).toEqual([]);
  });

  test("writes the feed as the last thing before the commit, each job once", async () => {
    const statements: string[] = [];
    await transact(db, async (trx) => {
      jobChanged(trx, one);
      jobChanged(trx, two);
      jobChanged(trx, one);
      await set(trx, "left", "1");
      statements.push(`${(await sql<{ n: number }>`select count(*) as n from change_feed`.execute(trx)).rows[0]!.n}`);
    });
    expect(statements).toEqual(["0"]);
    expect((await feed()).map((row) => row.job_id)).toEqual([one, two]);
  });

  test("lets no other transaction's number be seen before its own, whichever began first", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = transact(db, async (trx) => {
      jobChanged(trx, one);
      await set(trx, "left", "slow");
      await held;
    });
    await transact(db, async (trx) => jobChanged(trx, two));
    const before = await feed();
    release();
    await slow;
    const after = await feed();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.at(-1)!.job_id).toBe(one);
    expect(after.at(-1)!.seq).toBeGreaterThan(before.at(-1)!.seq);
  });

  test("runs again after a deadlock, and writes once", async () => {
    let runs = 0;
    const met = Array.from({ length: 2 }, () => {
      let arrive = () => {};
      const arrived = new Promise<void>((resolve) => (arrive = resolve));
      return { arrive, arrived };
    });
    const crossing = (mine: number, first: string, second: string) =>
      transact(db, async (trx) => {
        runs++;
        await set(trx, first, `${first} ${mine}`);
        met[mine]!.arrive();
        await met[1 - mine]!.arrived;
        await set(trx, second, `${second} ${mine}`);
        jobChanged(trx, mine ? one : two);
      });
    const before = (await feed()).length;
    await Promise.all([crossing(0, "left", "right"), crossing(1, "right", "left")]);
    expect(runs).toBe(3);
    expect((await feed()).length).toBe(before + 2);
    expect((await read("left"))!.at(-1)).toBe((await read("right"))!.at(-1));
  });

  test("does not run again what failed by itself", async () => {
    let runs = 0;
    await expect(
      transact(db, async (trx) => {
        runs++;
        await trx
          .insertInto("board_setting")
          .values({ name: "n".repeat(50), value: "" })
          .execute();
      }),
    ).rejects.toMatchObject({ code: "ER_DATA_TOO_LONG" });
    expect(runs).toBe(1);
  });

  test("looks again when another was quicker to write what it found absent", async () => {
    let runs = 0;
    await transact(db, async (trx) => {
      runs++;
      const found = await trx.selectFrom("board_setting").select("name").where("name", "=", "quick").executeTakeFirst();
      if (found) return;
      await db.insertInto("board_setting").ignore().values({ name: "quick", value: "the other's" }).execute();
      await trx.insertInto("board_setting").values({ name: "quick", value: "mine" }).execute();
    });
    expect(runs).toBe(2);
    expect(await db.selectFrom("board_setting").select("value").where("name", "=", "quick").execute()).toEqual([
      { value: "the other's" },
    ]);
  });

  test("is needed to name a job to the feed", async () => {
    await expect(db.transaction().execute(async (trx) => jobChanged(trx, one))).rejects.toThrow("opened by transact");
  });

  test("numbers the feed without gaps that could be taken for a change still to come", async () => {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        transact(db, async (trx) => {
          jobChanged(trx, one);
          jobChanged(trx, two);
        }),
      ),
    );
    const numbers = (await feed()).map((row) => row.seq);
    expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  });
});
