import { CheckboxGroup, RadioGroup } from "~/ui/choice-fields.tsx";
import { FieldRow, FormPart } from "~/ui/field.tsx";
import { MoneyField, TextField } from "~/ui/text-fields.tsx";
import { payUnits, perks } from "~/vocabulary/terms.ts";
import type { PostForm } from "../../post-form.ts";
import { payReadBack } from "../../read-back.ts";
import { choices, fieldOf, type StepProps } from "./field-of.ts";

const units = choices(payUnits).map(({ value }) => ({
  value,
  label: { hour: "An hour", year: "A year", chart: "A chart", encounter: "An encounter", project: "A project" }[value],
}));

/** What the amounts come to, while they are typed. */
function PayRead({ live }: { live: PostForm }) {
  const read = payReadBack(live);
  return (
    <div className="readback" aria-live="polite">
      {read ? (
        <>
          <p>
            <b>Reads as:</b> {read.reads}
          </p>
          <p className="quiet">Derived: {read.derived}</p>
        </>
      ) : (
        <p className="quiet">With both amounts and what they are for, the range is read back here.</p>
      )}
    </div>
  );
}

/** The pay range, its unit, and what comes with it. */
export function PayStep(props: StepProps) {
  return (
    <>
      <FormPart
        legend="Pay range"
        help="Every job here states its pay: several states require it, and seekers pass over jobs that do not."
      >
        <RadioGroup
          field={fieldOf(props, "payUnit", { required: true })}
          label="The pay is for"
          look="seg"
          options={units}
        />
        <FieldRow>
          <MoneyField
            field={fieldOf(props, "payMin", { required: true })}
            label="Least"
            help="In US dollars, before tax."
          />
          <MoneyField
            field={fieldOf(props, "payMax", { required: true })}
            label="Most"
            help="What you would really pay today."
          />
        </FieldRow>
        <div className="field if-chart">
          <TextField
            field={fieldOf(props, "chartsPerHour")}
            label="Charts per hour"
            help="For pay per chart: how many you count with. From it comes an effective hourly range, shown as derived."
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
        <PayRead live={props.live} />
      </FormPart>
      <FormPart legend="What comes with it" help="Only what everybody in this job gets.">
        <CheckboxGroup
          field={fieldOf(props, "perks")}
          label="You also give"
          markOptional
          columns
          options={choices(perks)}
        />
      </FormPart>
    </>
  );
}
