import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "~/ui/button.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";

/** Narrows a list of the admin's: words, and a state where there are some. A GET form, so that a search is an address. */
export function AdminSearch({
  action,
  words,
  label,
  help,
  states,
  statesLabel = "How it stands",
  state,
  children,
}: {
  action: string;
  words: string;
  label: string;
  help: string;
  states?: Record<string, string>;
  statesLabel?: string;
  state?: string;
  /** More fields, before the button. */
  children?: ReactNode;
}) {
  return (
    <Form method="get" action={action} role="search" className="admin-search" key={`${action} ${words} ${state}`}>
      <TextField
        field={{ id: "words", name: "words", initialValue: words, maxLength: 100 }}
        label={label}
        help={help}
        type="search"
        autoComplete="off"
      />
      {states ? (
        <SelectField
          field={{ id: "state", name: "state", initialValue: state }}
          label={statesLabel}
          placeholder="All"
          options={Object.entries(states).map(([value, name]) => ({ value, label: name }))}
        />
      ) : null}
      {children}
      <Button>Search</Button>
    </Form>
  );
}

/** The parameters of an address without those that say nothing. */
export function kept(at: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(at).filter((entry): entry is [string, string] => Boolean(entry[1])));
}
