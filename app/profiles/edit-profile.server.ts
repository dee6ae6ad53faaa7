import { byAccount, recordAudit } from "~/audit/record-audit.server.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { credentialByCode, credentialLabel } from "~/vocabulary/credentials.ts";
import type { ProfileFact } from "./profile-fact.ts";
import type { ChoiceFacet, Profile, ProfileCredential, ProfilePart, Visibility, WantedPay } from "./profile.ts";
import {
  deleteBlock,
  deleteCredential,
  deleteExperience,
  getProfile,
  insertBlock,
  insertCredential,
  listBlocked,
  listCredentialCodes,
  lockProfile,
  MOST_BLOCKED,
  putExperience,
  replaceChoices,
  replaceStates,
  updateCredential,
  updateProfile,
} from "./profile.queries.server.ts";
import type { ExperienceYears, Moves } from "./standing.ts";

/** Whose profile is changed, and its version as the page showed it; null for what only adds to whatever there is. */
export type ProfileEdit = { accountId: AccountId; seen: number | null };

/**
 * Changes a part of the profile, which is made if there is none. `write` says what becomes of the profile's own columns.
 * @throws DomainError `conflict` where the profile was changed since, in another window.
 */
async function edit(
  db: Db,
  { accountId, seen }: ProfileEdit,
  part: ProfilePart | "resume",
  write: (trx: Trx) => Promise<Parameters<typeof updateProfile>[2] | void>,
): Promise<void> {
  await transact(db, async (trx) => {
    const version = await lockProfile(trx, accountId);
    if (seen !== null && version !== seen)
      throw new DomainError(
        "conflict",
        "Your profile was changed since you opened this page, perhaps in another window. What you typed is kept below, and not saved. Look at what the profile says now, then save again.",
      );
    await updateProfile(trx, accountId, (await write(trx)) ?? {});
    await recordAudit(trx, {
      actor: byAccount(accountId),
      action: "profile.edit",
      subject: { kind: "account", id: accountId },
      detail: { part },
    });
  });
}

const gone = () => new DomainError("not-found", "There is nothing like that in your profile.");

/**
 * Adds a credential, or changes what is said of one that is there (`was`: its code). Apprentice status stays only with a
 * credential that has such a status.
 * @throws DomainError as every edit; `invalid` (field `code`) where it is there already; `not-found` for an unknown `was`.
 */
export async function saveCredential(
  db: Db,
  by: ProfileEdit,
  { was, ...given }: ProfileCredential & { was?: string | undefined },
): Promise<void> {
  const apprentice = given.apprentice && credentialByCode(given.code)?.apprenticeStatus !== undefined;
  const credential = { ...given, apprentice };
  await edit(db, by, "credentials", async (trx) => {
    const codes = await listCredentialCodes(trx, by.accountId);
    if (was !== undefined) {
      if (!codes.includes(was) || was !== given.code) throw gone();
      return updateCredential(trx, by.accountId, credential);
    }
    if (codes.includes(given.code))
      throw new DomainError("invalid", `${credentialLabel(given.code)} is in your profile already`, "code");
    return insertCredential(trx, by.accountId, credential);
  });
}

/** Removes a credential. @throws DomainError as every edit; `not-found` where it is not there. */
export async function removeCredential(db: Db, by: ProfileEdit, code: string): Promise<void> {
  await edit(db, by, "credentials", async (trx) => {
    if (!(await deleteCredential(trx, by.accountId, code))) throw gone();
  });
}

/** Says whether Practicode or an externship is done. @throws DomainError as every edit. */
export async function savePracticode(db: Db, by: ProfileEdit, practicode: boolean): Promise<void> {
  await edit(db, by, "credentials", async () => ({ practicode }));
}

/** Says how many years somebody worked in a setting or specialty. @throws DomainError as every edit. */
export async function saveExperience(db: Db, by: ProfileEdit, row: ExperienceYears): Promise<void> {
  await edit(db, by, "experience", (trx) => putExperience(trx, by.accountId, row));
}

/** Removes the years of a setting or specialty. @throws DomainError as every edit; `not-found` where there are none. */
export async function removeExperience(
  db: Db,
  by: ProfileEdit,
  row: Pick<ExperienceYears, "countedIn" | "code">,
): Promise<void> {
  await edit(db, by, "experience", async (trx) => {
    if (!(await deleteExperience(trx, by.accountId, row))) throw gone();
  });
}

/**
 * Adds what somebody accepted of a résumé: credentials and systems that the profile does not have, and years. What it says
 * of a credential already stays.
 */
export async function addFacts(db: Db, accountId: AccountId, facts: readonly ProfileFact[]): Promise<void> {
  await edit(db, { accountId, seen: null }, "resume", async (trx) => {
    const { choices, credentials } = await getProfile(trx, accountId);
    const held = credentials.map(({ code }) => code);
    const tools = { ehr: [...choices.ehr], encoder: [...choices.encoder] };
    for (const fact of facts)
      if (fact.kind === "experience") await putExperience(trx, accountId, fact);
      else if (fact.kind === "tool") tools[fact.facet].push(fact.code);
      else if (!held.includes(fact.code)) {
        held.push(fact.code);
        await insertCredential(trx, accountId, { ...fact, number: null, expiresOn: null });
      }
    await replaceChoices(trx, accountId, {
      ehr: [...new Set(tools.ehr)],
      encoder: [...new Set(tools.encoder)],
    });
  });
}

/** Says where somebody lives, gets to and would move. @throws DomainError as every edit. */
export async function savePlace(
  db: Db,
  by: ProfileEdit,
  place: { homeState: string | null; commutes: readonly string[]; moves: Moves },
): Promise<void> {
  await edit(db, by, "place", async (trx) => {
    const others = (states: readonly string[]) => states.filter((state) => state !== place.homeState);
    const moves = place.moves === "anywhere" ? place.moves : others(place.moves);
    await replaceStates(trx, by.accountId, { commutes: others(place.commutes), moves });
    return { homeState: place.homeState, movesAnywhere: moves === "anywhere" };
  });
}

/** Says which EHRs and encoders somebody knows. @throws DomainError as every edit. */
export async function saveTools(
  db: Db,
  by: ProfileEdit,
  tools: Pick<Profile["choices"], "ehr" | "encoder">,
): Promise<void> {
  await edit(db, by, "tools", (trx) => replaceChoices(trx, by.accountId, tools));
}

/** Says what somebody looks for. @throws DomainError as every edit. */
export async function saveWork(
  db: Db,
  by: ProfileEdit,
  { pay, ...choices }: Pick<Profile["choices"], Exclude<ChoiceFacet, "ehr" | "encoder">> & { pay: WantedPay | null },
): Promise<void> {
  await edit(db, by, "work", async (trx) => {
    await replaceChoices(trx, by.accountId, choices);
    return { pay };
  });
}

/** Says who sees the profile. @throws DomainError as every edit. */
export async function saveVisibility(db: Db, by: ProfileEdit, visibility: Visibility): Promise<void> {
  await edit(db, by, "privacy", async () => ({ visibility }));
}

/**
 * Keeps an employer from ever seeing the profile.
 * @throws DomainError as every edit; `invalid` (field `employer`) where it is blocked already, or too many are.
 */
export async function blockEmployer(db: Db, by: ProfileEdit, employerId: EmployerId): Promise<void> {
  await edit(db, by, "privacy", async (trx) => {
    const blocked = await listBlocked(trx, by.accountId);
    if (blocked.includes(employerId)) throw new DomainError("invalid", "This employer is blocked already", "employer");
    if (blocked.length >= MOST_BLOCKED)
      throw new DomainError("invalid", `You can block ${MOST_BLOCKED} employers at most`, "employer");
    await insertBlock(trx, by.accountId, employerId);
  });
}

/** Lets a blocked employer see the profile again, as far as others may. @throws DomainError as every edit; `not-found`. */
export async function unblockEmployer(db: Db, by: ProfileEdit, employerId: EmployerId): Promise<void> {
  await edit(db, by, "privacy", async (trx) => {
    if (!(await deleteBlock(trx, by.accountId, employerId))) throw gone();
  });
}
