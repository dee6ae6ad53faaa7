import { orderStateLabels } from "./order.ts";

/** What the admin's list of orders may be narrowed to: a state, or what became of the money. */
export const adminOrderFilters = { ...orderStateLabels, refunded: "Refunded", disputed: "Disputed" } as const;

export type AdminOrderFilter = keyof typeof adminOrderFilters;

/** The filter of that name; undefined for anything else. */
export function parseAdminOrderFilter(text: string | null): AdminOrderFilter | undefined {
  return text !== null && Object.hasOwn(adminOrderFilters, text) ? (text as AdminOrderFilter) : undefined;
}

/** What was typed into a search, as it is looked for: without control characters and no longer than 100 characters. */
export function searchWords(text: string | null): string {
  return (text ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 100);
}

/** What the admin's list of employers may be narrowed to. */
export const adminEmployerFilters = {
  verified: "Verified",
  unverified: "Not verified",
  imported: "From an import",
} as const;

export type AdminEmployerFilter = keyof typeof adminEmployerFilters;

/** The filter of that name; undefined for anything else. */
export function parseAdminEmployerFilter(text: string | null): AdminEmployerFilter | undefined {
  return text !== null && Object.hasOwn(adminEmployerFilters, text) ? (text as AdminEmployerFilter) : undefined;
}
