import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { emptyProfile, type ChoiceFacet, type Profile, type ProfileCredential, type WantedPay } from "./profile.ts";
import type { ExperienceYears, Moves } from "./standing.ts";

/** More employers than anybody keeps away from. */
export const MOST_BLOCKED = 100;

/** The profile of an account; one that says nothing where there is none. */
export async function getProfile(db: Db | Trx, accountId: AccountId): Promise<Profile> {
  const row = await db.selectFrom("profile").selectAll().where("account_id", "=", accountId).executeTakeFirst();
  if (!row) return emptyProfile();
  const [credentials, experience, states, choices, blocked] = await Promise.all([
    db
      .selectFrom("profile_credential")
      .selectAll()
      .where("account_id", "=", accountId)
      .orderBy("created_at")
      .orderBy("code")
      .execute(),
    db
      .selectFrom("profile_experience")
      .selectAll()
      .where("account_id", "=", accountId)
      .orderBy("years", "desc")
      .orderBy("counted_in")
      .orderBy("code")
      .execute(),
    db.selectFrom("profile_state").selectAll().where("account_id", "=", accountId).orderBy("state").execute(),
    db.selectFrom("profile_choice").selectAll().where("account_id", "=", accountId).orderBy("code").execute(),
    db
      .selectFrom("profile_block")
      .innerJoin("employer", "employer.id", "profile_block.employer_id")
      .select(["employer.id", "employer.name", "employer.slug"])
      .where("profile_block.account_id", "=", accountId)
      .orderBy("employer.name")
      .limit(MOST_BLOCKED)
      .execute(),
  ]);
  const statesOf = (kind: "commute" | "move") => states.filter((one) => one.kind === kind).map(({ state }) => state);
  const chosen = (facet: ChoiceFacet) => choices.filter((one) => one.facet === facet).map(({ code }) => code);
  return {
    version: row.version,
    homeState: row.home_state,
    practicode: row.practicode === 1,
    moves: row.moves_anywhere ? "anywhere" : statesOf("move"),
    commutes: statesOf("commute"),
    credentials: credentials.map(({ code, apprentice, number, expires_on }) => ({
      code,
      apprentice: apprentice === 1,
      number,
      expiresOn: expires_on,
    })),
    experience: experience.map(({ counted_in, code, years }) => ({ countedIn: counted_in, code, years })),
    choices: {
      ehr: chosen("ehr"),
      encoder: chosen("encoder"),
      function: chosen("function"),
      mode: chosen("mode"),
      type: chosen("type"),
    },
    pay:
      row.pay_min_cents === null || row.pay_unit === null ? null : { minCents: row.pay_min_cents, unit: row.pay_unit },
    visibility: row.visibility,
    blocked,
  };
}

/** How often the account's profile was changed; undefined where there is none. */
export async function findProfileVersion(db: Db, accountId: AccountId): Promise<number | undefined> {
  const row = await db.selectFrom("profile").select("version").where("account_id", "=", accountId).executeTakeFirst();
  return row?.version;
}

/**
 * Holds the account's profile until the transaction ends, and makes one if there is none yet.
 * @returns its version.
 */
export async function lockProfile(trx: Trx, accountId: AccountId): Promise<number> {
  // The account's row is the lock of a profile that does not exist yet.
  await trx.selectFrom("account").select("id").where("id", "=", accountId).forUpdate().executeTakeFirstOrThrow();
  const row = await trx.selectFrom("profile").select("version").where("account_id", "=", accountId).executeTakeFirst();
  if (row) return row.version;
  const at = now();
  await trx
    .insertInto("profile")
    .values({
      account_id: accountId,
      version: 0,
      home_state: null,
      practicode: 0,
      moves_anywhere: 0,
      pay_min_cents: null,
      pay_unit: null,
      visibility: "hidden",
      created_at: at,
      updated_at: at,
    })
    .execute();
  return 0;
}

type ProfileColumns = Partial<
  Pick<Profile, "homeState" | "practicode" | "visibility"> & { movesAnywhere: boolean; pay: WantedPay | null }
>;

/** Changes columns of a profile, and counts the change. */
export async function updateProfile(trx: Trx, accountId: AccountId, set: ProfileColumns = {}): Promise<void> {
  await trx
    .updateTable("profile")
    .set((is) => ({
      ...(set.homeState === undefined ? {} : { home_state: set.homeState }),
      ...(set.practicode === undefined ? {} : { practicode: set.practicode ? 1 : 0 }),
      ...(set.movesAnywhere === undefined ? {} : { moves_anywhere: set.movesAnywhere ? 1 : 0 }),
      ...(set.pay === undefined ? {} : { pay_min_cents: set.pay?.minCents ?? null, pay_unit: set.pay?.unit ?? null }),
      ...(set.visibility === undefined ? {} : { visibility: set.visibility }),
      version: is("version", "+", 1),
      updated_at: now(),
    }))
    .where("account_id", "=", accountId)
    .execute();
}

/** The codes of the account's credentials. */
export async function listCredentialCodes(trx: Trx, accountId: AccountId): Promise<string[]> {
  const rows = await trx.selectFrom("profile_credential").select("code").where("account_id", "=", accountId).execute();
  return rows.map(({ code }) => code);
}

/** Writes a credential that is new. */
export async function insertCredential(trx: Trx, accountId: AccountId, credential: ProfileCredential): Promise<void> {
  await trx
    .insertInto("profile_credential")
    .values({ account_id: accountId, created_at: now(), code: credential.code, ...credentialColumns(credential) })
    .execute();
}

/** Changes what is said of a credential. */
export async function updateCredential(trx: Trx, accountId: AccountId, credential: ProfileCredential): Promise<void> {
  await trx
    .updateTable("profile_credential")
    .set(credentialColumns(credential))
    .where("account_id", "=", accountId)
    .where("code", "=", credential.code)
    .execute();
}

const credentialColumns = ({ apprentice, number, expiresOn }: ProfileCredential) => ({
  apprentice: apprentice ? (1 as const) : (0 as const),
  number,
  expires_on: expiresOn,
});

/** @returns whether there was such a credential. */
export async function deleteCredential(trx: Trx, accountId: AccountId, code: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("profile_credential")
    .where("account_id", "=", accountId)
    .where("code", "=", code)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Writes the years of a setting or specialty in place of what was said of it. */
export async function putExperience(trx: Trx, accountId: AccountId, row: ExperienceYears): Promise<void> {
  await deleteExperience(trx, accountId, row);
  await trx
    .insertInto("profile_experience")
    .values({ account_id: accountId, counted_in: row.countedIn, code: row.code, years: row.years })
    .execute();
}

/** @returns whether there was such a row. */
export async function deleteExperience(
  trx: Trx,
  accountId: AccountId,
  row: Pick<ExperienceYears, "countedIn" | "code">,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("profile_experience")
    .where("account_id", "=", accountId)
    .where("counted_in", "=", row.countedIn)
    .where("code", "=", row.code)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Writes the states of a profile in place of those it had. */
export async function replaceStates(
  trx: Trx,
  accountId: AccountId,
  { commutes, moves }: { commutes: readonly string[]; moves: Moves },
): Promise<void> {
  await trx.deleteFrom("profile_state").where("account_id", "=", accountId).execute();
  const rows = [
    ...commutes.map((state) => ({ account_id: accountId, kind: "commute" as const, state })),
    ...(moves === "anywhere" ? [] : moves).map((state) => ({ account_id: accountId, kind: "move" as const, state })),
  ];
  if (rows.length) await trx.insertInto("profile_state").values(rows).execute();
}

/** Writes the choices of some facets in place of those they had. */
export async function replaceChoices(
  trx: Trx,
  accountId: AccountId,
  choices: Partial<Record<ChoiceFacet, readonly string[]>>,
): Promise<void> {
  const facets = Object.keys(choices) as ChoiceFacet[];
  await trx.deleteFrom("profile_choice").where("account_id", "=", accountId).where("facet", "in", facets).execute();
  const rows = facets.flatMap((facet) => choices[facet]!.map((code) => ({ account_id: accountId, facet, code })));
  if (rows.length) await trx.insertInto("profile_choice").values(rows).execute();
}

/** The employers that the account has blocked. */
export async function listBlocked(trx: Trx, accountId: AccountId): Promise<EmployerId[]> {
  const rows = await trx
    .selectFrom("profile_block")
    .select("employer_id")
    .where("account_id", "=", accountId)
    .execute();
  return rows.map(({ employer_id }) => employer_id);
}

/** Blocks an employer that is not blocked yet. */
export async function insertBlock(trx: Trx, accountId: AccountId, employerId: EmployerId): Promise<void> {
  await trx
    .insertInto("profile_block")
    .values({ account_id: accountId, employer_id: employerId, created_at: now() })
    .execute();
}

/** @returns whether it was blocked. */
export async function deleteBlock(trx: Trx, accountId: AccountId, employerId: EmployerId): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("profile_block")
    .where("account_id", "=", accountId)
    .where("employer_id", "=", employerId)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
