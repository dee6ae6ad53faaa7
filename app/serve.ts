/**
 * `npm run serve`: production. Checks the settings and the schema, and keeps the web (web.ts, with its processes) and one
 * worker process alive.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { halfRestored } from "#db/backup/restore-mark.ts";
import { pendingMigrations } from "#db/migrate.ts";
import { EXIT_HOPELESS } from "./listen.ts";
import { HOUR, MINUTE } from "./platform/clock.ts";
import { openDatabase } from "./platform/database.server.ts";
import { env, EnvError, weakSettings } from "./platform/env.server.ts";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

function refuse(message: string): never {
  console.error(message);
  process.exit(1);
}

try {
  const weak = weakSettings(env(), process.env);
  if (weak.length)
    refuse(`The board does not start with these settings:\n${weak.map((line) => `  ${line}`).join("\n")}`);
} catch (error) {
  if (error instanceof EnvError) refuse(error.message);
  throw error;
}
if (!existsSync(path.join(root, "build/server/index.js"))) refuse("There is no build yet: run `npm run build` first.");

const db = openDatabase(env().DATABASE_URL, { connections: 2 });
const unreadable = (error: Error) => refuse(`The database cannot be read: ${error.message}`);
const half = await halfRestored(db).catch(unreadable);
if (half) refuse(half);
const pending = await pendingMigrations(db).catch(unreadable);
if (pending.length) refuse(`The schema is ${pending.length} migrations behind: run \`npm run db:migrate\` first.`);
await db.insertInto("board_setting").ignore().values({ name: "board", value: "real" }).execute();
await db.destroy();

let stopping = false;
let exitCode = 0;
const children = new Map<string, ChildProcess>();

function keep(name: "web" | "worker", wait = 500): void {
  const started = Date.now();
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, `app/${name}.ts`)], {
    // The channel breaks when this process is killed; then the child drains and ends as well.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  children.set(name, child);
  child.on("exit", (code) => {
    children.delete(name);
    // The port is taken: it has said so, and starting it again would only say it again.
    if (code === EXIT_HOPELESS) stop(1);
    if (stopping) return void (children.size === 0 && process.exit(exitCode));
    const lived = Date.now() - started;
    const next = lived > 60_000 ? 500 : Math.min(wait * 2, 30_000);
    console.error(`The ${name} process ended (${code ?? "killed"}); it starts again in ${next} ms`);
    setTimeout(() => stopping || keep(name, next), next);
  });
}

function stop(code: number): void {
  stopping = true;
  exitCode ||= code;
  if (children.size === 0) process.exit(exitCode);
  for (const child of children.values()) child.kill("SIGTERM");
}

/** A process of its own writes down a large board's index, when it is due and nothing else wants the processor. */
function saveIndex(): void {
  if (stopping || children.has("index")) return;
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, "app/search/save-index.cli.ts")], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (child.pid) os.setPriority(child.pid, os.constants.priority.PRIORITY_LOW);
  children.set("index", child);
  child.on("exit", () => {
    children.delete("index");
    if (stopping && children.size === 0) process.exit(exitCode);
  });
}

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop(0));
keep("web");
keep("worker");
setTimeout(saveIndex, 5 * MINUTE);
setInterval(saveIndex, HOUR);
