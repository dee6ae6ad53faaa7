import type { JobId } from "~/platform/ids.ts";
import type { Twin } from "./find-twins.server.ts";
import { lintContact, type PostingEmployer } from "./lint/lint-contact.server.ts";
import { lintPayAgainst, type SimilarPay } from "./lint/lint-figures.ts";
import { finding, type LintFinding, type Linted } from "./lint/finding.ts";
import { lintLikeness } from "./lint/lint-likeness.server.ts";
import { hints } from "./lint/lint-scam.ts";
import { byWeight, scamScore } from "./lint/scam-score.ts";
import { lintWords } from "./lint-job.ts";

export type { PostingEmployer } from "./lint/lint-contact.server.ts";
export type { SimilarPay } from "./lint/lint-figures.ts";

/** What of the board a posting is held against; what is not known is left out. */
export type PostingContext = {
  twins?: readonly (Pick<Twin, "title" | "employerName" | "sameEmployer" | "similarity"> & { jobId?: JobId })[];
  similarPay?: SimilarPay | undefined;
};

/**
 * `lintWords`, and what needs more than the job's own words: its addresses against its employer, its pay against similar
 * jobs, and its twins. Remarks only; the heaviest first (scam-score.ts).
 */
export function lintPosting(content: Linted, employer: PostingEmployer, context: PostingContext = {}): LintFinding[] {
  return byWeight(found(content, employer, context));
}

/** As `lintPosting`, for the employer: as help, without what only counts beside other findings. */
export function lintForEmployer(
  content: Linted,
  employer: PostingEmployer,
  context: PostingContext = {},
): LintFinding[] {
  return found(content, employer, context).filter(({ rule }) => !hints.has(rule));
}

function found(content: Linted, employer: PostingEmployer, context: PostingContext): LintFinding[] {
  const byRules = [
    ...lintWords(content, employer.name),
    ...lintContact(content, employer),
    ...lintPayAgainst(content, context.similarPay),
    ...lintTwins(context.twins ?? []),
  ];
  return [...byRules, ...lintLikeness(content, employer.name, scamScore(byRules) > 0)];
}

function lintTwins(twins: NonNullable<PostingContext["twins"]>): LintFinding[] {
  const [other] = twins.filter((twin) => !twin.sameEmployer);
  const [own] = twins.filter((twin) => twin.sameEmployer);
  const alike = (twin: { title: string; similarity: number }) =>
    `${Math.floor(twin.similarity * 100)} % of “${twin.title}”`;
  return [
    ...(other
      ? [
          finding(
            "twin-elsewhere",
            "job",
            "The same text stands under another employer",
            `It has ${alike(other)} of ${other.employerName}. Say in your own words what the work is.`,
            { concern: "scam", twin: other.jobId },
          ),
        ]
      : []),
    ...(own
      ? [
          finding(
            "twin-own",
            "job",
            "The employer has this job already",
            `It has ${alike(own)}. One job for each opening is enough: several places fit into one.`,
            { twin: own.jobId },
          ),
        ]
      : []),
  ];
}
