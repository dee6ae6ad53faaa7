import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lock } from "./lock.mjs";
import { red, step } from "./progress.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Makes TypeScript loadable in this process: checks Node, installs the npm packages when they are not those of the
 * lock file. Imports nothing but Node's own modules, since nothing else may be there yet.
 * Ends the process with what to do when that fails.
 */
export async function prepare() {
  process.chdir(root);
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `CareerCenter needs Node 20.19 or newer; this is ${process.versions.node}.`,
      "Install a current Node from https://nodejs.org and run the command again.",
    );
  }
  if (process.platform === "win32")
    fail(
      "The starter needs a Unix system.",
      "On Windows run it inside WSL (https://learn.microsoft.com/windows/wsl/install).",
    );
  if (!packagesAreInstalled()) await installPackages();
  const { register } = await import("tsx/esm/api");
  register();
}

/** Compares contents, not times: a checkout or an editor must not cause an installation. */
function packagesAreInstalled() {
  try {
    const read = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
    const installed = read("node_modules/.package-lock.json");
    return Object.entries(read("package-lock.json")).every(
      ([name, wanted]) =>
        name === "" ||
        wanted.optional ||
        wanted.devOptional ||
        wanted.peer ||
        installed[name]?.version === wanted.version,
    );
  } catch {
    return false;
  }
}

async function installPackages() {
  const taken = await lock(path.join(root, ".data/install.lock"), "npm ci", (holder) =>
    console.log(`Process ${holder.pid} is installing the npm packages; waiting for it.`),
  );
  try {
    if (packagesAreInstalled()) return;
    await step("npm packages", async () => {
      try {
        await run("npm", ["ci", ...quiet]);
      } catch (error) {
        // A lock file made where the registry lacks other systems' optional packages counts as out of step for
        // `npm ci`, everywhere. `npm install` takes the locked versions all the same; --no-save leaves the file alone.
        if (!error.message.includes("EUSAGE")) throw error;
        await run("npm", ["install", "--no-save", ...quiet]);
      }
    });
  } catch (error) {
    fail(
      `npm could not install the packages:\n${error.message}`,
      "Check the connection to the npm registry (npm ping), then run the command again.",
    );
  } finally {
    taken.release();
  }
}

const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];

function run(command, args) {
  return new Promise((resolve, reject) => {
    // A production setting outside must not leave out the packages that build and test.
    const env = { ...process.env, NODE_ENV: "development", npm_config_production: "", npm_config_omit: "" };
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    const keep = (chunk) => {
      if (said.length < 3000) said += chunk;
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(said || `${command} ended with code ${code}`)),
    );
  });
}

function fail(what, advice) {
  console.error(`${red("✗")} ${what}\n  ${advice}`);
  process.exit(1);
}
