import { DAY } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { parseId, type AccountId, type CandidateId } from "~/platform/ids.ts";
import { listLooksAt } from "./sight.queries.server.ts";

const PAGE = 30;

/** A day on which an employer looked at somebody. `day`: its beginning in UTC. */
export type LookView = {
  key: string;
  day: Date;
  employerName: string;
  employerSlug: string;
  appeared: number;
  opened: number;
};

/** Reads the place in a list after which a page begins. */
export function parseLookCursor(text: string | null): { day: number; id: CandidateId } | undefined {
  const [, day, name] = /^(\d{1,5})\.(\w{22})$/.exec(text ?? "") ?? [];
  const id = parseId<"candidate">(name);
  return day !== undefined && id ? { day: Number(day), id } : undefined;
}

/** Who looked at the account's profile, the last day first; `next` is where the following page begins. */
export async function listLooks(
  db: Db,
  accountId: AccountId,
  after?: { day: number; id: CandidateId },
): Promise<{ looks: LookView[]; next: string | undefined }> {
  const rows = await listLooksAt(db, accountId, { limit: PAGE + 1, ...(after && { after }) });
  const shown = rows.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    looks: shown.map(({ id, day, ...look }) => ({ ...look, key: `${day}.${id}`, day: new Date(day * DAY) })),
    next: rows.length > PAGE && last ? `${last.day}.${last.id}` : undefined,
  };
}
