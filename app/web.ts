/**
 * The web in production: WEB_CONCURRENCY processes of server.ts behind one port. This one hands out the connections,
 * starts again what dies, and ends with all of them on SIGTERM or when its own starter has gone.
 */
import { randomBytes } from "node:crypto";
import { fork, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ConnectionDesk } from "./hand-out.ts";
import { EXIT_HOPELESS, whyNotListening } from "./listen.ts";
import { webNodeFlags } from "./node-flags.ts";
import { env, EnvError } from "./platform/env.server.ts";
import { log } from "./platform/log.server.ts";
import { passOn } from "./platform/siblings.server.ts";

/** A little longer than a process takes to drain. */
const END_MS = 22_000;
/** Milliseconds before a process that died is started again: the first time, and at most. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;
/** One that lived for so long in milliseconds died of something new. */
const LONG_LIFE = 60_000;

const program = path.join(path.dirname(fileURLToPath(import.meta.url)), "server.ts");
/** What the processes hash visitors with, so that one's is another's. In memory only. */
const visitorSeed = randomBytes(32).toString("base64url");
const alive = new Set<ChildProcess>();
const desk = new ConnectionDesk();
let stopping = false;

const { PORT, WEB_CONCURRENCY } = settingsOrExit();
for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(end, stop);
try {
  await desk.listen(PORT);
} catch (error) {
  log.error({ error: error instanceof Error ? whyNotListening(error, PORT) : "unknown" }, "the web cannot listen");
  process.exit(EXIT_HOPELESS);
}
const count = WEB_CONCURRENCY ?? cores();
log.info({ port: PORT, processes: count }, "web listens");
for (let slot = 1; slot <= count; slot++) keep(slot);

/** Starts the process numbered `slot`, and another in its place when it dies. */
function keep(slot: number, wait = FIRST_WAIT): void {
  const started = performance.now();
  const child = fork(program, {
    execArgv: [...process.execArgv, ...webNodeFlags],
    env: { ...process.env, WEB_PROCESS: String(slot), VISITOR_SEED: visitorSeed },
  });
  alive.add(child);
  desk.add(child);
  child.on("message", (said) => passOn(child, said, desk.serving));
  child.on("error", (error) => log.error({ process: slot, error: error.message }, "a web process has trouble"));
  child.once("exit", (code, signal) => {
    alive.delete(child);
    if (stopping) return endWhenAlone();
    const next = performance.now() - started > LONG_LIFE ? FIRST_WAIT : wait;
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    log.error({ process: slot, wait: next }, `web process ${slot} ${how} and is started again`);
    setTimeout(() => stopping || keep(slot, Math.min(next * 2, LONGEST_WAIT)), next);
  });
}

/** Lets every process finish what it is doing, and ends after the last. */
function stop(): void {
  if (stopping) return;
  stopping = true;
  log.info("web ends");
  desk.close();
  for (const child of alive) child.kill("SIGTERM");
  setTimeout(() => {
    for (const child of alive) child.kill("SIGKILL");
    process.exit(0);
  }, END_MS).unref();
  endWhenAlone();
}

function endWhenAlone(): void {
  if (alive.size === 0) process.exit(0);
}

/** The cores this process may use: those it is bound to, or fewer where a container's quota gives it less. */
function cores(): number {
  let quota = Infinity;
  try {
    const [time, period] = readFileSync("/sys/fs/cgroup/cpu.max", "utf8").trim().split(" ").map(Number);
    if (time && period) quota = Math.ceil(time / period);
  } catch {
    // No control groups here.
  }
  return Math.min(os.availableParallelism(), quota, 64);
}

function settingsOrExit(): ReturnType<typeof env> {
  try {
    return env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_HOPELESS);
  }
}
