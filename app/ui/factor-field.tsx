import { useEffect } from "react";
import { type FieldMeta, fieldWith, hasErrors } from "./field";
import { PasskeyButton } from "./passkey";
import { TextField } from "./text-fields";
import type { FormAnswer } from "./use-board-form";

type Props = {
  field: FieldMeta;
  label?: string;
  help?: string;
  hasFocus?: boolean;
  /** False where only the app will do. */
  passkeys?: boolean;
};

/** A code of the second factor. What was typed does not stay: it is used up or wrong. */
export function CodeField({ field, label = "Code of your authenticator app", help, hasFocus, passkeys = true }: Props) {
  const { id, errors } = field;
  useEffect(() => {
    const input = document.getElementById(id);
    if (errors?.length && input instanceof HTMLInputElement) input.value = "";
  }, [id, errors]);
  return (
    <>
      <TextField
        field={fieldWith(field, { maxLength: 40, initialValue: undefined })}
        label={label}
        help={help ?? "Six digits, or one of your recovery codes."}
        inputMode="numeric"
        autoComplete="one-time-code"
        code
        // eslint-disable-next-line jsx-a11y/no-autofocus -- the page asks for nothing else, or this is what was wrong
        autoFocus={hasFocus}
      />
      {passkeys ? <PasskeyButton name={field.name} attempt={errors} /> : null}
    </>
  );
}

/**
 * The field in which a sensitive act asks for a code again; nothing while the last one is fresh. The form's field is
 * named `factor`, `asked` is what `asksForFactor` said. A refused code has the focus.
 */
export function FactorField({ field, asked }: { field: FieldMeta; asked: boolean }) {
  const { id, errors } = field;
  useEffect(() => {
    if (errors?.length) document.getElementById(id)?.focus();
  }, [id, errors]);
  if (!asked && !hasErrors(field)) return null;
  return (
    <CodeField
      field={field}
      help="Asked again after ten minutes. Six digits, or one of your recovery codes."
      hasFocus={hasErrors(field)}
    />
  );
}

/** Whether an action refused only the code: then the form that was sent stays, as it is, with what is wrong beside it. */
export function isCodeRefused(answer: FormAnswer | undefined): boolean {
  return Boolean(answer?.lastResult.error?.factor);
}
