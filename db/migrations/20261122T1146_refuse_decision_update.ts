import { sql, type Kysely } from "kysely";

/** The record of decisions is append-only: none is ever changed, but for being taken back, once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create trigger moderation_decision_no_update before update on moderation_decision for each row
    if old.undone_at is not null
      or new.undone_at is null
      or not (
        (new.id, new.job_id, new.revision_id, new.moderator_id, new.decision, new.reason, new.created_at)
        = (old.id, old.job_id, old.revision_id, old.moderator_id, old.decision, old.reason, old.created_at)
      )
      or not (new.asked_at <=> old.asked_at)
      or not (new.step <=> old.step)
    then
      signal sqlstate '45000' set message_text = 'The record of decisions is append-only';
    end if
  `.execute(db);
}
