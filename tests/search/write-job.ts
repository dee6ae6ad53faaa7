import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type EmployerId, type JobId, type RevisionId } from "~/platform/ids.ts";
import { jobChanged } from "~/platform/transaction.server.ts";

/** Writes an employer named Mercy. */
export async function writeEmployer(db: Db, slug = "mercy"): Promise<EmployerId> {
  const at = now();
  const id: EmployerId = newId<"employer">();
  await db
    .insertInto("employer")
    .values({ id, slug, name: "Mercy", about: "", verification: "email", version: 1, created_at: at, updated_at: at })
    .execute();
  return id;
}

/** Writes a live job with its facets, as one transaction would; says so to the feed. Pay and states are fixed. */
export async function writeJob(trx: Trx, employerId: EmployerId, title: string): Promise<JobId> {
  const at = now();
  const id: JobId = newId<"job">();
  const revision: RevisionId = newId<"revision">();
  const job = {
    id,
    employer_id: employerId,
    slug: id,
    version: 1,
    origin: "employer" as const,
    created_at: at,
    updated_at: at,
  };
  await trx
    .insertInto("job")
    .values({ ...job, state: "approved" })
    .execute();
  await trx
    .insertInto("job_revision")
    .values({
      id: revision,
      job_id: id,
      number: 1,
      title,
      body_source: "",
      body_html: "",
      body_text: "Codes charts in Epic.",
      mode: "remote",
      state_reach: "except",
      us_only: 1,
      pay_min_cents: 30,
      pay_max_cents: 40,
      pay_unit: "chart",
      charts_per_hour: 100.5,
      apprentice: "welcome",
      apply_kind: "board",
      created_at: at,
    })
    .execute();
  await trx.insertInto("revision_state").values({ revision_id: revision, state: "tx" }).execute();
  await trx
    .insertInto("revision_facet")
    .values([
      { revision_id: revision, facet: "setting", code: "snf", level: null, position: 0 },
      { revision_id: revision, facet: "ehr", code: "epic", level: "required", position: 1 },
    ])
    .execute();
  await trx
    .insertInto("revision_credential_group")
    .values(
      [0, 1].map((position) => ({ revision_id: revision, position, how: "any" as const, level: "required" as const })),
    )
    .execute();
  await trx
    .insertInto("revision_credential")
    .values([
      { revision_id: revision, group_position: 0, position: 0, code: "cpc" },
      { revision_id: revision, group_position: 1, position: 0, code: "cpc" },
      { revision_id: revision, group_position: 1, position: 1, code: "ccs" },
    ])
    .execute();
  await trx
    .updateTable("job")
    .set({
      state: "live",
      approved_revision_id: revision,
      posted_at: at,
      confirmed_at: at,
      expires_at: later(at, 30 * DAY),
    })
    .where("id", "=", id)
    .execute();
  jobChanged(trx, id);
  return id;
}
