import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import type { ShowDetail } from "./progress.mjs";
import { run, type RunResult } from "./processes.ts";

/** The C library belongs to the running loader: a second one beside it crashes every program. */
const neverUnpack = /^(libc6|libc-bin|libc-l10n|locales|base-files|dpkg|apt)(:.*)?$/;

/** Whether this machine has Debian's package tools (Debian, Ubuntu and their kin). */
export function hasDebianPackages(): boolean {
  return existsSync("/usr/bin/apt-get") && existsSync("/usr/bin/dpkg");
}

/**
 * Unpacks Debian packages and what they need beyond the installed ones into `folder`, without installing anything, so
 * that it works without root and leaves the machine as it is. The folder appears whole or not at all.
 * Throws with apt's own words.
 */
export async function unpackDebianPackages(names: string[], folder: string, showDetail: ShowDetail): Promise<void> {
  const work = `${folder}.new-${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  for (const part of ["lists/partial", "cache/archives/partial", "debs", "root"])
    mkdirSync(path.join(work, part), { recursive: true });
  try {
    const apt = privateApt(work);
    showDetail("reading the package lists");
    // Unreachable third-party lists must not matter, so its exit code does not either.
    const update = await apt(["update"], work);
    const simulated = await apt(["install", "-s", "--no-install-recommends", ...names], work);
    if (simulated.code !== 0) throw new Error(lastWords(update) + lastWords(simulated));
    const wanted = [...simulated.stdout.matchAll(/^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) [^)]*\)/gm)]
      .map(([, name = "", version = ""]) => ({ name, version }))
      .filter(({ name }) => !neverUnpack.test(name));
    if (wanted.length === 0) throw new Error(`${names.join(", ")} are installed already, but don't work.`);
    const specs = wanted.map(({ name, version }) => `${name}=${version}`);
    await download(apt, specs, path.join(work, "debs"), showDetail);
    await unpack(path.join(work, "debs"), path.join(work, "root"), showDetail);
    rmSync(folder, { recursive: true, force: true });
    renameSync(path.join(work, "root"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

type Apt = (args: string[], cwd: string) => Promise<RunResult>;

function privateApt(work: string): Apt {
  const settings = [
    `Dir::State::Lists=${work}/lists`,
    `Dir::Cache=${work}/cache`,
    "Debug::NoLocking=1",
    "APT::Sandbox::User=root",
    "Acquire::Languages=none",
    "Acquire::Retries=2",
    "Acquire::http::Timeout=20",
    "Acquire::https::Timeout=20",
  ].flatMap((setting) => ["-o", setting]);
  return (args, cwd) =>
    run("/usr/bin/apt-get", [...settings, "-q", ...args], {
      cwd,
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      timeoutMs: 900_000,
    });
}

async function download(apt: Apt, specs: string[], folder: string, showDetail: ShowDetail) {
  const uris = await apt(["download", "--print-uris", ...specs], folder);
  const total = [...uris.stdout.matchAll(/^'[^']+' \S+ (\d+) /gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  const megabytes = (bytes: number) => Math.round(bytes / 1e6);
  const timer = setInterval(() => {
    const bytes = readdirSync(folder).reduce(
      (sum, name) => sum + (statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
    showDetail(`downloading ${specs.length} packages, ${megabytes(bytes)} of ${megabytes(total)} MB`);
  }, 250);
  try {
    const result = await apt(["download", ...specs], folder);
    if (result.code !== 0) throw new Error(lastWords(result));
  } finally {
    clearInterval(timer);
  }
}

async function unpack(debs: string, folder: string, showDetail: ShowDetail) {
  const files = readdirSync(debs).filter((name) => name.endsWith(".deb"));
  let done = 0;
  const next = files.values();
  const work = async () => {
    for (const file of next) {
      const result = await run("/usr/bin/dpkg", ["-x", path.join(debs, file), folder], { timeoutMs: 300_000 });
      if (result.code !== 0) throw new Error(lastWords(result));
      showDetail(`unpacking ${++done} of ${files.length}`);
    }
  };
  await Promise.all([work(), work()]);
}

function lastWords(result: RunResult): string {
  return result.stderr.trim().split("\n").slice(-6).join("\n");
}

/** The folders of unpacked libraries, for LD_LIBRARY_PATH. */
export function listLibraryFolders(folder: string): string[] {
  const subfolders = (parent: string) =>
    existsSync(parent)
      ? readdirSync(parent, { withFileTypes: true })
          .filter((entry) => entry.isDirectory())
          .map((entry) => path.join(parent, entry.name))
      : [];
  const hasLibraries = (candidate: string) => readdirSync(candidate).some((name) => /\.so(\.|$)/.test(name));
  const tops = [path.join(folder, "usr/lib"), path.join(folder, "lib")].filter((top) => existsSync(top));
  const triplets = tops.flatMap(subfolders).filter((name) => /-linux-gnu/.test(path.basename(name)));
  return [...triplets, ...triplets.flatMap(subfolders), ...tops].filter(hasLibraries);
}
