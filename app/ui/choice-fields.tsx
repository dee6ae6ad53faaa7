import { type ChangeEventHandler, type ReactNode } from "react";
import { classNames } from "./class-names";
import {
  describe,
  FieldError,
  FieldHelp,
  fieldIds,
  type FieldMeta,
  type FieldWords,
  hasErrors,
  initialText,
  initialTexts,
  LabelText,
} from "./field";

export interface ChoiceOption {
  value: string;
  label: ReactNode;
  /** One line under the label. */
  help?: ReactNode;
  disabled?: boolean;
}

interface ChoiceProps {
  type: "radio" | "checkbox";
  id: string;
  name: string;
  option: ChoiceOption;
  defaultChecked: boolean;
  required?: boolean;
  framed?: boolean;
  onChange?: ChangeEventHandler<HTMLInputElement>;
  describedBy?: string;
  invalid?: boolean;
}

/** One radio button or checkbox with its words; the whole line is the target. */
export function Choice({
  type,
  id,
  name,
  option,
  defaultChecked,
  required,
  framed = false,
  onChange,
  describedBy,
  invalid,
}: ChoiceProps) {
  return (
    <label className="check">
      <input
        type={type}
        id={id}
        name={name}
        value={option.value}
        defaultChecked={defaultChecked}
        required={required}
        disabled={option.disabled}
        onChange={onChange}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
      />
      <span>
        {framed ? <b>{option.label}</b> : option.label}
        {option.help ? <small>{option.help}</small> : null}
      </span>
      {framed ? <span className="frame" aria-hidden="true" /> : null}
    </label>
  );
}

type GroupProps = FieldWords & {
  field: FieldMeta;
  options: readonly ChoiceOption[];
  onChange?: ChangeEventHandler<HTMLInputElement>;
};

function Group({ field, label, help, markOptional, children }: FieldWords & { field: FieldMeta; children: ReactNode }) {
  const ids = fieldIds(field);
  return (
    <fieldset
      className={classNames("field", hasErrors(field) && "field--error")}
      aria-describedby={classNames(hasErrors(field) && ids.error, help ? ids.help : null)}
    >
      <legend className="label">
        <LabelText label={label} required={field.required} markOptional={markOptional} />
      </legend>
      <FieldHelp field={field} help={help} />
      {children}
      <FieldError field={field} />
    </fieldset>
  );
}

/** The first choice carries the field's own id, so that the error summary's link lands on it. */
function choiceId(field: FieldMeta, index: number) {
  return index === 0 ? field.id : `${field.id}-${index}`;
}

/** One of a few, each in a frame with its explanation (`boxes`), as plain lines, or as a switch of short words (`seg`). */
export function RadioGroup({
  field,
  options,
  look = "boxes",
  onChange,
  ...words
}: GroupProps & { look?: "boxes" | "lines" | "seg" }) {
  const chosen = initialText(field);
  if (look === "seg") {
    return (
      <Group field={field} {...words}>
        <span className="seg">
          {options.map((option, index) => (
            <label key={option.value}>
              <input
                type="radio"
                id={choiceId(field, index)}
                name={field.name}
                value={option.value}
                defaultChecked={chosen === option.value}
                required={field.required}
                disabled={option.disabled}
                onChange={onChange}
              />
              <span>{option.label}</span>
            </label>
          ))}
        </span>
      </Group>
    );
  }
  return (
    <Group field={field} {...words}>
      <div className={look === "boxes" ? "choice" : "checks"}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={choiceId(field, index)}
            name={field.name}
            option={option}
            defaultChecked={chosen === option.value}
            required={field.required}
            framed={look === "boxes"}
            onChange={onChange}
          />
        ))}
      </div>
    </Group>
  );
}

/** Any number of a closed list, in columns where there is room. */
export function CheckboxGroup({
  field,
  options,
  columns = false,
  onChange,
  ...words
}: GroupProps & { columns?: boolean }) {
  const chosen = new Set(initialTexts(field));
  return (
    <Group field={field} {...words}>
      <div className={classNames("checks", columns && "checks--cols")}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={choiceId(field, index)}
            name={field.name}
            option={option}
            defaultChecked={chosen.has(option.value)}
            onChange={onChange}
          />
        ))}
      </div>
    </Group>
  );
}

export type CheckboxFieldProps = FieldWords & {
  field: FieldMeta;
  /** What is sent when it is ticked. */
  value?: string;
  onChange?: ChangeEventHandler<HTMLInputElement>;
};

/** One yes or no, such as a consent. */
export function CheckboxField({ field, label, help, markOptional, value = "on", onChange }: CheckboxFieldProps) {
  const described = describe(field, Boolean(help));
  return (
    <div className={classNames("field", hasErrors(field) && "field--error")}>
      <Choice
        type="checkbox"
        id={field.id}
        name={field.name}
        option={{ value, label: <LabelText label={label} required={field.required} markOptional={markOptional} /> }}
        defaultChecked={initialText(field) === value}
        required={field.required}
        onChange={onChange}
        describedBy={described["aria-describedby"]}
        invalid={described["aria-invalid"]}
      />
      <FieldHelp field={field} help={help} />
      <FieldError field={field} />
    </div>
  );
}
