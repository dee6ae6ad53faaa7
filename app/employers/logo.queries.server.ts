import type { Selectable } from "kysely";
import type { FileTable } from "#db/schema/applications.ts";
import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { FileId } from "~/platform/ids.ts";

type FileRow = Selectable<FileTable>;

/** What a logo's row says it is for. */
const PURPOSE = "logo";

/** Notes a logo whose bytes are about to be stored under its id; until it is kept the sweep of uploads takes it away. */
export async function insertPendingLogo(
  db: Db,
  file: Pick<FileRow, "id" | "account_id" | "name" | "media_type" | "bytes" | "sha256"> & { expires_at: Date },
): Promise<void> {
  await db
    .insertInto("file")
    .values({ ...file, purpose: PURPOSE, state: "pending", created_at: now() })
    .execute();
}

/** Keeps a logo for good: an employer has it now. */
export async function keepLogo(trx: Trx, id: FileId): Promise<void> {
  await trx.updateTable("file").set({ state: "kept", expires_at: null }).where("id", "=", id).execute();
}

/** Leaves a logo that no employer has any more to the sweep of uploads. */
export async function releaseLogo(trx: Trx, id: FileId): Promise<void> {
  await trx
    .updateTable("file")
    .set({ state: "pending", expires_at: now() })
    .where("id", "=", id)
    .where("purpose", "=", PURPOSE)
    .execute();
}

/** Whether a file is the logo that an employer shows now. */
export async function isShownLogo(db: Db, id: FileId): Promise<boolean> {
  const row = await db
    .selectFrom("employer")
    .innerJoin("file", "file.id", "employer.logo_file_id")
    .select("file.id")
    .where("employer.logo_file_id", "=", id)
    .where("file.purpose", "=", PURPOSE)
    .where("file.state", "=", "kept")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
