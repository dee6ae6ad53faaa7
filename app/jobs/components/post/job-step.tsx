import { CheckboxField, CheckboxGroup, RadioGroup } from "~/ui/choice-fields.tsx";
import { FormPart } from "~/ui/field.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";
import { employmentTypes, workModes } from "~/vocabulary/terms.ts";
import { functions, settings, specialties } from "~/vocabulary/work.ts";
import type { PlaceRow } from "../../post-form.ts";
import { AddRow, Rows } from "./builder.tsx";
import { choices, fieldOf, type StepProps } from "./field-of.ts";
import { PlaceRead } from "./place-read.tsx";
import { Reach, StatePicker } from "./state-picker.tsx";

const modeHelp: Record<string, string> = {
  remote: "Nobody ever has to come in. Only this counts as fully remote for search engines",
  "remote-after-training": "On site at first, at home afterwards",
  hybrid: "Some days on site, every week or month",
  "on-site": "Where the charts are",
};
const modes = choices(workModes).map((mode) => ({ ...mode, help: modeHelp[mode.value] }));
const oneBlank: PlaceRow[] = [{ id: "1" }];

/** Title, function, setting, place and description. */
export function JobStep(props: StepProps) {
  const places = props.form.places?.length ? props.form.places : oneBlank;
  return (
    <>
      <FormPart legend="Name and kind">
        <TextField
          field={fieldOf(props, "title", { required: true })}
          label="Title"
          help="What the person does and where, such as “Inpatient Coder, Acute Care”. Without pay, dates, codes or your name."
          autoComplete="off"
        />
        <CheckboxGroup
          field={fieldOf(props, "functions", { required: true })}
          label="Function"
          help="What the person does most of the day."
          columns
          options={choices(functions)}
        />
        <CheckboxGroup
          field={fieldOf(props, "types", { required: true })}
          label="Employment type"
          columns
          options={choices(employmentTypes)}
        />
        <CheckboxGroup
          field={fieldOf(props, "settings")}
          label="Setting"
          help="Where the charts come from."
          markOptional
          columns
          options={choices(settings)}
        />
        <details className="field fold" open={Boolean(props.form.specialties?.length)}>
          <summary>Specialties</summary>
          <CheckboxGroup
            field={fieldOf(props, "specialties")}
            label="Specialties"
            help="Leave it empty for general coding."
            markOptional
            columns
            options={choices(specialties)}
          />
        </details>
      </FormPart>
      <FormPart legend="Where the work is done" help="The first thing seekers filter by.">
        <RadioGroup field={fieldOf(props, "mode", { required: true })} label="Mode" options={modes} />
        <div className="field if-place">
          <p className="help" id="places-help">
            City and state, or a ZIP code. People who look near it find the job. A remote job needs none.
          </p>
          <Rows
            field="places"
            rows={places}
            className="place"
            errors={props.errors}
            after={(index) => <PlaceRead {...props} index={index} wrong={`places[${index}].text` in props.errors} />}
          >
            {(_, index) => (
              <TextField
                field={fieldOf(props, `places[${index}].text`)}
                label={`Place ${index + 1}`}
                placeholder="Columbus, OH"
                autoComplete="off"
              />
            )}
          </Rows>
          <AddRow field="places" count={places.length}>
            Add a place
          </AddRow>
        </div>
        <div className="field if-remote">
          <RadioGroup
            field={fieldOf(props, "reach")}
            label="States a remote person may live in"
            help="Only where you can employ somebody. Seekers see at once whether theirs is among them."
            look="lines"
            options={[
              { value: "all", label: "All states" },
              { value: "only", label: "Only these states" },
              { value: "except", label: "All states but these" },
            ]}
          />
          <div className="if-states">
            <StatePicker {...props} />
          </div>
          <Reach live={props.live} />
        </div>
        <CheckboxField
          field={fieldOf(props, "usOnly")}
          label="The work must be done inside the United States"
          help="Tick it where a contract or the law forbids work from abroad."
        />
      </FormPart>
      <FormPart legend="Description">
        <TextArea
          field={fieldOf(props, "body", { required: true })}
          label="In your words"
          help="A blank line starts a paragraph, “- ” a list item, “## ” a heading, **two stars** make bold. What the fields of this form say need not be said again."
          rows={16}
        />
      </FormPart>
    </>
  );
}
