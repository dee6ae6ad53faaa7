import { orderStateLabels } from "./order.ts";
import { planKindLabels } from "./plan-kinds.ts";

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
  banned: "Banned",
} as const;

export type AdminEmployerFilter = keyof typeof adminEmployerFilters;

/** The filter of that name; undefined for anything else. */
export function parseAdminEmployerFilter(text: string | null): AdminEmployerFilter | undefined {
  return text !== null && Object.hasOwn(adminEmployerFilters, text) ? (text as AdminEmployerFilter) : undefined;
}

/** What an order may be for. */
export const adminOrderKinds = { ...planKindLabels, extension: "Another term of a job" } as const;
export type AdminOrderKind = keyof typeof adminOrderKinds;

/** What narrows the list of orders beside its words; days are whole days in UTC, as `2026-11-22`, both included. */
export type OrderNarrowing = { state?: AdminOrderFilter; kind?: AdminOrderKind; from?: string; to?: string };

function parseDay(text: string | null): string | undefined {
  if (!/^20\d\d-\d\d-\d\d$/.test(text ?? "")) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text!;
}

/** What an address narrows the list to; what says nothing is left out. */
export function parseOrderNarrowing(search: URLSearchParams): OrderNarrowing {
  const kind = search.get("kind");
  return {
    state: parseAdminOrderFilter(search.get("state")),
    kind: kind !== null && Object.hasOwn(adminOrderKinds, kind) ? (kind as AdminOrderKind) : undefined,
    from: parseDay(search.get("from")),
    to: parseDay(search.get("to")),
  };
}
