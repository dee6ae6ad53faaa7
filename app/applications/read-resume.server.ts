import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { readText } from "~/platform/files/read-text.server.ts";
import type { ResumeText } from "~/platform/files/resume-text.ts";
import type { AccountId, FileId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { readFile } from "./read-file.server.ts";
import { findResumeText, saveResumeText } from "./resume-text.queries.server.ts";

/** A file that could not be read is tried again after a day: the machine may have been at its limit. */
const TRY_AGAIN = DAY;
/** Milliseconds that a page waits for the words. */
const PATIENCE = 5_000;

const reading = new Map<FileId, Promise<ResumeText | "unreadable" | "busy">>();

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
  let work = reading.get(id);
  if (!work) {
    work = readAndKeep(db, id, file).finally(() => reading.delete(id));
    reading.set(id, work);
  }
  return inTime(work);
}

async function readAndKeep(db: Db, id: FileId, file: NonNullable<Awaited<ReturnType<typeof readFile>>>) {
  const text = await readText(await file.stored.bytes(), file.mediaType);
  if (text !== "busy") await saveResumeText(db, id, text === "unreadable" ? undefined : text);
  return text;
}

/** The outcome, or `busy` when it takes longer than a page may: the reading goes on, and is kept for the next look. */
async function inTime(work: Promise<ResumeText | "unreadable" | "busy">): Promise<ResumeText | "unreadable" | "busy"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"busy">((resolve) => {
    timer = setTimeout(resolve, PATIENCE, "busy");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Whoever waited has gone; what fails now is tried again at the next look.
    work.catch((error: unknown) => {
      // Not its message: a database may repeat a piece of the text.
      const { code, name } = error as { code?: string; name?: string };
      log.warn({ error: code ?? name }, "the words of a résumé could not be kept");
    });
  }
}
