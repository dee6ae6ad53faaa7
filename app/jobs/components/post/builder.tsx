import { Fragment, type ReactNode } from "react";
import { Button } from "~/ui/button.tsx";
import { classNames } from "~/ui/class-names.ts";
import { Icon } from "~/ui/icon.tsx";
import { addButtonId, rowDeed } from "../../edit-post-rows.ts";
import { rowLimits, type RowField } from "../../post-form.ts";

/** The button that adds a row; gone when there is room for no more. */
export function AddRow({ field, count, children }: { field: RowField; count: number; children: ReactNode }) {
  if (count >= rowLimits[field]) return <p className="help">This is as many as fit.</p>;
  return (
    <div className="acts">
      <Button id={addButtonId(field)} icon="plus" formNoValidate name="op" value={rowDeed({ kind: "add", field })}>
        {children}
      </Button>
    </div>
  );
}

/** The button that removes a row. */
export function RemoveRow({ field, index }: { field: RowField; index: number }) {
  return (
    <Button formNoValidate name="op" value={rowDeed({ kind: "remove", field, index })}>
      Remove
      <span className="vh">
        {field === "groups" ? " group" : field === "questions" ? " question" : " row"} {index + 1}
      </span>
    </Button>
  );
}

/**
 * The rows of a growing list, each with the id that tells it from its neighbours while rows come and go. A row's errors
 * stand under the whole row: its fields are too narrow for a sentence.
 */
export function Rows<Row extends { id?: string }>({
  field,
  rows,
  className,
  errors,
  after,
  children,
}: {
  field: RowField;
  rows: readonly Row[];
  className: string;
  errors: Record<string, string[]>;
  /** What stands under a row and its errors. */
  after?: (index: number) => ReactNode;
  children: (row: Row, index: number) => ReactNode;
}) {
  return rows.map((row, index) => {
    const wrong = Object.keys(errors).filter((name) => name.startsWith(`${field}[${index}]`));
    return (
      <div key={row.id ?? `at-${index}`} className={classNames(className, wrong.length > 0 && "field--error")}>
        <input type="hidden" name={`${field}[${index}].id`} value={row.id ?? String(index + 1)} />
        {children(row, index)}
        <RemoveRow field={field} index={index} />
        {wrong.map((name) => (
          <p key={name} className="err wide">
            <Icon name="warn" /> <span>{errors[name]!.join(" ")}</span>
          </p>
        ))}
        {after?.(index)}
      </div>
    );
  });
}

/** A switch of two or three short words without a legend of its own; `label` says what it switches. */
export function Seg({
  name,
  label,
  options,
  chosen,
}: {
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
}) {
  return (
    <span className="seg" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <Fragment key={option.value}>
          <label>
            <input type="radio" name={name} value={option.value} defaultChecked={option.value === chosen} />
            <span>{option.label}</span>
          </label>
        </Fragment>
      ))}
    </span>
  );
}

/** How firm something is asked for. */
export const levelOptions = [
  { value: "required", label: "Required" },
  { value: "preferred", label: "Preferred" },
];
