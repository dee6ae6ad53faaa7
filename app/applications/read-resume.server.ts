import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { readText } from "~/platform/files/read-text.server.ts";
import type { ResumeText } from "~/platform/files/resume-text.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { readFile } from "./read-file.server.ts";
import { findResumeText, saveResumeText } from "./resume-text.queries.server.ts";

/** A file that could not be read is tried again after a day: the machine may have been at its limit. */
const TRY_AGAIN = DAY;

const reading = new Map<FileId, Promise<ResumeText | "unreadable" | "busy" | undefined>>();

/**
 * The words of a résumé, for whoever may read the file: read once, then kept beside it.
 * @returns undefined for everybody else; `unreadable` or `busy` when there are no words to show (now).
 */
export async function readResume(
  db: Db,
  accountId: AccountId,
  id: FileId,
): Promise<ResumeText | "unreadable" | "busy" | undefined> {
  const file = await readFile(db, accountId, id);
  if (!file) return undefined;
  const kept = await findResumeText(db, id);
  if (kept && kept.body !== null) return { body: kept.body, pages: kept.pages, isWhole: kept.is_whole === 1 };
  if (kept && kept.created_at > later(now(), -TRY_AGAIN)) return "unreadable";
  const running = reading.get(id);
  if (running) return running;
  const work = (async () => {
    const text = await readText(await file.stored.bytes(), file.mediaType);
    if (text !== "busy") await saveResumeText(db, id, text === "unreadable" ? undefined : text);
    return text;
  })();
  reading.set(id, work);
  try {
    return await work;
  } finally {
    reading.delete(id);
  }
}
