import { sql } from "kysely";
import { HOUR, later, MINUTE } from "~/platform/clock.ts";
import { allBack } from "./assert-billing-reversals.queries.server.ts";
import type { Assertion, BrokenRow } from "./assert-billing.queries.server.ts";

const order = sql.table("order");

/** What `settleOrder` needs at most while all goes well; after that, an authorization that nobody wants is left over. */
const LET_GO = 15 * MINUTE;
/** Room for a few attempts while Stripe is away; after that somebody should know. */
const CAPTURE = 30 * MINUTE;
/** Stripe ends a lapsed authorization itself, and the reconciler reads it minutes later. */
const LAPSE = HOUR;
const PROCESS = 15 * MINUTE;

/** Orders, the terms they pay for, and the events that tell of them. */
export const orderAssertions: readonly Assertion[] = [
  {
    name: "orders-fulfilled-once",
    sentence:
      "An order for a post, an upgrade or an extension that is authorized, captured or cost nothing handed its right over once, a captured one was counted once, and no other was.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select id, job_id, concat(state, ', handed over ', handed, ' times, captured ', captured, ' times') as what
      from (
        select o.id, o.job_id, o.state,
          count(case when f.source_key = concat('authorize:', o.id) then 1 end) as handed,
          count(case when f.source_key = concat('capture:', o.id) then 1 end) as captured
        from ${order} as o
          left join fulfilment as f on f.order_id = o.id
        where o.kind in ('single', 'upgrade', 'extension')
        group by o.id, o.job_id, o.state
      ) as counted
      where captured <> (state = 'captured')
        or (state in ('open', 'expired') and handed <> 0)
        or (state in ('authorized', 'captured', 'no_cost') and handed <> 1)`,
  },
  {
    name: "one-order-one-term",
    sentence: "No order pays for two terms.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select order_id as id, min(job_id) as job_id, concat('pays for ', count(*), ' terms') as what
      from term where order_id is not null group by order_id having count(*) > 1`,
  },
  {
    name: "captured-went-live",
    sentence:
      "No post was charged for without having gone live, unless all of the money was given back or is disputed.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, 'captured, no term that went live' as what
      from ${order} as o
      where o.state = 'captured' and o.kind = 'single'
        and not exists (select 1 from term as t where t.order_id = o.id and t.state in ('live', 'over'))
        and not ${allBack}`,
  },
  {
    name: "authorized-holds-term",
    sentence: "An authorized order for a post that nobody let go holds the term of a job on its way.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, 'authorized, holds no term' as what
      from ${order} as o
      where o.state = 'authorized' and o.kind = 'single' and (o.intent is null or o.intent = 'capture')
        and not exists (select 1 from term as t where t.order_id = o.id and t.state = 'held')`,
  },
  {
    name: "dead-orders-hold-nothing",
    sentence: "An order that is cancelled, expired, lapsed or failed holds no term and wants nothing of the card.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat_ws(', ', o.state, concat('wants to ', o.intent), concat('holds term ', t.id)) as what
      from ${order} as o left join term as t on t.order_id = o.id and t.state <> 'released'
      where o.state in ('cancelled', 'expired', 'lapsed', 'failed') and (o.intent is not null or t.id is not null)`,
  },
  {
    name: "authorizations-let-go",
    sentence: "The card of a rejected or withdrawn job is let go within 15 minutes.",
    about: "order",
    // Not by the order's updated_at: every look at it by the reconciler moves that.
    broken: (at) => sql<BrokenRow>`
      select o.id, o.job_id, 'authorized, to be let go' as what
      from ${order} as o left join job as j on j.id = o.job_id
      where o.state = 'authorized' and o.kind = 'single' and o.intent = 'cancel'
        and coalesce(j.updated_at, o.created_at) < ${later(at, -LET_GO)}`,
  },
  {
    name: "authorizations-in-time",
    sentence: "No authorization is taken for good an hour after its bank ended it.",
    about: "order",
    broken: (at) => sql<BrokenRow>`
      select o.id, o.job_id, 'authorized, past its capture_before' as what
      from ${order} as o where o.state = 'authorized' and o.capture_before < ${later(at, -LAPSE)}`,
  },
  {
    name: "approved-go-live",
    sentence: "An approved job is live, or was asked for another payment, within 30 minutes.",
    about: "job",
    broken: (at) => sql<BrokenRow>`
      select j.id, j.id as job_id, 'approved, not live' as what
      from job as j where j.state = 'approved' and j.updated_at < ${later(at, -CAPTURE)}`,
  },
  {
    name: "jobs-hold-one-term",
    sentence:
      "A job in review or approved holds one term, a live or suspended job has one that runs and at most one to follow, any other has none.",
    about: "job",
    broken: () => sql<BrokenRow>`
      select id, id as job_id, concat(state, ', ', held, ' held and ', live, ' live terms') as what
      from (
        select j.id, j.state,
          count(case when t.state = 'held' then 1 end) as held,
          count(case when t.state = 'live' then 1 end) as live
        from job as j left join term as t on t.job_id = j.id
        group by j.id, j.state
      ) as counted
      where case when state in ('live', 'suspended') then live < 1 or live + held > 2
        else live > 0 or held <> (state in ('submitted', 'changes_requested', 'approved')) end`,
  },
  {
    name: "next-terms-follow",
    sentence: "A term that follows the running one begins at its end, and its job ends with it.",
    about: "term",
    broken: () => sql<BrokenRow>`
      select n.id, n.job_id, concat_ws(', ', n.state, concat('from ', n.starts_at), concat('job until ', j.expires_at)) as what
      from term as n
        join term as t on t.job_id = n.job_id and t.number < n.number and t.state = 'live'
        join job as j on j.id = n.job_id
      where n.state in ('held', 'live') and n.starts_at is not null
        and (n.starts_at <> t.ends_at or n.ends_at <> j.expires_at)`,
  },
  {
    name: "live-terms-are-paid",
    sentence: "A term that went live was paid by a captured order or one that cost nothing, placed for this job.",
    about: "term",
    broken: () => sql<BrokenRow>`
      select t.id, t.job_id, concat_ws(', ', t.state, t.right_kind, coalesce(o.state, 'no order')) as what
      from term as t left join ${order} as o on o.id = t.order_id and o.job_id = t.job_id
      where t.right_kind in ('order', 'no_cost_order') and t.state in ('live', 'over')
        and coalesce(o.state, '') <> if(t.right_kind = 'order', 'captured', 'no_cost')`,
  },
  {
    name: "events-are-processed",
    sentence: "What Stripe told is processed within 15 minutes.",
    about: "event",
    broken: (at) => sql<BrokenRow>`
      select e.id, null as job_id, concat(e.type, ', ', e.status, ', ', e.attempts, ' attempts') as what
      from stripe_event as e
      where e.status in ('stored', 'failed') and e.received_at < ${later(at, -PROCESS)}`,
  },
];
