import { z } from "zod";
import { judgeAnswer, type AskedQuestion } from "~/jobs/screening.ts";
import { parseId, type ApplicationId, type JobId } from "~/platform/ids.ts";

/** The way of an application that nobody ends early (DOMAIN.md). */
export const applicationChain = ["received", "reviewed", "interview", "offer", "hired"] as const;

/** `unconfirmed` is a guest's, until the link in the mail was followed. */
export const applicationStates = ["unconfirmed", ...applicationChain, "declined", "withdrawn"] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** Who moves an application; each side has moves of its own. */
export type ApplicationSide = "seeker" | "employer";

/** Whether `text` names a state. */
export function isApplicationState(text: unknown): text is ApplicationState {
  return applicationStates.some((state) => state === text);
}

/**
 * Where `side` may move an application that is in `from`, in the order of the chain. From received to offer the employer
 * moves it forward by any number of steps, never back (the seeker has read the mail), or declines; the seeker withdraws.
 * Hired, declined and withdrawn are ends.
 */
export function nextStates(from: ApplicationState, side: ApplicationSide): ApplicationState[] {
  if (from === "unconfirmed") return side === "seeker" ? ["received"] : [];
  const place = applicationChain.findIndex((state) => state === from);
  if (place < 0 || from === "hired") return [];
  return side === "seeker" ? ["withdrawn"] : [...applicationChain.slice(place + 1), "declined"];
}

/** Whether the graph lets `side` move an application from `from` to `to`. */
export function mayMoveApplication(from: ApplicationState, to: ApplicationState, side: ApplicationSide): boolean {
  return nextStates(from, side).includes(to);
}

/** A state in a word or two, the same for both sides. */
export const applicationStateLabels: Record<ApplicationState, string> = {
  unconfirmed: "Not confirmed",
  received: "Received",
  reviewed: "Reviewed",
  interview: "Interview",
  offer: "Offer",
  hired: "Hired",
  declined: "Declined",
  withdrawn: "Withdrawn",
};

/** What a state means to the seeker, as one sentence. */
export const applicationStateMeanings: Record<ApplicationState, string> = {
  unconfirmed: "Follow the link in our mail to send it.",
  received: "The employer has your application and has not answered yet.",
  reviewed: "The employer has read your application.",
  interview: "The employer wants to talk with you and will write to you.",
  offer: "The employer wants to make you an offer and will write to you.",
  hired: "The employer has marked you as hired.",
  declined: "The employer will not go on with your application.",
  withdrawn: "You withdrew your application.",
};

/** The most characters of a letter: about three pages. */
export const LETTER_LENGTH = 10_000;

const letterSchema = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, "\n").trim())
  .pipe(z.string().max(LETTER_LENGTH, `Use at most ${LETTER_LENGTH.toLocaleString("en-US")} characters`))
  .optional()
  .transform((text) => text ?? "");

/** A screening question and the field of the apply form that answers it. */
export type AskedField = { name: string; question: AskedQuestion };

const answerSchema = (question: AskedQuestion) =>
  z
    .string()
    .optional()
    .transform((typed, context) => {
      const judged = judgeAnswer(question, typed ?? "");
      if (judged.problem === undefined) return judged.answer;
      context.addIssue({ code: "custom", message: judged.problem });
      return z.NEVER;
    });

/**
 * The apply form's words. The file is judged apart, by its content.
 * @param resumeProblem the sentence that says why there is no résumé to send; undefined when there is one.
 * @param asked the questions that the job asks now.
 * @param guest the fields of somebody without an account.
 */
export function applySchema(resumeProblem?: string, asked: readonly AskedField[] = [], guest: z.ZodRawShape = {}) {
  const answers: Record<string, z.ZodType> = Object.fromEntries(
    asked.map(({ name, question }) => [name, answerSchema(question)]),
  );
  return z.object({
    ...answers,
    ...guest,
    remember: z.literal("on").optional(),
    letter: letterSchema,
    resume: resumeProblem === undefined ? z.unknown().optional() : z.never({ error: resumeProblem }),
  });
}

const versionSchema = z.coerce.number().int().min(1).max(1_000_000);

/** A withdrawal by the seeker, of the version that was read. */
export const withdrawSchema = z.object({ version: versionSchema });

/** The last row of a page of applications: where the next page goes on. */
export type ApplicationCursor = { at: Date; id: ApplicationId };

/** The cursor as a URL parameter; of an application away from the board the id is its job's. */
export function cursorText({ at, id }: { at: Date; id: ApplicationId | JobId }): string {
  return `${at.getTime().toString(36)}-${id}`;
}

/** The cursor of a URL parameter; undefined, which is the first page, for anything else. */
export function parseCursor(text: string | null): ApplicationCursor | undefined {
  const [time = "", rest] = (text ?? "").split("-", 2);
  const id = parseId<"application">(rest);
  return id && /^[0-9a-z]{1,9}$/.test(time) ? { at: new Date(parseInt(time, 36)), id } : undefined;
}
