import type { EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import type { FieldMeta } from "~/ui/field.tsx";
import { formatNumber } from "~/ui/format.ts";
import { PageLink } from "~/ui/page-link.tsx";
import { FileField, SelectField, TextField } from "~/ui/text-fields.tsx";
import { formatOptions, importLabels, MOST_BYTES, MOST_ROWS, schedules } from "../import.ts";

type Fields = Record<"name" | "url" | "format" | "schedule" | "anyWork", FieldMeta>;
const scheduleOptions = Object.entries(schedules).map(([value, label]) => ({ value, label }));
const megabytes = MOST_BYTES / 1024 / 1024;

/** The address that is fetched, and how often. */
export function AddressFields({ fields }: { fields: Fields }) {
  return (
    <>
      <TextField
        field={fields.url}
        label={importLabels.url}
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        help="A feed, a careers page with JobPosting markup, boards-api.greenhouse.io/v1/boards/NAME/jobs?content=true or api.lever.co/v0/postings/NAME?mode=json."
      />
      <SelectField field={fields.schedule} label={importLabels.schedule} options={scheduleOptions} />
    </>
  );
}

/** Why there is no address to fill in. */
export function AddressClosed({ employerId }: { employerId: EmployerId }) {
  return (
    <p className="quiet">
      We fetch from an address only for verified organizations.{" "}
      <PageLink to={paths.verification(employerId)}>Verify yours</PageLink> and a feed can be fetched every day.
    </p>
  );
}

/** How the rows are read. */
export function ReadingFields({ fields }: { fields: Fields }) {
  return (
    <>
      <SelectField field={fields.format} label={importLabels.format} options={formatOptions} />
      <CheckboxField
        field={fields.anyWork}
        label={importLabels.anyWork}
        help="Without this, rows that are not about medical coding are refused. A moderator still reads every job."
      />
    </>
  );
}

/** The file of an upload. */
export function PostingsFile({ field }: { field: FieldMeta }) {
  return (
    <FileField
      field={field}
      label={importLabels.file}
      accept=".xml,.json,.jsonl,.jsonld,.csv,.html,.htm,.txt"
      help={`XML as Indeed takes it, Greenhouse or Lever JSON, JSON-LD, a saved page, or CSV. At most ${megabytes} MB and ${formatNumber(MOST_ROWS)} rows.`}
    />
  );
}
