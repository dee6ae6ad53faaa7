import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";

/** Keeps an event of Stripe's. @returns false when it was here before. */
export async function insertStripeEvent(
  trx: Trx,
  event: { id: string; type: string; payload: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("stripe_event")
    .ignore()
    .values({
      ...event,
      status: "stored",
      attempts: 0,
      next_attempt_at: null,
      last_error: null,
      received_at: now(),
      processed_at: null,
    })
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The payload of an event that still has to be processed. */
export async function findStoredEvent(db: Db, id: string): Promise<{ id: string; payload: string } | undefined> {
  return db
    .selectFrom("stripe_event")
    .select(["id", "payload"])
    .where("id", "=", id)
    .where("status", "in", ["stored", "failed"])
    .executeTakeFirst();
}

/** Marks an event: `done` had its effect, `ignored` is none of ours, `failed` will be tried again. */
export async function markStripeEvent(
  db: Db,
  id: string,
  status: "done" | "ignored" | "failed",
  error: string | null = null,
): Promise<void> {
  await db
    .updateTable("stripe_event")
    .set((eb) => ({
      status,
      attempts: eb("attempts", "+", 1),
      last_error: error?.slice(0, 500) ?? null,
      processed_at: status === "failed" ? null : now(),
    }))
    .where("id", "=", id)
    .execute();
}

/** The events that came within a day, by what became of them. */
export async function countEventsOfDay(db: Db) {
  const rows = await db
    .selectFrom("stripe_event")
    .select((select) => ["status", select.fn.countAll<number>().as("count")])
    .where("status", "in", ["stored", "done", "ignored", "failed"])
    .where("received_at", ">=", later(now(), -DAY))
    .groupBy("status")
    .execute();
  return rows.map(({ status, count }) => ({ status, count: Number(count) }));
}

/** The events that failed and have not been done since. */
export async function countFailedEvents(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom("stripe_event")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("status", "=", "failed")
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether an event failed and has not been done since. */
export async function isFailedEvent(trx: Trx, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom("stripe_event")
    .select("id")
    .where("id", "=", id)
    .where("status", "=", "failed")
    .executeTakeFirst();
  return row !== undefined;
}

/** Those of `ids` that are stored. */
export async function listKnownEvents(db: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.selectFrom("stripe_event").select("id").where("id", "in", ids).execute();
  return new Set(rows.map((row) => row.id));
}

/** The failed events after `before`, newest first, for a list that is paged by key. */
export async function pageFailedEvents(
  db: Db,
  options: { before?: { at: Date; id: string }; limit: number },
): Promise<{ id: string; type: string; attempts: number; last_error: string | null; received_at: Date }[]> {
  let query = db
    .selectFrom("stripe_event")
    .select(["id", "type", "attempts", "last_error", "received_at"])
    .where("status", "=", "failed")
    .orderBy("received_at", "desc")
    .orderBy("id", "desc")
    .limit(options.limit);
  const { before } = options;
  if (before)
    query = query.where((where) =>
      where.or([
        where("received_at", "<", before.at),
        where.and([where("received_at", "=", before.at), where("id", "<", before.id)]),
      ]),
    );
  return query.execute();
}

/** What waits to be processed, since when the oldest waits, and when an event last came. */
export async function readEventLag(db: Db): Promise<{ waiting: number; oldest: Date | null; newest: Date | null }> {
  const [waiting, all] = await Promise.all([
    db
      .selectFrom("stripe_event")
      .select((select) => [select.fn.countAll<number>().as("count"), select.fn.min("received_at").as("oldest")])
      .where("status", "=", "stored")
      .executeTakeFirstOrThrow(),
    db
      .selectFrom("stripe_event")
      .select("received_at")
      .where("status", "in", ["stored", "done", "ignored", "failed"])
      .orderBy("received_at", "desc")
      .limit(1)
      .executeTakeFirst(),
  ]);
  return { waiting: Number(waiting.count), oldest: waiting.oldest as Date | null, newest: all?.received_at ?? null };
}

const settled = ["done", "ignored"] as const;

/** The events that were dealt with and came before `before`, counted up to `most`. */
export async function countSettledEvents(db: Db, before: Date, most: number): Promise<number> {
  const { count } = await db
    .selectFrom(
      db
        .selectFrom("stripe_event")
        .select("id")
        .where("status", "in", settled)
        .where("received_at", "<", before)
        .limit(most)
        .as("old"),
    )
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Deletes at most 5,000 of them. */
export async function deleteSettledEvents(db: Db, before: Date): Promise<void> {
  await db
    .deleteFrom("stripe_event")
    .where("status", "in", settled)
    .where("received_at", "<", before)
    .limit(5_000)
    .execute();
}
