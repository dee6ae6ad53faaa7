import { type FieldMeta, fieldWith, hasErrors } from "./field";
import { TextField } from "./text-fields";

type Props = { field: FieldMeta; label?: string; help?: string; hasFocus?: boolean };

/** A code of the second factor. What was typed never comes back: it is used up or wrong. */
export function CodeField({ field, label = "Code of your authenticator app", help, hasFocus }: Props) {
  return (
    <TextField
      field={fieldWith(field, { required: true, maxLength: 40, initialValue: undefined })}
      label={label}
      help={help ?? "Six digits, or one of your recovery codes."}
      inputMode="numeric"
      autoComplete="one-time-code"
      code
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else
      autoFocus={hasFocus}
    />
  );
}

/**
 * The field in which a sensitive act asks for a code again; nothing while the last one is fresh. The form's field is
 * named `factor`, `asked` is what `asksForFactor` said.
 */
export function FactorField({ field, asked }: { field: FieldMeta; asked: boolean }) {
  if (!asked && !hasErrors(field)) return null;
  return <CodeField field={field} help="Asked again after ten minutes. Six digits, or one of your recovery codes." />;
}
