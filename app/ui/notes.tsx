import { type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";
import type { FieldMeta } from "./field";
import { countOf } from "./format";
import { Icon, type IconName } from "./icon";

export type NoteKind = "info" | "warn" | "error" | "success";

const NOTE_ICONS: Record<NoteKind, IconName> = { info: "info", warn: "warn", error: "warn", success: "ok" };

/** A remark beside the text. Its kind shows in glyph and words, not in colour alone. */
export function Note({
  kind = "info",
  title,
  children,
  className,
}: {
  kind?: NoteKind;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div className={classNames("note", `note--${kind}`, className)}>
      <Icon name={NOTE_ICONS[kind]} />
      <div>
        {title ? <b>{title}</b> : null}
        {children}
      </div>
    </div>
  );
}

/** What the last action did, said once at the top of the next page and read out by screen readers. */
export function FlashMessage({ kind = "success", children }: { kind?: NoteKind; children: ReactNode }) {
  return (
    <div role={kind === "error" ? "alert" : "status"} className="flash">
      <Note kind={kind}>{children}</Note>
    </div>
  );
}

export interface SummaryError {
  /** The control's id; without it the error belongs to the whole form. */
  id?: string;
  message: string;
}

/** The errors of the given fields in the page's order, each beginning with its label: input for `ErrorSummary`. */
export function summaryErrors(
  fields: readonly { label: string; field: FieldMeta }[],
  formErrors: readonly string[] = [],
): SummaryError[] {
  return [
    ...formErrors.map((message) => ({ message })),
    ...fields.flatMap(({ label, field }) =>
      (field.errors ?? []).map((message) => ({ id: field.id, message: `${label}: ${message}` })),
    ),
  ];
}

/**
 * Everything that is wrong, in one list at the top, each linked to its field. It takes the focus when it appears or
 * when `attempt` (any value that is new at each submission) changes; without script the browser does, by `autofocus`.
 * Renders nothing when there are no errors.
 */
export function ErrorSummary({
  errors,
  attempt,
  title,
}: {
  errors: readonly SummaryError[];
  attempt?: unknown;
  title?: ReactNode;
}) {
  const box = useRef<HTMLDivElement>(null);
  const signature = errors.map((error) => `${error.id ?? ""} ${error.message}`).join("\n");
  useEffect(() => {
    if (signature) box.current?.focus();
  }, [signature, attempt]);
  if (errors.length === 0) return null;
  return (
    // eslint-disable-next-line jsx-a11y/no-autofocus -- after a refused form the first thing to read is what to correct
    <div ref={box} className="note note--error" role="alert" tabIndex={-1} autoFocus>
      <Icon name="warn" />
      <div>
        <b>{title ?? `${countOf(errors.length, "thing")} to correct before you go on`}</b>
        <ul>
          {errors.map((error) => (
            <li key={`${error.id ?? ""} ${error.message}`}>
              {error.id ? <a href={`#${error.id}`}>{error.message}</a> : error.message}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
