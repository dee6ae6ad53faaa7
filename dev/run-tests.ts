import { mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuild } from "./build.ts";
import { findChromium, type Chromium } from "./chromium.ts";
import { startDatabase, type PrivateDatabase } from "./database.ts";
import { endLeftovers, run, runScript, type Environment, type RunResult } from "./processes.ts";
import { bold, green, print, red, step } from "./progress.mjs";
import { takeTestFolder } from "./test-folder.ts";

const root = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
const stepNames = ["types", "lint", "unit", "integration", "build", "e2e"] as const;
type StepName = (typeof stepNames)[number];

/** What a step found; `failed` is also what makes its mark a cross. */
type Outcome = { passed: number; failed: number; note: string };

/**
 * `npm test`: all steps, or those named (`npm test -- unit e2e`). Runs each even when an earlier one failed, prints
 * `N passed, N failed` as its last line (types, lint and build count one each) and ends the process with 0 or 1.
 */
export async function runTests(names: string[]): Promise<void> {
  const unknown = names.filter((name) => !stepNames.some((known) => known === name));
  if (unknown.length > 0) {
    print(`${red("✗")} There is no step ${unknown.join(", ")}; there are ${stepNames.join(", ")}.`);
    process.exit(1);
  }
  const wants = (name: StepName) => names.length === 0 || names.includes(name);
  const place = takeTestFolder(root);
  process.once("exit", () => place.release());
  let database: PrivateDatabase | undefined;
  stopOnSignals(async () => database?.stop());
  const env = makeEnvironment(place.folder);
  const outcomes: Outcome[] = [];
  const record = async (name: string, work: Parameters<typeof step<Outcome>>[1]) => {
    outcomes.push(
      await step(name, (showDetail) =>
        work(showDetail).catch((error: unknown) => failure(error instanceof Error ? error.message : String(error))),
      ),
    );
  };

  // Reading the sources needs no database: it goes on while one is fetched.
  const reading = (async () => {
    if (wants("types")) await record("types", async () => judgeScript(await runScript(root, "types", env)));
    if (wants("lint")) await record("lint", async () => judgeScript(await runScript(root, "lint", env)));
  })();

  const databaseProblem =
    wants("integration") || wants("e2e")
      ? await provide("database", async (showDetail) => {
          database = await provideDatabase(place.folder, env, showDetail);
        })
      : undefined;
  const projects = (["unit", "integration"] as const).filter(
    (name) => wants(name) && !(name === "integration" && databaseProblem),
  );
  if (databaseProblem && wants("integration")) outcomes.push(failure(databaseProblem));
  if (projects.length > 0)
    await record(`${projects.join(" and ")} tests`, (showDetail) => runVitest(projects, place.folder, env, showDetail));

  let buildProblem: string | undefined;
  if (wants("build") || wants("e2e"))
    await record("build", async () => {
      try {
        return { passed: 1, failed: 0, note: (await ensureBuild(root, env)).built ? "" : "is up to date" };
      } catch (error) {
        buildProblem = "the build failed";
        throw error;
      }
    });
  if (wants("e2e")) {
    let chromium: Chromium | undefined;
    const chromiumProblem = await provide("Chromium", async (showDetail) => {
      chromium = await findChromium({ packagesDir: path.join(root, ".data/packages"), showDetail });
    });
    await reading;
    const problem = buildProblem ?? databaseProblem ?? chromiumProblem;
    await record("browser tests", async (showDetail) => {
      if (problem || !chromium) return failure(`They could not run: ${problem}`);
      return runPlaywright(place.folder, { ...env, E2E_CHROMIUM: JSON.stringify(chromium) }, showDetail);
    });
  }
  await reading;
  await database?.stop();
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  place.release();
  // Written before the exit even where stdout is a pipe.
  process.stdout.write(
    `\n${failed > 0 ? red(bold(`${passed} passed, ${failed} failed`)) : green(bold(`${passed} passed, ${failed} failed`))}\n`,
    () => process.exit(failed > 0 ? 1 : 0),
  );
}

/** The tests see none of the settings of a real board, and keep their files in a folder of their own. */
function makeEnvironment(folder: string): Environment {
  const env: Environment = { ...process.env, TEST_DATA_DIR: folder };
  // A server given in so many words is used, but only for schemas of the tests' own.
  env.TEST_DATABASE_URL ||= env.DATABASE_URL;
  for (const name of [
    "PORT",
    "BASE_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "SMTP_URL",
    "MAIL_FROM",
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "STRIPE_API_BASE",
    "STRIPE_TAX",
    "FACTOR_KEY",
    "TRUST_PROXY",
    "WEB_CONCURRENCY",
    "CDN",
    "NODE_ENV",
  ])
    delete env[name];
  return env;
}

async function provideDatabase(
  folder: string,
  env: Environment,
  showDetail: (detail: string) => void,
): Promise<PrivateDatabase | undefined> {
  if (env.TEST_DATABASE_URL) return undefined;
  await endLeftovers(folder);
  const database = await startDatabase({ dataDir: folder, packagesDir: path.join(root, ".data/packages"), showDetail });
  env.TEST_DATABASE_URL = database.url;
  return database;
}

/** Gives what went wrong, or undefined. */
async function provide(
  name: string,
  work: (showDetail: (detail: string) => void) => Promise<void>,
): Promise<string | undefined> {
  const { problem } = await step(name, async (showDetail) => {
    try {
      await work(showDetail);
      return { failed: 0, problem: undefined };
    } catch (error) {
      return { failed: 1, problem: error instanceof Error ? error.message : String(error) };
    }
  });
  if (problem) print(problem);
  return problem;
}

function failure(message: string): Outcome {
  print(message.trimEnd());
  return { passed: 0, failed: 1, note: "" };
}

function judgeScript(result: RunResult): Outcome {
  return result.code === 0 ? { passed: 1, failed: 0, note: "" } : failure(`${result.stdout}\n${result.stderr}`.trim());
}

async function runVitest(
  projects: readonly string[],
  folder: string,
  env: Environment,
  showDetail: (detail: string) => void,
): Promise<Outcome> {
  const file = path.join(folder, "vitest.json");
  rmSync(file, { force: true });
  let files = 0;
  const result = await run(
    process.execPath,
    [
      "node_modules/vitest/vitest.mjs",
      "run",
      ...projects.flatMap((name) => ["--project", name]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ],
    {
      cwd: root,
      env,
      timeoutMs: 1_800_000,
      onLine: (line) => /^\s*(✓|❯|×)/.test(line) && showDetail(`${++files} files`),
    },
  );
  const report = readReport<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    testResults: { status: string; assertionResults: { status: string }[] }[];
  }>(file);
  if (!report) return failure(`${result.stdout}\n${result.stderr}`);
  // A file that can't be loaded has no test to fail.
  const unloadable = report.testResults.filter(
    (item) => item.status === "failed" && !item.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return conclude(result, report.numPassedTests, report.numFailedTests + unloadable, report.numPendingTests);
}

async function runPlaywright(folder: string, env: Environment, showDetail: (detail: string) => void): Promise<Outcome> {
  const file = path.join(folder, "playwright.json");
  rmSync(file, { force: true });
  mkdirSync(path.join(root, "artifacts"), { recursive: true });
  const result = await run(process.execPath, ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"], {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_FORCE_TTY: "0" },
    timeoutMs: 1_800_000,
    onLine: (line) => {
      const [, number] = /^\s*(?:✓|✘|ok|x|-)\s+(\d+)/.exec(line) ?? [];
      if (number) showDetail(`${number}`);
    },
  });
  const report = readReport<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(file);
  if (!report) return failure(`${result.stdout}\n${result.stderr}`);
  return conclude(result, report.stats.expected, report.stats.unexpected + report.stats.flaky, report.stats.skipped);
}

/** A run that ended badly with nothing counted as failed (an error outside every test) counts as one failure. */
function conclude(result: RunResult, passed: number, counted: number, skipped: number): Outcome {
  const failed = result.code !== 0 && counted === 0 ? 1 : counted;
  if (failed > 0) print(`${result.stdout}\n${result.stderr}`.trimEnd());
  return {
    passed,
    failed,
    note: `${passed} passed${failed > 0 ? `, ${failed} failed` : ""}${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  };
}

function readReport<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function stopOnSignals(stop: () => Promise<void>) {
  const end = async () => {
    await stop();
    process.exit(130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => void end());
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && void end(), 1000).unref();
}
