import path from "node:path";
import { fileURLToPath } from "node:url";
import { startBoard, type Board, type BoardStart } from "./board.ts";
import { tryLock } from "./lock.mjs";
import { bold, dim, print, red } from "./progress.mjs";
import { readSettings } from "./settings.ts";

const root = path.resolve(fileURLToPath(new URL("..", import.meta.url)));

/** `npm start` and, with `development`, `npm run dev`: brings the board up, shows where it is, and stays until a signal. */
export async function startFromTerminal({ development }: { development: boolean }): Promise<void> {
  const settings = readSettings(root);
  const dataDir = path.resolve(root, settings.DATA_DIR ?? ".data");
  const taken = tryLock(path.join(dataDir, "board.lock"), "starting");
  if (!taken.release) {
    const { pid, about } = taken.holder;
    return giveUp(
      `The board already runs on ${dataDir}: process ${pid}, ${about}.\n  Stop it first (kill ${pid}), or give this one a folder of its own: DATA_DIR=.data/second npm start`,
    );
  }
  process.once("exit", () => taken.release());

  let up = false;
  const start = startBoard({
    root,
    dataDir,
    packagesDir: path.join(root, ".data/packages"),
    settings,
    development,
    ports: "usual",
    onRestart: (name, how) => print(red(`${name} ${how}; starting it again`)),
    onLine: (name, line, stream) => showLine(name, line, stream, up, development),
  });
  stopOnSignals(start, () => up);
  try {
    const board = await start.ready;
    up = true;
    taken.describe(board.baseUrl);
    await showBoard(board, dataDir, settings.PORT);
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

function giveUp(message: string) {
  console.error(`\n${red("The board did not start.")} ${message}`);
  process.exit(1);
}

function stopOnSignals(start: BoardStart, isUp: () => boolean) {
  let asked = 0;
  const end = async (how: string) => {
    // Asked twice: whatever still runs is ended by its watcher.
    if (++asked > 1) process.exit(130);
    print(`\n${how} Stopping: web and worker finish what they are doing…`);
    await start.stop();
    print("Stopped.");
    process.exit(isUp() ? 0 : 130);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(""));
  // npm killed by -9 tells nobody: without this the board would outlive the command that started it.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => {
      if (process.ppid !== parent && asked === 0) void end("The command that started the board is gone.");
    }, 1000).unref();
}

/** Errors reach the terminal, everything else only the logs; in development also what Vite prints. */
function showLine(name: string, line: string, stream: "stdout" | "stderr", up: boolean, development: boolean) {
  if (name === "database" || (!up && !development)) return;
  if (line.startsWith("{")) {
    try {
      const entry: { level?: number; msg?: string; err?: { message?: string; stack?: string } } = JSON.parse(line);
      if ((entry.level ?? 0) >= 50)
        print(`${red(name)} ${entry.msg ?? ""} ${(development ? entry.err?.stack : entry.err?.message) ?? ""}`);
      return;
    } catch {
      // Not a line of the log after all.
    }
  }
  if (development || stream === "stderr") print(`${dim(name)} ${line}`);
}

async function showBoard(board: Board, dataDir: string, wantedPort: string | undefined) {
  const { demoSignIns, DEMO_TOTP_SECRET } = await import("../db/seeds/demo-sign-ins.ts");
  print();
  print(`${bold("CareerCenter runs.")}  ${bold(board.baseUrl)}`);
  if (!wantedPort && board.env.PORT !== "3000")
    print(`  Port 3000 is taken, so it is ${board.env.PORT}; PORT=… chooses another.`);
  if (board.mailboxUrl) print(`  Mailbox         ${board.mailboxUrl}`);
  if (board.stripeUrl) print(`  Stripe sandbox  ${board.stripeUrl}`);
  print(`  Data and logs   ${dataDir}`);
  if (board.isDemo) {
    print();
    print(bold("Demo sign-ins"));
    for (const { role, email, password, path: page } of demoSignIns)
      print(`  ${role.padEnd(15)} ${email.padEnd(24)} ${password.padEnd(20)} ${page}`);
    print("  Moderator and admin are asked for a code as well:");
    if (board.mailboxUrl) print(`    ${board.mailboxUrl}/codes shows it,`);
    print(
      `    ${board.mailboxUrl ? "as does" : "it comes from"} an authenticator app with the key ${DEMO_TOTP_SECRET}`,
    );
  }
  print();
  print(dim("Ctrl+C stops everything."));
}
