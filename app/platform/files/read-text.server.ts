import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { ResumeMediaType } from "./resume-file";
import { MOST_PAGES, TEXT_LENGTH, type ResumeText } from "./resume-text";

/** Milliseconds that one file may take, the start of the process included. */
const TIME = 10_000;
/** Bytes of memory that the process may hold, where the system tells (Linux). */
const MEMORY = 512 * 1024 * 1024;
/** Megabytes of JavaScript objects; a PDF's streams lie beside them. */
const HEAP = 256;
/** Milliseconds between two looks at the memory. */
const LOOK = 50;
/** The most bytes of its answer: each character may be escaped. */
const ANSWER = TEXT_LENGTH * 6 + 1_000;
/** Processes at once, and files that wait for one. */
const AT_ONCE = 2;
const MOST_WAITING = 6;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Reads the words of a résumé in a process of its own, which is ended when it takes more than 10 seconds or 512 MB: a
 * file made to stall or to explode costs that and nothing else. Two are read at once, six wait.
 * @param bytes what the upload's check let in
 * @returns `unreadable` for a file without sense or beyond its bounds, `busy` when too many wait: ask again later.
 */
export async function readText(
  bytes: Uint8Array,
  mediaType: ResumeMediaType,
): Promise<ResumeText | "unreadable" | "busy"> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) return "busy";
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await readApart(bytes, mediaType);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

async function readApart(bytes: Uint8Array, mediaType: ResumeMediaType): Promise<ResumeText | "unreadable"> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, program(), mediaType, String(MOST_PAGES), String(TEXT_LENGTH)],
    // None of the board's settings: it needs no secret.
    { stdio: ["pipe", "pipe", "ignore"], env: { PATH: process.env.PATH ?? "", NODE_ENV: "production" } },
  );
  const stop = () => child.kill("SIGKILL");
  const late = setTimeout(stop, TIME);
  const look = setInterval(() => {
    if (residentBytes(child) > MEMORY) stop();
  }, LOOK);
  try {
    return parse(await talk(child, bytes, stop));
  } finally {
    clearTimeout(late);
    clearInterval(look);
    stop();
  }
}

/** What the process answers; undefined when it died, was ended or said too much. */
function talk(child: ChildProcess, bytes: Uint8Array, stop: () => void): Promise<string | undefined> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout?.on("data", (part: Buffer) => {
      size += part.length;
      if (size > ANSWER) stop();
      else parts.push(part);
    });
    child.once("error", () => resolve(undefined));
    child.once("close", (code) => resolve(code === 0 ? Buffer.concat(parts).toString("utf8") : undefined));
    // A process that ended early does not read on.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(bytes);
  });
}

function parse(answer: string | undefined): ResumeText | "unreadable" {
  if (!answer) return "unreadable";
  const { body, pages, isWhole } = JSON.parse(answer) as ResumeText;
  return { body, pages, isWhole };
}

/** The memory that a process holds; 0 where the system does not tell. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}

let found: string | undefined;

/** The program's file, from the source or from the build. */
function program(): string {
  if (found) return found;
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, "package-lock.json"))) folder = path.dirname(folder);
  return (found = path.join(folder, "app/platform/files/read-text.child.mjs"));
}
