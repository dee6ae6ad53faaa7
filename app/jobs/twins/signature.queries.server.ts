import { sql } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import { bandsOf, fromBytes, LEAST_SHINGLES, signatureOf, toBytes, VERSION } from "./min-hash.ts";
import { shinglesOf } from "./shingles.ts";

/** Writes what the text of a new revision is compared by, in the transaction that writes the revision. */
export async function insertSignature(
  trx: Trx,
  revision: { id: RevisionId; jobId: JobId; employerId: EmployerId; bodyText: string },
): Promise<void> {
  const shingles = shinglesOf(revision.bodyText);
  const signature = signatureOf(shingles);
  await trx
    .insertInto("revision_signature")
    .values({
      revision_id: revision.id,
      job_id: revision.jobId,
      version: VERSION,
      shingles: shingles.size,
      signature: toBytes(signature),
    })
    .execute();
  if (shingles.size < LEAST_SHINGLES) return;
  await trx
    .insertInto("job_band")
    .values(bandsOf(signature).map((band) => ({ band, employer_id: revision.employerId, job_id: revision.jobId })))
    // An earlier revision may have had the same band.
    .onDuplicateKeyUpdate((eb) => ({ band: eb.ref("job_band.band") }))
    .execute();
}

/** Forgets what the texts of a job are compared by. */
export async function deleteSignatures(trx: Trx, jobId: JobId): Promise<void> {
  await trx.deleteFrom("revision_signature").where("job_id", "=", jobId).execute();
  await trx.deleteFrom("job_band").where("job_id", "=", jobId).execute();
}

/** Jobs after `after` with a revision that has no signature, or one of another version; ascending. */
export async function listJobsWithoutSignature(db: Db, after: string, most: number): Promise<JobId[]> {
  const rows = await db
    .selectFrom("job_revision as revision")
    .leftJoin("revision_signature as signature", (join) =>
      join.onRef("signature.revision_id", "=", "revision.id").on("signature.version", "=", VERSION),
    )
    .select("revision.job_id")
    .distinct()
    .where("signature.revision_id", "is", null)
    .where("revision.job_id", ">", after as JobId)
    .orderBy("revision.job_id")
    .limit(most)
    .execute();
  return rows.map(({ job_id }) => job_id);
}

/** What a revision says, and whose job it is of. */
export async function getText(db: Db | Trx, id: RevisionId): Promise<{ bodyText: string; employerId: EmployerId }> {
  return db
    .selectFrom("job_revision as revision")
    .innerJoin("job", "job.id", "revision.job_id")
    .select(["revision.body_text as bodyText", "job.employer_id as employerId"])
    .where("revision.id", "=", id)
    .executeTakeFirstOrThrow();
}

/** What these revisions say, with their jobs and employers; those of drafts are left out. */
export async function listTwinTexts(db: Db | Trx, ids: readonly RevisionId[]) {
  return db
    .selectFrom("job_revision as revision")
    .innerJoin("job", "job.id", "revision.job_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .select([
      "revision.id as revisionId",
      "revision.title",
      "revision.body_text as bodyText",
      "revision.created_at as at",
    ])
    .select(["job.id as jobId", "job.state", "employer.id as employerId", "employer.name as employerName"])
    .where("revision.id", "in", ids)
    .where("job.state", "<>", "draft")
    .execute();
}

/** The texts of a job's revisions, oldest first. */
export async function listTexts(
  db: Db | Trx,
  jobId: JobId,
): Promise<{ id: RevisionId; bodyText: string; employerId: EmployerId }[]> {
  return db
    .selectFrom("job_revision as revision")
    .innerJoin("job", "job.id", "revision.job_id")
    .select(["revision.id", "revision.body_text as bodyText", "job.employer_id as employerId"])
    .where("revision.job_id", "=", jobId)
    .orderBy("revision.number")
    .execute();
}

/** How many jobs are taken from each end of a band's other employers, and of the employer itself. */
const OTHERS_AN_END = 20;
const OWN = 8;

/**
 * Jobs that share bands, most bands first. Only some of a band are read, however many it holds: the employer's own newest,
 * and those of the employers before and after it from either end, in the order of the index. So one employer with
 * thousands of jobs in a band hides nobody.
 */
export async function listBandSharers(
  db: Db | Trx,
  bands: readonly number[],
  employerId: EmployerId,
): Promise<{ jobId: JobId }[]> {
  const ends = ["asc", "desc"].flatMap((order) => ["<", ">"].map((side) => ({ order, side, most: OTHERS_AN_END })));
  const reads = bands.flatMap((band) =>
    [...ends, { order: "desc", side: "=", most: OWN }].map(
      ({ order, side, most }) => sql`(select job_id from job_band
        where band = ${band} and employer_id ${sql.raw(side)} ${employerId}
        order by employer_id ${sql.raw(order)}, job_id ${sql.raw(order)} limit ${sql.lit(most)})`,
    ),
  );
  const { rows } = await sql<{ jobId: JobId }>`
    select job_id as jobId from (${sql.join(reads, sql` union all `)}) as found
    group by job_id order by count(*) desc, job_id desc`.execute(db);
  return rows;
}

type KnownSignature = { jobId: JobId; revisionId: RevisionId; signature: Uint32Array };

/** The signatures of the jobs' newest revisions, at most five a job. */
export async function listSignatures(db: Db | Trx, jobIds: readonly JobId[]): Promise<KnownSignature[]> {
  if (jobIds.length === 0) return [];
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom("revision_signature")
        .select(({ fn }) => [
          "job_id",
          "revision_id",
          "signature",
          fn
            .agg<number>("row_number")
            .over((over) => over.partitionBy("job_id").orderBy("revision_id", "desc"))
            .as("age"),
        ])
        .where("job_id", "in", jobIds)
        .where("version", "=", VERSION)
        .as("newest"),
    )
    .select(["job_id", "revision_id", "signature"])
    .where("age", "<=", 5)
    .execute();
  return rows.map(({ job_id, revision_id, signature }) => ({
    jobId: job_id,
    revisionId: revision_id,
    signature: fromBytes(signature),
  }));
}
