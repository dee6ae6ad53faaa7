import { Link, useNavigate, useSubmit } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from "react";
import type { JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { classNames } from "~/ui/class-names.ts";
import { formatNumber } from "~/ui/format.ts";
import { Note } from "~/ui/notes.tsx";
import { filterSearch, type ApplicantFilter, type ShownState } from "../applicant-filter.ts";
import type { Applicant } from "../applicant.queries.server.ts";
import { applicationStateLabels, mayMoveApplication, nextStates } from "../application.ts";
import { ApplicantCard, isEnd } from "./applicant-card.tsx";
import { cardTowards } from "./board-keys.ts";
import { countMoved, moveKey, usePendingMoves, withMoves, type BoardAnswer, type BoardColumn } from "./board-moves.ts";
import { useLive } from "./use-live.ts";

/**
 * A job's applicants by state. A card is dragged with a mouse, moved by its menu, or by keys; it stands in its new column
 * at once and goes back where it belongs when the server refuses. Without script the menu's buttons do it.
 */
export function ApplicantBoard({
  jobId,
  columns,
  count,
  filter,
  now,
}: {
  jobId: JobId;
  columns: readonly BoardColumn[];
  count: (state: ShownState) => number;
  filter: ApplicantFilter;
  now: Date;
}) {
  const moves = usePendingMoves();
  const { told, move, onAnswer } = useMoving(jobId, filter);
  const live = useLive();
  const [dragged, setDragged] = useState<Applicant>();
  const board = useRef<HTMLDivElement>(null);
  const follow = useRef<string>();
  // A card that was moved by key takes the focus with it into its new column.
  useEffect(() => {
    if (follow.current === undefined || !moves.has(follow.current)) return;
    board.current?.querySelector<HTMLElement>(`#a-${follow.current} .cand-link`)?.focus();
    follow.current = undefined;
  });

  function onKeyDown(event: KeyboardEvent) {
    const link = event.target instanceof Element ? event.target.closest("a.cand-link") : null;
    if (!link || event.altKey || event.ctrlKey || event.metaKey) return;
    const row = columns.flatMap(({ rows }) => rows).find(({ id }) => link.parentElement?.id === `a-${id}`);
    const [next] = row && !moves.has(row.id) ? nextStates(row.state, "employer") : [];
    if (event.key === "ArrowRight" && event.shiftKey) {
      if (!row || !next || next === "unconfirmed") return;
      follow.current = row.id;
      move(row, next);
    } else if (event.key === "d" && row && next) move(row, "declined");
    else if (/^Arrow(Up|Down|Left|Right)$/.test(event.key) && !event.shiftKey) cardTowards(link, event.key)?.focus();
    else return;
    event.preventDefault();
  }

  return (
    <>
      {told ? <Said {...told} /> : null}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the links in it */}
      <div className="board" ref={board} onKeyDown={onKeyDown}>
        {withMoves(columns, moves).map(({ state, rows }) => {
          const takes = dragged !== undefined && mayMoveApplication(dragged.state, state, "employer");
          const all = count(state) + countMoved(columns, moves, state);
          const here = { ...filter, state };
          return (
            <section
              key={state}
              data-column={state}
              className={classNames("col", rows.length === 0 && "col--none", takes && "col--takes")}
              aria-labelledby={`in-${state}`}
              onDragOver={(event) => {
                if (takes) event.preventDefault();
              }}
              onDrop={(event) => {
                event.preventDefault();
                if (takes) move(dragged, state);
                setDragged(undefined);
              }}
            >
              <h2 id={`in-${state}`}>
                {applicationStateLabels[state]} <span>{formatNumber(all)}</span>
              </h2>
              {rows.length === 0 ? <p className="quiet small">Nobody</p> : null}
              <ul>
                {rows.map((row) => (
                  <ApplicantCard
                    key={row.id}
                    {...{ row, jobId, now, onAnswer }}
                    filter={here}
                    pending={moves.has(row.id)}
                    dragged={dragged?.id === row.id}
                    onMove={move}
                    onDrag={setDragged}
                  />
                ))}
              </ul>
              {all > rows.length ? (
                <p className="small more">
                  <Link to={`${paths.applicants(jobId)}${filterSearch(here)}`}>
                    All {formatNumber(all)}
                    <span className="vh"> in {applicationStateLabels[state]}</span>
                  </Link>
                </p>
              ) : null}
            </section>
          );
        })}
      </div>
      {live ? (
        <p className="small quiet board-keys">
          Drag a card into a column on its right. On a card&rsquo;s name: the arrow keys go from card to card,{" "}
          <kbd>Shift</kbd> <kbd>→</kbd> moves it on, <kbd>D</kbd> declines, <kbd>Enter</kbd> opens. Each move mails the
          applicant and cannot be taken back.
        </p>
      ) : null}
    </>
  );
}

type Told = { name: string; refused?: string };

function Said({ name, refused }: Told) {
  if (refused)
    return (
      <div role="alert" className="board-said">
        <Note kind="warn" title={name}>
          <p>{refused}</p>
        </Note>
      </div>
    );
  return (
    <p role="status" className="vh">
      {name} was moved and is told by mail.
    </p>
  );
}

/** Posts the moves and keeps what the server said of the last one. */
function useMoving(jobId: JobId, filter: ApplicantFilter) {
  const submit = useSubmit();
  const navigate = useNavigate();
  const [told, setTold] = useState<Told>();
  const heard = useRef(new WeakSet<BoardAnswer>());
  const onAnswer = useCallback((row: Applicant, answer: BoardAnswer) => {
    // A card that changes its column is a new card, and hears the answer again.
    if (heard.current.has(answer)) return;
    heard.current.add(answer);
    setTold({ name: row.name, refused: "refused" in answer ? answer.refused : undefined });
  }, []);
  function move(row: Applicant, to: ShownState) {
    const search = filterSearch({ ...filter, state: undefined });
    if (isEnd(to)) {
      const asked = filterSearch({ ...filter, state: stateOf(row) }, { confirm: to });
      return navigate(`${paths.applicant(jobId, row.id)}${asked}`);
    }
    const fields = { intent: "move", application: row.id, to, version: String(row.version), script: "1" };
    submit(fields, {
      method: "post",
      action: `${paths.applicants(jobId)}${search}`,
      navigate: false,
      fetcherKey: moveKey(row.id),
    });
  }
  return { told, move, onAnswer };
}

const stateOf = ({ state }: Applicant) => (state === "unconfirmed" ? undefined : state);
