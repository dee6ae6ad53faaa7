import { now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { newId, type TaskId } from "~/platform/ids.ts";
import { toJsonText } from "~/platform/json-text.ts";
import type { TaskKind, TaskPayloads } from "./task.ts";

/**
 * Puts a task into the outbox, in the transaction of what causes it. It runs after the commit, at least once, so its
 * handler must be idempotent.
 * @param options.dedupeKey at most one task ever has this key; a second one is dropped silently.
 * @param options.runAt not before this moment; now by default.
 */
export async function enqueueTask<Kind extends TaskKind>(
  trx: Trx | Db,
  kind: Kind,
  payload: TaskPayloads[Kind],
  options: { dedupeKey?: string; runAt?: Date } = {},
): Promise<void> {
  const at = now();
  await trx
    .insertInto("task")
    .values({
      id: newId<"task">() as TaskId,
      kind,
      payload: toJsonText(payload),
      dedupe_key: options.dedupeKey ?? null,
      state: "queued",
      run_at: options.runAt ?? at,
      attempts: 0,
      locked_until: null,
      last_error: null,
      created_at: at,
      finished_at: null,
    })
    // Not `ignore()`, which would also cut a key that is too long, and so take two tasks for one.
    .onDuplicateKeyUpdate((eb) => ({ id: eb.ref("task.id") }))
    .execute();
}

/** Whether a task was ever enqueued under this key, in so far as it is remembered. */
export async function isEnqueued(trx: Trx, dedupeKey: string): Promise<boolean> {
  const row = await trx.selectFrom("task").select("id").where("dedupe_key", "=", dedupeKey).executeTakeFirst();
  return row !== undefined;
}
