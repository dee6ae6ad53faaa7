import type { CredentialGroup, ExperienceRow, Level } from "~/jobs/job-content.ts";
import type { Db } from "~/platform/database.server.ts";
import type { JobId, RevisionId } from "~/platform/ids.ts";
import type { CodedFacet, SearchedContent, SearchedJob } from "./job-document.ts";

/** A change of the feed. `mark` tells it from one that has its number in another database. */
export type Change = { seq: number; jobId: JobId; mark: string };

/** The number of the last change that is committed, and that change, null where it is not in the feed. */
export async function getLastChange(db: Db): Promise<{ last: number; change: Change | null }> {
  const { last, changes } = await listChanges(db, null, 1);
  return { last, change: changes[0] ?? null };
}

/**
 * The number of the last change that is committed, and the changes from the one numbered `from` on (null: the last), in
 * their order, at most `limit`. Reads the rows by their primary keys: usually two.
 */
export async function listChanges(
  db: Db,
  from: number | null,
  limit: number,
): Promise<{ last: number; changes: Change[] }> {
  const rows = await db
    .selectFrom("change_counter as counter")
    .leftJoin("change_feed as feed", (join) =>
      from === null
        ? join.onRef("feed.seq", "=", "counter.seq")
        : join.on("feed.seq", ">=", from).onRef("feed.seq", "<=", "counter.seq"),
    )
    .select(["counter.seq as last", "feed.seq", "feed.job_id", "feed.at"])
    .where("counter.id", "=", 1)
    .orderBy("feed.seq")
    .limit(limit)
    .execute();
  const [first] = rows;
  if (!first) throw new Error("The database has no change counter");
  return {
    last: Number(first.last),
    changes: rows.flatMap(({ seq, job_id, at }) =>
      seq === null || job_id === null || at === null
        ? []
        : [{ seq: Number(seq), jobId: job_id, mark: `${job_id} ${at.getTime()}` }],
    ),
  };
}

/** The number and the moment of the oldest (`asc`) or newest (`desc`) change in the feed; undefined while it is empty. */
export async function findChangeAtEnd(db: Db, order: "asc" | "desc"): Promise<{ seq: number; at: Date } | undefined> {
  return db.selectFrom("change_feed").select(["seq", "at"]).orderBy("seq", order).limit(1).executeTakeFirst();
}

/** Forgets changes numbered `to` or less that came before `before`, the oldest `most`. @returns how many. */
export async function deleteChanges(
  db: Db,
  { to, before }: { to: number; before: Date },
  most: number,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("change_feed")
    .where("seq", "<=", to)
    .where("at", "<", before)
    .orderBy("seq")
    .limit(most)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Whether at least `count` jobs are live. Some may be past their expiry. */
export async function hasLiveJobs(db: Db, count: number): Promise<boolean> {
  const row = await db
    .selectFrom("job")
    .select("id")
    .where("state", "=", "live")
    .orderBy("id")
    .offset(count - 1)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The ids of live jobs after `after`, ascending, at most `limit`. Some may be past their expiry. */
export async function listLiveJobIds(db: Db, after: string, limit: number): Promise<JobId[]> {
  const rows = await db
    .selectFrom("job")
    .select("id")
    .where("state", "=", "live")
    .where("id", ">", after as JobId)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Those of `ids` that are live, as they are searched: with the approved revision. A constant number of queries. */
export async function listSearchedJobs(db: Db, ids: readonly JobId[]): Promise<SearchedJob[]> {
  if (ids.length === 0) return [];
  const jobs = await db
    .selectFrom("job")
    .innerJoin("job_revision as revision", "revision.id", "job.approved_revision_id")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .select([
      "job.id",
      "job.origin",
      "job.posted_at",
      "job.expires_at",
      "job.confirmed_at",
      "job.featured_until",
      "employer.slug",
      "employer.name",
      "revision.id as revision_id",
      "revision.title",
      "revision.body_text",
      "revision.mode",
      "revision.state_reach",
      "revision.pay_min_cents",
      "revision.pay_max_cents",
      "revision.pay_unit",
      "revision.charts_per_hour",
      "revision.apprentice",
    ])
    .where("job.id", "in", ids)
    .where("job.state", "=", "live")
    .execute();
  const parts = await listParts(
    db,
    jobs.map((job) => job.revision_id),
  );
  return jobs.map((job) => ({
    id: job.id,
    origin: job.origin,
    employer: { slug: job.slug, name: job.name },
    postedAt: job.posted_at,
    expiresAt: job.expires_at,
    confirmedAt: job.confirmed_at,
    featuredUntil: job.featured_until,
    content: {
      title: job.title,
      bodyText: job.body_text,
      mode: job.mode,
      stateReach: job.state_reach,
      apprentice: job.apprentice,
      pay:
        job.pay_unit === null || job.pay_min_cents === null || job.pay_max_cents === null
          ? null
          : {
              minCents: job.pay_min_cents,
              maxCents: job.pay_max_cents,
              unit: job.pay_unit,
              chartsPerHour: job.charts_per_hour,
            },
      ...parts(job.revision_id),
    },
  }));
}

type Parts = Pick<SearchedContent, "locations" | "states" | "credentialGroups" | "experience" | "coded">;

/** The rows beside the revisions, by revision. */
async function listParts(db: Db, revisions: readonly RevisionId[]): Promise<(revision: RevisionId) => Parts> {
  const [locations, states, facets, groups, experience] = revisions.length
    ? await Promise.all([
        db
          .selectFrom("revision_location")
          .select(["revision_id", "label", "city", "state", "zip", "latitude", "longitude"])
          .where("revision_id", "in", revisions)
          .orderBy("revision_id")
          .orderBy("position")
          .execute(),
        db.selectFrom("revision_state").selectAll().where("revision_id", "in", revisions).execute(),
        db
          .selectFrom("revision_facet")
          .select(["revision_id", "facet", "code"])
          .where("revision_id", "in", revisions)
          .execute(),
        db
          .selectFrom("revision_credential_group as rule")
          .innerJoin("revision_credential as named", (join) =>
            join
              .onRef("named.revision_id", "=", "rule.revision_id")
              .onRef("named.group_position", "=", "rule.position"),
          )
          .select(["rule.revision_id", "rule.position", "rule.how", "rule.level", "rule.in_lieu", "named.code"])
          .where("rule.revision_id", "in", revisions)
          .orderBy("rule.revision_id")
          .orderBy("rule.position")
          .orderBy("named.position")
          .execute(),
        db
          .selectFrom("revision_experience")
          .select(["revision_id", "years", "counted_in", "code"])
          .where("revision_id", "in", revisions)
          .orderBy("revision_id")
          .orderBy("position")
          .execute(),
      ])
    : [[], [], [], [], []];
  const locationsOf = byRevision(locations);
  const statesOf = byRevision(states);
  const facetsOf = byRevision(facets);
  const groupsOf = byRevision(groups);
  const experienceOf = byRevision(experience);
  return (revision) => {
    const rows = facetsOf(revision);
    const coded = (facet: CodedFacet) => rows.filter((row) => row.facet === facet).map(({ code }) => code);
    return {
      locations: locationsOf(revision),
      states: statesOf(revision).map(({ state }) => state),
      credentialGroups: gatherGroups(groupsOf(revision)),
      experience: experienceOf(revision).map(
        ({ years, counted_in, code }) => ({ years, countedIn: counted_in, code }) as ExperienceRow,
      ),
      coded: {
        function: coded("function"),
        setting: coded("setting"),
        specialty: coded("specialty"),
        codeset: coded("codeset"),
        ehr: coded("ehr"),
        encoder: coded("encoder"),
        type: coded("type"),
        perk: coded("perk"),
      },
    };
  };
}

type NamedCredential = { position: number; how: "any" | "all"; level: Level; in_lieu: string | null; code: string };

/** The groups of a rule, of which every credential is a row. */
function gatherGroups(rows: readonly NamedCredential[]): CredentialGroup[] {
  const groups = new Map<number, CredentialGroup>();
  for (const { position, how, level, in_lieu: inLieu, code } of rows) {
    const group = groups.get(position);
    if (group) group.codes.push(code);
    else groups.set(position, { how, level, inLieu, codes: [code] });
  }
  return [...groups.values()];
}

function byRevision<Row extends { revision_id: RevisionId }>(rows: readonly Row[]): (revision: RevisionId) => Row[] {
  const groups = new Map<RevisionId, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.revision_id);
    if (group) group.push(row);
    else groups.set(row.revision_id, [row]);
  }
  return (revision) => groups.get(revision) ?? [];
}
