/** A process of its own: writes what the board's texts are compared by, then looks for twins, and sends how long it took. */
import mysql from "mysql2/promise";
import { random } from "#db/seeds/content/random.ts";
import { findTwins } from "~/jobs/find-twins.server.ts";
import { bandsOf, LEAST_SHINGLES, signatureOf, toBytes, VERSION } from "~/jobs/twins/min-hash.ts";
import { shinglesOf } from "~/jobs/twins/shingles.ts";
import { openDatabase } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { answerTask, reportProgress } from "./answer-task.ts";
import { timingOf, type Timing } from "./stats.ts";

export type TwinTask = { databaseUrl: string; rounds: number };
export type TwinFigures = {
  /** CPU of what one new revision adds: its shingles, signature and bands. */
  computeMs: number;
  /** Jobs of the board, whose texts have most sentences in common. */
  any: Timing;
  /** A job whose bands five thousand others share. */
  hot: Timing;
  /** One read by primary key, on the same connection. */
  read: Timing;
};

const BATCH = 500;
const HOT = 5_000;
const WARM_UP = 5;

type Row = { id: string; job_id: string; employer_id: string; body_text: string };

answerTask<TwinTask, TwinFigures>(async ({ databaseUrl, rounds }) => {
  const connection = await mysql.createConnection({ uri: databaseUrl, timezone: "Z", charset: "utf8mb4_unicode_ci" });
  const db = openDatabase(databaseUrl, { connections: 2 });
  try {
    const computeMs = await fill(connection);
    const ids = (await db.selectFrom("job").select("id").orderBy("id").limit(HOT).execute()).map(({ id }) => id);
    const chance = random("whose twins");
    const time = async (work: (id: JobId) => Promise<unknown>, pick: () => JobId) => {
      const samples: number[] = [];
      for (let round = -WARM_UP; round < rounds; round++) {
        const id = pick();
        const began = performance.now();
        await work(id);
        if (round >= 0) samples.push(performance.now() - began);
      }
      return timingOf(samples);
    };
    const find = (id: JobId) => findTwins(db, id);
    const any = await time(find, () => chance.pick(ids));
    await shareBands(connection, ids[0]!);
    const hot = await time(find, () => ids[0]!);
    const read = await time(
      (id) => db.selectFrom("job").select("slug").where("id", "=", id).executeTakeFirst(),
      () => chance.pick(ids),
    );
    return { computeMs, any, hot, read };
  } finally {
    await connection.end();
    await db.destroy();
  }
});

/** In big batches what `insertSignature` writes for each revision. @returns milliseconds of computing a revision. */
async function fill(connection: mysql.Connection): Promise<number> {
  await connection.query("set session foreign_key_checks = 0");
  await connection.query("delete from job_band");
  await connection.query("delete from revision_signature");
  const [counts] = await connection.query<({ total: number } & mysql.RowDataPacket)[]>(
    "select count(*) as total from job_revision",
  );
  const total = counts[0]!.total;
  let computing = 0;
  let written = 0;
  for (let after = ""; ;) {
    const [rows] = await connection.query<(Row & mysql.RowDataPacket)[]>(
      "select r.id, r.job_id, j.employer_id, r.body_text from job_revision r join job j on j.id = r.job_id where r.id > ? order by r.id limit ?",
      [after, BATCH],
    );
    if (rows.length === 0) break;
    const began = performance.now();
    const signed = rows.map((row) => {
      const shingles = shinglesOf(row.body_text);
      const signature = signatureOf(shingles);
      return { row, size: shingles.size, signature, bands: shingles.size < LEAST_SHINGLES ? [] : bandsOf(signature) };
    });
    computing += performance.now() - began;
    await connection.beginTransaction();
    await connection.query(
      "insert into revision_signature (revision_id, job_id, version, shingles, signature) values ?",
      [signed.map(({ row, size, signature }) => [row.id, row.job_id, VERSION, size, toBytes(signature)])],
    );
    const bands = signed.flatMap(({ row, bands }) => bands.map((band) => [band, row.employer_id, row.job_id]));
    if (bands.length)
      await connection.query("insert ignore into job_band (band, employer_id, job_id) values ?", [bands]);
    await connection.commit();
    after = rows.at(-1)!.id;
    written += rows.length;
    reportProgress(written / total);
  }
  await connection.query("analyze table job_band, revision_signature");
  return computing / Math.max(1, written);
}

/** As if one other employer had posted this text for each of thousands of cities. */
async function shareBands(connection: mysql.Connection, jobId: JobId): Promise<void> {
  await connection.query(
    `insert ignore into job_band (band, employer_id, job_id)
     select own.band, other.employer_id, job.id
     from job_band own
     cross join (select id from job order by id desc limit ${HOT}) job
     cross join (select employer_id from job order by id desc limit 1) other
     where own.job_id = ?`,
    [jobId],
  );
}
