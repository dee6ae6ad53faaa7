/**
 * The web in production: WEB_CONCURRENCY processes of server.ts on one port. This one hands out the connections, starts
 * again what dies, and ends with all of them on SIGTERM or when its own starter has gone.
 */
import cluster, { type Worker } from "node:cluster";
import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EXIT_HOPELESS, LISTEN_NOW } from "./listen.ts";
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

const alive = new Set<Worker>();
/** Those that take requests, and the one that was told to. */
const open = new Set<Worker>();
let told: Worker | undefined;
let stopping = false;
let exitCode = 0;

cluster.schedulingPolicy = cluster.SCHED_RR;
cluster.setupPrimary({ exec: path.join(path.dirname(fileURLToPath(import.meta.url)), "server.ts"), args: [] });

cluster.on("listening", (worker) => {
  open.add(worker);
  if (told === worker) told = undefined;
});
cluster.on("disconnect", (worker) => left(worker));
cluster.on("message", (worker, message) => passOn(worker, message, [...open]));

for (const end of ["SIGTERM", "SIGINT", "disconnect"] as const) process.once(end, () => stop(0));

const count = settingsOrExit().WEB_CONCURRENCY ?? cores();
log.info({ processes: count }, "web starts");
for (let slot = 1; slot <= count; slot++) keep(slot);

/** Starts the process numbered `slot`, and another in its place when it dies. */
function keep(slot: number, wait = FIRST_WAIT): void {
  const started = performance.now();
  const worker = cluster.fork({ WEB_PROCESS: String(slot) });
  alive.add(worker);
  worker.once("online", keepOneOpen);
  worker.once("exit", (code, signal) => {
    alive.delete(worker);
    left(worker);
    if (code === EXIT_HOPELESS) stop(EXIT_HOPELESS);
    if (stopping) return endWhenAlone();
    const next = performance.now() - started > LONG_LIFE ? FIRST_WAIT : wait;
    const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
    log.error({ process: slot, wait: next }, `web process ${slot} ${how} and is started again`);
    setTimeout(() => stopping || keep(slot, Math.min(next * 2, LONGEST_WAIT)), next);
  });
}

function left(worker: Worker): void {
  open.delete(worker);
  if (told === worker) told = undefined;
  keepOneOpen();
}

/** Where no process takes requests, one is to answer although its index is not whole. */
function keepOneOpen(): void {
  if (stopping || open.size > 0 || told) return;
  told = [...alive].find((worker) => worker.isConnected());
  told?.send(LISTEN_NOW, () => undefined);
}

/** Lets every process finish what it is doing, and ends with `code` after the last. */
function stop(code: number): void {
  exitCode ||= code;
  if (stopping) return;
  stopping = true;
  log.info("web ends");
  for (const worker of alive) worker.process.kill("SIGTERM");
  setTimeout(() => {
    for (const worker of alive) worker.process.kill("SIGKILL");
    process.exit(1);
  }, END_MS).unref();
  endWhenAlone();
}

function endWhenAlone(): void {
  if (alive.size === 0) process.exit(exitCode);
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
