import { sql, type ExpressionBuilder, type SelectQueryBuilder } from "kysely";
import type { Database } from "#db/schema/index.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, CandidateId, EmployerId } from "~/platform/ids.ts";
import { choiceFacets, type ChoiceFacet } from "~/profiles/profile.ts";
import type { CandidateProfile } from "./candidate.ts";
import { apprenticeValue, type CandidateFacet, type CandidateFilter } from "./candidate-filter.ts";

type Narrowed = SelectQueryBuilder<Database, "profile" | "account", object>;
type Where = ExpressionBuilder<Database, "profile" | "account">;

/** A year of work, in hours, as everywhere on the board. */
const HOURS = 2_080;

/**
 * The profiles that an employer may find: opted in, of somebody whose address is confirmed and who is not suspended, who
 * has not blocked the employer and does not belong to it. Read from the tables at every request, so who hides is gone.
 */
export function selectVisible(db: Db | Trx, employerId: EmployerId): Narrowed {
  return db
    .selectFrom("profile")
    .innerJoin("account", "account.id", "profile.account_id")
    .where("profile.visibility", "=", "verified")
    .where("account.suspended_at", "is", null)
    .where("account.email_verified_at", "is not", null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("profile_block as block")
            .select("block.account_id")
            .whereRef("block.account_id", "=", "profile.account_id")
            .where("block.employer_id", "=", employerId),
        ),
      ),
    )
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom("member as colleague")
            .select("colleague.account_id")
            .whereRef("colleague.account_id", "=", "profile.account_id")
            .where("colleague.employer_id", "=", employerId),
        ),
      ),
    );
}

/** Of `selectVisible`, those that the filter finds; `without` one facet's choices, whose values are counted. */
export function selectFound(
  db: Db | Trx,
  employerId: EmployerId,
  filter: CandidateFilter,
  today: string,
  without?: CandidateFacet,
): Narrowed {
  return selectVisible(db, employerId).where((where) => where.and(conditions(where, filter, today, without)));
}

function conditions(where: Where, filter: CandidateFilter, today: string, without?: CandidateFacet) {
  const { facets, years, pay } = filter;
  const chosen = (facet: CandidateFacet) => (facet === without ? [] : facets[facet]);
  const anywhereExperienced = years !== null && !facets.setting.length && !facets.specialty.length;
  return [
    ...some(chosen("credential"), (codes) => where.exists(holding(where, today, codes))),
    ...(["setting", "specialty"] as const).flatMap((field) =>
      some(chosen(field), (codes) =>
        where.exists(
          experienced(where, years ?? 0)
            .where("experience.counted_in", "=", field)
            .where("experience.code", "in", codes),
        ),
      ),
    ),
    ...(anywhereExperienced ? [where.exists(experienced(where, years))] : []),
    ...some(chosen("home"), (codes) => where("profile.home_state", "in", codes)),
    ...some(chosen("state"), (codes) =>
      where.or([
        where("profile.moves_anywhere", "=", 1),
        where("profile.home_state", "in", codes),
        where.exists(
          where
            .selectFrom("profile_state as reached")
            .select("reached.state")
            .whereRef("reached.account_id", "=", "profile.account_id")
            .where("reached.state", "in", codes),
        ),
      ]),
    ),
    ...choiceFacets.flatMap((facet) =>
      some(chosen(facet), (codes) =>
        where.exists(
          where
            .selectFrom("profile_choice as choice")
            .select("choice.code")
            .whereRef("choice.account_id", "=", "profile.account_id")
            .where("choice.facet", "=", facet)
            .where("choice.code", "in", codes),
        ),
      ),
    ),
    ...(pay === null
      ? []
      : [
          where.or([
            where("profile.pay_min_cents", "is", null),
            where.and([where("profile.pay_unit", "=", "hour"), where("profile.pay_min_cents", "<=", pay)]),
            where.and([where("profile.pay_unit", "=", "year"), where("profile.pay_min_cents", "<=", pay * HOURS)]),
          ]),
        ]),
  ];
}

const some = <Made>(codes: readonly string[], make: (codes: readonly string[]) => Made): Made[] =>
  codes.length ? [make(codes)] : [];

const experienced = (where: Where, years: number) =>
  where
    .selectFrom("profile_experience as experience")
    .select("experience.code")
    .whereRef("experience.account_id", "=", "profile.account_id")
    .where("experience.years", ">=", years);

function holding(where: Where, today: string, values: readonly string[]) {
  return where
    .selectFrom("profile_credential as held")
    .select("held.code")
    .whereRef("held.account_id", "=", "profile.account_id")
    .where((held) => held.or([held("held.expires_on", "is", null), held("held.expires_on", ">=", today)]))
    .where(credentialValue, "in", values);
}

/** A held credential as the facet names it: no code ends in `-a` by itself. */
const credentialValue = sql<string>`if(held.apprentice, concat(held.code, ${apprenticeValue("")}), held.code)`;

/** A person that was found. */
export type Found = { accountId: AccountId; updatedAt: Date };

/** Those that the filter finds, whoever changed their profile last first, after one that was shown. */
export async function listFound(
  db: Db,
  employerId: EmployerId,
  filter: CandidateFilter,
  page: { today: string; limit: number; after?: Found },
): Promise<Found[]> {
  const { after } = page;
  return selectFound(db, employerId, filter, page.today)
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where("profile.updated_at", "<", after!.updatedAt),
          where.and([
            where("profile.updated_at", "=", after!.updatedAt),
            where("profile.account_id", "<", after!.accountId),
          ]),
        ]),
      ),
    )
    .select(["profile.account_id as accountId", "profile.updated_at as updatedAt"])
    .orderBy("profile.updated_at", "desc")
    .orderBy("profile.account_id", "desc")
    .limit(page.limit)
    .execute();
}

/** How many the filter finds. */
export async function countFound(
  db: Db,
  employerId: EmployerId,
  filter: CandidateFilter,
  today: string,
): Promise<number> {
  const { count } = await selectFound(db, employerId, filter, today)
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Where somebody whom an employer knows by an id stands in the list now; undefined for who may not be found (any more). */
export async function findPlace(db: Db, employerId: EmployerId, id: CandidateId): Promise<Found | undefined> {
  return selectVisible(db, employerId)
    .innerJoin("candidate_sight as sight", "sight.account_id", "profile.account_id")
    .select(["profile.account_id as accountId", "profile.updated_at as updatedAt"])
    .where("sight.id", "=", id)
    .where("sight.employer_id", "=", employerId)
    .executeTakeFirst();
}

/** Whether an employer may find the person now. */
export async function isVisible(db: Db, employerId: EmployerId, accountId: AccountId): Promise<boolean> {
  const row = await selectVisible(db, employerId)
    .select("profile.account_id")
    .where("profile.account_id", "=", accountId)
    .executeTakeFirst();
  return row !== undefined;
}

/** The same for whoever acts by it, as it was committed by now; the person cannot hide until the transaction ends. */
export async function lockVisible(trx: Trx, employerId: EmployerId, accountId: AccountId): Promise<boolean> {
  // Every edit of a profile takes the account's row first, as does a suspension.
  const account = await trx
    .selectFrom("account")
    .select(["suspended_at", "email_verified_at"])
    .where("id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  if (!account?.email_verified_at || account.suspended_at) return false;
  const profile = await trx
    .selectFrom("profile")
    .select("visibility")
    .where("account_id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  if (profile?.visibility !== "verified") return false;
  for (const table of ["profile_block", "member"] as const) {
    const row = await trx
      .selectFrom(table)
      .select("account_id")
      .where("account_id", "=", accountId)
      .where("employer_id", "=", employerId)
      .forUpdate()
      .executeTakeFirst();
    if (row) return false;
  }
  return true;
}

/** What employers see of some profiles, by account. The caller has checked who may. */
export async function listProfiles(db: Db, ids: readonly AccountId[]): Promise<Map<AccountId, CandidateProfile>> {
  if (ids.length === 0) return new Map();
  const [profiles, credentials, experience, states, choices] = await Promise.all([
    db.selectFrom("profile").selectAll().where("account_id", "in", ids).execute(),
    db
      .selectFrom("profile_credential")
      .select(["account_id", "code", "apprentice", "expires_on"])
      .where("account_id", "in", ids)
      .orderBy("created_at")
      .orderBy("code")
      .execute(),
    db
      .selectFrom("profile_experience")
      .selectAll()
      .where("account_id", "in", ids)
      .orderBy("years", "desc")
      .orderBy("counted_in")
      .orderBy("code")
      .execute(),
    db.selectFrom("profile_state").selectAll().where("account_id", "in", ids).orderBy("state").execute(),
    db.selectFrom("profile_choice").selectAll().where("account_id", "in", ids).orderBy("code").execute(),
  ]);
  const by = { credentials: group(credentials), experience: group(experience), states: group(states), choices: group(choices) }; // prettier-ignore
  return new Map(
    profiles.map((row) => {
      const of = <Row>(rows: Map<AccountId, Row[]>) => rows.get(row.account_id) ?? [];
      const statesOf = (kind: "commute" | "move") =>
        of(by.states).flatMap((one) => (one.kind === kind ? [one.state] : []));
      const chosen = (facet: ChoiceFacet) => of(by.choices).flatMap((one) => (one.facet === facet ? [one.code] : []));
      return [
        row.account_id,
        {
          practicode: row.practicode === 1,
          homeState: row.home_state,
          moves: row.moves_anywhere ? "anywhere" : statesOf("move"),
          commutes: statesOf("commute"),
          credentials: of(by.credentials).map(({ code, apprentice, expires_on }) => ({
            code,
            apprentice: apprentice === 1,
            expiresOn: expires_on,
          })),
          experience: of(by.experience).map(({ counted_in, code, years }) => ({ countedIn: counted_in, code, years })),
          choices: {
            ehr: chosen("ehr"),
            encoder: chosen("encoder"),
            function: chosen("function"),
            mode: chosen("mode"),
            type: chosen("type"),
          },
          pay:
            row.pay_min_cents === null || row.pay_unit === null
              ? null
              : { minCents: row.pay_min_cents, unit: row.pay_unit },
          updatedAt: row.updated_at,
        } satisfies CandidateProfile,
      ];
    }),
  );
}

function group<Row extends { account_id: AccountId }>(rows: readonly Row[]): Map<AccountId, Row[]> {
  const groups = new Map<AccountId, Row[]>();
  for (const row of rows) {
    const found = groups.get(row.account_id);
    if (found) found.push(row);
    else groups.set(row.account_id, [row]);
  }
  return groups;
}
