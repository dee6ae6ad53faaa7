import path from "node:path";
import { EnvError } from "~/platform/env.server.ts";
import { BackupError } from "./backup-error.ts";

/** What the person at the terminal did wrong. */
export class UsageError extends Error {}

const OFTEN_MS = 200;
const SELDOM_MS = 10_000;

/** Says what is being done: one line that changes on a terminal, a line now and then where the output is kept. */
export function progressOn(stream: NodeJS.WriteStream): { show(line: string): void; clear(): void } {
  let last = stream.isTTY ? 0 : Date.now();
  return {
    show(line) {
      const at = Date.now();
      if (at - last < (stream.isTTY ? OFTEN_MS : SELDOM_MS)) return;
      last = at;
      stream.write(stream.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    clear: () => void (stream.isTTY && stream.write("\r\u001b[2K")),
  };
}

/** A file that was named on the command line, seen from where the person stands: npm moves to the repository's folder. */
export function resolveFromHere(name: string): string {
  return path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
}

/** A size, for a person. */
export function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function sayError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UsageError || error instanceof BackupError || error instanceof EnvError) return error.message;
  // What the database says of itself (ER_ACCESS_DENIED_ERROR, ECONNREFUSED, PROTOCOL_CONNECTION_LOST …).
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  return syscall === "connect" || /^(ER_|PROTOCOL_|EPIPE|ECONN)/.test(code)
    ? `The database cannot be used: ${error.message || code}`
    : String(error.stack);
}

/** Prints why the program ends, and lets it end with 1. */
export function explain(error: unknown): void {
  process.stderr.write(`${sayError(error)}\n`);
  process.exitCode = 1;
}
