import mysql from "mysql2/promise";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, inject } from "vitest";
import type { Db } from "~/platform/database.server.ts";

// Runs before each file of tests: this worker's own schema, at the newest migration, holding what the migrations put
// into it and nothing else. It is kept between runs and made anew only when a migration changed.

const server = new URL(inject("testServerUrl"));
const schema = `cc_test_${process.env.VITEST_POOL_ID ?? "1"}`;
const meta = "cc_test_meta";
const folder = path.join(inject("testFolder"), "files", schema);

server.pathname = `/${schema}`;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
Object.assign(process.env, {
  DATABASE_URL: server.href,
  DATA_DIR: folder,
  BASE_URL: "http://localhost:3000",
  PORT: "3000",
  FACTOR_KEY: "dGVzdHMga2VlcCBub3RoaW5nIHRoYXQgaXMgc2VjcmU",
});

server.pathname = "/";
const connection = await mysql.createConnection({ uri: server.href, multipleStatements: false });
const query = async (text: string, values: unknown[] = []) => {
  const [rows] = await connection.query(text, values);
  return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
};
const quote = (name: string) => mysql.escapeId(name, true);

try {
  await query(`CREATE DATABASE IF NOT EXISTS ${meta} CHARACTER SET utf8mb4`);
  await query(
    `CREATE TABLE IF NOT EXISTS ${meta}.prepared (schema_name varchar(64) PRIMARY KEY, migrations char(64) NOT NULL)`,
  );
  const digest = digestMigrations();
  const [prepared] = await query(`SELECT migrations FROM ${meta}.prepared WHERE schema_name = ?`, [schema]);
  await query("SET foreign_key_checks = 0");
  if (prepared?.migrations === digest) await emptyTables();
  else await makeSchema(digest);
} finally {
  await connection.end();
}

afterAll(async () => {
  // The pool that app/platform/database.server.ts opened for this file, if it did.
  await (globalThis as typeof globalThis & { careerCenterDatabase?: Db }).careerCenterDatabase?.destroy();
});

function digestMigrations(): string {
  const root = fileURLToPath(new URL("../../db", import.meta.url));
  const hash = createHash("sha256").update(readFileSync(path.join(root, "migrate.ts")));
  for (const name of readdirSync(path.join(root, "migrations")).sort())
    hash.update(name).update(readFileSync(path.join(root, "migrations", name)));
  return hash.digest("hex");
}

async function listTables(): Promise<string[]> {
  const rows = await query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [schema],
  );
  return rows.map((row) => String(row.name)).filter((name) => !name.startsWith("kysely_"));
}

async function listFilledTables(): Promise<string[]> {
  const tables = await listTables();
  if (tables.length === 0) return [];
  const parts = tables.map(
    (name) =>
      `SELECT ${mysql.escape(name)} AS name FROM DUAL WHERE EXISTS (SELECT 1 FROM ${quote(schema)}.${quote(name)})`,
  );
  return (await query(parts.join(" UNION ALL "))).map((row) => String(row.name));
}

/** Columns that can be written: not the generated ones. */
async function listColumns(table: string): Promise<string> {
  const rows = await query(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = ? AND table_name = ? AND extra NOT LIKE '%GENERATED%' ORDER BY ordinal_position",
    [schema, table],
  );
  return rows.map((row) => quote(String(row.name))).join(", ");
}

async function listCopies(): Promise<string[]> {
  const rows = await query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name LIKE ?",
    [meta, `${schema}.%`.replaceAll("_", "\\_")],
  );
  return rows.map((row) => String(row.name));
}

/** Migrates a new schema, and keeps a copy of the rows that the migrations themselves wrote. */
async function makeSchema(digest: string) {
  await query(`DELETE FROM ${meta}.prepared WHERE schema_name = ?`, [schema]);
  for (const copy of await listCopies()) await query(`DROP TABLE ${meta}.${quote(copy)}`);
  await query(`DROP DATABASE IF EXISTS ${quote(schema)}`);
  await query(`CREATE DATABASE ${quote(schema)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const [{ openDatabase }, { migrateToLatest }] = await Promise.all([
    import("~/platform/database.server.ts"),
    import("#db/migrate.ts"),
  ]);
  const db = openDatabase(process.env.DATABASE_URL ?? "", { connections: 2 });
  try {
    await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
  for (const name of await listFilledTables()) {
    await query(
      `CREATE TABLE ${meta}.${quote(`${schema}.${name}`)} AS SELECT ${await listColumns(name)} FROM ${quote(schema)}.${quote(name)}`,
    );
  }
  await query(`INSERT INTO ${meta}.prepared VALUES (?, ?)`, [schema, digest]);
}

async function emptyTables() {
  for (const name of await listFilledTables()) await query(`TRUNCATE TABLE ${quote(schema)}.${quote(name)}`);
  for (const copy of await listCopies()) {
    const name = copy.slice(schema.length + 1);
    const columns = await listColumns(name);
    await query(
      `INSERT INTO ${quote(schema)}.${quote(name)} (${columns}) SELECT ${columns} FROM ${meta}.${quote(copy)}`,
    );
  }
}
