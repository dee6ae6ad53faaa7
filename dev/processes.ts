import { spawn, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Socket } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { identifyProcess } from "./lock.mjs";

export type Environment = Record<string, string | undefined>;

export type ChildOptions = {
  /** A short name: of the log file, the pid file and the messages. */
  name: string;
  command: string;
  args: string[];
  env: Environment;
  cwd: string;
  /** The data folder: `logs/NAME.log` and `run/NAME.pid` are kept in it. */
  dataDir: string;
  /** Seconds between SIGTERM and SIGKILL. */
  graceSeconds?: number;
};

export type SupervisedOptions = ChildOptions & {
  /** Told each time the process died without being asked to and is started again. */
  onRestart?: (name: string, how: string) => void;
  onLine?: (name: string, line: string, stream: "stdout" | "stderr") => void;
};

export type Supervised = {
  name: string;
  /** How often the process ended on its own since it last ran for a minute. */
  deaths(): number;
  pid(): number | undefined;
  /** SIGTERM, then SIGKILL after the grace period. Does not start it again. */
  stop(): Promise<void>;
};

/**
 * Ties a program to its starter: the pipe on descriptor 3 closes when the starter ends, even by SIGKILL, and the watcher
 * then ends the program and whatever it started. `$$` can't be a stranger's: the watcher itself keeps the group alive.
 */
const tether = (graceSeconds: number) => `
( trap '' INT TERM HUP
  while read -r _; do :; done <&3
  kill -TERM $$ 2>/dev/null
  n=0
  while kill -0 $$ 2>/dev/null && [ $n -lt ${graceSeconds * 5} ]; do sleep 0.2; n=$((n+1)); done
  kill -s KILL -- -$$ ) </dev/null >/dev/null 2>&1 &
exec "$@" 3<&-`;

/** Starts a program in a session of its own that ends with this process, however this process ends. */
function spawnTethered({ name, command, args, env, cwd, dataDir, graceSeconds = 25 }: ChildOptions): ChildProcess {
  const child = spawn("/bin/sh", ["-c", tether(graceSeconds), name, command, ...args], {
    cwd,
    env: env as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const lifeline = child.stdio[3] as Socket | null;
  lifeline?.on("error", () => {});
  lifeline?.unref();
  if (child.pid) {
    const folder = path.join(dataDir, "run");
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, `${name}.pid`),
      JSON.stringify({ pid: child.pid, identity: identifyProcess(child.pid) }),
    );
  }
  child.once("exit", () => {
    killGroup(child, "SIGKILL");
    lifeline?.destroy();
  });
  return child;
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals) {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/** Ends a tethered process: SIGTERM, then SIGKILL for its whole group after the grace period. */
async function endProcess(child: ChildProcess, graceSeconds: number) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), graceSeconds * 1000);
  await ended;
  clearTimeout(timer);
}

/** Keeps a program running: starts it again with a growing delay (0.3 s to 30 s) when it dies. */
export function supervise(options: SupervisedOptions): Supervised {
  const { name, dataDir, graceSeconds = 25 } = options;
  const log = openLog(dataDir, name);
  let stopping = false;
  let deaths = 0;
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    const startedAt = Date.now();
    const current = spawnTethered(options);
    child = current;
    for (const stream of ["stdout", "stderr"] as const) {
      const pipe = current[stream];
      if (!pipe) continue;
      createInterface({ input: pipe }).on("line", (line) => {
        log(line);
        options.onLine?.(name, line, stream);
      });
    }
    current.once("error", (error) => log(`could not be started: ${error.message}`));
    current.once("exit", (code, signal) => {
      if (stopping) return;
      deaths = Date.now() - startedAt > 60_000 ? 1 : deaths + 1;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      log(`${name} ${how}; starting it again`);
      options.onRestart?.(name, how);
      timer = setTimeout(start, Math.min(30_000, 300 * 2 ** (deaths - 1)));
    });
  };
  start();

  return {
    name,
    deaths: () => deaths,
    pid: () => child?.pid,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      if (child) await endProcess(child, graceSeconds);
      rmSync(path.join(dataDir, "run", `${name}.pid`), { force: true });
    },
  };
}

/** Waits for what an earlier starter left behind when it was killed (its watchers end it), and ends what stays longer than `patienceMs`. */
export async function endLeftovers(dataDir: string, patienceMs = 12_000): Promise<void> {
  const folder = path.join(dataDir, "run");
  if (!existsSync(folder)) return;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".pid"))) {
    const left = readPid(path.join(folder, file));
    const isAlive = () => left?.identity !== undefined && identifyProcess(left.pid) === left.identity;
    for (let waited = 0; isAlive() && waited < patienceMs; waited += 100) await sleep(100);
    if (left && isAlive()) {
      process.kill(-left.pid, "SIGKILL");
      for (let waited = 0; isAlive() && waited < 5_000; waited += 50) await sleep(50);
    }
    rmSync(path.join(folder, file), { force: true });
  }
}

function readPid(file: string): { pid: number; identity?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const logFile = (dataDir: string, name: string) => path.join(dataDir, "logs", `${name}.log`);

/** Appends lines to the log of `name`; one older log is kept when it has grown over 10 MB. */
function openLog(dataDir: string, name: string): (line: string) => void {
  const file = logFile(dataDir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
  appendFileSync(file, `--- ${new Date().toISOString()} started by process ${process.pid}\n`);
  return (line) => {
    try {
      appendFileSync(file, `${line}\n`);
    } catch {
      // A full or removed disk must not end the board.
    }
  };
}

/** The last lines a process wrote, for a message about its failure. */
export function tailLog(dataDir: string, name: string, lines = 20): string {
  try {
    return readFileSync(logFile(dataDir, name), "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}

export type RunResult = { code: number; stdout: string; stderr: string };

/**
 * Runs a program to its end, in a group of its own which ends with this process.
 * Never throws: a program that can't be started has code 127. Output is kept up to 16 MB a stream.
 */
export function run(
  command: string,
  args: string[],
  options: {
    cwd?: string;
    env?: Environment;
    timeoutMs?: number;
    input?: string;
    onLine?: (line: string) => void;
  } = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn("/bin/sh", ["-c", tether(5), "run", command, ...args], {
      cwd: options.cwd,
      env: (options.env ?? process.env) as NodeJS.ProcessEnv,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const lifeline = child.stdio[3] as Socket | null;
    lifeline?.on("error", () => {});
    const timer = options.timeoutMs ? setTimeout(() => killGroup(child, "SIGKILL"), options.timeoutMs) : undefined;
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (stdout = (stdout + text).slice(-16_000_000)));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (stderr = (stderr + text).slice(-16_000_000)));
    if (options.onLine && child.stdout) createInterface({ input: child.stdout }).on("line", options.onLine);
    child.once("exit", () => {
      killGroup(child, "SIGKILL");
      lifeline?.destroy();
    });
    child.once("error", (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 137, stdout, stderr });
    });
  });
}

/** Runs a script of package.json without npm's half second: `npm run NAME -- ARGS`. */
export function runScript(
  root: string,
  name: string,
  env: Environment,
  args: string[] = [],
  timeoutMs?: number,
): Promise<RunResult> {
  const script: string = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).scripts[name];
  const PATH = `${path.join(root, "node_modules/.bin")}:${path.dirname(process.execPath)}:${env.PATH ?? ""}`;
  return run("/bin/sh", ["-c", `${script} "$@"`, name, ...args], { cwd: root, env: { ...env, PATH }, timeoutMs });
}

/** Whether a TCP port of this machine is free, on every address. */
export function isPortFree(port: number): Promise<boolean> {
  const tryHost = (host: string) =>
    new Promise<boolean>((resolve) => {
      const server = createServer();
      // A machine without IPv6 has no port to be taken there.
      server.once("error", (error: NodeJS.ErrnoException) =>
        resolve(error.code === "EADDRNOTAVAIL" || error.code === "EAFNOSUPPORT"),
      );
      server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
    });
  return ["127.0.0.1", "0.0.0.0", "::1", "::"].reduce<Promise<boolean>>(
    async (free, host) => (await free) && tryHost(host),
    Promise.resolve(true),
  );
}

/** The first free port from `first` on that is not in `taken`. Throws when a hundred in a row are taken. */
export async function findFreePort(first: number, taken: number[] = []): Promise<number> {
  for (let port = first; port < first + 100; port++) if (!taken.includes(port) && (await isPortFree(port))) return port;
  throw new Error(`No free port from ${first} to ${first + 99}.`);
}
