import { Button } from "~/ui/button";
import { CheckboxField, CheckboxGroup, RadioGroup } from "~/ui/choice-fields";
import { type FieldMeta, FieldRow, FormPart } from "~/ui/field";
import { JobCard } from "~/ui/job-card";
import { Box } from "~/ui/layout";
import { ErrorSummary, summaryErrors } from "~/ui/notes";
import { Steps, SubmitBar } from "~/ui/steps";
import { FileField, MoneyField, PasswordField, SelectField, TextArea, TextField } from "~/ui/text-fields";
import { CARDS } from "./gallery-data";
import { footer, Frame } from "./gallery-frame";

function meta(name: string, more: Partial<FieldMeta> = {}): FieldMeta {
  return { id: name, name, ...more };
}

const wrong = {
  email: meta("email", { required: true, initialValue: "dana@", errors: ["This is not a whole address."] }),
  years: meta("years", { initialValue: "3+", errors: ["Years must be a whole number from 0 to 40. You typed “3+”."] }),
  pay: meta("pay", { required: true, initialValue: "thirty", errors: ["Write an amount such as 28 or 33.50."] }),
  unit: meta("unit", { required: true, errors: ["Choose what the pay is for."] }),
  body: meta("body", { initialValue: "Call 555-0148.", errors: ["Take the phone number out."] }),
  apprentices: meta("apprentices", { required: true, errors: ["Choose one."] }),
  consent: meta("consent", { required: true, errors: ["We need your consent to create the account."] }),
  resume: meta("resume", { required: true, errors: ["This file is 7.2 MB; 5 MB is the most."] }),
};

/** A long form with every field, as it should be and with an error. */
export const form = (
  <Frame>
    <form method="post">
      <div className="wrap post">
        <Steps
          steps={[
            { key: "1", label: "The job", note: "Title, function, setting", state: "done", to: "/1" },
            { key: "2", label: "Pay", note: "$33.50–$41.00 an hour", state: "wrong", to: "/2" },
            { key: "3", label: "Who may apply", note: "Credentials, apprentices", state: "current" },
            { key: "4", label: "The work", note: "EHR, encoder", state: "open" },
          ]}
        />
        <main className="form" id="main">
          <h1>Who may apply</h1>
          <p className="quiet">Seekers see at once whether they qualify.</p>
          <ErrorSummary
            errors={summaryErrors([
              { label: "E-mail", field: wrong.email },
              { label: "Years", field: wrong.years },
              { label: "Apprentices", field: wrong.apprentices },
            ], ["Someone else has saved this draft since you opened it."])} // prettier-ignore
          />
          <FormPart legend="Every field, as it should be" help="Groups are joined by “and”.">
            <TextField
              field={meta("title", { required: true, initialValue: "Facility Coder" })}
              label="Title"
              help="Without pay, dates or codes."
            />
            <FieldRow>
              <MoneyField field={meta("min", { initialValue: "33.50" })} label="At least" unit="an hour" />
              <MoneyField field={meta("max", { initialValue: "41.00" })} label="At most" unit="an hour" />
            </FieldRow>
            <SelectField
              field={meta("setting", { initialValue: "op" })}
              label="Setting"
              placeholder="Choose a setting"
              options={[
                { value: "ip", label: "Inpatient facility" },
                { label: "Others", options: [{ value: "op", label: "Outpatient facility" }] },
              ]}
            />
            <TextArea
              field={meta("letter", { initialValue: "Dear Lakemont,\nI code." })}
              label="Letter"
              markOptional
              rows={3}
            />
            <PasswordField
              field={meta("password", { required: true })}
              label="Password"
              autoComplete="new-password"
              help="At least 12 characters."
            />
            <FileField
              field={meta("cv", { required: true })}
              label="Résumé"
              help="PDF or DOCX, at most 5 MB."
              kept={{ fileName: "vega-resume-2026.pdf", inputName: "kept", value: "token" }}
            />
            <RadioGroup
              field={meta("mode", { initialValue: "b" })}
              label="How it is worked"
              look="lines"
              options={[
                { value: "a", label: "On-site" },
                { value: "b", label: "Remote", help: "State eligibility follows" },
              ]}
            />
            <RadioGroup
              field={meta("need", { initialValue: "any" })}
              label="How many of these"
              look="seg"
              options={[
                { value: "any", label: "Any of" },
                { value: "all", label: "All of" },
              ]}
            />
            <CheckboxGroup
              field={meta("sets", { initialValue: ["cpt"] })}
              label="Code sets"
              columns
              options={["CPT", "HCPCS II", "ICD-10-CM", "ICD-10-PCS"].map((label) => ({
                value: label.toLowerCase(),
                label,
              }))}
            />
            <CheckboxField field={meta("mail", { initialValue: "on" })} label="Send me a message when it is live" />
          </FormPart>
          <FormPart legend="Every field, with an error">
            <TextField field={wrong.email} label="E-mail" type="email" help="We send a link to confirm it." />
            <TextField field={wrong.years} label="Years" code inputMode="numeric" />
            <MoneyField field={wrong.pay} label="Pay" />
            <SelectField
              field={wrong.unit}
              label="Unit"
              placeholder="Choose a unit"
              options={[{ value: "hour", label: "an hour" }]}
            />
            <TextArea field={wrong.body} label="Text" rows={3} />
            <FileField field={wrong.resume} label="Résumé" />
            <RadioGroup
              field={wrong.apprentices}
              label="Apprentices"
              options={[
                { value: "a", label: "Welcome", help: "CPC-A, COC-A and CCA may apply as they are" },
                { value: "b", label: "No apprentices" },
              ]}
            />
            <CheckboxField field={wrong.consent} label="I agree to the terms" help="Version of November 1." />
          </FormPart>
        </main>
        <aside className="stick" aria-label="Preview">
          <Box className="pv" title="Preview of the card">
            <JobCard {...CARDS[1]!} level={3} />
          </Box>
        </aside>
      </div>
      <SubmitBar said="Draft saved 14 seconds ago." detail="Authorized now, charged only if approved.">
        <Button name="go" value="back">
          Back to Pay
        </Button>
        <Button name="go" value="next">
          Save and continue
        </Button>
        <Button variant="go" name="go" value="submit">
          Authorize $199 and submit for review
        </Button>
      </SubmitBar>
    </form>
    {footer}
  </Frame>
);
