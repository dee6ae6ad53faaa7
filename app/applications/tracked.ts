/** The seeker's tracker: applications on the board and away from it, as one list. No I/O. */
import type { ApplicationId, EmployerId, JobId } from "~/platform/ids.ts";
import type { ApplicationState } from "./application.ts";

/** What the tracker can be narrowed to. */
export const trackerViews = {
  all: { label: "All", states: null },
  open: { label: "Open", states: ["received", "reviewed", "interview", "offer"] },
  ended: { label: "Ended", states: ["hired", "declined", "withdrawn"] },
  away: { label: "Away from the board", states: [] },
} as const satisfies Record<string, { label: string; states: readonly ApplicationState[] | null }>;
export type TrackerView = keyof typeof trackerViews;

/** The view of a URL parameter; all for anything else. */
export function parseView(text: string | null): TrackerView {
  return text !== null && Object.hasOwn(trackerViews, text) ? (text as TrackerView) : "all";
}

/** A row of the tracker. */
export type Tracked = {
  createdAt: Date;
  changedAt: Date;
  title: string;
  employerName: string;
  employerId: EmployerId;
} & ({ kind: "board"; id: ApplicationId; state: ApplicationState } | { kind: "away"; id: JobId; slug: string });

/** The newest first, as both lists are; of one moment the greater id first. */
export function newestFirst(one: Pick<Tracked, "createdAt" | "id">, other: Pick<Tracked, "createdAt" | "id">): number {
  return other.createdAt.getTime() - one.createdAt.getTime() || (other.id < one.id ? -1 : 1);
}
