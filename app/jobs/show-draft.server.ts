import { creditBalance, findActivePlan, getActivePlan } from "~/billing/find-order.server.ts";
import { FEATURED, SINGLE_POST } from "~/billing/open-checkout.server.ts";
import { findWorkingPlan } from "~/billing/use-plan.server.ts";
import type { Employer } from "~/employers/employer.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { jobCardProps, type JobCardData } from "./components/job-card-props.ts";
import { payWords, type PublicJob } from "./components/job-words.ts";
import { editChanges, type EditChanges } from "./edit-kinds.ts";
import { listContents } from "./job-content.queries.server.ts";
import { findDraft } from "./job-draft.queries.server.ts";
import { findJobForMember, type JobRow } from "./job.queries.server.ts";
import type { JobContent } from "./job-content.ts";
import type { JobState } from "./job.ts";
import { judgePostForm } from "./judge-post-form.server.ts";
import { findTwinsOfText } from "./find-twins.server.ts";
import { lintJob, type LintFinding } from "./lint-job.ts";
import { lintForEmployer } from "./lint-posting.server.ts";
import { fillSteps, fieldsOfStep, stepOfError, type FillStep, type PostErrors, type PostForm } from "./post-form.ts";
import { isWritable, markOf } from "./save-draft.server.ts";
import type { ScreeningQuestion } from "./screening.ts";
import { readPlaces, type PlaceReading } from "./read-places.server.ts";
import { searchReadiness, type ReadinessTick } from "./search-readiness.ts";
import { readForm } from "./start-draft.server.ts";

/** A draft with everything its pages show. */
export type DraftView = {
  jobId: JobId;
  state: JobState;
  writable: boolean;
  employerName: string;
  form: PostForm;
  /** The mark of each step's part as it is now; see save-draft.server.ts. */
  marks: Record<FillStep, string>;
  savedAt: Date | null;
  errors: PostErrors;
  errorsByStep: Record<FillStep, PostErrors>;
  /** How far each step is: `open` where nothing was typed yet. */
  steps: Record<FillStep, "done" | "wrong" | "open">;
  /** The steps' answers in few words, where there are some. */
  notes: Partial<Record<FillStep, string>>;
  /** What the board makes of the places, by the text as typed. */
  places: Record<string, PlaceReading>;
  findings: LintFinding[];
  readiness: ReadinessTick[];
  card: JobCardData;
  preview: PublicJob;
  /** With what is expected of their answers, which the preview has not. */
  questions: ScreeningQuestion[];
  /** What its page says of the employer. */
  about: Pick<Employer, "website" | "logoFileId">;
  /** What a submission authorizes; null where the job still holds an authorization, and nothing more is owed. */
  priceCents: number | null;
  /** What featuring it would cost once it is live; null where that is not sold. */
  featureCents: number | null;
  /** The credits that a submission could use instead. */
  credits: number;
  /** The plan by which it could be submitted; null where none works now, and where nothing more is owed. */
  planName: string | null;
  employerId: EmployerId;
  /** What an edit of a live job changes, and whether one is in review; null for a job that is not live. */
  edit: (EditChanges & { inReview: boolean }) | null;
};

/**
 * The draft of a job, for a member of its employer; undefined for anybody else. `toSend` is the last step: only there the
 * remarks are held against the employer's addresses and what is on the board.
 */
export async function showDraft(
  db: Db,
  accountId: AccountId,
  jobId: JobId,
  { toSend = false }: { toSend?: boolean } = {},
): Promise<DraftView | undefined> {
  const job = await findJobForMember(db, accountId, jobId);
  const employer = job && (await findEmployerForMember(db, accountId, job.employer_id));
  if (!job || !employer) return undefined;
  const [draft, form, plan, credits, featured, monthly] = await Promise.all([
    findDraft(db, jobId),
    readForm(db, jobId),
    job.state === "changes_requested" || job.state === "live" ? undefined : getActivePlan(db, SINGLE_POST),
    creditBalance(db, employer.id),
    findActivePlan(db, FEATURED),
    findWorkingPlan(db, employer.id),
  ]);
  const { errors, partial } = judgePostForm(form);
  const findings = toSend ? await lintToSend(db, partial, employer, jobId) : lintJob(partial, employer.name);
  const { bodySource: _, bodyText: __, questions, ...content } = partial;
  const preview: PublicJob = {
    id: job.id,
    slug: job.slug,
    state: job.state,
    version: job.version,
    // Shown before it is written: the id names no revision.
    revisionId: newId<"revision">(),
    employer: { id: employer.id, slug: employer.slug, name: employer.name, verification: employer.verification },
    content: { ...content, title: content.title || "Your title" },
    origin: "employer",
    sourceUrl: null,
    postedAt: now(),
    expiresAt: later(now(), (plan?.term_days ?? 30) * DAY),
    confirmedAt: null,
    featuredUntil: null,
  };
  return {
    jobId,
    state: job.state,
    writable: isWritable(job),
    employerName: employer.name,
    form,
    marks: Object.fromEntries(fillSteps.map((step) => [step, markOf(form, step)])) as Record<FillStep, string>,
    savedAt: draft?.savedAt ?? null,
    errors,
    errorsByStep: Object.fromEntries(
      fillSteps.map((step) => [
        step,
        Object.fromEntries(Object.entries(errors).filter(([name]) => stepOfError(name) === step)),
      ]),
    ) as Record<FillStep, PostErrors>,
    steps: stepStates(form, errors),
    notes: partial.pay ? { pay: payWords(partial.pay) } : {},
    places: readPlaces(form.places ?? []),
    findings,
    readiness: searchReadiness(partial, findings, errors),
    card: { ...jobCardProps(preview, { at: now(), level: 3 }), age: "Posted today" },
    preview,
    questions,
    about: { website: employer.website, logoFileId: employer.logoFileId },
    priceCents: plan?.price_cents ?? null,
    featureCents: featured?.price_cents ?? null,
    credits: plan ? credits : 0,
    planName: (plan && monthly?.plan_name) ?? null,
    employerId: employer.id,
    edit: await showEdit(db, job, partial),
  };
}

/** Of other employers' jobs an employer is told only of what everybody sees: those that are live. */
async function lintToSend(db: Db, content: JobContent, employer: Employer, jobId: JobId): Promise<LintFinding[]> {
  const { id: employerId, name, website, verifiedDomain: domain } = employer;
  const twins = await findTwinsOfText(db, { bodyText: content.bodyText, employerId, jobId });
  const told = twins.filter((twin) => twin.state === "live");
  return lintForEmployer(content, { name, website, domain }, { twins: told });
}

async function showEdit(db: Db, job: JobRow, edited: JobContent): Promise<DraftView["edit"]> {
  const approved = job.state === "live" ? job.approved_revision_id : null;
  const live = approved && (await listContents(db, [approved])).get(approved);
  return live ? { ...editChanges(live, edited), inReview: job.pending_revision_id !== null } : null;
}

function stepStates(form: PostForm, errors: PostErrors): DraftView["steps"] {
  const wrong = new Set(Object.keys(errors).map(stepOfError));
  const state = (step: FillStep) => {
    const touched = fieldsOfStep(step).some((name) => form[name]?.length);
    return touched ? (wrong.has(step) ? "wrong" : "done") : "open";
  };
  return Object.fromEntries(fillSteps.map((step) => [step, state(step)])) as DraftView["steps"];
}
