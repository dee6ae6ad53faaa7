import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { privateDatabaseUrl, startDatabase } from "./database.ts";
import { tryLock } from "./lock.mjs";
import { runScript, type Environment } from "./processes.ts";
import { readSecrets, readSettings } from "./settings.ts";

const root = path.resolve(fileURLToPath(new URL("..", import.meta.url)));

/**
 * Runs one of the board's programs (an import, a migration, the seed) with the settings of `.env`. Without a
 * DATABASE_URL it uses the private database: that of the board which runs on this data folder, or one of its own for as
 * long as the program takes. File names in `args` are relative to `cwd`.
 * Backup and restore stand behind `--as-is`: the schema is left as it is, for a backup is what one makes before a
 * migration; what follows is handed on as it was typed; and `--check` reads a file and needs no database.
 * @returns the program's exit code.
 */
export async function runProgram(given: string[], cwd: string): Promise<number> {
  const asIs = given[0] === "--as-is";
  const [file, ...args] = asIs ? given.slice(1) : given;
  const settings = readSettings(root);
  const dataDir = path.resolve(root, settings.DATA_DIR ?? ".data");
  const named = args.map((arg) => (!asIs && existsSync(path.resolve(cwd, arg)) ? path.resolve(cwd, arg) : arg));
  const run = (env: Environment) =>
    spawnHere([path.join(root, file ?? ""), ...named], {
      ...env,
      // What `npm start` uses on this folder: the demo's staff sign in with secrets under that key.
      ...(asIs ? {} : { FACTOR_KEY: env.FACTOR_KEY ?? readSecrets(dataDir).factorKey }),
      DATA_DIR: dataDir,
      INIT_CWD: cwd,
    });
  if (settings.DATABASE_URL || (asIs && args.includes("--check"))) return run(settings);

  const taken = tryLock(path.join(dataDir, "board.lock"), "running a program");
  if (!taken.release) return run({ ...settings, DATABASE_URL: privateDatabaseUrl(dataDir) });
  try {
    const database = await startDatabase({ dataDir, packagesDir: path.join(root, ".data/packages") });
    try {
      const env = { ...settings, DATABASE_URL: database.url };
      const migrated = asIs ? undefined : await runScript(root, "db:migrate", env);
      if (migrated && migrated.code !== 0) {
        console.error(`The schema could not be migrated:\n${migrated.stderr.trimEnd()}`);
        return 1;
      }
      return await run(env);
    } finally {
      await database.stop();
    }
  } finally {
    taken.release();
  }
}

async function spawnHere(args: string[], env: Environment): Promise<number> {
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    stdio: "inherit",
    cwd: root,
    env: { NODE_ENV: "production", ...env } as NodeJS.ProcessEnv,
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
