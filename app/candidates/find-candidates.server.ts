import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, CandidateId, EmployerId } from "~/platform/ids.ts";
import { outcomes, type Outcome } from "~/profiles/outcome.ts";
import { qualify } from "~/profiles/qualify.ts";
import type { Clause } from "~/profiles/judgement.ts";
import type { JobDemands } from "~/profiles/demands.ts";
import type { CandidateProfile, CandidateView } from "./candidate.ts";
import { cursorText, type CandidateCursor, type CandidateFacet, type CandidateFilter } from "./candidate-filter.ts";
import { countFound, findPlace, listFound, listProfiles, type Found } from "./candidate.queries.server.ts";
import { viewOf } from "./candidate-view.ts";
import { countFacets } from "./facet-counts.queries.server.ts";
import { aboutThem } from "./fit-words.ts";
import { findOwnDemands } from "./own-jobs.server.ts";
import { recordLooks } from "./sight.queries.server.ts";

/** Cards of a page. */
export const PAGE = 20;

/** Profiles that are judged against a job at one request, those changed last: about a tenth of a second's work. */
export const MOST_JUDGED = 2_000;

/** How a candidate stands for the job that is searched for, with what tells for or against it. */
export type Fit = { outcome: Outcome; clauses: readonly Pick<Clause, "topic" | "judgement" | "reason">[] };

/** A candidate on a list. */
export type CandidateCard = { id: CandidateId; view: CandidateView; fit: Fit | null };

/** What a search answers. */
export type Candidates = {
  cards: CandidateCard[];
  total: number;
  /** Counts by facet and value; null where a job is searched for, whose candidates are judged one by one. */
  counts: Record<CandidateFacet, Record<string, number>> | null;
  next: string | null;
  job: { title: string } | null;
  /** More profiles fit the choices than are judged against a job at once. */
  cut: boolean;
};

/** The UTC day, `2026-11-22`, by which credentials have expired. */
export const today = (): string => now().toISOString().slice(0, 10);

/**
 * Searches the profiles that an organization may find. The caller has made sure that it may search (`readGate`). Everybody
 * on the page is told that they appeared.
 * @returns undefined where the filter names a job that is none of the organization's listed ones.
 */
export async function findCandidates(
  db: Db,
  employerId: EmployerId,
  filter: CandidateFilter,
  cursor?: CandidateCursor,
): Promise<Candidates | undefined> {
  const seen = cursor && (await findPlace(db, employerId, cursor.id));
  const after = cursor && seen && { rank: cursor.rank, ...seen };
  if (filter.job === null) {
    const [found, total, counts] = await Promise.all([
      listFound(db, employerId, filter, { today: today(), limit: PAGE + 1, ...(after && { after }) }),
      countFound(db, employerId, filter, today()),
      countFacets(db, employerId, filter, today()),
    ]);
    const shown = found.slice(0, PAGE);
    const profiles = await listProfiles(db, idsOf(shown));
    const page = await show(db, employerId, shown, profiles);
    return { ...page, total, counts, next: found.length > PAGE ? page.next : null, job: null, cut: false };
  }
  const job = await findOwnDemands(db, employerId, filter.job);
  if (!job) return undefined;
  const { ranked, profiles, cut } = await judge(db, employerId, filter, job.demands);
  const rest = after ? ranked.filter((one) => compare(after, one) < 0) : ranked;
  const page = await show(db, employerId, rest.slice(0, PAGE), profiles, job.demands);
  return {
    ...page,
    total: ranked.length,
    counts: null,
    next: rest.length > PAGE ? page.next : null,
    job: { title: job.title },
    cut,
  };
}

type Ranked = Found & { rank?: number };
const idsOf = (found: readonly Found[]) => found.map(({ accountId }) => accountId);

/** The best outcome first, then who changed their profile last. */
function compare(one: Ranked, other: Ranked): number {
  return (
    (one.rank ?? 0) - (other.rank ?? 0) ||
    other.updatedAt.getTime() - one.updatedAt.getTime() ||
    (one.accountId < other.accountId ? 1 : one.accountId > other.accountId ? -1 : 0)
  );
}

async function judge(db: Db, employerId: EmployerId, filter: CandidateFilter, demands: JobDemands) {
  const found = await listFound(db, employerId, filter, { today: today(), limit: MOST_JUDGED + 1 });
  const judged = found.slice(0, MOST_JUDGED);
  const profiles = await listProfiles(db, idsOf(judged));
  const worst = outcomes.indexOf(filter.near ? "one-missing" : "not-stated");
  const ranked = judged
    .flatMap((one): Ranked[] => {
      const profile = profiles.get(one.accountId);
      const rank = profile && outcomes.indexOf(qualify(profile, demands, today()).outcome);
      return rank !== undefined && rank <= worst ? [{ ...one, rank }] : [];
    })
    .sort(compare);
  return { ranked, profiles, cut: found.length > MOST_JUDGED };
}

async function show(
  db: Db,
  employerId: EmployerId,
  found: readonly Ranked[],
  profiles: Map<AccountId, CandidateProfile>,
  demands?: JobDemands,
): Promise<{ cards: CandidateCard[]; next: string | null }> {
  const ids = await recordLooks(db, employerId, idsOf(found), "appeared");
  const cards = found.flatMap(({ accountId }): CandidateCard[] => {
    const [id, profile] = [ids.get(accountId), profiles.get(accountId)];
    return id && profile ? [{ id, view: viewOf(profile, today()), fit: demands ? fitOf(profile, demands) : null }] : [];
  });
  const last = found.at(-1);
  const lastId = last && ids.get(last.accountId);
  return { cards, next: lastId ? cursorText({ rank: last.rank ?? 0, id: lastId }) : null };
}

/** How a profile stands for a job. */
export function fitOf(profile: CandidateProfile, demands: JobDemands): Fit {
  const { outcome, clauses } = qualify(profile, demands, today());
  return {
    outcome,
    clauses: clauses.map(({ topic, judgement, reason }) => ({ topic, judgement, reason: aboutThem(reason) })),
  };
}
