import { Form, Link, useFetcher } from "@remix-run/react";
import { useEffect, type FormEvent } from "react";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { classNames } from "~/ui/class-names.ts";
import { Time } from "~/ui/data.tsx";
import { Icon } from "~/ui/icon.tsx";
import { filterSearch, type ApplicantFilter, type ShownState } from "../applicant-filter.ts";
import type { Applicant } from "../applicant.queries.server.ts";
import { applicationStateLabels, nextStates, type ApplicationState } from "../application.ts";
import { moveKey, type BoardAnswer } from "./board-moves.ts";
import { OutsideMark } from "./screening-answers.tsx";
import { Stars } from "./stars.tsx";

/** What cannot be undone is asked about on the applicant's page. */
export const isEnd = (state: ApplicationState) => state === "hired" || state === "declined";

export type CardProps = {
  row: Applicant;
  jobId: JobId;
  /** The column it stands in, and the rest of the filter: what its page's way back and on is. */
  filter: ApplicantFilter;
  now: Date;
  pending: boolean;
  dragged: boolean;
  onMove: (row: Applicant, to: ShownState) => void;
  onDrag: (row: Applicant | undefined) => void;
  onAnswer: (row: Applicant, answer: BoardAnswer) => void;
};

/** An applicant on the board: who, since when, how rated, whose; with the moves for whoever has no mouse. */
export function ApplicantCard({ row, jobId, filter, now, pending, dragged, onMove, onDrag, onAnswer }: CardProps) {
  const { data: answer, state } = useFetcher<BoardAnswer>({ key: moveKey(row.id) });
  useEffect(() => {
    if (state === "idle" && answer) onAnswer(row, answer);
  }, [state, answer, row, onAnswer]);
  return (
    <li
      id={`a-${row.id}`}
      className={classNames("cand", pending && "cand--moving", dragged && "cand--held")}
      draggable={!pending && nextStates(row.state, "employer").length > 0}
      aria-busy={pending || undefined}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", row.name);
        onDrag(row);
      }}
      onDragEnd={() => onDrag(undefined)}
    >
      <Link
        className="cand-link"
        to={`${paths.applicant(jobId, row.id)}${filterSearch(filter)}`}
        draggable={false}
        aria-describedby={`b-${row.id}`}
      >
        {row.name}
      </Link>
      <div className="meta" id={`b-${row.id}`}>
        <span>
          Applied <Time at={row.createdAt} now={now} />
        </span>
        <Stars rating={row.rating} />
        <OutsideMark count={row.outside} />
        {row.holder ? <span>With {row.holder}</span> : null}
      </div>
      <MoveMenu row={row} jobId={jobId} filter={filter} pending={pending} onMove={onMove} />
    </li>
  );
}

function MoveMenu({
  row,
  jobId,
  filter,
  pending,
  onMove,
}: Pick<CardProps, "row" | "jobId" | "filter" | "pending" | "onMove">) {
  const moves = nextStates(row.state, "employer");
  if (moves.length === 0) return null;
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const to = moves.find((state) => submitter instanceof HTMLButtonElement && submitter.value === state);
    if (to && to !== "unconfirmed") onMove(row, to);
  }
  return (
    <details className="cand-move">
      <summary>
        {pending ? "Moving…" : "Move"}
        <span className="vh"> {row.name}</span> <Icon name="chev" />
      </summary>
      <Form
        method="post"
        action={`${paths.applicants(jobId)}${filterSearch({ ...filter, state: undefined })}`}
        onSubmit={submit}
      >
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="application" value={row.id} />
        <input type="hidden" name="version" value={row.version} />
        {moves.map((state) =>
          isEnd(state) ? (
            <ButtonLink
              key={state}
              variant={state === "declined" ? "stop" : "plain"}
              to={`${paths.applicant(jobId, row.id)}${filterSearch(filter, { confirm: state })}`}
            >
              {state === "declined" ? "Decline…" : "Hired…"}
            </ButtonLink>
          ) : (
            <Button key={state} name="to" value={state} pending={pending}>
              {applicationStateLabels[state]}
            </Button>
          ),
        )}
      </Form>
    </details>
  );
}
