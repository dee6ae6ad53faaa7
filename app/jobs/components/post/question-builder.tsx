import { useState } from "react";
import { Button } from "~/ui/button.tsx";
import { CheckboxField, CheckboxGroup } from "~/ui/choice-fields.tsx";
import { classNames } from "~/ui/class-names.ts";
import { FieldError, FieldRow, FormPart } from "~/ui/field.tsx";
import { SelectField, TextArea, TextField } from "~/ui/text-fields.tsx";
import { rowDeed } from "../../edit-post-rows.ts";
import type { QuestionRow } from "../../post-form.ts";
import { choicesOf, MAX_CHOICES, MAX_QUESTIONS, questionKinds } from "../../screening.ts";
import { AddRow, RemoveRow } from "./builder.tsx";
import { choices, fieldOf, type StepProps } from "./field-of.ts";

/**
 * The questions that everybody who applies on the board answers. What only one kind of answer calls for stays folded until
 * that kind is chosen, by style alone; nothing here needs script but that new choices can be ticked at once.
 */
export function QuestionBuilder(props: StepProps) {
  const rows = props.form.questions ?? [];
  return (
    <FormPart
      legend="Questions to applicants"
      help={`Up to ${MAX_QUESTIONS}, for what a résumé does not say. Each one costs you some applicants, so ask what you decide by.`}
    >
      <p className="help if-away">
        Questions are asked where people apply on the board. What is written here stays in your draft and is asked of
        nobody.
      </p>
      <div className="if-board">
        {rows.map((row, index) => (
          <Question key={row.id ?? `at-${index}`} {...props} row={row} index={index} last={index === rows.length - 1} />
        ))}
        <FieldError field={fieldOf(props, "questions")} />
        <AddRow field="questions" count={rows.length}>
          Add a question
        </AddRow>
        <p className="help">
          You may say which answers you ask for. An answer outside them is marked on your desk and nothing more: it
          declines nobody, and applicants never see what you expect.
        </p>
      </div>
    </FormPart>
  );
}

function Question({ row, index, last, ...props }: StepProps & { row: QuestionRow; index: number; last: boolean }) {
  const name = `questions[${index}]`;
  const number = index + 1;
  const field = (cell: string, more = {}) => fieldOf(props, `${name}.${cell}`, more);
  const wrong = Object.keys(props.errors).some((error) => error.startsWith(`${name}.`));
  return (
    <div
      className={classNames("group question", wrong && "field--error")}
      role="group"
      aria-labelledby={`question-${index}`}
    >
      <input type="hidden" name={`${name}.id`} value={row.id ?? String(number)} />
      <div className="group-head">
        <h2 id={`question-${index}`}>Question {number}</h2>
        {index > 0 ? <MoveRow way="up" index={index} /> : null}
        {last ? null : <MoveRow way="down" index={index} />}
        <RemoveRow field="questions" index={index} />
      </div>
      <div className="group-body">
        <TextField field={field("text", { required: true })} label="Question" autoComplete="off" />
        <TextField
          field={field("hint")}
          label="Hint"
          help="A line under the question, such as what counts."
          markOptional
          autoComplete="off"
        />
        <FieldRow>
          <SelectField field={field("kind")} label="Answered with" options={choices(questionKinds)} />
          <div className="question-must">
            <CheckboxField field={field("required")} label="Must be answered" />
          </div>
        </FieldRow>
        <div className="q-yes-no">
          <SelectField
            field={field("expects")}
            label="Answer you ask for"
            options={[
              { value: "", label: "Either will do" },
              { value: "yes", label: "Yes" },
              { value: "no", label: "No" },
            ]}
          />
        </div>
        <Choices {...props} row={row} index={index} />
        <div className="q-number">
          <FieldRow>
            <TextField
              field={field("least")}
              label="Least you ask for"
              markOptional
              inputMode="decimal"
              autoComplete="off"
            />
            <TextField
              field={field("most")}
              label="Most you ask for"
              markOptional
              inputMode="decimal"
              autoComplete="off"
            />
          </FieldRow>
        </div>
        <p className="help q-text">Read by your people only; nothing is marked.</p>
      </div>
    </div>
  );
}

/** One choice a line, and below each of them to tick; without script new lines can be ticked after the next save. */
function Choices({ row, index, ...props }: StepProps & { row: QuestionRow; index: number }) {
  const name = `questions[${index}]`;
  const [lines, setLines] = useState(row.choices ?? "");
  const labels = [...new Set(choicesOf(lines))].slice(0, MAX_CHOICES);
  return (
    <div className="q-choice">
      <TextArea
        field={fieldOf(props, `${name}.choices`)}
        label="Choices"
        help={`One a line, at most ${MAX_CHOICES}. Applicants choose one.`}
        rows={4}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      {labels.length > 0 ? (
        <CheckboxGroup
          field={fieldOf(props, `${name}.accepted`)}
          label="Choices you ask for"
          help="Leave all open if any will do."
          columns
          options={labels.map((label) => ({ value: label, label }))}
        />
      ) : (
        <noscript>
          <p className="help">Save the step, and the choices stand here to be ticked as what you ask for.</p>
        </noscript>
      )}
    </div>
  );
}

function MoveRow({ way, index }: { way: "up" | "down"; index: number }) {
  return (
    <Button formNoValidate name="op" value={rowDeed({ kind: way, field: "questions", index })}>
      Move {way}
      <span className="vh"> question {index + 1}</span>
    </Button>
  );
}
