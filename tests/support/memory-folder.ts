import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Makes a folder for what is synced at each write, such as the Stripe sandbox's journal: in memory, where a sync costs
 * nothing, on the systems that offer that. @returns its path; the caller removes it.
 */
export const memoryFolder = (prefix: string): string =>
  mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), prefix));
