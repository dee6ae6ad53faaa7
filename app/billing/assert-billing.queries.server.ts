import { sql, type RawBuilder } from "kysely";
import type { Trx } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";

/** A row that breaks an assertion: its id, the job it is about, and how it stands in a few words without personal data. */
export type BrokenRow = { id: string; job_id: JobId | null; what: string };

/** Something that must always be true of money and rights. */
export type Assertion = {
  /** At most 30 characters, since it names a row of `board_setting`. */
  name: string;
  sentence: string;
  /** What the ids of the broken rows are ids of. */
  about: "order" | "job" | "term" | "ledger line" | "event";
  /** The rows that break it at `at`; what is still under way within its grace does not. */
  broken: (at: Date) => RawBuilder<BrokenRow>;
};

/** The first `limit` of the rows that break an assertion, by id. */
export async function readBroken(trx: Trx, broken: RawBuilder<BrokenRow>, limit: number): Promise<BrokenRow[]> {
  const { rows } = await sql<BrokenRow>`select * from (${broken}) as broken order by id limit ${limit}`.execute(trx);
  return rows;
}
