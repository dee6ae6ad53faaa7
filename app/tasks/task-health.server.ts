import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { countByKind } from "./task.queries.server.ts";

export { listFailingTasks } from "./task.queries.server.ts";

/** The tasks of one kind: those that wait, run now, failed and will be tried again, died, and were done within a day. */
type KindHealth = {
  kind: string;
  queued: number;
  running: number;
  failing: number;
  dead: number;
  doneToday: number;
  /** When the one that has waited longest was due; null when none is. */
  oldestDue: Date | null;
};

/** How the tasks are by kind, those in trouble first. Reads what waits and what is dead, and a day of what was done. */
export async function healthByKind(db: Db): Promise<KindHealth[]> {
  const at = now();
  const { waiting, ended } = await countByKind(db, at, later(at, -DAY));
  const kinds = new Set([...waiting, ...ended].map(({ kind }) => kind));
  const ofState = (kind: string, state: "dead" | "done") =>
    Number(ended.find((row) => row.kind === kind && row.state === state)?.count ?? 0);
  return [...kinds]
    .map((kind) => {
      const row = waiting.find((one) => one.kind === kind);
      return {
        kind,
        queued: Number(row?.queued ?? 0),
        running: Number(row?.running ?? 0),
        failing: Number(row?.failing ?? 0),
        dead: ofState(kind, "dead"),
        doneToday: ofState(kind, "done"),
        oldestDue: row?.oldest ? new Date(row.oldest) : null,
      };
    })
    .sort((one, other) => other.dead - one.dead || other.failing - one.failing || (one.kind < other.kind ? -1 : 1));
}
