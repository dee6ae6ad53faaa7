/** What the list of users may be narrowed to. */
export const userFilters = {
  staff: "Staff",
  members: "Of an organization",
  unconfirmed: "Not confirmed",
  suspended: "Suspended",
} as const;
export type UserFilter = keyof typeof userFilters;

/** The filter of that name; undefined for anything else. */
export function parseUserFilter(text: string | null): UserFilter | undefined {
  return text !== null && Object.hasOwn(userFilters, text) ? (text as UserFilter) : undefined;
}

/** What an admin may do to an account; each is asked about before it is done. */
const userActs = ["suspend", "lift", "role", "sign-out", "confirmation", "reset", "factor"] as const;
export type UserAct = (typeof userActs)[number];

/** The act of that name; undefined for anything else. */
export function parseUserAct(text: string | null): UserAct | undefined {
  return userActs.find((act) => act === text);
}

/** How many are counted before it is said as “more than”. */
export const MOST_COUNTED = 1_000;
