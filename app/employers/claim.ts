/** A claim: somebody says that they belong to an employer that is here already. A moderator decides. */
import type { AccountId, ClaimId, EmployerId } from "~/platform/ids.ts";
import type { MemberRole } from "./member-roles.ts";
import type { Verification } from "./verification.ts";

export type ClaimState = "open" | "approved" | "rejected" | "withdrawn";

/** A claim with who made it and what it is on. */
export type Claim = {
  id: ClaimId;
  state: ClaimState;
  accountId: AccountId;
  /** The claimant's name and confirmed address. */
  name: string;
  email: string;
  accountSince: Date;
  /** The address at work, as typed; confirmed if it is `email`, or by the link that was mailed to it. */
  workEmail: string;
  workConfirmedAt: Date | null;
  evidence: string;
  role: MemberRole | null;
  reason: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  createdAt: Date;
  employerId: EmployerId;
  employerName: string;
  employerSlug: string;
  website: string | null;
  verification: Verification;
  verifiedDomain: string | null;
  /** Whether an import made the employer. */
  imported: boolean;
};

export const EVIDENCE_LENGTH = 2_000;
export const claimStateLabels: Record<ClaimState, string> = {
  open: "Waits for a moderator",
  approved: "Approved",
  rejected: "Rejected",
  withdrawn: "Withdrawn",
};

/** The one that stands for all postings whose source names no employer. */
export const UNSTATED_EMPLOYER = "import:?";

/** Whether somebody may say that it is theirs. */
export const isClaimable = ({ sourceKey }: { sourceKey: string | null }) => sourceKey !== UNSTATED_EMPLOYER;
