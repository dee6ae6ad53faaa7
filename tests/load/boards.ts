import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import mysql, { type RowDataPacket } from "mysql2/promise";
import { migrateToLatest } from "#db/migrate.ts";
import { DAY } from "~/platform/clock.ts";
import { openDatabase } from "~/platform/database.server.ts";
import { makeCorpus } from "./corpus.ts";
import { insertCorpus } from "./insert-corpus.ts";

const SEED = "bench";
const here = path.dirname(fileURLToPath(import.meta.url));

/** A database of the bench's own on the server of `serverUrl`; no other is ever touched. */
export function boardUrl(serverUrl: string, jobs: number): string {
  const url = new URL(serverUrl);
  url.pathname = `/cc_bench_${jobs}`;
  return url.href;
}

/**
 * Makes a board of so many live jobs, or takes the one that an earlier run kept today of the same corpus, and brings its
 * schema up to date.
 * @returns its address.
 */
export async function prepareBoard(serverUrl: string, jobs: number, report: (jobs: number) => void): Promise<string> {
  const url = boardUrl(serverUrl, jobs);
  const today = new Date();
  const mark = digest();
  if (await isUsable(serverUrl, jobs, mark, today)) {
    await migrate(url);
    return url;
  }
  await dropBoard(serverUrl, jobs);
  await query(serverUrl, `create database \`cc_bench_${jobs}\` character set utf8mb4 collate utf8mb4_unicode_ci`);
  const db = openDatabase(url, { connections: 2 });
  try {
    await migrateToLatest(db);
    await insertCorpus(url, makeCorpus({ jobs, seed: SEED, today }), report);
    await query(url, "analyze table job, job_revision, revision_facet, revision_state, revision_credential");
    await db
      .insertInto("board_setting")
      .values({ name: "bench", value: JSON.stringify({ mark, today }) })
      .execute();
    return url;
  } finally {
    await db.destroy();
  }
}

/** Removes the board of so many jobs, if there is one. */
export async function dropBoard(serverUrl: string, jobs: number): Promise<void> {
  await query(serverUrl, `drop database if exists \`cc_bench_${jobs}\``);
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string): Promise<RowDataPacket[]> {
  const connection = await mysql.createConnection({ uri: url });
  try {
    const [rows] = await connection.query<RowDataPacket[]>(text);
    return rows;
  } finally {
    await connection.end();
  }
}

async function isUsable(serverUrl: string, jobs: number, mark: string, today: Date): Promise<boolean> {
  try {
    const url = boardUrl(serverUrl, jobs);
    const [row] = await query(url, "select value from board_setting where name = 'bench'");
    const kept = JSON.parse(String(row?.value)) as { mark: string; today: string };
    const [{ live } = { live: 0 }] = await query(url, "select count(*) as live from job where state = 'live'");
    return kept.mark === mark && today.getTime() - Date.parse(kept.today) < DAY && Number(live) === jobs;
  } catch {
    return false;
  }
}

async function migrate(url: string): Promise<void> {
  const db = openDatabase(url, { connections: 2 });
  try {
    await migrateToLatest(db);
  } finally {
    await db.destroy();
  }
}

/** What the rows of a board depend on: the generator's files. */
function digest(): string {
  const hash = createHash("sha256");
  const files = [here, path.join(here, "../../db/seeds/content")].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$/.test(name))
      .filter((name) => folder !== here || /corpus|tail-words|render-plain/.test(name))
      .sort()
      .map((name) => path.join(folder, name)),
  );
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex");
}
