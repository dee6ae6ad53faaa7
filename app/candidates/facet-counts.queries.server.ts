import { sql } from "kysely";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { choiceFacets } from "~/profiles/profile.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import { apprenticeValue, candidateFacets, type CandidateFacet, type CandidateFilter } from "./candidate-filter.ts";
import { selectFound } from "./candidate.queries.server.ts";

type Counts = Record<string, number>;
type Row = { value: string | null; count: number | string | bigint };

const countsOf = (rows: readonly Row[]): Counts =>
  Object.fromEntries(rows.flatMap(({ value, count }) => (value === null ? [] : [[value, Number(count)]])));
const count = sql<number>`count(*)`.as("count");

/** How many would be found by each value of each facet, beside what is chosen of the other facets. */
export async function countFacets(
  db: Db,
  employerId: EmployerId,
  filter: CandidateFilter,
  today: string,
): Promise<Record<CandidateFacet, Counts>> {
  const found = (without: CandidateFacet) => selectFound(db, employerId, filter, today, without);
  const years = filter.years ?? 0;
  const counters: Record<CandidateFacet, () => Promise<Counts>> = {
    credential: async () => {
      const rows = await found("credential")
        .innerJoin("profile_credential as held", "held.account_id", "profile.account_id")
        .where((where) => where.or([where("held.expires_on", "is", null), where("held.expires_on", ">=", today)]))
        .select(["held.code", "held.apprentice", count])
        .groupBy(["held.code", "held.apprentice"])
        .execute();
      return countsOf(
        rows.map((row) => ({ value: row.apprentice ? apprenticeValue(row.code) : row.code, count: row.count })),
      );
    },
    setting: () => experience("setting"),
    specialty: () => experience("specialty"),
    home: async () => countsOf(await ofHome("home")),
    state: async () => {
      const [homes, others, [anywhere]] = await Promise.all([
        ofHome("state", false),
        found("state")
          .innerJoin("profile_state as reached", "reached.account_id", "profile.account_id")
          .where("profile.moves_anywhere", "=", 0)
          .where(sql<string>`reached.state`, "<>", sql<string>`coalesce(profile.home_state, '')`)
          .select(["reached.state as value", sql<number>`count(distinct profile.account_id)`.as("count")])
          .groupBy("reached.state")
          .execute(),
        found("state").where("profile.moves_anywhere", "=", 1).select(count).execute(),
      ]);
      const [byHome, byReach] = [countsOf(homes), countsOf(others)];
      const everywhere = Number(anywhere?.count ?? 0);
      return Object.fromEntries(
        stateCodes.map((code) => [code, (byHome[code] ?? 0) + (byReach[code] ?? 0) + everywhere]),
      );
    },
    ehr: () => choice("ehr"),
    encoder: () => choice("encoder"),
    function: () => choice("function"),
    mode: () => choice("mode"),
    type: () => choice("type"),
  };
  const experience = together(["setting", "specialty"] as const, (facets, without) =>
    found(without)
      .innerJoin("profile_experience as experience", "experience.account_id", "profile.account_id")
      .where("experience.counted_in", "in", facets)
      .where("experience.years", ">=", years)
      .select(["experience.counted_in as facet", "experience.code as value", count])
      .groupBy(["experience.counted_in", "experience.code"])
      .execute(),
  );
  const choice = together(choiceFacets, (facets, without) =>
    found(without)
      .innerJoin("profile_choice as choice", "choice.account_id", "profile.account_id")
      .where("choice.facet", "in", facets)
      .select(["choice.facet as facet", "choice.code as value", count])
      .groupBy(["choice.facet", "choice.code"])
      .execute(),
  );

  /** Counts facets of one table: those of which nothing is chosen by one query, since it is the same people. */
  function together<Facet extends CandidateFacet>(
    facets: readonly Facet[],
    countRows: (facets: readonly Facet[], without: Facet) => Promise<(Row & { facet: string })[]>,
  ): (facet: Facet) => Promise<Counts> {
    const free = facets.filter((facet) => filter.facets[facet].length === 0);
    let ofFree: ReturnType<typeof countRows> | undefined;
    return async (facet) => {
      const rows = await (free.includes(facet) ? (ofFree ??= countRows(free, facet)) : countRows([facet], facet));
      return countsOf(rows.filter((row) => row.facet === facet));
    };
  }

  function ofHome(without: "home" | "state", movers = true) {
    return found(without)
      .$if(!movers, (query) => query.where("profile.moves_anywhere", "=", 0))
      .select(["profile.home_state as value", count])
      .groupBy("profile.home_state")
      .execute();
  }

  const counted = await Promise.all(candidateFacets.map(async (facet) => [facet, await counters[facet]()] as const));
  return Object.fromEntries(counted) as Record<CandidateFacet, Counts>;
}
