import { createHash } from "node:crypto";
import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterEach, beforeAll, expect, test } from "vitest";
import { restoreBackup } from "#db/backup/restore-backup.ts";
import { saveBackup } from "#db/backup/save-backup.ts";
import { anApplication, anUpload } from "#tests/support/application-factories.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { expectMoneyAgrees } from "#tests/billing/expect-money-agrees.ts";
import { anotherPost, aPost, payOn, startBilling, type Post } from "#tests/billing/board.ts";
import { system, byAccount } from "~/audit/record-audit.server.ts";
import { openCheckout } from "~/billing/open-checkout.server.ts";
import { syncOrder } from "~/billing/sync-order.server.ts";
import { grantCredits, holdCredit } from "~/billing/use-right.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { approveJob } from "~/jobs/approve-job.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { sweepSignatures } from "~/jobs/twins/sweep-signatures.server.ts";
import { database, type Db } from "~/platform/database.server.ts";
import { log } from "~/platform/log.server.ts";
import { newId, type TermId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aPlaceToRestore } from "./restored-board.ts";

const board = startBilling();
const place = aPlaceToRestore("drilled");

const save = (onProgress?: (line: string) => Promise<void>) => {
  const file = place.aFile();
  const { databaseUrl, boardFiles } = { databaseUrl: process.env.DATABASE_URL ?? "", boardFiles: place.boardFiles() };
  return saveBackup({ databaseUrl, files: boardFiles, file, onProgress }).then((saved) => ({ ...saved, file }));
};
const restore = (file: string) => restoreBackup({ ...place, file, patience: 0 });

beforeAll(async () => {
  // Mail to seekers has nowhere to go here, and its task says so each time.
  log.level = "silent";
  // A board with something of every kind, in every state that money can be in.
  const { jobId } = await aLivePost(await aPost());
  await anApplication(jobId, { letter: "Zeroes \0, quotes ' and \\, \u{1f9ec} and\r\nlines." });
  await anUpload(await anAccount());
  const decided = [await aPost(), await aPost(), await aPost()];
  for (const post of decided) await board.pay(post);
  await board.hearWebhooks();
  await board.decide(decided[0]!);
  await board.decide(decided[1]!, "reject");
  await board.settled();
});

afterEach(() => place.close());

/** Every table of the board with all of its rows, as a plain question tells them. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = database() and table_name not like 'kysely%' order by table_name`.execute(db);
  const all: Record<string, unknown[]> = {};
  for (const { name } of tables)
    all[name] = (await sql`select * from ${sql.table(name)} order by 1, 2`.execute(db)).rows;
  return all;
}

async function seenSchema(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select table_name, column_name, column_type, is_nullable, column_default, collation_name
    from information_schema.columns where table_schema = database() order by table_name, ordinal_position`.execute(db);
  return rows;
}

test(
  "a board at rest comes back row for row and file for file, and its money agrees",
  { timeout: 60_000 },
  async () => {
    mkdirSync(path.join(place.dataDir, "search"));
    writeFileSync(path.join(place.dataDir, "search/index.snapshot"), "of another board");
    const { file, manifest, size } = await save();
    expect(statSync(file)).toMatchObject({ size, mode: 0o100600 });
    const restored = await restore(file);
    expect(restored).toMatchObject({ migrated: [], aside: undefined });
    const db = place.open();
    // What texts are compared by is computed anew, by the task that does so on every board.
    expect(await sweepSignatures(db)).toBeUndefined();
    const [before, after] = [await everything(database()), await everything(db)];
    expect(Object.keys(after)).toEqual(Object.keys(before));
    for (const [table, rows] of Object.entries(before)) expect({ table, rows: after[table] }).toEqual({ table, rows });
    expect(await seenSchema(db)).toEqual(await seenSchema(database()));
    for (const table of manifest.tables) expect(table.rows).toBe(before[table.name]!.length);
    for (const kind of ["job", "order", "term", "stripe_event", "application", "audit", "change_feed", "task", "file"])
      expect({ kind, rows: before[kind]!.length }).not.toEqual({ kind, rows: 0 });
    await expectFiles(db);
    await expectMoneyAgrees(db, board.stripe());
    // The index of the board as it was before would say what is not so any more.
    expect(existsSync(path.join(place.dataDir, "search/index.snapshot"))).toBe(false);
  },
);

test(
  "an order that was paid after the backup is found at Stripe by the restored board",
  { timeout: 60_000 },
  async () => {
    const post = await aPost();
    const { orderId, checkoutUrl } = await openCheckout(database(), { ...post, employerName: "North Hospital" });
    const { file } = await save();
    await payOn(checkoutUrl);
    await restore(file);
    const db = place.open();
    const stateOf = () => db.selectFrom("order").select("state").where("id", "=", orderId).executeTakeFirstOrThrow();
    expect(await stateOf()).toEqual({ state: "open" });
    await syncOrder(db, orderId);
    expect(await stateOf()).toEqual({ state: "authorized" });
    await expectMoneyAgrees(db, board.stripe());
  },
);

test("a backup of a board that is written to all the while is one moment of it", { timeout: 120_000 }, async () => {
  const post = await aPost();
  let writing = true;
  let [written, begun] = [0, 0];
  const writers = [
    async () => {
      const { jobId } = await aLivePost(post);
      await anApplication(jobId);
      await transact(database(), (trx) => endJob(trx, jobId, "closed", system));
    },
    async () => grantAndHold(await anotherPost(post)),
  ].map(async (write) => {
    for (; writing; written++) await write();
  });
  while (written < 4) await soon();
  // A backup that takes its time: several of the board's transactions commit between its first table and its last file.
  const { file, manifest } = await save(async () => {
    begun ||= written;
    await soon();
  });
  expect(written).toBeGreaterThan(begun + 2);
  writing = false;
  await Promise.all(writers);
  await restore(file);
  const db = place.open();
  const [now, then] = [await everything(database()), await everything(db)];

  // What is only ever added to is a beginning of what is there now, in the order of the commits.
  expect(then.change_feed).toEqual(now.change_feed!.slice(0, then.change_feed!.length));
  expect(then.change_feed!.length).toBeLessThan(now.change_feed!.length);
  // Each row that is written once and for all is the row that is there now.
  for (const table of ["audit", "application_event", "credit_ledger", "job_revision", "revision_facet"]) {
    const rows = new Set(now[table]!.map((row) => JSON.stringify(row)));
    expect(then[table]!.filter((row) => !rows.has(JSON.stringify(row)))).toEqual([]);
  }
  expect(manifest.files.absent.filter(({ why }) => why !== "pending")).toEqual([]);

  // Nothing is half of a transaction.
  expect(then.change_counter).toEqual([{ id: 1, seq: then.change_feed!.length }]);
  const { rows: halves } = await sql`
    select a.id from application a left join application_event e on e.application_id = a.id
      left join file f on f.id = a.resume_file_id and f.state = 'kept'
    where e.id is null or f.id is null
    union all
    select t.id from term t left join credit_ledger c on c.term_id = t.id where t.right_kind = 'credit' and c.id is null
    union all
    select c.id from credit_ledger c left join term t on t.id = c.term_id where c.kind = 'hold' and t.id is null`.execute(
    db,
  );
  expect(halves).toEqual([]);
  await expectFiles(db);
  await expectMoneyAgrees(db, board.stripe());
});

const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

/** Each application's résumé can be read, and is what was uploaded. */
async function expectFiles(db: Db): Promise<void> {
  const rows = await db.selectFrom("file").selectAll().where("state", "=", "kept").execute();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) {
    const bytes = await (await place.files().get(row.id))?.bytes();
    expect(bytes?.length).toBe(row.bytes);
    expect(createHash("sha256").update(bytes!).digest("hex")).toBe(row.sha256);
  }
}

/** A live job under a grant. */
async function aLivePost(employer: Pick<Post, "accountId" | "employerId">): Promise<Post> {
  const post = await anotherPost(employer);
  await transact(database(), async (trx) => {
    const right = { kind: "grant" as const, ref: post.jobId };
    await submitJob(trx, { ...post, right, days: 30, actor: system });
    await approveJob(trx, { ...post, actor: system });
  });
  return post;
}

async function grantAndHold(post: Post): Promise<void> {
  await transact(database(), async (trx) => {
    const actorAccountId = board.moderatorId();
    const sourceKey = `test:${newId()}`;
    await grantCredits(trx, { employerId: post.employerId, credits: 1, sourceKey, actorAccountId, note: "for a test" });
    const termId: TermId = newId<"term">();
    const right = { kind: "credit" as const, ref: `hold:${termId}` };
    await submitJob(trx, { ...post, termId, right, days: 30, actor: byAccount(post.accountId) });
    await holdCredit(trx, { employerId: post.employerId, termId });
  });
}
