import type { CredentialPart, ExperiencePart, JobDemands, StatePart } from "./demands.ts";

/** The three parts that are judged apart, each as little as decides its tally. */
export type DemandParts = { credentials: CredentialPart; states: StatePart; experience: ExperiencePart };

const sorted = <Value extends string | null>(values: readonly Value[]): Value[] => [...new Set(values)].sort();
/** Rows hold together in any order; each counts, also where two are alike. */
const inOrder = <Row>(rows: readonly Row[]): Row[] =>
  rows
    .map((row) => ({ row, text: JSON.stringify(row) }))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .map(({ row }) => row);

/**
 * Cuts a job's demands into parts, so that jobs that ask for the same have equal ones (as JSON): what has no order is
 * sorted, words that are only quoted are left out, and what the work mode makes meaningless is emptied. The reasons of
 * the clauses need the whole; how they count does not.
 */
export function cutDemands(demands: JobDemands): DemandParts {
  const { mode, stateReach } = demands;
  const isPlaced = mode === "on-site" || mode === "hybrid";
  const isRemote = mode === "remote" || mode === "remote-after-training";
  const reach = isRemote ? stateReach : "not-stated";
  return {
    credentials: {
      groups:
        demands.groups &&
        inOrder(
          demands.groups.map(({ how, level, codes, inLieu }) => ({
            how,
            level,
            codes: sorted(codes),
            inLieu: inLieu ? "something" : null,
          })),
        ),
      apprentice: demands.apprentice,
    },
    states: {
      mode: isPlaced ? "on-site" : isRemote ? "remote" : "not-stated",
      stateReach: reach,
      states: reach === "only" || reach === "except" ? sorted(demands.states) : [],
      places: isPlaced ? sorted(demands.places) : [],
    },
    experience: {
      experience:
        demands.experience &&
        inOrder(demands.experience.map(({ years, countedIn, code }) => ({ years, countedIn, code }))),
    },
  };
}
