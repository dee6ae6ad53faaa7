import { Section } from "~/ui/layout.tsx";
import { expectationWords, questionKinds, type ScreeningQuestion } from "../screening.ts";

/**
 * The questions as an applicant meets them, and beside each what the employer asks for: for the employer's own people and
 * for moderators, never for seekers.
 */
export function QuestionsSection({ questions }: { questions: readonly ScreeningQuestion[] }) {
  if (questions.length === 0) return null;
  return (
    <Section title="Questions to applicants">
      <ol className="questions">
        {questions.map((question, index) => {
          const expected = expectationWords(question);
          return (
            <li key={index}>
              <b>{question.text}</b>
              <span className="quiet">
                {question.kind === "choice"
                  ? `One of: ${question.choices.join("; ")}`
                  : questionKinds.label(question.kind)}
                {question.required ? ", must be answered" : ", optional"}.{" "}
                {expected ? `Asked for: ${expected}; other answers are marked, nothing more.` : null}
              </span>
              {question.hint ? <span className="quiet">Hint: {question.hint}</span> : null}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}
