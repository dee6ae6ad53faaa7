import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

const TICKS: NodeJS.Signals[] = ["SIGINT", "SIGTERM"];
const running = new Set<ChildProcess>();
for (const signal of TICKS)
  process.once(signal, () => {
    for (const child of running) child.kill("SIGKILL");
    process.exit(1);
  });

/**
 * Starts a program of this folder (or of the board) with a channel to it; its words go to `logFile`. It ends with this
 * process, which closes the channel.
 */
export function startChild(
  file: string,
  { logFile, nodeArgs = [], env = {} }: { logFile: string; nodeArgs?: string[]; env?: Record<string, string> },
): ChildProcess {
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [...nodeArgs, path.join(root, file)], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", log, log, "ipc"],
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/**
 * Gives `task` to a program that answers with one `{ result }`, now and then a `{ progress }` (0 to 1) before it.
 * @throws what the program says went wrong, or that it ended without an answer.
 */
export async function runTask<Result>(
  child: ChildProcess,
  task: object,
  report: (progress: number) => void = () => {},
) {
  let onMessage = (_: { result?: Result; progress?: number; error?: string }) => {};
  let onExit = (_code: number | null, _signal: NodeJS.Signals | null) => {};
  const answered = new Promise<Result>((resolve, reject) => {
    onMessage = (message) => {
      if (message.error) reject(new Error(message.error));
      else if (message.progress !== undefined) report(message.progress);
      else if (message.result !== undefined) resolve(message.result);
    };
    onExit = (code, signal) => reject(new Error(`${child.spawnargs.at(-1)} ended with ${signal ?? code}`));
    child.on("message", onMessage).once("exit", onExit);
  });
  child.send(task);
  return answered.finally(() => child.off("message", onMessage).off("exit", onExit));
}

/** Ends a program: SIGTERM, and SIGKILL after ten seconds. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}
