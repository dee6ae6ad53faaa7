import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach } from "vitest";
import { openServer } from "#db/backup/server-connection.ts";
import { openDatabase, type Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { createLocalFileStore } from "~/platform/files/file-store.server.ts";

/**
 * A second database and data folder, both empty before each test, for what is restored; and a folder for backups.
 * Call it once, at the file's top. `kind` keeps the schemas of files that run beside each other apart.
 */
export function aPlaceToRestore(kind: string) {
  const folder = mkdtempSync(path.join(tmpdir(), "backup-"));
  const schema = `cc_test_${kind}_${process.env.VITEST_POOL_ID ?? "1"}`;
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = `/${schema}`;
  const dataDir = path.join(folder, "data");
  let open: Db[] = [];
  let number = 0;

  async function anew(last = false): Promise<void> {
    await Promise.all(open.map((db) => db.destroy()));
    open = [];
    const server = await openServer(process.env.DATABASE_URL ?? "");
    await server.query(`drop database if exists ${schema}`);
    if (!last) await server.query(`create database ${schema} character set utf8mb4 collate utf8mb4_unicode_ci`);
    await server.end();
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dataDir, { recursive: true });
  }

  beforeEach(() => anew());
  afterAll(async () => {
    await anew(true);
    rmSync(folder, { recursive: true, force: true });
  });

  return {
    schema,
    databaseUrl: url.href,
    dataDir,
    /** The files of the board that the tests write to. */
    boardFiles: () => createLocalFileStore(path.join(env().DATA_DIR, "files")),
    files: () => createLocalFileStore(path.join(dataDir, "files")),
    /** A name that no backup has yet. */
    aFile: () => path.join(folder, `board-${++number}.tar.gz`),
    /** The restored database; it is closed before the next test, or by `close`. */
    open(): Db {
      const db = openDatabase(url.href, { connections: 2 });
      open.push(db);
      return db;
    },
    async close(): Promise<void> {
      await Promise.all(open.map((db) => db.destroy()));
      open = [];
    },
    /** Asks that database one question, over a connection of its own. */
    async ask(text: string): Promise<Record<string, unknown>[]> {
      const server = await openServer(url.href);
      try {
        return await server.query(text);
      } finally {
        await server.end();
      }
    },
  };
}
