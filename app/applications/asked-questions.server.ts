import { createHash } from "node:crypto";
import { findRevision } from "~/jobs/find-revision.server.ts";
import type { Job } from "~/jobs/job.ts";
import {
  answerWords,
  askedOf,
  judgeAnswer,
  sameQuestions,
  type AskedQuestion,
  type ScreeningQuestion,
} from "~/jobs/screening.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId, type RevisionId } from "~/platform/ids.ts";
import type { AskedField } from "./application.ts";

/** What a seeker answered: the revision whose questions the page showed, and what was typed by field. */
export type Screening = { revisionId: RevisionId | null; answers: Readonly<Record<string, string>> };

/** Said when the questions are not those that the page showed. */
export const QUESTIONS_CHANGED = "The employer has changed the questions since you opened this page. Nothing was sent.";

/**
 * The questions as fields of a form. A field is named by what is asked, not by where it stands: when the employer adds or
 * moves questions, what was typed stays with its question.
 */
export function askedFields(questions: readonly ScreeningQuestion[]): AskedField[] {
  const taken = new Set<string>();
  return questions.map(askedOf).map((question) => {
    const name = nameOf(question);
    const own = taken.has(name) ? `${name}-${taken.size}` : name;
    taken.add(own);
    return { name: own, question };
  });
}

function nameOf({ text, kind, ...rest }: AskedQuestion): string {
  const asks = JSON.stringify([text, kind, "choices" in rest ? rest.choices : null]);
  return `answer-${createHash("sha256").update(asks).digest("hex").slice(0, 12)}`;
}

/** What a posted apply form asked, and all that was typed into fields of answers. */
export function readScreening(form: FormData): Screening {
  const typed = [...form].flatMap(([name, value]) =>
    name.startsWith("answer-") && typeof value === "string" ? [[name, value] as const] : [],
  );
  return { revisionId: parseId<"revision">(form.get("revision")) ?? null, answers: Object.fromEntries(typed) };
}

/** The questions that a page of the job showed; none for a page that named no revision of it. */
async function seenQuestions(db: Db | Trx, job: Job, revisionId: RevisionId | null): Promise<ScreeningQuestion[]> {
  if (revisionId === job.revisionId) return job.content.questions;
  return (revisionId && (await findRevision(db, job.id, revisionId))?.content.questions) || [];
}

/**
 * What was answered to questions that are asked no more, for the seeker to keep; undefined while the questions are those
 * that the page showed.
 */
export async function changesSince(
  db: Db,
  job: Job,
  { revisionId, answers }: Screening,
): Promise<{ question: string; answer: string }[] | undefined> {
  const seen = await seenQuestions(db, job, revisionId);
  if (sameQuestions(seen, job.content.questions)) return undefined;
  const still = new Set(askedFields(job.content.questions).map(({ name }) => name));
  return askedFields(seen).flatMap(({ name, question }) => {
    const typed = answers[name]?.trim();
    if (still.has(name) || !typed) return [];
    const words = question.kind === "yes-no" ? answerWords("yes-no", typed) : typed;
    return [{ question: question.text, answer: words.slice(0, 2_000) }];
  });
}

/**
 * Judges the answers to the approved questions of the job. What is expected of them plays no part in it.
 * @throws DomainError `conflict` when the page showed other questions; `invalid` (the answer's field) when one is missing
 * or no answer to its question.
 */
export async function judgeScreening(
  trx: Trx,
  job: Job,
  { revisionId, answers }: Screening,
): Promise<{ question: ScreeningQuestion; answer: string | null }[]> {
  const { questions } = job.content;
  if (!sameQuestions(await seenQuestions(trx, job, revisionId), questions))
    throw new DomainError("conflict", QUESTIONS_CHANGED);
  return askedFields(questions).map(({ name, question }, index) => {
    const judged = judgeAnswer(question, answers[name] ?? "");
    if (judged.problem !== undefined) throw new DomainError("invalid", judged.problem, name);
    return { question: questions[index]!, answer: judged.answer };
  });
}
