import { sql, type RawBuilder } from "kysely";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { DAY, later } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { markDemo, type DemoMark } from "./claim-demo.ts";

/** The columns that tell when something happened, and the column whose id says whether the row is the seed's. */
const moments = [
  { table: "job", id: "id", columns: ["posted_at", "confirmed_at", "over_at", "created_at", "updated_at"] },
  { table: "job_draft", id: "job_id", columns: ["updated_at"] },
  { table: "job_template", id: "id", columns: ["created_at", "updated_at"] },
  { table: "job_revision", id: "id", columns: ["created_at"] },
  { table: "term", id: "id", columns: ["starts_at", "created_at"] },
  { table: "application", id: "id", columns: ["created_at", "updated_at"] },
  { table: "application_event", id: "id", columns: ["created_at"] },
  { table: "application_note", id: "id", columns: ["created_at", "updated_at"] },
  { table: "application_assignee", id: "application_id", columns: ["created_at"] },
  { table: "saved_job", id: "job_id", columns: ["created_at", "noted_at"] },
  { table: "away_application", id: "job_id", columns: ["created_at"] },
  { table: "stored_resume", id: "file_id", columns: ["created_at"] },
  { table: "remembered_answer", id: "account_id", columns: ["updated_at"] },
  { table: "import_source", id: "id", columns: ["created_at", "updated_at"] },
  { table: "import_run", id: "id", columns: ["created_at", "updated_at", "ended_at"] },
  { table: "profile", id: "account_id", columns: ["created_at", "updated_at"] },
  { table: "profile_credential", id: "account_id", columns: ["created_at"] },
  { table: "alert", id: "id", columns: ["since", "paused_at", "sent_at", "created_at", "updated_at"] },
  { table: "invitation", id: "id", columns: ["sent_at", "created_at", "updated_at"] },
  { table: "employer_claim", id: "id", columns: ["created_at"] },
  { table: "report_case", id: "id", columns: ["created_at", "updated_at", "decided_at"] },
  { table: "report", id: "id", columns: ["created_at", "updated_at"] },
] as const;

const column = (name: string) => sql.ref<Date>(name);
const bySeed = (id: string, mark: DemoMark) =>
  sql<boolean>`${column(id)} > ${mark.first} and ${column(id)} < ${mark.last}`;
const moved = (name: string, days: number, when: RawBuilder<boolean>) =>
  sql`${column(name)} = case when ${when} then date_add(${column(name)}, interval ${days} day) else ${column(name)} end`;

/**
 * Moves the demo on by the whole days that have passed since it was last dated, so that it looks as fresh as on its first
 * day. Only rows of the seed move, and of these only the dates that they had then: what people added or did by hand
 * since stays at its real moment. The audit log and the decisions are append-only and stay as they are.
 * @returns by how many days, and how many jobs the change feed names.
 */
export async function refreshDemo(db: Db, mark: DemoMark, today: Date): Promise<{ days: number; jobs: number }> {
  const days = Math.floor((today.getTime() - mark.dated.getTime()) / DAY);
  if (days < 1) return { days: 0, jobs: 0 };
  return transact(db, async (trx) => {
    await reviveExpired(trx, mark);
    await moveEnds(trx, mark, days);
    for (const { table, id, columns } of moments) {
      const set = columns.map((name) => moved(name, days, sql<boolean>`${column(name)} <= ${mark.dated}`));
      await sql`update ${sql.table(table)} set ${sql.join(set)} where ${bySeed(id, mark)}`.execute(trx);
    }
    await moveCounts(trx, mark, days);
    const jobs = await trx
      .selectFrom("job")
      .select("id")
      .where("id", ">", mark.first as JobId)
      .where("id", "<", mark.last as JobId)
      .where("posted_at", "is not", null)
      .execute();
    for (const { id } of jobs) jobChanged(trx, id);
    await markDemo(trx, { ...mark, dated: later(mark.dated, days * DAY) });
    await recordAudit(trx, {
      actor: system,
      action: "demo.refresh",
      subject: { kind: "board", id: "demo" },
      detail: { days },
    });
    return { days, jobs: jobs.length };
  });
}

/**
 * Makes live again what only the calendar ended since the demo was dated. The graph of states has no such edge for an
 * employer; here nothing is posted anew, the calendar itself is turned back.
 */
async function reviveExpired(trx: Trx, mark: DemoMark): Promise<void> {
  const expired = sql`job.state = 'expired' and job.over_at > ${mark.dated} and ${bySeed("job.id", mark)}`;
  await sql`update term join job on job.id = term.job_id
    set term.state = 'live', term.ends_at = date_add(term.starts_at, interval term.days day)
    where term.state = 'over' and term.ends_at > ${mark.dated} and ${expired}`.execute(trx);
  await sql`update job set state = 'live', over_at = null, version = version + 1 where ${expired}`.execute(trx);
}

/** Counts move with their days, the latest first; a day on which people were counted meanwhile keeps its own. */
async function moveCounts(trx: Trx, mark: DemoMark, days: number): Promise<void> {
  const dated = Math.floor(mark.dated.getTime() / DAY);
  await sql`update ignore job_day set day = day + ${days}
    where day <= ${dated} and ${bySeed("job_id", mark)} order by day desc`.execute(trx);
}

/** Moves what lies ahead, which a comparison with the demo's day cannot tell: ends go with their beginnings. */
async function moveEnds(trx: Trx, mark: DemoMark, days: number): Promise<void> {
  const posted = sql<boolean>`posted_at <= ${mark.dated}`;
  await sql`update job set ${moved("expires_at", days, posted)} where ${bySeed("id", mark)}`.execute(trx);
  const sent = sql<boolean>`sent_at <= ${mark.dated}`;
  await sql`update invitation set ${moved("expires_at", days, sent)} where ${bySeed("id", mark)}`.execute(trx);
  const ended = sql<boolean>`ends_at <= ${mark.dated} or (state = 'live' and starts_at <= ${mark.dated})`;
  await sql`update term set ${moved("ends_at", days, ended)} where ${bySeed("id", mark)}`.execute(trx);
}
