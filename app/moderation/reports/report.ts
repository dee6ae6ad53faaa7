import { parseId, type CaseId, type EmployerId, type JobId } from "~/platform/ids.ts";

type Reason = { label: string; help?: string; severity: 1 | 2 | 3; of: readonly ("job" | "employer")[] };

/** What may be reported, in the order of the form; `severity` says what staff read first. */
export const reportReasons = {
  scam: {
    label: "It looks like a scam",
    help: "It asks for money, bank details or equipment, or interviews in a chat.",
    severity: 3,
    of: ["job", "employer"],
  },
  "not-employer": {
    label: "Whoever posts it is not that employer",
    severity: 3,
    of: ["job", "employer"],
  },
  discriminates: {
    label: "It discriminates or breaks a law",
    severity: 2,
    of: ["job", "employer"],
  },
  wrong: {
    label: "Pay or duties are not as described",
    severity: 2,
    of: ["job"],
  },
  closed: {
    label: "It is closed, or was never open",
    help: "You were told that it is filled, or nobody answers.",
    severity: 1,
    of: ["job"],
  },
  copied: {
    label: "It is copied from somewhere else",
    severity: 1,
    of: ["job"],
  },
  other: {
    label: "Something else",
    severity: 1,
    of: ["job", "employer"],
  },
} as const satisfies Record<string, Reason>;
export type ReportReason = keyof typeof reportReasons;

/** Of a takedown request. */
export const takedownBases = {
  copyright: { label: "Copyright: a text, a logo or a picture of yours", severity: 2 },
  impersonation: { label: "Somebody acts in your or your organization's name", severity: 3 },
  "personal-data": { label: "Your personal data is shown", severity: 3 },
  other: { label: "Another right of yours", severity: 1 },
} as const;
export type TakedownBasis = keyof typeof takedownBases;

/** A stored reason in words. A takedown request's reason is `takedown`. */
export function reasonWords(reason: string): string {
  if (reason in reportReasons) return reportReasons[reason as ReportReason].label;
  return reason === "takedown" ? "Takedown request" : reason;
}

/** The basis of a takedown request in words. */
export function basisWords(basis: string | null): string | undefined {
  return basis !== null && basis in takedownBases ? takedownBases[basis as TakedownBasis].label : undefined;
}

/** The reasons that a form about a job or an employer offers. */
export function reasonsOf(kind: "job" | "employer"): { value: ReportReason; label: string; help?: string }[] {
  return Object.entries(reportReasons)
    .filter(([, { of }]) => (of as readonly string[]).includes(kind))
    .map(([value, reason]) => ({
      value: value as ReportReason,
      label: reason.label,
      ...("help" in reason && { help: reason.help }),
    }));
}

/** The most of a report, in characters; of one person's reports of one thing together. */
export const REPORT_LENGTH = 2_000;
export const JOINED_LENGTH = 4_000;

/** What becomes of a case. */
export const caseOutcomes = {
  dismissed: "Dismissed",
  correction: "Employer asked to correct it",
  suspended: "Job suspended",
  rejected: "Job taken down for good",
  banned: "Employer banned",
  acted: "Acted on otherwise",
} as const;
export type CaseOutcome = keyof typeof caseOutcomes;

/** Whether a report was found right. */
export const isUpheld = (outcome: CaseOutcome) => outcome !== "dismissed";

/** What the reporters read; nothing of who decided. */
export const outcomeSentences: Record<CaseOutcome, string> = {
  dismissed: "We looked at it and found nothing that breaks the rules of this board, so it stays as it is.",
  correction: "You were right: we asked the employer to correct it, and look at what they send.",
  suspended: "You were right: the job is suspended and in no list any more.",
  rejected: "You were right: the job was taken down for good.",
  banned: "You were right: the employer is banned from this board, and all its jobs are down.",
  acted: "You were right, and we have acted on it.",
};

export const caseKinds = { job: "Job", employer: "Employer", takedown: "Takedown request" } as const;

export type CaseKind = keyof typeof caseKinds;

/**
 * What `open_key` names while a case waits: a job or an employer has one for reports and one for takedown requests; what is
 * about neither is told apart by `otherwise`.
 */
export function openKeyOf(
  kind: CaseKind,
  of: { jobId?: JobId | null; employerId?: EmployerId | null },
  otherwise: string,
): string {
  const matter = of.jobId ? `job:${of.jobId}` : of.employerId ? `employer:${of.employerId}` : otherwise;
  return kind === "takedown" ? `takedown:${matter}` : matter;
}

/** Where a page of the waiting cases begins: after this one. */
export type CaseKey = { severity: number; id: CaseId };

/** A key as it stands in the URL. */
export const encodeCaseKey = ({ severity, id }: CaseKey) => `${severity}.${id}`;

/** A key from the URL; undefined for anything that is none. */
export function parseCaseKey(text: string | null): CaseKey | undefined {
  const [, severity, name] = /^([1-9])\.(\w{22})$/.exec(text ?? "") ?? [];
  const id = parseId<"report-case">(name);
  return id && { severity: Number(severity), id };
}

/** Said where a guest's address was not written to. */
export const MAIL_FAILED =
  "Your report has arrived, but we write no more to that address today, so it is not confirmed and hears nothing of it.";
