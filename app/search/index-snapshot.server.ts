import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { DAY, now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { log } from "~/platform/log.server.ts";
import { LiveIndex } from "./live-index.server.ts";
import { SnapshotReader, writeSnapshot } from "./snapshot-file.server.ts";

/** An index, and where it stands in the change feed: all up to `seq` is in it; `mark` tells that change from others. */
export type StandingIndex = { index: LiveIndex; position: { seq: number; mark: string | null } };

/** An older one is not used: whatever was changed in the database without a change of the feed is then read again. */
const MOST_AGE = 2 * DAY;
/** One is written anew when it is older. */
const REFRESH_AGE = DAY;

/** The repository's folder: above this file, and above the bundle's, into however many it is cut. */
const root = findAbove(path.dirname(fileURLToPath(import.meta.url)), "package-lock.json");
/** What an index is made by: if any of it changes, so may the index. */
const MAKERS = ["app/search", "app/vocabulary", "app/jobs", "app/profiles", "db/migrations", "package-lock.json"];

const aboutSchema = z.object({
  code: z.string(),
  madeAt: z.number(),
  jobs: z.number(),
  position: z.object({ seq: z.number(), mark: z.string() }),
});
type About = z.infer<typeof aboutSchema>;

function findAbove(folder: string, file: string): string {
  if (existsSync(path.join(folder, file))) return folder;
  const above = path.dirname(folder);
  if (above === folder) throw new Error(`There is no ${file}`);
  return findAbove(above, file);
}

/** Where the snapshot of this machine is. */
export function snapshotPath(): string {
  return path.join(env().DATA_DIR, "search", "index.snapshot");
}

/** A digest of the program as far as it decides what an index is. */
function digestCode(): string {
  const hash = createHash("sha256");
  for (const maker of MAKERS) {
    const files = maker.endsWith(".json")
      ? [maker]
      : readdirSync(path.join(root, maker), { recursive: true, encoding: "utf8" })
          .filter((file) => /\.(ts|wat)$/.test(file))
          .sort()
          .map((file) => path.join(maker, file));
    for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  }
  return hash.digest("hex");
}

/** What a snapshot says of itself, if it is one that this program wrote less than `age` milliseconds ago. */
function usable(about: unknown, age: number): About | undefined {
  const { data } = aboutSchema.safeParse(about);
  if (!data || data.code !== digestCode()) return undefined;
  const old = now().getTime() - data.madeAt;
  return old >= 0 && old < age ? data : undefined;
}

/**
 * Writes an index to a file, for `loadIndex`; nothing may change it meanwhile. One that stands at no change of the feed
 * is not written: nothing would tell its database from another.
 * @returns whether it was written. Throws the file system's error.
 */
export async function saveIndex(file: string, { index, position }: StandingIndex): Promise<boolean> {
  const { seq, mark } = position;
  if (mark === null) return false;
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const about: About = { code: digestCode(), madeAt: now().getTime(), jobs: index.size, position: { seq, mark } };
  await writeSnapshot(file, async (to) => {
    await index.save(to);
    await to.end(about);
  });
  return true;
}

/** Whether the file holds an index that need not be written anew. */
export async function isFresh(file: string): Promise<boolean> {
  const about = await SnapshotReader.about(file).catch(() => undefined);
  return usable(about, REFRESH_AGE) !== undefined;
}

/**
 * The index that a file holds, to be brought up to date from where it stands. Undefined where there is none, or one that
 * is too old, damaged, or made by another version of the program.
 */
export async function loadIndex(file: string): Promise<StandingIndex | undefined> {
  const began = performance.now();
  try {
    return await SnapshotReader.open(file, async (reader) => {
      const about = usable(reader.about, MOST_AGE);
      if (!about) return undefined;
      const index = await LiveIndex.restore(reader);
      const ms = Math.round(performance.now() - began);
      log.info({ jobs: about.jobs, seq: about.position.seq, ms }, "The search index is loaded");
      return { index, position: { ...about.position } };
    });
  } catch (error) {
    log.warn({ why: error instanceof Error ? error.message : "unknown" }, "The saved search index cannot be used");
    return undefined;
  }
}
