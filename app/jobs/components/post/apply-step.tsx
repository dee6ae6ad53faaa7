import { RadioGroup } from "~/ui/choice-fields.tsx";
import { FormPart } from "~/ui/field.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { fieldOf, type StepProps } from "./field-of.ts";
import { QuestionBuilder } from "./question-builder.tsx";

/** On the board, at the employer's own form, or by e-mail; and what is asked of those who apply on the board. */
export function ApplyStep(props: StepProps) {
  return (
    <>
      <FormPart legend="Where applications go" help="You can read what seekers see on the next page.">
        <RadioGroup
          field={fieldOf(props, "apply", { required: true })}
          label="People apply"
          options={[
            {
              value: "board",
              label: "On the board",
              help: "Résumé and letter arrive on your desk, and every answer you give is mailed to the seeker",
            },
            { value: "url", label: "At our own form", help: "The job links to it; clicks are counted" },
            { value: "email", label: "By e-mail", help: "The job shows the address" },
          ]}
        />
        <div className="field if-url">
          <TextField
            field={fieldOf(props, "applyUrl")}
            label="Address of your form"
            help="The page of this very job, such as https://www.example.org/jobs/10233."
            type="url"
            autoComplete="off"
          />
        </div>
        <div className="field if-email">
          <TextField
            field={fieldOf(props, "applyEmail")}
            label="E-mail for applications"
            help="At your own domain: seekers are warned of free mail addresses."
            type="email"
            autoComplete="email"
          />
        </div>
      </FormPart>
      <QuestionBuilder {...props} />
    </>
  );
}
