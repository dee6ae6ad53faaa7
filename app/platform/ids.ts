import { v7 } from "uuid";

/** Base58 in ASCII order, so that comparing two ids as text compares their time of birth. */
const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 22;

declare const kind: unique symbol;

/**
 * The id of a row: a UUIDv7 as 22 characters of base58, zero-padded so that text order is number order. It is the same
 * in the database (`char(22)`), in memory, in JSON and in a URL, so nothing ever converts it. `Kind` keeps the id of one
 * table from being passed for another's.
 */
export type Id<Kind extends string> = string & { readonly [kind]: Kind };

/** Makes a new id. Ids made later sort later. */
export function newId<Kind extends string>(): Id<Kind> {
  return encodeId(v7(undefined, new Uint8Array(16)));
}

/** Encodes 16 bytes as an id; deterministic, for seeds that must repeat themselves. */
export function encodeId<Kind extends string>(bytes: Uint8Array): Id<Kind> {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  let text = "";
  for (let digit = 0; digit < LENGTH; digit++) {
    text = ALPHABET[Number(number % 58n)] + text;
    number /= 58n;
  }
  return text as Id<Kind>;
}

/** Takes `text` for an id if it has an id's form; what it names may still not exist. */
export function parseId<Kind extends string>(text: unknown): Id<Kind> | undefined {
  return typeof text === "string" && /^[1-9A-HJ-NP-Za-km-z]{22}$/.test(text) ? (text as Id<Kind>) : undefined;
}

export type AccountId = Id<"account">;
export type EmployerId = Id<"employer">;
export type ClaimId = Id<"claim">;
export type InvitationId = Id<"invitation">;
export type JobId = Id<"job">;
export type TemplateId = Id<"template">;
export type RevisionId = Id<"revision">;
export type TermId = Id<"term">;
export type OrderId = Id<"order">;
export type SubscriptionId = Id<"subscription">;
export type ApplicationId = Id<"application">;
export type GuestApplicationId = Id<"guest-application">;
export type NoteId = Id<"application_note">;
export type FileId = Id<"file">;
export type ImportSourceId = Id<"import-source">;
export type ImportRunId = Id<"import-run">;
export type CaseId = Id<"report-case">;
export type ReportId = Id<"report">;
export type SanctionId = Id<"sanction">;
/** What one employer knows a person by whose profile it has seen. */
export type CandidateId = Id<"candidate">;
/** Of what an employer wrote to a candidate. */
export type ContactId = Id<"contact">;
export type AppealId = Id<"appeal">;
export type AlertId = Id<"alert">;
export type TaskId = Id<"task">;
