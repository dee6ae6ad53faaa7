import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import type { QueueFilter } from "../queue-filter.ts";

type Choice = "new" | "edit" | "verified" | "unverified" | "own" | "free";

const selects: { name: "kind" | "employer" | "reader"; label: string; all: string; choices: [Choice, string][] }[] = [
  {
    name: "kind",
    label: "What",
    all: "All",
    choices: [
      ["new", "Jobs"],
      ["edit", "Edits of live jobs"],
    ],
  },
  {
    name: "employer",
    label: "Employer",
    all: "All",
    choices: [
      ["verified", "Verified"],
      ["unverified", "Not verified"],
    ],
  },
  {
    name: "reader",
    label: "Who reads it",
    all: "Anybody",
    choices: [
      ["free", "Nobody else"],
      ["own", "You"],
    ],
  },
];

/** Narrows the queue. A GET form, so that what it finds is an address; `counts` are of what the words find. */
export function QueueFilters({ filter, counts }: { filter: QueueFilter; counts: Record<Choice, number> }) {
  return (
    <Form
      method="get"
      action={paths.moderation()}
      role="search"
      aria-label="Narrow the queue"
      className="admin-search"
      key={JSON.stringify(filter)}
    >
      <TextField
        field={{ id: "words", name: "words", initialValue: filter.words, maxLength: 100 }}
        label="Search the queue"
        help="A part of the title or of the employer's name."
        type="search"
        autoComplete="off"
      />
      {selects.map(({ name, label, all, choices }) => (
        <SelectField
          key={name}
          field={{ id: name, name, initialValue: filter[name] }}
          label={label}
          placeholder={all}
          options={choices.map(([value, words]) => ({ value, label: `${words} (${counts[value]})` }))}
        />
      ))}
      <Button>Search</Button>
    </Form>
  );
}
