/** A process of its own, so that memory and CPU are those of the index: builds it, searches, sends what it measured. */
import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { random } from "#db/seeds/content/random.ts";
import { now } from "~/platform/clock.ts";
import { openDatabase } from "~/platform/database.server.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { anyJob, type JobCriteria } from "~/search/criteria.ts";
import type { Standing } from "~/profiles/standing.ts";
import type { FacetCounts } from "~/search/facets.ts";
import { ChangeFollower } from "~/search/follow-changes.server.ts";
import { saveIndex } from "~/search/index-snapshot.server.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";
import { listLiveJobIds } from "~/search/search.queries.server.ts";
import { answerTask, reportProgress } from "./answer-task.ts";
import { benchQueries, type QueryName } from "./queries.ts";
import { timingOf, type Timing } from "./stats.ts";

/** `snapshot`: the file to save the index to. */
export type SearchTask = { databaseUrl: string; rounds: number; snapshot: string };
export type SearchFigures = {
  jobs: number;
  /** From an empty process to a whole index, the database's answers included; CPU of this process. */
  build: { ms: number; cpuMs: number; bytesAJob: number };
  snapshot: { saveMs: number; bytes: number };
  /** Of the search for any job; they decide what "all facets on" chooses. */
  counts: FacetCounts;
  queries: Record<QueryName, { total: number; first: Timing; again: Timing }>;
  /** What somebody qualifies for: asked with a profile that is new, and with the same one after a job has changed. */
  fit: { total: number; fresh: Timing; again: Timing };
};

/** A coder of some years near a border. */
const CODER: Standing = {
  credentials: [
    { code: "cpc", apprentice: false, expiresOn: "2099-12-31" },
    { code: "crc", apprentice: true, expiresOn: null },
  ],
  practicode: false,
  experience: [
    { countedIn: "setting", code: "professional-fee", years: 4 },
    { countedIn: "setting", code: "ed-facility", years: 2 },
    { countedIn: "specialty", code: "cardiology", years: 1 },
  ],
  homeState: "oh",
  commutes: ["ky"],
  moves: ["nc"],
};

const PAGE = 20;
const WARM_UP = 15;

async function measure({ databaseUrl, rounds, snapshot }: SearchTask): Promise<SearchFigures> {
  const db = openDatabase(databaseUrl, { connections: 4 });
  // Connections and what they load are no part of the index.
  await listLiveJobIds(db, "", 1);
  const before = await heldBytes();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const follower = new ChangeFollower(() => db);
  await follower.catchUp();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const jobs = follower.index.size;
  const build = { ms, cpuMs: (user + system) / 1_000, bytesAJob: ((await heldBytes()) - before) / jobs };

  const chance = random("which job changes");
  const ids = await listLiveJobIds(db, "", 1_000);
  /** One job is confirmed anew, as happens all day long: nothing that was counted before it may be used again. */
  const change = async () => {
    const id = chance.pick(ids);
    await transact(db, async (trx) => {
      await trx.updateTable("job").set({ confirmed_at: now() }).where("id", "=", id).execute();
      jobChanged(trx, id);
    });
  };
  // The search goes on with the index that was built.
  const search = new LiveJobSearch(
    () => db,
    undefined,
    async () => follower.standing,
  );
  await search.catchUp();

  const counts = await search.facetCounts(anyJob());
  const queries = benchQueries(counts);
  const samples = queries.map(({ name, criteria }) => {
    return { name, criteria, total: 0, first: [] as number[], again: [] as number[] };
  });
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const sample of chance.take(samples, samples.length)) {
      await change();
      await search.catchUp();
      for (const kind of ["first", "again"] as const) {
        const start = performance.now();
        const found = await search.search(sample.criteria, { limit: PAGE });
        const took = performance.now() - start;
        sample.total = found.total;
        if (round >= 0) sample[kind].push(took);
      }
    }
    reportProgress(Math.max(0, round) / rounds);
  }
  const asked = { total: 0, fresh: [] as number[], again: [] as number[] };
  for (let round = -WARM_UP; round < rounds; round++)
    for (const kind of ["fresh", "again"] as const) {
      await change();
      await search.catchUp();
      const start = performance.now();
      const asker = { key: String(round), standing: CODER };
      const mine: JobCriteria = { ...anyJob(), fit: ["qualified"], sort: "fit" };
      const found = await search.search(mine, { limit: PAGE, asker });
      const took = performance.now() - start;
      asked.total = found.total;
      if (round >= 0) asked[kind].push(took);
    }
  const fit = { total: asked.total, fresh: timingOf(asked.fresh), again: timingOf(asked.again) };
  await search.stop();
  // The follower's place in the feed moves up to where the search has brought the index.
  await follower.catchUp();
  const saving = performance.now();
  if (!(await saveIndex(snapshot, follower.standing))) throw new Error("The index was not saved");
  const saved = { saveMs: performance.now() - saving, bytes: statSync(snapshot).size };
  await db.destroy();
  const figures = samples.map(({ name, total, first, again }) => [
    name,
    { total, first: timingOf(first), again: timingOf(again) },
  ]);
  const searches = Object.fromEntries(figures) as SearchFigures["queries"];
  return { jobs, build, snapshot: saved, counts, queries: searches, fit };
}

/** What is still in use after two collections; the first one lets go of what waits for it. */
async function heldBytes(): Promise<number> {
  for (let turn = 0; turn < 2; turn++) {
    globalThis.gc?.();
    await sleep(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

answerTask(measure);
