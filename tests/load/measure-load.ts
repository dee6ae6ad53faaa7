/** A process of its own: starts a search from a saved index, and sends how long that took. */
import { openDatabase } from "~/platform/database.server.ts";
import { loadIndex } from "~/search/index-snapshot.server.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";
import { answerTask } from "./answer-task.ts";

export type LoadTask = { databaseUrl: string; snapshot: string };
export type LoadFigures = { jobs: number; ms: number; cpuMs: number };

answerTask<LoadTask, LoadFigures>(async ({ databaseUrl, snapshot }) => {
  const db = openDatabase(databaseUrl, { connections: 2 });
  const cpu = process.cpuUsage();
  const began = performance.now();
  const search = new LiveJobSearch(
    () => db,
    undefined,
    async () => {
      const saved = await loadIndex(snapshot);
      if (!saved) throw new Error("The saved index cannot be used");
      return saved;
    },
  );
  await search.catchUp();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const { jobs } = search;
  await search.stop();
  await db.destroy();
  return { jobs, ms, cpuMs: (user + system) / 1_000 };
});
