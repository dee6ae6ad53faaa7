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
  if (error) throw error;
  return results.filter((result) => result.status === "Success").map((result) => result.migrationName);
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
