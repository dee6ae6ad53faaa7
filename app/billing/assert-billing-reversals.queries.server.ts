import { sql } from "kysely";
import { HOUR, later } from "~/platform/clock.ts";
import type { Assertion, BrokenRow } from "./assert-billing.queries.server.ts";

const order = sql.table("order");

/** Stripe is asked again every few minutes; after this somebody should know. */
const ANSWER = 2 * HOUR;

/** Of the order `o`: the cents that were given back. */
const gone = sql`(
  select coalesce(sum(r.amount_cents), 0) from refund as r
  where r.order_id = o.id and r.state in ('pending', 'requires_action', 'succeeded')
)`;
const withheld = sql`(
  select coalesce(sum(d.amount_cents), 0) from dispute as d
  where d.order_id = o.id and d.state in ('needs_response', 'under_review', 'lost')
)`;

/** Whether all the money of the order `o` was given back or lost in a dispute. */
export const allGone = sql`(o.state = 'captured' and o.total_cents <= ${gone} + (
  select coalesce(sum(d.amount_cents), 0) from dispute as d where d.order_id = o.id and d.state = 'lost'
))`;

/** The same, with what is withheld while a dispute is open. */
export const allBack = sql`(o.state = 'captured' and o.total_cents <= ${gone} + ${withheld})`;

/** Refunds, disputes, and the credits that go back with the money. */
export const reversalAssertions: readonly Assertion[] = [
  {
    name: "refunds-within-payment",
    sentence: "No more was given back for an order than was paid for it, and nothing for one that was not paid.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat(o.state, ', ', ${gone}, ' cents refunded of ', coalesce(o.total_cents, 0)) as what
      from ${order} as o
      where ${gone} > if(o.state = 'captured', coalesce(o.total_cents, 0), 0)`,
  },
  {
    name: "credits-follow-refunds",
    sentence:
      "The credits taken back for an order, with those that were used already, are those whose money went back.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select id, job_id, concat(revoked, ' credits taken back, ', shortfall, ' used, ', wanted, ' to go back') as what
      from (
        select o.id, o.job_id,
          -coalesce(sum(c.delta), 0) as revoked,
          coalesce(sum(c.shortfall), 0) as shortfall,
          if(coalesce(o.total_cents, 0) = 0, 0,
            floor(o.credits * least(${gone} + ${withheld}, o.total_cents) / o.total_cents)) as wanted
        from ${order} as o
          left join credit_ledger as c on c.order_id = o.id and c.kind <> 'purchase'
        group by o.id, o.job_id, o.total_cents, o.credits
      ) as counted
      where revoked + shortfall <> wanted or shortfall < 0 or revoked < 0`,
  },
  {
    name: "refunds-are-answered",
    sentence: "Stripe answers a refund that an admin wants within two hours.",
    about: "order",
    broken: (at) => sql<BrokenRow>`
      select r.order_id as id, null as job_id, concat('refund ', r.id, ' of ', r.amount_cents, ' cents is wanted') as what
      from refund as r where r.state = 'wanted' and r.created_at < ${later(at, -ANSWER)}`,
  },
];
