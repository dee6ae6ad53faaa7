import { formatList } from "~/ui/format.ts";
import { isBordering } from "~/vocabulary/borders.ts";
import { stateName } from "~/vocabulary/states.ts";
import type { StatePart } from "./demands.ts";
import { clause, lacking, type Clause } from "./judgement.ts";
import type { Moves, Standing } from "./standing.ts";

type Where = Pick<Standing, "homeState" | "commutes" | "moves">;

const HOME_UNKNOWN = "your profile does not say in which state you live";
/** More states than this are told by their number. */
const MOST_NAMED = 6;

const movesTo = (state: string, moves: Moves) => moves === "anywhere" || moves.includes(state);
const named = (codes: readonly string[]) =>
  codes.length > MOST_NAMED ? `${codes.length} states` : formatList(codes.map(stateName));

/** Judges where a job may be done. One clause. */
export function judgeStates(person: Where, job: StatePart): Clause {
  switch (job.mode) {
    case "remote":
    case "remote-after-training":
      return judgeResidence(person, job);
    case "on-site":
    case "hybrid":
      return judgePlaces(person, job);
    case "not-stated":
      return clause("states", "unsaid", "Does not say whether the work is remote or at a place.");
  }
}

/** Where somebody lives decides who may employ them at home; getting to another state does not change it. */
function judgeResidence({ homeState, moves }: Where, { stateReach, states }: StatePart): Clause {
  if (stateReach === "all" || (stateReach === "except" && states.length === 0))
    return clause("states", "met", "Remote, open to all states.");
  // "Only these" without any states is as good as nothing said.
  if (stateReach === "not-stated" || (stateReach === "only" && states.length === 0))
    return clause("states", "unsaid", "Remote; does not say in which states one may live.");
  const listed = named(states);
  const open = stateReach === "only" ? `Remote, open to ${listed} only` : `Remote, open to all states but ${listed}`;
  const isOpen = (state: string) => states.includes(state) === (stateReach === "only");
  if (homeState === null) return lacking("states", `${open}; ${HOME_UNKNOWN}.`, ["your home state"]);
  const home = `you live in ${stateName(homeState)}`;
  if (isOpen(homeState)) return clause("states", "met", `${open}; ${home}.`);
  const wouldMove = stateReach === "only" ? states.filter((state) => movesTo(state, moves)) : openMoves(moves, isOpen);
  if (wouldMove.length === 0) return clause("states", "barred", `${open}; ${home}.`);
  const gap =
    stateReach === "except" && moves === "anywhere" ? "a home in another state" : `a home in ${orStates(wouldMove)}`;
  return lacking("states", `${open}; ${home}, and would move.`, [gap]);
}

const openMoves = (moves: Moves, isOpen: (state: string) => boolean): readonly string[] =>
  moves === "anywhere" ? ["anywhere"] : moves.filter(isOpen);
const orStates = (codes: readonly string[]) =>
  codes.length > MOST_NAMED ? "one of these states" : formatList(codes.map(stateName), "or");

/** Work at a place: who lives in its state, or gets there, or would move there. A state is all that is known of a home. */
function judgePlaces({ homeState, commutes, moves }: Where, { mode, places }: StatePart): Clause {
  const at = mode === "hybrid" ? "Hybrid" : "On-site";
  const states = [...new Set(places.filter((state) => state !== null))];
  const reached = states.find((state) => state === homeState || commutes.includes(state));
  if (reached)
    return clause(
      "states",
      "met",
      `${at} in ${stateName(reached)}; ${reached === homeState ? "you live there" : "you get there from home"}.`,
    );
  const moved = states.find((state) => movesTo(state, moves));
  if (moved) return clause("states", "met", `${at} in ${stateName(moved)}; you would move there.`);
  // Another of its places may be near; nobody knows.
  if (states.length < new Set(places).size || states.length === 0)
    return clause("states", "unsaid", `${at}; its place is not known to the board.`);
  const where = `${at} in ${named(states)}`;
  if (homeState === null) return lacking("states", `${where}; ${HOME_UNKNOWN}.`, ["your home state"]);
  const bordering = states.filter((state) => isBordering(state, homeState));
  const home = `you live in ${stateName(homeState)}`;
  if (bordering.length === 0) return clause("states", "barred", `${where}; ${home}.`);
  return lacking("states", `${where}; ${home}, and your profile does not say that you get there.`, [
    `a way to work in ${orStates(bordering)}`,
  ]);
}
