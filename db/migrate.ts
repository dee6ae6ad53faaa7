import { Migrator, type Kysely, type MigrationProvider } from "kysely";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openDatabase, type Db } from "~/platform/database.server.ts";
import { env, EnvError } from "~/platform/env.server.ts";
import { halfRestored } from "./backup/restore-mark.ts";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "migrations");

type MigrationModule = { up(db: Kysely<unknown>): Promise<void> };

const fromFolder: MigrationProvider = {
  async getMigrations() {
    const files = (await readdir(folder)).filter((file) => file.endsWith(".ts")).sort();
    const load = async (file: string): Promise<[string, MigrationModule]> => [
      file.replace(/\.ts$/, ""),
      await import(pathToFileURL(path.join(folder, file)).href),
    ];
    return Object.fromEntries(await Promise.all(files.map(load)));
  },
};

const migrator = (db: Db) => new Migrator({ db, provider: fromFolder });

/**
 * Brings the database to the newest schema, under a lock of its own so that several starts wait for each other.
 * @returns the names of the migrations that ran now.
 * @throws the error of the migration that failed; the ones before it stay.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const { error, results = [] } = await migrator(db).migrateToLatest();
  if (error) throw withAdvice(error);
  return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
}

/** What a server answers that lets nobody make a trigger: for want of the right, or since it writes a binary log. */
const NO_TRIGGER = [
  "ER_TABLEACCESS_DENIED_ERROR",
  "ER_BINLOG_CREATE_ROUTINE_NEED_SUPER",
  "ER_SPECIFIC_ACCESS_DENIED_ERROR",
];

/** A refusal that a person can do something about says what, beside the server's own words. */
function withAdvice(error: unknown): unknown {
  const { code = "", message = "", sql: statement = "" } = (error ?? {}) as Record<string, string | undefined>;
  if (!NO_TRIGGER.includes(code) || !/create trigger/i.test(`${statement} ${message}`)) return error;
  return new EnvError(
    [
      `The database lets its user make no trigger: ${message}`,
      "Triggers keep the audit log and the record of decisions append-only. Give the user of DATABASE_URL the right TRIGGER",
      "(GRANT TRIGGER ON the_database.* TO the_user). A MySQL that writes a binary log asks for SUPER as well, or for the",
      "setting log_bin_trust_function_creators = 1, which managed services have among their parameters. Then start again:",
      "what ran already stays, and the rest goes on from here.",
    ].join("\n"),
  );
}

/** The names of all migrations, in their order. */
export async function listMigrations(): Promise<string[]> {
  return Object.keys(await fromFolder.getMigrations());
}

/** Brings an empty database to the schema as it was after the migration `name`. @throws the error of the one that failed. */
export async function migrateTo(db: Db, name: string): Promise<void> {
  const { error } = await migrator(db).migrateTo(name);
  if (error) throw error;
}

/** The names of the migrations that the database has not seen. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const migrations = await migrator(db).getMigrations();
  return migrations.filter((migration) => !migration.executedAt).map((migration) => migration.name);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const db = openDatabase(env().DATABASE_URL, { connections: 2 });
    const half = await halfRestored(db);
    if (half) throw new EnvError(half);
    const ran = await migrateToLatest(db);
    console.log(ran.length ? `Migrated: ${ran.length} steps, the last ${ran.at(-1)}` : "The schema is up to date");
    await db.destroy();
  } catch (error) {
    console.error(error instanceof EnvError ? error.message : error);
    process.exit(1);
  }
}
