import { useFetchers } from "@remix-run/react";
import { isApplicationState } from "../application.ts";
import type { ShownState } from "../applicant-filter.ts";
import type { Applicant } from "../applicant.queries.server.ts";

export type BoardColumn = { state: ShownState; rows: Applicant[] };

/** What the board's action answers to script. */
export type BoardAnswer = { moved: true } | { refused: string };

const PREFIX = "move:";

/** Names the post that moves an applicant, so that several may be under way. */
export const moveKey = (id: string) => PREFIX + id;

/** The moves that are under way: whose, and where to. */
export function usePendingMoves(): ReadonlyMap<string, ShownState> {
  const moves = new Map<string, ShownState>();
  for (const { key, formData } of useFetchers()) {
    const to = formData?.get("to");
    if (key.startsWith(PREFIX) && isApplicationState(to) && to !== "unconfirmed")
      moves.set(key.slice(PREFIX.length), to);
  }
  return moves;
}

/** The columns as they will be when the moves under way have succeeded. */
export function withMoves(columns: readonly BoardColumn[], moves: ReadonlyMap<string, ShownState>): BoardColumn[] {
  if (moves.size === 0) return [...columns];
  const moved = columns.flatMap(({ rows }) => rows).filter((row) => moves.has(row.id));
  return columns.map(({ state, rows }) => ({
    state,
    rows: [...moved.filter((row) => moves.get(row.id) === state), ...rows.filter((row) => !moves.has(row.id))],
  }));
}

/** How many more or fewer are in `state` while the moves are under way. */
export function countMoved(
  columns: readonly BoardColumn[],
  moves: ReadonlyMap<string, ShownState>,
  state: ShownState,
): number {
  let change = 0;
  for (const column of columns)
    for (const row of column.rows) {
      const to = moves.get(row.id);
      if (to === undefined || to === column.state) continue;
      if (to === state) change++;
      if (column.state === state) change--;
    }
  return change;
}
