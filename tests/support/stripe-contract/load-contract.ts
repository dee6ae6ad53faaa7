import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { lock } from "../../../dev/lock.mjs";
import type { Contract } from "./contract.ts";

const here = import.meta.dirname;
const folder = join(here, "../../../node_modules/.cache/stripe-contract");
const require = createRequire(import.meta.url);

/**
 * The contract of the installed SDK. It is generated once for each version of SDK, compiler and generator and kept
 * under node_modules/.cache; of many who ask at once one generates.
 * @throws Error where the SDK is written in a way that the generator does not know
 */
export async function loadContract(): Promise<Contract> {
  const file = join(folder, `${fingerprint()}.json`);
  const kept = read(file);
  if (kept) return kept;
  const held = await lock(join(folder, "lock"), "generates Stripe's contract");
  try {
    return read(file) ?? (await generate(file));
  } finally {
    held.release();
  }
}

function read(file: string): Contract | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

async function generate(file: string): Promise<Contract> {
  // The compiler is loaded only where it is needed.
  const { generateContract } = await import("./generate-contract.ts");
  const contract = generateContract();
  for (const old of readdirSync(folder)) if (old.endsWith(".json")) rmSync(join(folder, old));
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(contract));
  renameSync(draft, file);
  return contract;
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const name of ["stripe", "typescript"]) hash.update(readFileSync(packageFile(name)));
  const sources = readdirSync(here).filter((name) => name.endsWith(".ts"));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(here, name)));
  return hash.digest("hex").slice(0, 16);
}

/** The package.json above a package's entry, which it need not export. */
function packageFile(name: string): string {
  return join(dirname(require.resolve(name)), "..", "package.json");
}
