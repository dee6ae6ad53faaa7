import { Form } from "@remix-run/react";
import { auditKinds, auditParams, type AuditFilter, type AuditKind } from "~/audit/audit-filter.ts";
import { auditActions, auditDeed } from "~/audit/audit-words.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { FieldRow } from "~/ui/field.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";

/** Narrows the audit log. A GET form, so that a search is an address; everything typed is looked for as it stands. */
export function AuditSearch({ filter, kinds }: { filter: AuditFilter; kinds: readonly AuditKind[] }) {
  const field = (name: keyof AuditFilter, maxLength: number) => ({
    id: `audit-${name}`,
    name,
    initialValue: filter[name],
    maxLength,
  });
  return (
    <Form
      method="get"
      action={paths.adminAudit()}
      role="search"
      className="stack stack--wide log-search"
      key={JSON.stringify(auditParams(filter))}
    >
      <FieldRow>
        <TextField
          field={field("who", 254)}
          label="Who did it"
          help="An account’s e-mail address or id, or the word board for what the board did by itself."
          autoComplete="off"
        />
        <TextField
          field={field("action", 40)}
          label="What was done"
          help="The beginning of the code, such as order. or session.open"
          code
          list="audit-actions"
          autoComplete="off"
        />
      </FieldRow>
      <datalist id="audit-actions">
        {auditActions.map((action) => (
          <option key={action} value={action} label={auditDeed(action)} />
        ))}
      </datalist>
      <FieldRow>
        <SelectField
          field={field("kind", 40)}
          label="To what"
          placeholder="Anything"
          options={kinds.map((kind) => ({ value: kind, label: auditKinds[kind] }))}
        />
        <TextField
          field={field("id", 60)}
          label="Its id"
          help="The id of a job, an employer, an order, an event … or of a line of this log."
          code
          autoComplete="off"
        />
      </FieldRow>
      <FieldRow>
        <TextField field={field("from", 10)} label="From (UTC)" type="date" />
        <TextField field={field("until", 10)} label="Until, that day included" type="date" />
      </FieldRow>
      <Buttons>
        <Button>Search the log</Button>
        <ButtonLink variant="text" to={paths.adminAudit()}>
          Start anew
        </ButtonLink>
      </Buttons>
    </Form>
  );
}
