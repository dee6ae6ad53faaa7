import { answerWords } from "~/jobs/screening.ts";
import { Mark } from "~/ui/mark.tsx";
import type { ApplicationAnswer } from "../answer.queries.server.ts";

type Shown = Pick<ApplicationAnswer, "question" | "kind" | "answer"> &
  Partial<Pick<ApplicationAnswer, "expected" | "meets">>;

/**
 * Questions as they were asked, with the answers. For the employer an answer outside what was asked for is marked, and
 * nothing more; a seeker's page passes neither `expected` nor `meets`. Draws nothing where nothing was asked.
 */
export function ScreeningAnswers({ answers }: { answers: readonly Shown[] }) {
  if (answers.length === 0) return null;
  return (
    <dl className="answers">
      {answers.map(({ question, kind, answer, expected, meets }, index) => (
        <div key={index}>
          <dt>{question}</dt>
          <dd>
            {answer === null ? (
              <span className="quiet">Not answered</span>
            ) : (
              <span className="answered">{answerWords(kind, answer)}</span>
            )}
            {meets === false ? (
              <Mark kind="bad">Outside what you asked for: {expected}</Mark>
            ) : expected ? (
              <span className="quiet small">You asked for: {expected}</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How many answers of an application lie outside what was asked for, for a card or a row of a list. */
export function OutsideMark({ count }: { count: number }) {
  if (count === 0) return null;
  return <Mark kind="bad">{count === 1 ? "1 answer" : `${count} answers`} outside what you asked for</Mark>;
}
