/** What pages know of saved jobs. No I/O. */
import type { PublicStatus } from "~/jobs/show-job.server.ts";
import { parseId, type JobId } from "~/platform/ids.ts";

/** The most jobs of one account that are saved. */
export const MOST_SAVED = 500;

/** How many days before its end whoever saved a job is told. */
export const ENDING_DAYS = 3;

/** A saved job in the order of its list. */
export type SavedCursor = { at: Date; id: JobId };

/** The cursor of a URL parameter; undefined, which is the first page, for anything else. */
export function parseSavedCursor(text: string | null): SavedCursor | undefined {
  const [time = "", rest] = (text ?? "").split("-", 2);
  const id = parseId<"job">(rest);
  return id && /^[0-9a-z]{1,9}$/.test(time) ? { at: new Date(parseInt(time, 36)), id } : undefined;
}

/** The cursor as a URL parameter. */
export const savedCursorText = ({ at, id }: SavedCursor) => `${at.getTime().toString(36)}-${id}`;

/** A row of the list. Of a job that a moderator took down nothing is told but that it is. */
export type SavedJob = {
  id: JobId;
  slug: string;
  savedAt: Date;
  status: PublicStatus;
  title: string;
  employer: string;
  pay: string;
  place: string;
  /** When its term ends; undefined for one that is over. */
  endsAt?: Date;
  /** Why it is over, in a sentence. */
  over?: string;
};
