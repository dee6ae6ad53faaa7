import type { Db } from "~/platform/database.server.ts";
import type { AccountId, CandidateId, ContactId, EmployerId, FileId, JobId } from "~/platform/ids.ts";
import { selectVisible } from "./candidate.queries.server.ts";
import type { ContactState } from "./contact.ts";
import {
  findContactTo,
  listContactsOf,
  listContactsTo,
  listResumes,
  type ContactDetail,
} from "./contact.queries.server.ts";
import { isGateOpen } from "./gate.server.ts";
import { lintMessage } from "./lint-message.ts";

const PAGE = 20;

/** A message as the organization sees it that wrote it. */
export type SentContact = {
  id: ContactId;
  state: ContactState;
  jobId: JobId;
  title: string;
  message: string | null;
  senderName: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  /** The person's page, while they may be found. */
  candidateId: CandidateId | null;
  /** What the person shared with their yes. */
  shared: {
    name: string;
    email: string;
    file: { id: FileId; name: string; type: string; bytes: number } | null;
  } | null;
};

/** What an organization wrote, newest first. The caller has made sure that it may search. */
export async function listSentContacts(
  db: Db,
  employerId: EmployerId,
  after?: ContactId,
): Promise<{ contacts: SentContact[]; next: ContactId | undefined }> {
  const rows = await listContactsOf(db, employerId, { limit: PAGE + 1, ...(after && { after }) });
  const shown = rows.slice(0, PAGE);
  const people = shown.map(({ accountId }) => accountId);
  const visible = people.length
    ? await selectVisible(db, employerId).select("profile.account_id as id").where("profile.account_id", "in", people).execute() // prettier-ignore
    : [];
  const found = new Set(visible.map(({ id }) => id));
  return {
    contacts: shown.map((row) => ({
      id: row.id,
      state: row.state,
      jobId: row.jobId,
      title: row.title ?? "",
      message: row.message,
      senderName: row.senderName,
      createdAt: row.createdAt,
      answeredAt: row.answeredAt,
      candidateId: found.has(row.accountId) ? row.candidateId : null,
      shared: row.shares
        ? {
            name: row.personName,
            email: row.personEmail,
            file:
              row.fileId && row.fileName !== null && row.fileType !== null
                ? { id: row.fileId, name: row.fileName, type: row.fileType, bytes: row.fileBytes ?? 0 }
                : null,
          }
        : null,
    })),
    next: rows.length > PAGE ? shown.at(-1)?.id : undefined,
  };
}

/** A message as the person sees it to whom it was written. */
export type OwnContact = Pick<
  ContactDetail,
  | "id"
  | "state"
  | "message"
  | "title"
  | "jobSlug"
  | "senderName"
  | "employerName"
  | "employerSlug"
  | "createdAt"
  | "answeredAt"
  | "erasedAt"
>;

/** What employers wrote to the account, newest first. */
export async function listOwnContacts(
  db: Db,
  accountId: AccountId,
  after?: ContactId,
): Promise<{ contacts: OwnContact[]; next: ContactId | undefined }> {
  const rows = await listContactsTo(db, accountId, { limit: PAGE + 1, ...(after && { after }) });
  const contacts = rows.slice(0, PAGE).map(ownOf);
  return { contacts, next: rows.length > PAGE ? contacts.at(-1)?.id : undefined };
}

/**
 * A message to the account. `open`: whether the employer may still write to candidates, so that a yes shares anything;
 * `warnings`: what of the message reads as a fraud does; `resumes`: what may be shared; `resume`: what was.
 */
export async function showOwnContact(db: Db, accountId: AccountId, id: ContactId) {
  const row = await findContactTo(db, accountId, id);
  if (!row) return undefined;
  const { employerId, verification, bannedAt } = row;
  const [open, resumes] = await Promise.all([
    isGateOpen(db, { id: employerId, verification, bannedAt }),
    listResumes(db, accountId),
  ]);
  return {
    contact: ownOf(row),
    open,
    warnings: lintMessage(row.message ?? ""),
    resumes,
    resume: resumes.find((one) => one.id === row.fileId)?.name ?? null,
  };
}

function ownOf(row: ContactDetail): OwnContact {
  const {
    id,
    state,
    message,
    title,
    jobSlug,
    senderName,
    employerName,
    employerSlug,
    createdAt,
    answeredAt,
    erasedAt,
  } = row;
  return {
    id,
    state,
    message,
    title,
    jobSlug,
    senderName,
    employerName,
    employerSlug,
    createdAt,
    answeredAt,
    erasedAt,
  };
}
