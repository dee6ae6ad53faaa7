import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * What tells a process from a later one with the same number: its start time. Undefined when it is not alive.
 * Plain JavaScript because the starter needs it before TypeScript can be loaded.
 */
export function identifyProcess(pid) {
  if (process.platform === "linux") {
    try {
      // Fields after the command's closing bracket (man 5 proc): state is the first, start time the twentieth.
      const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").pop().split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? undefined : `${readBootId()}:${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}

/** Start times count from the boot: without the boot's id a lock from before a restart could look alive. */
function readBootId() {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim().slice(0, 8);
  } catch {
    return "";
  }
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Moves a dead process's lock away; gives it back when another starter was quicker and the lock is a living one's. */
function removeStaleLock(file, staleToken) {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved && moved.token !== staleToken) {
    try {
      linkSync(aside, file);
    } catch {
      // A third starter took it meanwhile.
    }
  }
  rmSync(aside, { force: true });
}

/**
 * Takes a lock file that a dead process cannot hold, not even one ended by kill -9.
 * Gives the lock, or `{ holder }` (pid and what it said of itself) when a living process holds it.
 */
export function tryLock(file, about = "") {
  mkdirSync(path.dirname(file), { recursive: true });
  const mine = {
    pid: process.pid,
    identity: identifyProcess(process.pid),
    token: randomBytes(12).toString("hex"),
    about,
  };
  const draft = `${file}.${mine.token}`;
  writeFileSync(draft, JSON.stringify(mine));
  try {
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        linkSync(draft, file);
        return {
          release() {
            if (readHolder(file)?.token === mine.token) rmSync(file, { force: true });
          },
          describe(text) {
            const next = `${file}.${mine.token}.next`;
            writeFileSync(next, JSON.stringify({ ...mine, about: text }));
            renameSync(next, file);
          },
        };
      } catch (error) {
        if (error.code !== "EEXIST") throw error;
      }
      const holder = readHolder(file);
      if (holder && holder.identity === identifyProcess(holder.pid)) return { holder };
      removeStaleLock(file, holder?.token);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new Error(`The lock ${file} can't be taken; remove the file.`);
}

/** Like tryLock, but waits for its turn: `onWait(holder)` is told once. */
export async function lock(file, about, onWait = () => {}) {
  for (let told = false; ; told = true) {
    const taken = tryLock(file, about);
    if (taken.release) return taken;
    if (!told) onWait(taken.holder);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
