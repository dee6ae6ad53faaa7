import { Form, Link } from "@remix-run/react";
import { useRef, type ChangeEvent } from "react";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { filterSearch, type ApplicantFilter } from "../applicant-filter.ts";
import { pickText } from "../applicant-forms.ts";
import type { Applicant } from "../applicant.queries.server.ts";
import { applicationStateLabels, mayMoveApplication } from "../application.ts";
import { OutsideMark } from "./screening-answers.tsx";
import { Stars } from "./stars.tsx";
import { useLive } from "./use-live.ts";

/** The applicants that fit, as a table; of those who may be declined several can be chosen. */
export function ApplicantList({
  jobId,
  filter,
  rows,
  isFirst,
  next,
  now,
}: {
  jobId: JobId;
  filter: ApplicantFilter;
  rows: readonly Applicant[];
  isFirst: boolean;
  next?: string;
  now: Date;
}) {
  const form = useRef<HTMLFormElement>(null);
  const live = useLive();
  const movable = rows.filter((row) => mayMoveApplication(row.state, "declined", "employer"));
  const title = filter.state ? applicationStateLabels[filter.state] : "In play";
  const here = `${paths.applicants(jobId)}${filterSearch(filter, { view: "list" })}`;
  const address = (after?: string) => `${paths.applicants(jobId)}${filterSearch(filter, { view: "list", after })}`;
  function chooseAll({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    for (const box of form.current?.querySelectorAll<HTMLInputElement>('input[name="pick"]') ?? [])
      box.checked = currentTarget.checked;
  }
  return (
    <Form method="get" action={paths.declineApplicants(jobId)} ref={form} className="applicant-list">
      <input type="hidden" name="back" value={filterSearch(filter)} />
      <DataTable
        caption={title}
        scrolls
        columns={[
          {
            key: "pick",
            label:
              live && movable.length > 1 ? (
                <input type="checkbox" aria-label="Choose everybody on this page" onChange={chooseAll} />
              ) : (
                <span className="vh">Choose</span>
              ),
          },
          { key: "name", label: "Applicant" },
          ...(filter.state ? [] : [{ key: "state", label: "State" }]),
          { key: "rating", label: "Rating" },
          ...(rows.some(({ outside }) => outside > 0) ? [{ key: "answers", label: "Answers" }] : []),
          { key: "with", label: "With" },
          { key: "since", label: "In this state since" },
          { key: "applied", label: "Applied" },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            movable.includes(row) ? (
              <label key="pick" className="pick-one">
                <input type="checkbox" name="pick" value={pickText(row)} />
                <span className="vh">Choose {row.name}</span>
              </label>
            ) : null,
            <Link key="name" to={`${paths.applicant(jobId, row.id)}${filterSearch(filter)}`}>
              {row.name}
            </Link>,
            ...(filter.state ? [] : [applicationStateLabels[row.state]]),
            <Stars key="rating" rating={row.rating} />,
            ...(rows.some(({ outside }) => outside > 0) ? [<OutsideMark key="answers" count={row.outside} />] : []),
            row.holder ?? "",
            <Time key="since" at={row.changedAt} now={now} fine />,
            <Time key="applied" at={row.createdAt} now={now} />,
          ],
        }))}
        empty={isFirst ? "Nobody fits." : "There are no more."}
      />
      {movable.length > 0 ? (
        <div className="btns">
          {filter.state === "received" || !filter.state ? (
            <Button name="intent" value="review" formMethod="post" formAction={here}>
              Mark as reviewed
            </Button>
          ) : null}
          <Button variant="stop">Decline…</Button>
          <span className="small quiet">Those who are ticked, each told by mail.</span>
        </div>
      ) : null}
      {next || !isFirst ? (
        <Pager
          shown={`${countOf(rows.length, "applicant")} on this page`}
          nextTo={next && address(next)}
          firstTo={isFirst ? undefined : address()}
        />
      ) : null}
    </Form>
  );
}
