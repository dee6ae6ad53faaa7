import type { Db } from "~/platform/database.server.ts";
import type { AccountId, AppealId } from "~/platform/ids.ts";
import { whyNotJudge } from "./appeal.server.ts";
import { findAppeal, listAppeals } from "./sanction.queries.server.ts";

export { countOpenAppeals } from "./sanction.queries.server.ts";

/** A page of appeals. */
export async function pageAppeals(db: Db, options: { open: boolean; after?: AppealId; limit: number }) {
  const rows = await listAppeals(db, { ...options, limit: options.limit + 1 });
  const appeals = rows.slice(0, options.limit);
  return { appeals, next: rows.length > options.limit ? appeals.at(-1)?.id : undefined };
}

/** An appeal, and why this moderator does not decide on it, if they do not. */
export async function showAppeal(db: Db, id: AppealId, moderatorId: AccountId) {
  const appeal = await findAppeal(db, id);
  if (!appeal) return undefined;
  const { employerId: employer_id, imposedById: imposed_by, endedById: ended_by, ...shown } = appeal;
  const refusal =
    appeal.state === "open" ? await whyNotJudge(db, { employer_id, imposed_by, ended_by }, moderatorId) : undefined;
  return { appeal: { ...shown, employerId: employer_id }, refusal };
}
export type ShownAppeal = NonNullable<Awaited<ReturnType<typeof showAppeal>>>;
