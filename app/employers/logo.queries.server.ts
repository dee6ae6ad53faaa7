import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { FileId } from "~/platform/ids.ts";

/** What a logo's row says it is for. */
export const LOGO = "logo";

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
    .where("purpose", "=", LOGO)
    .execute();
}

/** Whether a file is the logo that an employer shows now. */
export async function isShownLogo(db: Db, id: FileId): Promise<boolean> {
  const row = await db
    .selectFrom("employer")
    .innerJoin("file", "file.id", "employer.logo_file_id")
    .select("file.id")
    .where("employer.logo_file_id", "=", id)
    .where("file.purpose", "=", LOGO)
    .where("file.state", "=", "kept")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
