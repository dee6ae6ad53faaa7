import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { lock } from "./lock.mjs";
import { runScript, type Environment } from "./processes.ts";

/** What goes into the build. */
const sources = [
  "app",
  "public",
  "db/schema",
  "package-lock.json",
  "vite.config.ts",
  "remix.config.js",
  "aliases.ts",
  "tsconfig.json",
];

/**
 * Runs `npm run build` unless the build was made from the very same sources.
 * Gives whether it built; throws with the build's words.
 */
export async function ensureBuild(root: string, env: Environment): Promise<{ built: boolean }> {
  const taken = await lock(path.join(root, ".data/build.lock"), "building");
  try {
    const mark = path.join(root, "build/sources.sha256");
    const digest = digestSources(root);
    const whole = ["build/server/index.js", "build/client"].every((name) => existsSync(path.join(root, name)));
    if (whole && existsSync(mark) && readFileSync(mark, "utf8") === digest) return { built: false };
    rmSync(mark, { force: true });
    const result = await runScript(root, "build", { ...env, NODE_ENV: "production" }, [], 600_000);
    if (result.code !== 0)
      throw new Error(
        `The build failed:\n${`${result.stdout}\n${result.stderr}`.trim().split("\n").slice(-30).join("\n")}`,
      );
    writeFileSync(mark, digest);
    return { built: true };
  } finally {
    taken.release();
  }
}

function digestSources(root: string): string {
  const hash = createHash("sha256");
  const add = (name: string) => {
    const file = path.join(root, name);
    const entry = statSync(file, { throwIfNoEntry: false });
    if (entry?.isDirectory()) for (const child of readdirSync(file).sort()) add(path.join(name, child));
    else if (entry) hash.update(`${name}\0${entry.size}\0`).update(readFileSync(file));
  };
  sources.forEach(add);
  return hash.digest("hex");
}
