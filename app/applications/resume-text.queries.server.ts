import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { ResumeText } from "~/platform/files/resume-text.ts";
import type { FileId } from "~/platform/ids.ts";

/** The kept words of a file; `body` is null when it could not be read. */
export async function findResumeText(db: Db, id: FileId) {
  return db.selectFrom("resume_text").selectAll().where("file_id", "=", id).executeTakeFirst();
}

/** Keeps the words of a file, or that it has none to read; a second reading replaces the first. */
export async function saveResumeText(db: Db, id: FileId, text: ResumeText | undefined): Promise<void> {
  const row = {
    body: text?.body ?? null,
    pages: text?.pages ? Math.min(text.pages, 65_535) : null,
    is_whole: text?.isWhole === false ? (0 as const) : (1 as const),
    created_at: now(),
  };
  await db
    .insertInto("resume_text")
    .values({ file_id: id, ...row })
    .onDuplicateKeyUpdate(row)
    .execute();
}
