import { type ReactNode } from "react";
import { classNames } from "./class-names";
import { Icon } from "./icon";

/**
 * What a field needs to know of its form. Conform's `FieldMetadata` fits as it is; a plain form writes it by hand.
 * `initialValue` is what was typed, so that an error loses nothing.
 */
export interface FieldMeta {
  id: string;
  name: string;
  errors?: readonly string[];
  errorId?: string;
  descriptionId?: string;
  initialValue?: unknown;
  required?: boolean;
  minLength?: number;
  maxLength?: number;
}

/** The field with more about it. Conform's metadata reads itself lazily, so spreading it would lose everything. */
export function fieldWith(
  { id, name, errors, errorId, descriptionId, initialValue }: FieldMeta,
  more: Partial<FieldMeta>,
): FieldMeta {
  return { id, name, errors, errorId, descriptionId, initialValue, ...more };
}

/** The field, marked as required. */
export function asRequired(field: FieldMeta): FieldMeta {
  return fieldWith(field, { required: true });
}

/** The words around a field. */
export interface FieldWords {
  label: ReactNode;
  help?: ReactNode;
  /** Marks optional fields instead of required ones: use where nearly everything is required. */
  markOptional?: boolean;
}

/** The typed value as an attribute: text, or nothing when it is not text. */
export function initialText(field: FieldMeta): string | undefined {
  return typeof field.initialValue === "string" ? field.initialValue : undefined;
}

/** Every text of a field that may be chosen several times. */
export function initialTexts(field: FieldMeta): string[] {
  const value = field.initialValue;
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];
}

/** The ids of a field's error and help, whether or not the form library names them. */
export function fieldIds(field: FieldMeta) {
  return { error: field.errorId ?? `${field.id}-error`, help: field.descriptionId ?? `${field.id}-help` };
}

/** The attributes that tie a control to its help and its error. The error comes first: it is read first. */
export function describe(field: FieldMeta, hasHelp: boolean) {
  const ids = fieldIds(field);
  const invalid = hasErrors(field);
  return {
    "aria-invalid": invalid || undefined,
    "aria-describedby": classNames(invalid && ids.error, hasHelp && ids.help),
  };
}

export function hasErrors(field: FieldMeta): boolean {
  return (field.errors?.length ?? 0) > 0;
}

/** The label's text with its required or optional mark, in words. */
export function LabelText({
  label,
  required,
  markOptional = false,
}: {
  label: ReactNode;
  required?: boolean;
  markOptional?: boolean;
}) {
  return (
    <>
      {label}
      {required && !markOptional ? <span className="which"> (required)</span> : null}
      {!required && markOptional ? <span className="which"> (optional)</span> : null}
    </>
  );
}

export function FieldHelp({ field, help }: { field: FieldMeta; help?: ReactNode }) {
  return help ? (
    <p className="help" id={fieldIds(field).help}>
      {help}
    </p>
  ) : null;
}

/** The field's errors, under it; the element is named by the control's `aria-describedby`. */
export function FieldError({ field }: { field: FieldMeta }) {
  if (!hasErrors(field)) return null;
  return (
    <p className="err" id={fieldIds(field).error}>
      <Icon name="warn" /> <span>{field.errors?.join(" ")}</span>
    </p>
  );
}

/** Label above, help under it, the control, the error under that. */
export function Field({
  field,
  label,
  help,
  markOptional,
  className,
  children,
}: FieldWords & { field: FieldMeta; className?: string; children: ReactNode }) {
  return (
    <div className={classNames("field", hasErrors(field) && "field--error", className)}>
      <label className="label" htmlFor={field.id}>
        <LabelText label={label} required={field.required} markOptional={markOptional} />
      </label>
      <FieldHelp field={field} help={help} />
      {children}
      <FieldError field={field} />
    </div>
  );
}

/** Several short fields in one row on a wide screen. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="fields">{children}</div>;
}

/** A titled part of a long form. */
export function FormPart({ legend, help, children }: { legend: ReactNode; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="part">
      <legend>{legend}</legend>
      {help ? <p className="help">{help}</p> : null}
      {children}
    </fieldset>
  );
}
