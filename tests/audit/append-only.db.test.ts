import { sql } from "kysely";
import mysql from "mysql2/promise";
import { expect, test } from "vitest";
import { migrateToLatest } from "#db/migrate.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { database, openDatabase } from "~/platform/database.server.ts";
import { EnvError } from "~/platform/env.server.ts";
import { newId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";

const db = database();
const board = (id: string) => ({ kind: "board", id }) as const;

test.each([
  ["audit", "The audit log is append-only"],
  ["moderation_decision", "The record of decisions is append-only"],
])("the database itself refuses to change or to delete a row of %s", async (table, words) => {
  await transact(db, (trx) => recordAudit(trx, { actor: system, action: "test.kept", subject: board("kept") }));
  await db.connection().execute(async (one) => {
    await sql`set foreign_key_checks = 0`.execute(one);
    await sql`insert into moderation_decision (id, job_id, revision_id, moderator_id, decision, reason, created_at)
      values (${newId()}, 'j', 'r', 'm', 'approve', '', now(3))`.execute(one);
    await sql`set foreign_key_checks = 1`.execute(one);
  });
  const all = () => sql`select * from ${sql.table(table)}`.execute(db).then(({ rows }) => rows);
  const before = await all();
  await expect(sql`update ${sql.table(table)} set id = reverse(id)`.execute(db)).rejects.toThrow(words);
  await expect(sql`delete from ${sql.table(table)}`.execute(db)).rejects.toThrow(words);
  expect(await all()).toEqual(before);
});

test("the log takes ids and codes, and no words or addresses", async () => {
  const write = (detail: Record<string, string>) =>
    transact(db, (trx) => recordAudit(trx, { actor: system, action: "test.words", subject: board("words"), detail }));
  await write({ job: "1CG4QxB7o2tWnR3yD8mPzf", until: new Date(0).toISOString(), domain: "coding.example" });
  for (const words of ["Dana Whitfield", "dana@example.org", "she said no", "=1+1\n"])
    await expect(write({ reason: words })).rejects.toThrow(/ids and codes only: test.words has words in reason/);
  expect(await db.selectFrom("audit").select("id").where("subject_id", "=", "words").execute()).toHaveLength(1);
});

test("a server that lets its user make no trigger is answered with what to do", async () => {
  const url = new URL(process.env.DATABASE_URL!);
  const root = await mysql.createConnection({ uri: url.href });
  const name = `${url.pathname.slice(1)}_plain`;
  try {
    await root.query(`drop database if exists ${name}`);
    await root.query(`create database ${name} character set utf8mb4`);
    await root.query(`create or replace user 'cc_plain'@'%' identified by 'plain'`);
    await root.query(`grant all on ${name}.* to 'cc_plain'@'%'`);
    await root.query(`revoke trigger on ${name}.* from 'cc_plain'@'%'`);
    Object.assign(url, { username: "cc_plain", password: "plain", pathname: `/${name}` });
    const plain = openDatabase(url.href, { connections: 1 });
    const refused = await migrateToLatest(plain).catch((error: unknown) => error);
    await plain.destroy();
    expect(refused).toBeInstanceOf(EnvError);
    expect((refused as EnvError).message).toMatch(/GRANT TRIGGER ON .*log_bin_trust_function_creators/s);
  } finally {
    await root.query("drop user if exists 'cc_plain'@'%'");
    await root.query(`drop database if exists ${name}`);
    await root.end();
  }
});
