import { Form } from "@remix-run/react";
import { answerWords } from "~/jobs/screening.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
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
    <>
      <dl className="answers">
        {answers.map((one) => (
          <div key={one.key}>
            <dt>{one.question}</dt>
            <dd>
              {one.key === edited?.key ? (
                <ChangeForm answer={one} field={field} />
              ) : (
                <>
                  <span className="answered">{answerWords(one.kind, one.answer)}</span>
                  <Form method="post">
                    <input type="hidden" name="key" value={one.key} />
                    <Buttons>
                      {one.kind === "choice" ? null : (
                        <ButtonLink to={paths.kept({ edit: one.key })} preventScrollReset>
                          Change<span className="vh"> the answer to {one.question}</span>
                        </ButtonLink>
                      )}
                      <Button name="intent" value="forget-answer">
                        Forget<span className="vh"> the answer to {one.question}</span>
                      </Button>
                    </Buttons>
                  </Form>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Form method="post">
        <Button name="intent" value="forget-answers">
          Forget all answers
        </Button>
      </Form>
    </>
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
