import { DAY, later } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { parseId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { auditKinds, WHO_BOARD, type AuditFilter, type AuditKey, type AuditKind } from "./audit-filter.ts";

/** `%` and `_` of what was typed are letters, not wildcards. */
const beginningWith = (text: string) => `${text.replace(/[\\%_]/g, (letter) => `\\${letter}`)}%`;

/** The lines that a filter leaves of some kinds of things, newest first; `before` is the last one already shown. */
export async function selectAudit(
  db: Db,
  filter: AuditFilter,
  { kinds, before, limit }: { kinds: readonly AuditKind[]; before?: AuditKey; limit: number },
) {
  const asked = kinds.filter((kind) => !filter.kind || kind === filter.kind);
  const by = filter.who && filter.who !== WHO_BOARD ? await findActor(db, filter.who) : undefined;
  // Codes and ids are ASCII; anything else would not be compared but refused by the server.
  if (/[^\x20-\x7e]/.test(filter.action + filter.id)) return [];
  if (asked.length === 0 || (filter.who && filter.who !== WHO_BOARD && !by)) return [];
  let query = db
    .selectFrom("audit")
    .leftJoin("account", "account.id", "audit.actor_account_id")
    .select([
      "audit.id",
      "audit.at",
      "audit.actor_kind",
      "audit.actor_account_id",
      "account.name as actor",
      "audit.action",
      "audit.subject_kind",
      "audit.subject_id",
      "audit.detail",
    ])
    .orderBy("audit.at", "desc")
    .orderBy("audit.id", "desc")
    .limit(limit);
  // All of them need no condition, which would only keep the server from reading in the order of time.
  if (filter.id || asked.length < Object.keys(auditKinds).length)
    query = query.where("audit.subject_kind", "in", asked);
  if (filter.who === WHO_BOARD) query = query.where("audit.actor_account_id", "is", null);
  else if (by) query = query.where("audit.actor_account_id", "=", by);
  if (filter.action) query = query.where("audit.action", "like", beginningWith(filter.action));
  if (filter.id) {
    const line = parseId<"audit">(filter.id);
    const known = line && (await db.selectFrom("audit").select("id").where("id", "=", line).executeTakeFirst());
    query = known ? query.where("audit.id", "=", known.id) : query.where("audit.subject_id", "=", filter.id);
  }
  if (filter.from) query = query.where("audit.at", ">=", new Date(filter.from));
  if (filter.until) query = query.where("audit.at", "<", later(new Date(filter.until), DAY));
  if (before)
    query = query
      .where("audit.at", "<=", before.at)
      .where((where) => where.or([where("audit.at", "<", before.at), where("audit.id", "<", before.id)]));
  return query.execute();
}

async function findActor(db: Db, who: string): Promise<AccountId | undefined> {
  const id = parseId<"account">(who);
  if (id) return id;
  return (await db.selectFrom("account").select("id").where("email", "=", who).executeTakeFirst())?.id;
}

/** What these jobs and employers are called. */
export async function listSubjectNames(
  db: Db,
  ids: { jobs: JobId[]; employers: EmployerId[] },
): Promise<Map<string, string>> {
  const [jobs, employers] = await Promise.all([
    ids.jobs.length === 0
      ? []
      : db
          .selectFrom("job")
          .innerJoin("job_revision as revision", (join) =>
            join.onRef("revision.id", "=", (on) =>
              on.fn.coalesce("job.approved_revision_id", "job.pending_revision_id"),
            ),
          )
          .select(["job.id", "revision.title as name"])
          .where("job.id", "in", ids.jobs)
          .execute(),
    ids.employers.length === 0
      ? []
      : db.selectFrom("employer").select(["id", "name"]).where("id", "in", ids.employers).execute(),
  ]);
  return new Map([...jobs, ...employers].map(({ id, name }) => [id, name]));
}
