import type { Id } from "~/platform/ids.ts";
import { parseId } from "~/platform/ids.ts";
import type { AuditSubject } from "./record-audit.server.ts";

export type AuditKind = AuditSubject["kind"];

/** What a line may be about, in words. */
export const auditKinds: Record<AuditKind, string> = {
  account: "Accounts and sessions",
  appeal: "Appeals",
  application: "Applications",
  board: "The board itself",
  employer: "Employers",
  job: "Jobs",
  order: "Orders",
  report: "Reports",
};

/** Of these only admins read: people's sessions, what they applied to, money and the board's own works. */
const forAdmins: readonly AuditKind[] = ["account", "application", "board", "order"];

/** The kinds that somebody of the staff reads of. */
export function readableKinds(role: "moderator" | "admin"): AuditKind[] {
  const all = Object.keys(auditKinds) as AuditKind[];
  return role === "admin" ? all : all.filter((kind) => !forAdmins.includes(kind));
}

/** A moment and an id: the place of a line in the log. */
export type AuditKey = { at: Date; id: Id<"audit"> };

/** What narrows the log, each as it was typed and already bounded; empty means all. */
export type AuditFilter = {
  /** An account's id or address; `board` for what nobody did. */
  who: string;
  /** The beginning of an action's code. */
  action: string;
  kind: AuditKind | undefined;
  /** The id of a line, or of what it is about. */
  id: string;
  /** Days in UTC, both included. */
  from: string;
  until: string;
};

export const WHO_BOARD = "board";

const words = (text: string | null, most: number) =>
  (text ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, most);

/** Reads a filter from an address. What is no day and no kind of thing is left out, the rest is taken as it stands. */
export function parseAuditFilter(search: URLSearchParams): AuditFilter {
  const kind = search.get("kind") ?? "";
  const day = (name: string) => {
    const text = words(search.get(name), 10);
    // Of this century: the day after 9999-12-31 is none that a database knows.
    return /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
  };
  return {
    who: words(search.get("who"), 254),
    action: words(search.get("action"), 40).toLowerCase(),
    kind: Object.hasOwn(auditKinds, kind) ? (kind as AuditKind) : undefined,
    id: words(search.get("id"), 60),
    from: day("from"),
    until: day("until"),
  };
}

/** A filter as parameters of an address, without what says nothing. */
export function auditParams(filter: Partial<AuditFilter>): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** The place of a line as one text, for the address of the next page. */
export function encodeAuditKey({ at, id }: AuditKey): string {
  return `${at.getTime()}.${id}`;
}

/** Reads what `encodeAuditKey` wrote; undefined for anything else. */
export function parseAuditKey(text: string | null): AuditKey | undefined {
  const match = /^(\d{1,14})\.(.+)$/.exec(text ?? "");
  const id = parseId<"audit">(match?.[2]);
  return match && id ? { at: new Date(Number(match[1])), id } : undefined;
}
