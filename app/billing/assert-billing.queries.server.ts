import { sql, type RawBuilder } from "kysely";
import type { Db, Trx } from "~/platform/database.server.ts";
import type { JobId, OrderId } from "~/platform/ids.ts";

/** A row that breaks an assertion: its id, the job it is about, and how it stands in a few words without personal data. */
export type BrokenRow = { id: string; job_id: JobId | null; what: string };

/** Something that must always be true of money and rights. */
export type Assertion = {
  /** At most 30 characters, since it names a row of `board_setting`. */
  name: string;
  sentence: string;
  /** What the ids of the broken rows are ids of. */
  about: "order" | "job" | "term" | "ledger line" | "event" | "payment intent" | "plan";
  /** The rows that break it at `at`; what is still under way within its grace does not. */
  broken: (at: Date) => RawBuilder<BrokenRow>;
};

/** The first `limit` of the rows that break an assertion, by id; `after` is the last that is known. */
export async function readBroken(
  trx: Trx,
  broken: RawBuilder<BrokenRow>,
  limit: number,
  after = "",
): Promise<BrokenRow[]> {
  const { rows } =
    await sql<BrokenRow>`select * from (${broken}) as broken where id > ${after} order by id limit ${limit}`.execute(
      trx,
    );
  return rows;
}

type KnownOrder = {
  id: OrderId;
  job_id: JobId | null;
  state: string;
  stripe_payment_intent: string | null;
  refundedCents: number;
};

/** The orders that hold one of these payment intents, or have one of these ids. */
export async function listOrdersOfIntents(db: Db, intents: string[], ids: string[]): Promise<KnownOrder[]> {
  const refunded = sql<number>`cast((
    select coalesce(sum(amount_cents), 0) from refund
    where refund.order_id = ${sql.ref("order.id")} and refund.state in ('pending', 'requires_action', 'succeeded')
  ) as unsigned)`;
  return db
    .selectFrom("order")
    .select(["id", "job_id", "state", "stripe_payment_intent", refunded.as("refundedCents")])
    .where((where) =>
      where.or([where("stripe_payment_intent", "in", [...intents, ""]), where("id", "in", [...ids, ""] as OrderId[])]),
    )
    .execute();
}
