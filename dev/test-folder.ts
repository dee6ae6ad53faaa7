import { mkdirSync } from "node:fs";
import path from "node:path";
import { tryLock } from "./lock.mjs";

export type TestFolder = { folder: string; release(): void };

/**
 * A data folder for one run of tests that no other run uses: `.data/test`, or `.data/test-2`… while that is taken.
 * Folders are kept, so that the next run starts quickly. A run started by another one gets that one's folder.
 */
export function takeTestFolder(root: string): TestFolder {
  const given = process.env.TEST_DATA_DIR;
  if (given) return { folder: given, release: () => {} };
  for (let number = 1; number <= 20; number++) {
    const folder = path.join(root, ".data", number === 1 ? "test" : `test-${number}`);
    mkdirSync(folder, { recursive: true });
    const taken = tryLock(path.join(folder, "tests.lock"), "tests");
    if (taken.release) return { folder, release: taken.release };
  }
  throw new Error("Twenty runs of tests are under way here; end some of them.");
}
