import mysql from "mysql2/promise";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuild } from "./build.ts";
import { startDatabase } from "./database.ts";
import {
  endLeftovers,
  findFreePort,
  isPortFree,
  runScript,
  supervise,
  tailLog,
  type Environment,
  type Supervised,
} from "./processes.ts";
import { step } from "./progress.mjs";
import { readSecrets } from "./settings.ts";

export type BoardOptions = {
  root: string;
  /** Everything this board keeps; the caller holds the folder's lock. */
  dataDir: string;
  packagesDir: string;
  /** PORT, BASE_URL, DATABASE_URL, SMTP_URL, STRIPE_SECRET_KEY… as readSettings gives them. */
  settings: Environment;
  /** Vite in the web process and a worker that reloads, instead of a build. */
  development?: boolean;
  /** `usual`: 3000, 4010, 4020, 4025 or the next free ones; `any`: wherever nothing else is looked for. */
  ports: "usual" | "any";
  seedSize?: "small";
  /** A seed that fails stops the start even where DATABASE_URL was given. */
  seedMustWork?: boolean;
  onRestart?: (name: string, how: string) => void;
  onLine?: (name: string, line: string, stream: "stdout" | "stderr") => void;
};

export type Board = {
  baseUrl: string;
  databaseUrl: string;
  /** The mailbox's page; undefined when SMTP_URL is set. */
  mailboxUrl?: string;
  /** The Stripe sandbox; undefined when STRIPE_SECRET_KEY is set. */
  stripeUrl?: string;
  /** False when DATABASE_URL names a database that the seed refused: it holds a real board. */
  isDemo: boolean;
  /** What the processes were given. */
  env: Environment;
};

export type BoardStart = {
  /** Rejects with what to do when a part of the board does not come up; everything is stopped by then. */
  ready: Promise<Board>;
  /** Drains in order, also half way through the start: web and worker, then the stand-ins, then the database. */
  stop(): Promise<void>;
};

type Part = { name: string; stop(): Promise<void> };

/** Starts a whole board: database, schema, demo, build, the stand-ins for Stripe and mail, web and worker. */
export function startBoard(options: BoardOptions): BoardStart {
  const parts: Part[] = [];
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  const stop = () => (stopping ??= stopInOrder(parts));
  const ready = bringUp(options, parts, isStopping).catch(async (error: unknown) => {
    // Again, for a part that came up while an earlier stop was under way.
    await stop().then(() => stopInOrder(parts));
    throw error;
  });
  return { ready, stop };
}

/** Web and worker first, so that what they are doing still has its database; the database last. */
async function stopInOrder(parts: Part[]) {
  const order = [["web", "worker"], ["stripe-sandbox", "mailbox"], ["database"]];
  for (const names of order)
    await Promise.all(parts.filter((part) => names.includes(part.name)).map((part) => part.stop()));
}

async function bringUp(options: BoardOptions, parts: Part[], isStopping: () => boolean): Promise<Board> {
  const { root, dataDir, development } = options;
  const goOn = () => {
    if (isStopping()) throw new Error("The start was interrupted.");
  };
  await endLeftovers(dataDir);
  // Vite needs no database: on a fresh machine it works while that is fetched.
  const building = development ? undefined : step("build", () => build(root, options.settings));
  building?.catch(() => {});
  const databaseUrl = await bringUpDatabase(options, parts);
  goOn();
  const plan = await planAddresses(options, databaseUrl);
  const env = plan.env;
  const begin = (name: string, args: string[], own: Environment = {}): Supervised => {
    const part = supervise({
      ...options,
      name,
      command: process.execPath,
      args,
      env: { ...env, ...own },
      cwd: root,
      dataDir,
    });
    parts.push(part);
    return part;
  };
  const standIn = async (title: string, name: string, plan: StandIn | undefined) => {
    if (!plan) return;
    await step(title, () =>
      waitForPort(begin(name, ["--import", "tsx", `dev/${name}/main.ts`], plan.env), plan.port, dataDir),
    );
  };

  await Promise.all([
    step("schema", () => runOrExplain(root, "db:migrate", env)),
    standIn("Stripe sandbox", "stripe-sandbox", plan.stripe),
    standIn("mailbox", "mailbox", plan.mailbox),
  ]);
  goOn();
  const { isDemo } = await step("demo data", () => seed(options, env));
  await building;
  goOn();
  const web = begin("web", ["--import", "tsx", development ? "app/server.ts" : "app/web.ts"]);
  const worker = begin(
    "worker",
    development
      ? ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "app/worker.ts"]
      : ["--import", "tsx", "app/worker.ts"],
  );
  await step("web and worker", (showDetail) =>
    waitUntilHealthy(plan.port, [web, worker], dataDir, showDetail, isStopping),
  );
  return {
    baseUrl: plan.baseUrl,
    databaseUrl,
    mailboxUrl: plan.mailbox?.url,
    stripeUrl: plan.stripe?.url,
    isDemo,
    env,
  };
}

async function bringUpDatabase(
  { settings, dataDir, packagesDir, onRestart }: BoardOptions,
  parts: Part[],
): Promise<string> {
  const given = settings.DATABASE_URL;
  if (!given) {
    const database = await step("database", (showDetail) =>
      startDatabase({ dataDir, packagesDir, showDetail, onRestart }),
    );
    parts.push({ name: "database", stop: database.stop });
    return database.url;
  }
  await step("database of DATABASE_URL", async () => {
    try {
      const connection = await mysql.createConnection({ uri: given, connectTimeout: 10_000 });
      await connection.end();
    } catch (error) {
      throw new Error(
        `The database of DATABASE_URL does not answer: ${error instanceof Error ? error.message : String(error)}\n  Correct DATABASE_URL, or leave it empty for a private database.`,
      );
    }
  });
  return given;
}

type StandIn = { port: number; url: string; env: Environment };
type Plan = { port: number; baseUrl: string; env: Environment; stripe?: StandIn; mailbox?: StandIn };

/** Chooses the ports and makes the environment every process of the board gets. */
async function planAddresses(options: BoardOptions, databaseUrl: string): Promise<Plan> {
  const { settings, dataDir, development, ports, seedSize } = options;
  const taken: number[] = [];
  const takePort = async (usual: number) => {
    // Below the range the system hands out to outgoing connections.
    const port = await findFreePort(ports === "usual" ? usual : 20_000 + Math.floor(Math.random() * 10_000), taken);
    taken.push(port);
    return port;
  };
  const port = settings.PORT ? await checkPort(Number(settings.PORT)) : await takePort(3000);
  taken.push(port);
  const env: Environment = {
    ...settings,
    NODE_ENV: development ? "development" : "production",
    PORT: String(port),
    BASE_URL: settings.BASE_URL ?? `http://localhost:${port}`,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    MAIL_FROM: settings.MAIL_FROM ?? "CareerCenter <no-reply@localhost>",
    // Enough for all that two processes can get wrong, and for one to die unnoticed. One a core would fill a laptop's
    // memory with indexes for a demo that one process serves.
    WEB_CONCURRENCY: settings.WEB_CONCURRENCY ?? "2",
    FACTOR_KEY: settings.FACTOR_KEY ?? readSecrets(dataDir).factorKey,
    ...(seedSize ? { SEED_SIZE: seedSize } : {}),
  };
  const plan: Plan = { port, baseUrl: env.BASE_URL ?? "", env };
  if (!settings.STRIPE_SECRET_KEY) {
    const { stripeSecretKey, stripeWebhookSecret } = readSecrets(dataDir);
    const stripePort = await takePort(4010);
    const url = `http://127.0.0.1:${stripePort}`;
    Object.assign(env, {
      STRIPE_SECRET_KEY: stripeSecretKey,
      STRIPE_WEBHOOK_SECRET: stripeWebhookSecret,
      STRIPE_API_BASE: url,
    });
    plan.stripe = {
      port: stripePort,
      url,
      env: { STRIPE_SANDBOX_PORT: String(stripePort), STRIPE_WEBHOOK_URL: `http://127.0.0.1:${port}/webhooks/stripe` },
    };
  }
  if (!settings.SMTP_URL) {
    const webPort = await takePort(4020);
    const smtpPort = await takePort(4025);
    env.SMTP_URL = `smtp://127.0.0.1:${smtpPort}`;
    plan.mailbox = {
      port: webPort,
      url: `http://127.0.0.1:${webPort}`,
      env: { MAILBOX_SMTP_PORT: String(smtpPort), MAILBOX_WEB_PORT: String(webPort) },
    };
  }
  return plan;
}

async function checkPort(port: number): Promise<number> {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error("PORT must be a number from 1 to 65535.");
  if (!(await isPortFree(port)))
    throw new Error(
      `Port ${port} is taken by another program.\n  End it, or choose another: PORT=${port + 1} npm start`,
    );
  return port;
}

async function build(root: string, settings: Environment): Promise<{ note: string }> {
  return { note: (await ensureBuild(root, settings)).built ? "" : "is up to date" };
}

async function runOrExplain(root: string, script: string, env: Environment): Promise<{ note: string }> {
  const result = await runScript(root, script, env, [], 900_000);
  if (result.code !== 0)
    throw new Error(
      `npm run ${script} failed:\n${`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-20).join("\n")}`,
    );
  return { note: "" };
}

/** A database of somebody's own may be a real board, which the seed refuses: that must not keep it from starting. */
async function seed(
  { root, settings, seedMustWork }: BoardOptions,
  env: Environment,
): Promise<{ note: string; isDemo: boolean }> {
  if (!settings.DATABASE_URL || seedMustWork) return { ...(await runOrExplain(root, "seed", env)), isDemo: true };
  const result = await runScript(root, "seed", env, [], 900_000);
  return result.code === 0
    ? { note: "", isDemo: true }
    : { note: `left out: ${result.stderr.trim().split("\n").at(-1) ?? ""}`, isDemo: false };
}

function failWith(part: Supervised, dataDir: string): never {
  throw new Error(
    `${part.name} keeps ending. Its last words (all in ${path.join(dataDir, "logs", `${part.name}.log`)}):\n${tailLog(dataDir, part.name)}`,
  );
}

async function waitForPort(part: Supervised, port: number, dataDir: string) {
  const opens = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: "127.0.0.1", timeout: 2000 });
      const answer = (open: boolean) => {
        socket.destroy();
        resolve(open);
      };
      socket
        .once("connect", () => answer(true))
        .once("error", () => answer(false))
        .once("timeout", () => answer(false));
    });
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    if (part.deaths() >= 3) failWith(part, dataDir);
    if (await opens()) return;
  }
  throw new Error(`${part.name} did not open port ${port} in 60 s. Its last words:\n${tailLog(dataDir, part.name)}`);
}

/** Waits for /healthz to say ok; its first answers may well be `starting`. */
async function waitUntilHealthy(
  port: number,
  parts: Supervised[],
  dataDir: string,
  showDetail: (detail: string) => void,
  isStopping: () => boolean,
) {
  let said = "nothing";
  for (const end = Date.now() + 180_000; Date.now() < end && !isStopping(); await sleep(100)) {
    const failed = parts.find((part) => part.deaths() >= 3);
    if (failed) failWith(failed, dataDir);
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(5000) });
      said = (await answer.text()).slice(0, 600);
      if (answer.ok) return;
      showDetail(/"status":"(\w+)"/.exec(said)?.[1] ?? "");
    } catch {
      // Not listening yet.
    }
  }
  throw new Error(
    `The board is not well after three minutes; /healthz said ${said}\n${parts.map((part) => tailLog(dataDir, part.name, 8)).join("\n")}`,
  );
}
