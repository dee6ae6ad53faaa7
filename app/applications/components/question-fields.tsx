import { RadioGroup } from "~/ui/choice-fields.tsx";
import { FormPart, type FieldMeta } from "~/ui/field.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import type { AskedField } from "../application.ts";

const yesNo = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];
/** A radio button cannot be let go again, so an optional question offers this. */
const noAnswer = { value: "", label: "No answer" };

/** The questions of the job as fields; `fieldOf` gives what was typed and what is wrong with it. */
export function QuestionFields({
  employer,
  asked,
  fieldOf,
}: {
  employer: string;
  asked: readonly AskedField[];
  fieldOf: (name: string) => FieldMeta;
}) {
  if (asked.length === 0) return null;
  return (
    <FormPart legend={`Questions from ${employer}`} help="People read the answers; nothing is decided by them alone.">
      {asked.map((one) => (
        <QuestionField key={one.name} {...one} meta={fieldOf(one.name)} />
      ))}
    </FormPart>
  );
}

function QuestionField({ question, meta }: AskedField & { meta: FieldMeta }) {
  const { id, name, errors, initialValue } = meta;
  const words = {
    field: { id, name, errors, initialValue, required: question.required },
    label: question.text,
    help: question.hint ?? undefined,
    markOptional: !question.required,
  };
  switch (question.kind) {
    case "yes-no":
      return <RadioGroup {...words} look="lines" options={question.required ? yesNo : [...yesNo, noAnswer]} />;
    case "choice": {
      const options = question.choices.map((label) => ({ value: label, label }));
      return <RadioGroup {...words} look="lines" options={question.required ? options : [...options, noAnswer]} />;
    }
    case "number":
      return <TextField {...words} inputMode="decimal" autoComplete="off" />;
    case "text":
      return <TextArea {...words} rows={4} />;
  }
}

/** Said when the employer changed the questions meanwhile; what answers no question any more is shown, to be copied. */
export function ChangedQuestions({ gone }: { gone: readonly { question: string; answer: string }[] }) {
  return (
    <Note kind="warn" title="The questions have changed since you opened this page">
      <p>Nothing was sent. Everything you wrote is still here; look at the questions below once more, then send it.</p>
      {gone.length > 0 ? (
        <>
          <p>You had also answered what is asked no more:</p>
          <ul>
            {gone.map(({ question, answer }, index) => (
              <li key={index}>
                {question} <b className="answered">{answer}</b>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Note>
  );
}
