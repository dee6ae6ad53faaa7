import { CheckboxGroup, RadioGroup } from "~/ui/choice-fields.tsx";
import { FieldRow, FormPart } from "~/ui/field.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { productionPeriods, schedules } from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders } from "~/vocabulary/work.ts";
import { AddRow, Rows, Seg, levelOptions } from "./builder.tsx";
import { choices, fieldOf, type StepProps } from "./field-of.ts";

const yesNo = (yes: string, no: string) => [
  { value: "yes", label: yes },
  { value: "no", label: no },
  { value: "unsaid", label: "Not stated" },
];

/** The systems, what is expected, and what else a coder should know before applying. */
export function WorkStep(props: StepProps) {
  const production = props.form.production ?? [];
  return (
    <>
      <FormPart legend="Codes and systems" help="Seekers filter by these names.">
        <CheckboxGroup
          field={fieldOf(props, "codeSets")}
          label="Code sets and logic"
          markOptional
          columns
          options={choices(codeSets)}
        />
        <Tools {...props} field="ehrs" label="EHR" vocabulary={ehrs} />
        <Tools {...props} field="encoders" label="Encoder or CAC" vocabulary={encoders} />
      </FormPart>
      <FormPart
        legend="Production and quality"
        help="What you measure by. There is no national standard, so the board fills nothing in; leave it empty if you set none."
      >
        <Rows field="production" rows={production} className="exp exp--rows" errors={props.errors}>
          {(_, index) => (
            <>
              <TextField
                field={fieldOf(props, `production[${index}].amount`)}
                label="How many"
                inputMode="decimal"
                autoComplete="off"
              />
              <TextField
                field={fieldOf(props, `production[${index}].recordType`)}
                label="Of what"
                placeholder="Inpatient charts"
                autoComplete="off"
              />
              <SelectField
                field={fieldOf(props, `production[${index}].period`)}
                label="In"
                options={choices(productionPeriods)}
              />
            </>
          )}
        </Rows>
        <AddRow field="production" count={production.length}>
          Add a production term
        </AddRow>
        <FieldRow>
          <TextField
            field={fieldOf(props, "accuracy")}
            label="Accuracy required"
            markOptional
            suffix="percent"
            inputMode="decimal"
            autoComplete="off"
          />
          <TextField
            field={fieldOf(props, "auditMethod")}
            label="How it is audited"
            markOptional
            placeholder="10 charts a month, by a second coder"
            autoComplete="off"
          />
        </FieldRow>
        <RadioGroup
          field={fieldOf(props, "downtime")}
          label="When the systems are down, time is"
          look="seg"
          options={yesNo("Paid", "Not paid")}
        />
      </FormPart>
      <FormPart legend="Good to know before applying" help="What is said here is not asked in the first call.">
        <RadioGroup
          field={fieldOf(props, "test")}
          label="Coding test before hiring"
          look="seg"
          options={yesNo("There is one", "None")}
        />
        <div className="field if-test">
          <FieldRow>
            <TextField
              field={fieldOf(props, "testMinutes")}
              label="Minutes"
              inputMode="numeric"
              autoComplete="off"
              help="How long the test takes."
            />
            <RadioGroup
              field={fieldOf(props, "testPaid")}
              label="The test is"
              look="seg"
              options={yesNo("Paid", "Unpaid")}
            />
          </FieldRow>
        </div>
        <TextField
          field={fieldOf(props, "aiShare")}
          label="Share of the work that is checking AI-made codes"
          markOptional
          suffix="percent"
          inputMode="numeric"
          autoComplete="off"
        />
        <RadioGroup
          field={fieldOf(props, "schedule")}
          label="Schedule"
          look="seg"
          options={[...choices(schedules), { value: "unsaid", label: "Not stated" }]}
        />
        <TextField
          field={fieldOf(props, "scheduleNote")}
          label="About the schedule"
          markOptional
          placeholder="Monday to Friday, 7 to 15:30 Central"
          autoComplete="off"
        />
      </FormPart>
    </>
  );
}

function Tools({
  field,
  label,
  vocabulary,
  ...props
}: StepProps & { field: "ehrs" | "encoders"; label: string; vocabulary: Vocabulary }) {
  const rows = props.form[field] ?? [];
  return (
    <div className="field" role="group" aria-label={label}>
      <p className="label" aria-hidden="true">
        {label} <span className="which">(optional)</span>
      </p>
      <Rows field={field} rows={rows} className="exp exp--tool" errors={props.errors}>
        {(row, index) => (
          <>
            <SelectField
              field={fieldOf(props, `${field}[${index}].code`)}
              label={`${label} ${index + 1}`}
              placeholder="Choose a system"
              options={choices(vocabulary)}
            />
            <div className="field">
              <span className="label" aria-hidden="true">
                How firm
              </span>
              <Seg
                name={`${field}[${index}].level`}
                label={`${label} ${index + 1}: how firm`}
                chosen={row.level ?? "required"}
                options={levelOptions}
              />
            </div>
          </>
        )}
      </Rows>
      <AddRow field={field} count={rows.length}>
        Add {label === "EHR" ? "an EHR" : "an encoder"}
      </AddRow>
    </div>
  );
}
