import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { countOf } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { caseKinds, caseOutcomes, reasonWords, reportReasons } from "../reports/report.ts";
import type { listCases } from "../reports/show-cases.server.ts";
import { peopleWords } from "./case-parts.tsx";

const reasons = [
  ...Object.entries(reportReasons).map(([value, { label }]) => ({ value, label })),
  { value: "takedown", label: reasonWords("takedown") },
];

/** Narrows the list of cases. A GET form, so that a search is an address. */
export function CaseSearch({ filter }: { filter: { state: string; reason: string; words: string } }) {
  const { state, reason, words } = filter;
  return (
    <Form
      method="get"
      action={paths.reports()}
      role="search"
      className="admin-search"
      key={`${words} ${reason} ${state}`}
    >
      <TextField
        field={{ id: "words", name: "words", initialValue: words, maxLength: 100 }}
        label="Search"
        help="In the job's title, the employer's name and what was reported."
        type="search"
        autoComplete="off"
      />
      <SelectField
        field={{ id: "reason", name: "reason", initialValue: reason }}
        label="Reported as"
        placeholder="Anything"
        options={reasons}
      />
      <SelectField
        field={{ id: "state", name: "state", initialValue: state }}
        label="How it stands"
        options={[
          { value: "open", label: "Waits" },
          { value: "decided", label: "Decided" },
        ]}
      />
      <Button>Search</Button>
    </Form>
  );
}

type Listed = Awaited<ReturnType<typeof listCases>>["cases"];

/** The cases, each leading to its page. */
export function CaseList({ cases, now }: { cases: Listed; now: Date }) {
  return (
    <ol className="waits">
      {cases.map((one) => (
        <li key={one.id}>
          <p className="waits-left">
            <b>
              <Time at={one.decidedAt ?? one.at} now={now} fine />
            </b>
            <span>{one.outcome ? caseOutcomes[one.outcome] : peopleWords(one.reporters)}</span>
          </p>
          <div>
            <h2>
              <Link to={paths.reportCase(one.id)}>{one.title ?? one.employerName ?? caseKinds[one.kind]}</Link>
            </h2>
            <p className="job-org">
              {one.title ? <b>{one.employerName}</b> : null} {one.bannedAt ? <Mark kind="bad">Banned</Mark> : null}{" "}
              {one.severity === 3 && !one.outcome ? <Mark kind="bad">Grave</Mark> : null}
            </p>
            <p className="age">
              <span>{countOf(one.reports, "report")}</span>{" "}
              {one.reasons.map(({ reason, count }) => (
                <span key={reason}>
                  {reasonWords(reason)}
                  {count > 1 ? ` (${count})` : ""}
                </span>
              ))}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
