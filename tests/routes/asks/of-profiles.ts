/** Requests in order of a seeker's profile. */
import type { Role } from "~/http/policies.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId } from "~/platform/ids.ts";
import { addFacts, blockEmployer, removeCredential, unblockEmployer } from "~/profiles/edit-profile.server.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import type { Ask, Asks } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();

/** A form of a part, with the version of the role's profile after what was done to it before. */
async function form(
  world: World,
  role: Role,
  part: string,
  fields: Record<string, string> = {},
  before: (id: AccountId) => Promise<void> = async () => {},
): Promise<Ask> {
  const id = role === "guest" || role === "suspended" ? undefined : world.people[role];
  if (id) await before(id);
  const seen = id ? (await showProfile(db(), id)).version : 0;
  return { params: { part }, fields: { seen: String(seen), ...fields } };
}

const cpc = { kind: "credential", code: "cpc", apprentice: false } as const;
const payer = { kind: "experience", countedIn: "setting", code: "payer", years: 2 } as const;
const withFacts = (id: AccountId) => addFacts(db(), id, [cpc, payer]);
async function withoutCredential(id: AccountId) {
  await withFacts(id);
  await removeCredential(db(), { accountId: id, seen: null }, "cpc");
}
const employerOf = (world: World) => world.ids.employerId as EmployerId;
const isBlocked = async (world: World, id: AccountId) =>
  (await showProfile(db(), id)).blocked.some((one) => one.id === employerOf(world));
const unblocked = (world: World) => async (id: AccountId) => {
  if (await isBlocked(world, id)) await unblockEmployer(db(), { accountId: id, seen: null }, employerOf(world));
};
const blocked = (world: World) => async (id: AccountId) => {
  if (!(await isBlocked(world, id))) await blockEmployer(db(), { accountId: id, seen: null }, employerOf(world));
};

export const ofProfiles: Asks = {
  "profiles/from-resume.tsx": { action: () => ({ fields: { "credential-crc": "full" } }) },
  "profiles/part.tsx": {
    loader: () => ({ params: { part: "credentials" } }),
    "save-credential": (world, role) => form(world, role, "credentials", { code: "cpc" }, withoutCredential),
    "remove-credential": (world, role) => form(world, role, "credentials", { code: "cpc" }, withFacts),
    "save-practicode": (world, role) => form(world, role, "credentials", { practicode: "on" }),
    "save-experience": (world, role) => form(world, role, "experience", { field: "setting:payer", years: "3" }),
    "remove-experience": (world, role) => form(world, role, "experience", { field: "setting:payer" }, withFacts),
    "save-place": (world, role) => form(world, role, "place", { homeState: "oh", moves: "nowhere" }),
    "save-tools": (world, role) => form(world, role, "tools", { "ehr-epic": "on" }),
    "save-work": (world, role) => form(world, role, "work", { payUnit: "hour" }),
    "save-visibility": (world, role) => form(world, role, "privacy", { visibility: "applied" }),
    block: (world, role) =>
      form(world, role, "privacy", { employer: `/employers/${world.employerSlug}` }, unblocked(world)),
    unblock: (world, role) => form(world, role, "privacy", { employerId: employerOf(world) }, blocked(world)),
  },
};
