import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import os from "node:os";
import mysql from "mysql2/promise";
import { MINUTE } from "~/platform/clock.ts";
import { openDatabase } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { ensureBuild } from "../../dev/build.ts";
import { startDatabase } from "../../dev/database.ts";
import { tryLock } from "../../dev/lock.mjs";
import { endLeftovers } from "../../dev/processes.ts";
import { readSettings } from "../../dev/settings.ts";
import { dropBoard, prepareBoard, query } from "./boards.ts";
import { endChild, root, runTask, startChild } from "./children.ts";
import { measureFirstVisit } from "./first-visit.ts";
import { buildFulltext, fillFulltext, fulltextSql, searchFulltext } from "./fulltext.ts";
import { KeptFigures, type Collected } from "./kept-figures.ts";
import { describeMachine, describeRun } from "./machine.ts";
import { measureFreshness } from "./measure-freshness.ts";
import { measureHttp } from "./measure-http.ts";
import type { AlertFigures } from "./measure-alerts.ts";
import type { LoadFigures } from "./measure-load.ts";
import type { SearchFigures } from "./measure-search.ts";
import type { TwinFigures } from "./measure-twins.ts";
import { benchQueries, type QueryName } from "./queries.ts";
import {
  columnsOf,
  sectionsOf,
  verdictsOf,
  type BoardFigures,
  type FulltextFigures,
  type Verdict,
  type WebFigures,
} from "./report.ts";
import { timingOf } from "./stats.ts";
import { formatTable } from "./table.ts";
import { startWeb } from "./web-process.ts";

const USAGE = `npm run bench -- [--quick] [--million] [--fulltext] [--only search|web|million|table] [--keep] [--json FILE] [--write]
  --quick     boards of 1,000 and 10,000 jobs, few rounds: a check of about two minutes
  --million   also a board of 1,000,000 jobs (20 GB of disk, 8 GB of memory, half an hour)
  --fulltext  FULLTEXT on that one too; else it is left out there
  --only      search: no web processes and no browser; web: only these; million: only that board; table: nothing is
              measured. What is left out is taken from an earlier run of the same code on this machine
  --keep      leaves the boards in the database for another run today
  --json FILE also writes every figure
  --write     puts the table into docs/performance.md
Each part is kept as soon as it is measured: after an interruption, \`--only table\` shows what there is.`;

const MILLION = 1_000_000;
const FULLTEXT_ROUNDS = 20;
/** One search by FULLTEXT is tried again for so long at most. */
const FULLTEXT_MS = 30_000;
const dataDir = path.join(root, ".data/bench");

const choices = ["search", "web", "million", "table"] as const;

type Options = {
  quick: boolean;
  million: boolean;
  fulltext: boolean;
  only?: (typeof choices)[number] | undefined;
  keep: boolean;
  json?: string;
  write: boolean;
};

/** `npm run bench`: measures, prints one table and how the expectations are met. Slow figures are no failure. */
export async function runBench(args: string[]): Promise<void> {
  const options = readOptions(args);
  mkdirSync(path.join(dataDir, "logs"), { recursive: true });
  const taken = tryLock(path.join(dataDir, "bench.lock"), "the bench");
  if (!taken.release) throw new Error(`Process ${taken.holder.pid} is running the bench.`);
  const given = readSettings(root).DATABASE_URL;
  await endLeftovers(dataDir);
  const database = given
    ? { url: given, stop: async () => {} }
    : await startDatabase({ dataDir, packagesDir: path.join(root, ".data/packages") });
  const kept = new KeptFigures(path.join(dataDir, options.quick ? "figures-quick" : "figures"));
  try {
    if (!given) await giveMemory(database.url);
    const machine = await describeMachine(database.url);
    const run = describeRun(new Date());
    for (const { jobs, board, web } of planRun(options)) {
      const url = await step(`${jobs.toLocaleString("en-US")} jobs: rows`, (show) =>
        prepareBoard(database.url, jobs, (done) => show(`${done.toLocaleString("en-US")}`)),
      );
      if (board) kept.keep(machine, run, { board: { jobs, ...(await measureBoard(url, jobs, options)) } });
      if (web) kept.keep(machine, run, { web: { jobs, ...(await measureWeb(url, options)) } });
      if (!options.keep) await dropBoard(database.url, jobs);
    }
    publish(
      kept.collect(machine, (part) => console.error(`  ${part}: measured of other code`)),
      options,
    );
  } finally {
    await database.stop();
    taken.release();
  }
}

/** Which boards are made, and what is measured on each. */
function planRun({ quick, million, only }: Options): { jobs: number; board: boolean; web: boolean }[] {
  const webSize = quick ? 10_000 : 100_000;
  const sizes = [1_000, 10_000, ...(quick ? [] : [100_000]), ...(million ? [MILLION] : [])];
  switch (only) {
    case "table":
      return [];
    case "million":
      return [{ jobs: MILLION, board: true, web: false }];
    case "web":
      return [{ jobs: webSize, board: false, web: true }];
    default:
      return sizes.map((jobs) => ({ jobs, board: true, web: jobs === webSize && only !== "search" }));
  }
}

function readOptions(args: string[]): Options {
  try {
    const flag = { type: "boolean", default: false } as const;
    const { values } = parseArgs({
      args,
      options: {
        quick: flag,
        million: flag,
        fulltext: flag,
        only: { type: "string" },
        keep: flag,
        json: { type: "string" },
        write: flag,
      },
    });
    const only = choices.find((choice) => choice === values.only);
    if (only !== values.only) throw new Error(`--only takes ${choices.join(", ")}`);
    return { ...values, only };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

/** Memory for the private server, so that FULLTEXT is not held up by a disk: a quarter of the machine's, 4 GiB at most. */
async function giveMemory(url: string): Promise<void> {
  const pool = Math.min(4 * 2 ** 30, Math.floor(os.totalmem() / 4 / 2 ** 27) * 2 ** 27);
  await query(url, `set global innodb_buffer_pool_size = ${pool}`);
  // From MariaDB 10.9 on; before, filling a board only takes longer.
  await query(url, "set global innodb_log_file_size = 1073741824").catch(() => undefined);
}

/** Shows on stderr what goes on, in a file once a minute, and in the end how long it took. */
async function step<T>(title: string, work: (show: (detail: string) => void) => Promise<T>): Promise<T> {
  const began = performance.now();
  let said = began;
  const say = (text: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K  ${title} ${text}`);
    else if (performance.now() - said > MINUTE) {
      said = performance.now();
      process.stderr.write(`  ${title} ${text}\n`);
    }
  };
  say("");
  const result = await work(say);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  process.stderr.write(`${process.stderr.isTTY ? "\r\x1b[K" : ""}  ${title}: ${seconds} s\n`);
  return result;
}

const percent = (show: (detail: string) => void) => (part: number) => show(`${Math.round(part * 100)} %`);

async function measureBoard(url: string, jobs: number, options: Options): Promise<Omit<BoardFigures, "jobs">> {
  const rounds = options.quick ? 60 : jobs >= MILLION ? 150 : 300;
  const size = `${jobs.toLocaleString("en-US")} jobs`;
  const snapshot = path.join(dataDir, `index-${jobs}.snapshot`);
  const search = await step(`${size}: search`, (show) =>
    runProgram<SearchFigures>("measure-search.ts", { databaseUrl: url, rounds, snapshot }, percent(show)),
  );
  const load = await step(`${size}: saved index`, () =>
    runProgram<LoadFigures>("measure-load.ts", { databaseUrl: url, snapshot }),
  );
  rmSync(snapshot);
  if (load.jobs !== search.jobs) throw new Error(`The saved index has ${load.jobs} jobs, not ${search.jobs}`);
  const twins =
    jobs >= MILLION
      ? null
      : await step(`${size}: twins`, (show) =>
          runProgram<TwinFigures>("measure-twins.ts", { databaseUrl: url, rounds }, percent(show)),
        );
  const alerts =
    jobs >= MILLION
      ? null
      : await step(`${size}: alerts`, (show) =>
          runProgram<AlertFigures>("measure-alerts.ts", { databaseUrl: url, rounds }, percent(show)),
        );
  if (jobs >= MILLION && !options.fulltext) return { search, load, fulltext: null, twins, alerts };
  const fulltext = await step(`${size}: FULLTEXT`, (show) =>
    measureFulltext(url, search, options.quick ? 10 : FULLTEXT_ROUNDS, show),
  );
  return { search, load, fulltext, twins, alerts };
}

/** Runs a measurement in a process of its own, with room for a million jobs. */
async function runProgram<Result>(name: string, task: object, report?: (progress: number) => void): Promise<Result> {
  const child = startChild(`tests/load/${name}`, {
    logFile: path.join(dataDir, "logs/search.log"),
    nodeArgs: ["--import", "tsx", "--expose-gc", "--max-old-space-size=12288"],
    env: { NODE_ENV: "production" },
  });
  try {
    return await runTask<Result>(child, task, report);
  } finally {
    await endChild(child);
  }
}

async function measureFulltext(
  url: string,
  search: SearchFigures,
  rounds: number,
  show: (detail: string) => void,
): Promise<FulltextFigures> {
  const db = openDatabase(url, { connections: 4 });
  const connection = await mysql.createConnection({ uri: url, timezone: "Z", charset: "utf8mb4_unicode_ci" });
  try {
    await fillFulltext(connection, db, (jobs) => show(`rows ${jobs.toLocaleString("en-US")}`));
    show("index");
    const buildMs = await buildFulltext(connection);
    const queries = benchQueries(search.counts).map(({ name, criteria }) => ({
      name,
      sql: fulltextSql(connection, criteria),
      samples: [] as number[],
      total: 0,
    }));
    for (let round = -2; round < rounds; round++)
      for (const query of queries) {
        if (query.samples.reduce((sum, ms) => sum + ms, 0) > FULLTEXT_MS && query.samples.length >= 3) continue;
        const began = performance.now();
        const { total } = await searchFulltext(connection, query.sql);
        query.total = total;
        if (round >= 0) query.samples.push(performance.now() - began);
        show(`${query.name}`);
      }
    for (const table of ["bench_text", "bench_filter", "bench_point"]) await connection.query(`drop table ${table}`);
    const figures = queries.map(({ name, samples, total }) => [name, { ...timingOf(samples), total }]);
    return {
      buildMs,
      queries: Object.fromEntries(figures) as Record<QueryName, FulltextFigures["queries"][QueryName]>,
    };
  } finally {
    await connection.end();
    await db.destroy();
  }
}

async function measureWeb(url: string, options: Options): Promise<Omit<WebFigures, "jobs">> {
  await step("build", () => ensureBuild(root, { ...process.env, NODE_ENV: "production" }));
  const [job] = await query(url, "select slug from job where state = 'live' order by id desc limit 1");
  const first = await step("a web process", () => startWeb(url, dataDir, "web-1"));
  try {
    const visit = await step("first visit", () => measureFirstVisit(first));
    const http = await step("requests", (show) =>
      measureHttp(
        first,
        paths.job(String(job!.slug)),
        { dataDir, rounds: options.quick ? 2 : 5, seconds: options.quick ? 1 : 4 },
        percent(show),
      ),
    );
    const second = await step("a second web process", () => startWeb(url, dataDir, "web-2"));
    try {
      const freshness = await step("freshness", (show) =>
        measureFreshness(url, first, second, options.quick ? 30 : 200, percent(show)),
      );
      return { http, freshness, visit };
    } finally {
      await second.stop();
    }
  } finally {
    await first.stop();
  }
}

function publish({ figures, machine, runs }: Collected, options: Options): void {
  const verdicts = verdictsOf(figures);
  const text = [
    [
      ...machine.map(({ what, value }) => `- ${what}: ${value}`),
      ...runs.map(
        ({ parts, run }) => `- ${parts.join(", ")}: ${run.date}, commit ${run.commit}, load ${run.load} before the run`,
      ),
    ].join("\n"),
    formatTable(columnsOf(figures), sectionsOf(figures)),
    sayVerdicts(verdicts),
  ].join("\n\n");
  process.stdout.write(`\n${text}\n`);
  if (options.json)
    writeFileSync(options.json, `${JSON.stringify({ machine, runs, ...figures, verdicts }, undefined, 2)}\n`);
  if (options.write) {
    const file = path.join(root, "docs/performance.md");
    const page = readFileSync(file, "utf8");
    const marks = /(<!-- bench -->\n)[^]*(\n<!-- \/bench -->)/;
    if (!marks.test(page)) throw new Error(`${file} has no place for the table`);
    writeFileSync(
      file,
      page.replace(marks, (_, begin: string, end: string) => `${begin}\n${text}\n${end}`),
    );
  }
}

function sayVerdicts(verdicts: readonly Verdict[]): string {
  const missed = verdicts.filter(({ met }) => !met);
  const lines = missed.map(({ what, limit, measured }) => `- Not met: ${what} is ${measured}, expected ${limit}.`);
  const sum = `${verdicts.length - missed.length} of ${verdicts.length} expectations are met.`;
  return missed.length ? `${sum}\n\n${lines.join("\n")}` : sum;
}
