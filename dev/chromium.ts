import { chromium } from "@playwright/test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hasDebianPackages, listLibraryFolders, unpackDebianPackages } from "./debian-packages.ts";
import { lock } from "./lock.mjs";
import { run } from "./processes.ts";
import type { ShowDetail } from "./progress.mjs";

export type Chromium = {
  /** Undefined: Playwright's own. */
  executablePath?: string;
  /** What it needs beside the process's own environment. */
  env: Record<string, string>;
  args: string[];
};

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Nothing of the browser's own goes over the network; no GPU and no QUIC, so that runs are alike everywhere. */
const quietArgs = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Finds a Chromium that starts here and draws text, or provides one: Playwright's own, the machine's, else Playwright's
 * download, else Debian's package unpacked into `packagesDir` (neither needs root). Throws with what to do.
 */
export async function findChromium(options: { packagesDir: string; showDetail?: ShowDetail }): Promise<Chromium> {
  const { packagesDir, showDetail = () => {} } = options;
  const folder = path.join(packagesDir, "chromium");
  const refusals: string[] = [];
  const works = async (candidate: Chromium | undefined) => {
    if (!candidate) return undefined;
    const refusal = await findRefusal(candidate);
    if (refusal === undefined) return candidate;
    refusals.push(`${candidate.executablePath ?? "Playwright's own"}: ${refusal}`);
    return undefined;
  };
  const own = describe();
  for (const candidate of [
    own,
    ...installed.filter((file) => existsSync(file)).map((file) => describe(file)),
    describeUnpacked(folder),
  ]) {
    const found = await works(candidate);
    if (found) return found;
  }

  mkdirSync(packagesDir, { recursive: true });
  const taken = await lock(path.join(packagesDir, "chromium.lock"), "providing Chromium", (holder) =>
    showDetail(`waiting for process ${holder.pid}, which provides it`),
  );
  try {
    const meanwhile = await works(describeUnpacked(folder));
    if (meanwhile) return meanwhile;
    if (await downloadOwn(showDetail)) {
      const found = await works(own);
      if (found) return found;
    }
    if (hasDebianPackages()) {
      await unpackDebianPackages(["chromium", "fonts-liberation"], folder, showDetail);
      writeFontSettings(folder);
      const found = await works(describeUnpacked(folder));
      if (found) return found;
    }
  } catch (error) {
    refusals.push(error instanceof Error ? error.message : String(error));
  } finally {
    taken.release();
  }
  throw new Error(
    `No Chromium runs here.\n  ${refusals.join("\n  ")}\n` +
      "  Run `npx playwright install --with-deps chromium` where there is internet, or install the package chromium (Debian: apt-get install chromium).",
  );
}

/** The whole environment for Playwright's `env`, which replaces the process's own. */
export function mergeEnvironment(chromium: Chromium): Record<string, string> {
  const own = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(own), ...chromium.env };
}

function describe(executablePath?: string, env: Record<string, string> = {}): Chromium {
  // Root may not use Chromium's sandbox, and an unpacked one has no helper with the right to make it.
  return { executablePath, env, args: ["--no-sandbox", ...quietArgs] };
}

function describeUnpacked(folder: string): Chromium | undefined {
  const binary = path.join(folder, "usr/lib/chromium/chromium");
  if (!existsSync(binary)) return undefined;
  const libraries = [...listLibraryFolders(folder), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  return describe(binary, { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, "fonts.conf") });
}

/** Without fontconfig's settings pages come out with no text at all; the machine's own may be missing. */
function writeFontSettings(folder: string) {
  writeFileSync(
    path.join(folder, "fonts.conf"),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, "usr/share/fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${path.join(folder, "font-cache")}</cachedir>
  ${aliasFont("sans-serif", "Liberation Sans")}${aliasFont("serif", "Liberation Serif")}${aliasFont("monospace", "Liberation Mono")}
</fontconfig>
`,
  );
}

const aliasFont = (family: string, prefer: string) =>
  `<alias><family>${family}</family><prefer><family>${prefer}</family></prefer></alias>`;

/** Playwright's download, given three minutes; asks first whether its host answers, since its own retries are long. */
async function downloadOwn(showDetail: ShowDetail): Promise<boolean> {
  const host = process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? "https://cdn.playwright.dev";
  const behindProxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  if (!behindProxy) {
    showDetail("asking Playwright's host");
    const answers = await fetch(host, { method: "HEAD", signal: AbortSignal.timeout(4000) }).then(
      () => true,
      () => false,
    );
    if (!answers) return false;
  }
  const result = await run(
    process.execPath,
    ["node_modules/@playwright/test/cli.js", "install", "--only-shell", "chromium"],
    {
      timeoutMs: 180_000,
      onLine: (line) => showDetail(`downloading ${/\d+% of [\d.]+ \w+/.exec(line)?.[0] ?? ""}`),
    },
  );
  return result.code === 0;
}

/** Starts it and draws a word: undefined when it has pixels, else why this Chromium won't do. */
async function findRefusal(candidate: Chromium): Promise<string | undefined> {
  try {
    const browser = await chromium.launch({
      executablePath: candidate.executablePath,
      env: mergeEnvironment(candidate),
      args: candidate.args,
      timeout: 30_000,
    });
    try {
      const page = await browser.newPage();
      await page.setContent("<canvas width=200 height=40></canvas>");
      const pixels = await page.evaluate(() => {
        const context = document.querySelector("canvas")?.getContext("2d");
        if (!context) return 0;
        context.font = "30px sans-serif";
        context.fillText("Coder", 5, 30);
        return context.getImageData(0, 0, 200, 40).data.filter((value, index) => index % 4 === 3 && value > 0).length;
      });
      return pixels > 100 ? undefined : "draws no text (no fonts: install fonts-liberation)";
    } finally {
      await browser.close();
    }
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split("\n")[0];
  }
}
