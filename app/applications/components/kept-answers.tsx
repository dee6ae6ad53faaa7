import { Form } from "@remix-run/react";
import { answerWords } from "~/jobs/screening.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { DataTable } from "~/ui/data.tsx";
import type { FieldMeta } from "~/ui/field.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import type { RememberedAnswer } from "../kept/show-kept.server.ts";

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** The remembered answers, each with the ways to change and to forget it; `edited` is the one that is being changed. */
export function KeptAnswers({
  answers,
  edited,
  field,
}: {
  answers: readonly RememberedAnswer[];
  edited: RememberedAnswer | undefined;
  field: FieldMeta;
}) {
  if (answers.length === 0)
    return (
      <p className="quiet">
        None yet. Employers’ questions that you answer are kept if you tick so when you apply, and filled in where they
        are asked again.
      </p>
    );
  return (
    <div className="stack">
      <div className="tracked">
        <DataTable
          caption="Answers that are kept"
          captionHidden
          rowHeaders
          columns={[
            { key: "question", label: "Question" },
            { key: "answer", label: "Your answer" },
            { key: "acts", label: "Change or forget" },
          ]}
          rows={answers.map((one) => ({
            key: one.key,
            cells:
              one.key === edited?.key
                ? [one.question, <ChangeForm key="answer" answer={one} field={field} />, null]
                : [
                    one.question,
                    <span key="answer" className="answered">
                      {answerWords(one.kind, one.answer)}
                    </span>,
                    <AnswerActs key="acts" answer={one} />,
                  ],
          }))}
        />
      </div>
      <Form method="post">
        <Button name="intent" value="forget-answers">
          Forget all answers
        </Button>
      </Form>
    </div>
  );
}

function AnswerActs({ answer: { key, kind, question } }: { answer: RememberedAnswer }) {
  return (
    <Form method="post">
      <input type="hidden" name="key" value={key} />
      <Buttons>
        {kind === "choice" ? null : (
          <ButtonLink to={paths.kept({ edit: key })} preventScrollReset>
            Change<span className="vh"> the answer to {question}</span>
          </ButtonLink>
        )}
        <Button name="intent" value="forget-answer">
          Forget<span className="vh"> the answer to {question}</span>
        </Button>
      </Buttons>
    </Form>
  );
}

function ChangeForm({ answer, field }: { answer: RememberedAnswer; field: FieldMeta }) {
  const words = { field, label: "Your answer" };
  return (
    <Form method="post" className="stack" noValidate>
      <input type="hidden" name="key" value={answer.key} />
      {answer.kind === "yes-no" ? <RadioGroup {...words} look="lines" options={yesNo} /> : null}
      {answer.kind === "number" ? <TextField {...words} inputMode="decimal" autoComplete="off" /> : null}
      {answer.kind === "text" ? <TextArea {...words} rows={4} /> : null}
      <Buttons>
        <Button variant="go" name="intent" value="change-answer">
          Save
        </Button>
        <ButtonLink variant="text" to={paths.kept()} preventScrollReset>
          Leave it
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
