import type { Db, Trx } from "~/platform/database.server.ts";
import type { EmployerId, JobId, RevisionId } from "~/platform/ids.ts";
import type { JobState } from "./job.ts";
import { findCurrentRevision } from "./job-draft.queries.server.ts";
import { bandsOf, estimate, LEAST_SHINGLES, signatureOf } from "./twins/min-hash.ts";
import { jaccard, shinglesOf } from "./twins/shingles.ts";
import { getText, listBandSharers, listSignatures, listTwinTexts } from "./twins/signature.queries.server.ts";

/** A job whose text is nearly the same as another's. */
export type Twin = {
  jobId: JobId;
  /** The revision that has the text; not always the one that is public. */
  revisionId: RevisionId;
  title: string;
  employerId: EmployerId;
  employerName: string;
  sameEmployer: boolean;
  state: JobState;
  /** When that revision was written. */
  at: Date;
  /** Of the texts' word shingles, how much is in both: 0 to 1. */
  similarity: number;
};

/** From here on two texts are twins: three words of four are the same, in the same order. */
export const TWIN_SIMILARITY = 0.6;
const MOST_TWINS = 10;
/** The employer's own may be many (one text for each city); they never crowd out the others. */
const MOST_OWN = 5;
/** Whose signatures are compared, and then whose texts. An estimate may be two standard errors too low. */
const MOST_SIGNATURES = 100;
const MOST_TEXTS = 24;
const LEAST_ESTIMATE = TWIN_SIMILARITY - 2 * 0.0625;

/**
 * Jobs that say nearly the same as this one, in whatever state but drafts, best first, at most ten. What is compared is
 * the revision that waits for a moderator, else the public one. Empty for a job without a revision, or with few words.
 */
export async function findTwins(db: Db | Trx, jobId: JobId): Promise<Twin[]> {
  const revisionId = await findCurrentRevision(db, jobId);
  if (!revisionId) return [];
  return findTwinsOfText(db, { ...(await getText(db, revisionId)), jobId });
}

/** As `findTwins`, for a text that is perhaps not written yet. `jobId` is no twin of itself. */
export async function findTwinsOfText(
  db: Db | Trx,
  { bodyText, employerId, jobId }: { bodyText: string; employerId: EmployerId; jobId?: JobId },
): Promise<Twin[]> {
  const shingles = shinglesOf(bodyText);
  if (shingles.size < LEAST_SHINGLES) return [];
  const signature = signatureOf(shingles);
  const sharers = await listBandSharers(db, bandsOf(signature), employerId);
  const candidates = sharers.filter((other) => other.jobId !== jobId).slice(0, MOST_SIGNATURES);
  const likely = (
    await listSignatures(
      db,
      candidates.map((one) => one.jobId),
    )
  )
    .map((one) => ({ ...one, estimate: estimate(signature, one.signature) }))
    .filter((one) => one.estimate >= LEAST_ESTIMATE)
    .sort((one, other) => other.estimate - one.estimate)
    .slice(0, MOST_TEXTS);
  if (likely.length === 0) return [];
  const rows = await listTwinTexts(
    db,
    likely.map((one) => one.revisionId),
  );
  const twins = new Map<JobId, Twin>();
  for (const { bodyText: text, ...row } of rows) {
    const similarity = jaccard(shingles, shinglesOf(text));
    if (similarity < TWIN_SIMILARITY || similarity <= (twins.get(row.jobId)?.similarity ?? 0)) continue;
    twins.set(row.jobId, { ...row, sameEmployer: row.employerId === employerId, similarity });
  }
  const sorted = [...twins.values()].sort(
    (one, other) => other.similarity - one.similarity || other.at.getTime() - one.at.getTime(),
  );
  const kept = sorted.filter((one) => one.sameEmployer).slice(0, MOST_OWN);
  return sorted.filter((one) => !one.sameEmployer || kept.includes(one)).slice(0, MOST_TWINS);
}
