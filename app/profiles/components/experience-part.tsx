import { Button, Buttons } from "~/ui/button.tsx";
import { DataTable } from "~/ui/data.tsx";
import { countOf } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import type { Profile } from "../profile.ts";
import { PartForm, RemoveButton } from "./part-form.tsx";
import { fieldLabel } from "./profile-words.ts";

const fieldsOfWork = [
  { label: "Settings", options: settings.entries.map(({ code, label }) => ({ value: `setting:${code}`, label })) },
  {
    label: "Specialties",
    options: specialties.entries.map(({ code, label }) => ({ value: `specialty:${code}`, label })),
  },
];

/** Years by setting or specialty, and a row to be added; saying another number of years replaces the one before. */
export function ExperiencePart({ profile }: { profile: Profile }) {
  const { version } = profile;
  const { form, fields, pending, attempt } = useBoardForm<{ field: string; years: string }>("experience");
  const labelled = [
    { label: "Setting or specialty", field: fields.field },
    { label: "Years", field: fields.years },
  ];
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} />
      <Section title="Add years">
        <PartForm id={form.id} intent="save-experience" seen={version}>
          <SelectField
            field={fields.field}
            label="Setting or specialty"
            options={fieldsOfWork}
            placeholder="Choose one"
            help="Jobs count years where they were gained. The same years may count in a setting and in a specialty."
          />
          <TextField
            field={fields.years}
            label="Years"
            help="Whole years. To change a row, choose it again."
            inputMode="numeric"
            autoComplete="off"
          />
          <Buttons>
            <Button variant="go" pending={pending}>
              Save the years
            </Button>
          </Buttons>
        </PartForm>
      </Section>
      <Section title="Yours">
        <DataTable
          caption="Your years by setting and specialty"
          captionHidden
          rowHeaders
          columns={[
            { key: "field", label: "Setting or specialty" },
            { key: "years", label: "Years", numeric: true },
            { key: "acts", label: "Remove" },
          ]}
          rows={profile.experience.map((row) => ({
            key: `${row.countedIn}:${row.code}`,
            cells: [
              fieldLabel(row),
              row.years,
              <RemoveButton
                key="acts"
                intent="remove-experience"
                seen={version}
                also={{ field: `${row.countedIn}:${row.code}` }}
                what={`${countOf(row.years, "year")} ${fieldLabel(row)}`}
              />,
            ],
          }))}
          empty="None yet."
        />
      </Section>
    </>
  );
}
