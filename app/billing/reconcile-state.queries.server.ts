import { sql } from "kysely";
import { z } from "zod";
import type { Db } from "~/platform/database.server.ts";

const CURSOR = "reconciler:cursor";
const REVERSALS = "reconciler:reversals";
const RUN = "reconciler:run";
const CHECK = "billing-check:";

const seconds = z.number().int().nonnegative();
const cursorSchema = z.object({
  /** Every event that was created before is known; in seconds since the epoch, as Stripe dates them. */
  until: seconds,
  /** A listing that one run could not finish: when it began, and the last event that it read. */
  walk: z.object({ began: seconds, after: z.string().max(255) }).optional(),
});
const walkSchema = z.object({ list: z.enum(["refunds", "disputes"]), after: z.string().max(255).optional() });
const runSchema = z.object({
  at: z.coerce.date(),
  milliseconds: z.number(),
  /** Events that no webhook had told. */
  events: z.number().int(),
  /** Orders read again, those of them that had moved, and those that could not be read. */
  orders: z.number().int(),
  /** Plans read again; a run of an older version kept none. */
  plans: z.number().int().default(0),
  moved: z.number().int(),
  failed: z.number().int(),
  error: z.string().nullable(),
  /** The last run that found anything that webhooks had lost. */
  healedAt: z.coerce.date().nullable(),
});
const checkSchema = z.object({ at: z.coerce.date(), broken: z.number().int() });

export type EventCursor = z.output<typeof cursorSchema>;
/** How far a walk through all refunds and disputes at Stripe has come. */
export type ReversalWalk = z.output<typeof walkSchema>;
export type ReconcilerRun = z.output<typeof runSchema>;

/** How far Stripe's events are known; undefined before the first run. */
export async function readEventCursor(db: Db): Promise<EventCursor | undefined> {
  return read(db, CURSOR, cursorSchema);
}

export async function keepEventCursor(db: Db, cursor: EventCursor): Promise<void> {
  await keep(db, { [CURSOR]: cursor });
}

/** The walk that is under way, if one is. */
export async function readReversalWalk(db: Db): Promise<ReversalWalk | undefined> {
  return read(db, REVERSALS, walkSchema);
}

/** Keeps how far the walk has come; undefined when it is done. */
export async function keepReversalWalk(db: Db, walk: ReversalWalk | undefined): Promise<void> {
  await keep(db, { [REVERSALS]: walk ?? {} });
}

/** How the last run of the reconciler went; undefined before the first. */
export async function readReconcilerRun(db: Db): Promise<ReconcilerRun | undefined> {
  return read(db, RUN, runSchema);
}

export async function keepReconcilerRun(db: Db, run: ReconcilerRun): Promise<void> {
  await keep(db, { [RUN]: { ...run, error: run.error?.slice(0, 200) ?? null } });
}

/** When each assertion was last looked at, and how many rows broke it. */
export async function readChecks(db: Db): Promise<Map<string, z.output<typeof checkSchema>>> {
  const rows = await db.selectFrom("board_setting").selectAll().where("name", "like", `${CHECK}%`).limit(200).execute();
  return new Map(
    rows.flatMap(({ name, value }) => {
      const check = checkSchema.safeParse(parse(value));
      return check.success ? [[name.slice(CHECK.length), check.data] as const] : [];
    }),
  );
}

/** Keeps how many rows broke each assertion at `at`. */
export async function keepChecks(db: Db, at: Date, results: { name: string; broken: unknown[] }[]): Promise<void> {
  await keep(
    db,
    Object.fromEntries(results.map(({ name, broken }) => [`${CHECK}${name}`, { at, broken: broken.length }])),
  );
}

async function read<Schema extends z.ZodType>(
  db: Db,
  name: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const row = await db.selectFrom("board_setting").select("value").where("name", "=", name).executeTakeFirst();
  const parsed = row && schema.safeParse(parse(row.value));
  // What an older or a broken version wrote is as good as nothing: the next run writes it anew.
  return parsed?.success ? parsed.data : undefined;
}

async function keep(db: Db, settings: Record<string, object>): Promise<void> {
  await db
    .insertInto("board_setting")
    .values(Object.entries(settings).map(([name, value]) => ({ name, value: JSON.stringify(value) })))
    .onDuplicateKeyUpdate({ value: sql`values(value)` })
    .execute();
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
