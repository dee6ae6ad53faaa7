import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";
import { classNames } from "./class-names";
import { describe, Field, type FieldMeta, type FieldWords, initialText } from "./field";

type Own = "id" | "name" | "defaultValue" | "value" | "required" | "className";
type Common = FieldWords & { field: FieldMeta };

/** Suffixes and prefixes are part of the sight only; say the unit in the label or the help too. */
interface Affixes {
  prefix?: ReactNode;
  suffix?: ReactNode;
}

function bounds(field: FieldMeta) {
  return { required: field.required, minLength: field.minLength, maxLength: field.maxLength };
}

export type TextFieldProps = Common &
  Affixes &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "prefix"> & { code?: boolean };

/** One line of text. `code` sets it in the monospaced face. The typed value comes back through `field.initialValue`. */
export function TextField({
  field,
  label,
  help,
  markOptional,
  prefix,
  suffix,
  code = false,
  type = "text",
  ...rest
}: TextFieldProps) {
  const input = (
    <input
      {...bounds(field)}
      {...rest}
      {...describe(field, Boolean(help))}
      type={type}
      id={field.id}
      name={field.name}
      className={classNames("input", code && "input--code")}
      defaultValue={initialText(field)}
    />
  );
  return (
    <Field field={field} label={label} help={help} markOptional={markOptional}>
      {prefix || suffix ? (
        <div className="affix">
          {prefix ? <span aria-hidden="true">{prefix}</span> : null}
          {input}
          {suffix ? <span aria-hidden="true">{suffix}</span> : null}
        </div>
      ) : (
        input
      )}
    </Field>
  );
}

export type MoneyFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "prefix" | "type"> & {
    /** `an hour`, `a year`: stands behind the amount. */
    unit?: ReactNode;
  };

/** An amount in US dollars, typed as people write it (`28`, `33.50`, `68,000`); the form parses it. */
export function MoneyField({ unit, inputMode = "decimal", ...rest }: MoneyFieldProps) {
  return <TextField {...rest} inputMode={inputMode} prefix="$" suffix={unit} autoComplete="off" />;
}

export type PasswordFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "type"> & {
    autoComplete: "current-password" | "new-password";
  };

/** A password. It is never sent back to the page, so it is the one field that is empty again after an error. */
export function PasswordField({ field, label, help, markOptional, ...rest }: PasswordFieldProps) {
  return (
    <Field field={field} label={label} help={help} markOptional={markOptional}>
      <input
        {...bounds(field)}
        {...rest}
        {...describe(field, Boolean(help))}
        type="password"
        id={field.id}
        name={field.name}
        className="input"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  );
}

export type TextAreaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>;

/** Several lines of text. */
export function TextArea({ field, label, help, markOptional, rows = 6, ...rest }: TextAreaProps) {
  return (
    <Field field={field} label={label} help={help} markOptional={markOptional}>
      <textarea
        {...bounds(field)}
        {...rest}
        {...describe(field, Boolean(help))}
        rows={rows}
        id={field.id}
        name={field.name}
        className="input"
        defaultValue={initialText(field)}
      />
    </Field>
  );
}

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectGroup {
  label: string;
  options: readonly SelectOption[];
}

export type SelectFieldProps = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, Own> & {
    options: readonly (SelectOption | SelectGroup)[];
    /** The first, empty choice, such as `Choose a unit`. */
    placeholder?: string;
  };

function Options({ options }: { options: readonly (SelectOption | SelectGroup)[] }) {
  return (
    <>
      {options.map((entry) =>
        "options" in entry ? (
          <optgroup key={entry.label} label={entry.label}>
            <Options options={entry.options} />
          </optgroup>
        ) : (
          <option key={entry.value} value={entry.value} disabled={entry.disabled}>
            {entry.label}
          </option>
        ),
      )}
    </>
  );
}

/** One of a closed list, as the browser's own select. */
export function SelectField({ field, label, help, markOptional, options, placeholder, ...rest }: SelectFieldProps) {
  return (
    <Field field={field} label={label} help={help} markOptional={markOptional}>
      <select
        required={field.required}
        {...rest}
        {...describe(field, Boolean(help))}
        id={field.id}
        name={field.name}
        className="select"
        defaultValue={initialText(field) ?? ""}
      >
        {placeholder !== undefined ? <option value="">{placeholder}</option> : null}
        <Options options={options} />
      </select>
    </Field>
  );
}

/** A file that an earlier, refused form has left with us: its name, and the hidden value that stands for it. */
export interface KeptFile {
  fileName: string;
  inputName: string;
  value: string;
}

export type FileFieldProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, Own | "type"> & {
    kept?: KeptFile;
  };

/** A file. Browsers never fill it in again, so a file that was received is shown as kept and stands until replaced. */
export function FileField({ field, label, help, markOptional, kept, ...rest }: FileFieldProps) {
  return (
    <Field field={field} label={label} help={help} markOptional={markOptional}>
      {kept ? (
        <p className="kept">
          <b>{kept.fileName}</b> <span>was received and is kept. Choose another file to replace it.</span>
          <input type="hidden" name={kept.inputName} value={kept.value} />
        </p>
      ) : null}
      <input
        {...rest}
        {...describe(field, Boolean(help))}
        required={field.required && !kept}
        type="file"
        id={field.id}
        name={field.name}
        className="input"
      />
    </Field>
  );
}
