import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";

type Names = "name" | "website" | "about";

/** The fields of an organization's form, with their labels for the error summary. */
export const organizationLabels: Record<Names, string> = { name: "Name", website: "Website", about: "About" };

/** What an organization says about itself. */
export function OrganizationFields({
  fields,
  nameFixed = false,
}: {
  fields: Record<Names, FieldMeta>;
  nameFixed?: boolean;
}) {
  return (
    <>
      <TextField
        field={asRequired(fields.name)}
        label={organizationLabels.name}
        help={
          nameFixed
            ? "It was reviewed with your jobs. Write to us to change it."
            : "As people know it, such as Lakemont Regional Health. It stands on every job."
        }
        autoComplete="organization"
      />
      <TextField
        field={fields.website}
        label={organizationLabels.website}
        help="Such as www.example.org."
        markOptional
        inputMode="url"
        autoComplete="url"
      />
      <TextArea
        field={fields.about}
        label={organizationLabels.about}
        help="Who you are and how coding is organized with you. Plain text."
        markOptional
        rows={6}
      />
    </>
  );
}
