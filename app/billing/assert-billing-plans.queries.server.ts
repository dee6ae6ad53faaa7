import { sql } from "kysely";
import { DAY, later } from "~/platform/clock.ts";
import type { Assertion, BrokenRow } from "./assert-billing.queries.server.ts";

const order = sql.table("order");

/** The reconciler reads every running plan several times a day. */
const READ = DAY;

/** Plans, the invoices that were paid for them, and the terms that they pay for. */
export const planAssertions: readonly Assertion[] = [
  {
    name: "plan-terms-had-a-plan",
    sentence:
      "A term that went live by a plan had its employer's plan, working, at the moment of approval; no other did.",
    about: "term",
    broken: () => sql<BrokenRow>`
      select t.id, t.job_id, concat_ws(', ', t.right_kind, t.state, coalesce(p.status, 'no plan'), concat('used ', u.used_at)) as what
      from term as t
        join job as j on j.id = t.job_id
        left join plan_use as u on u.term_id = t.id
        left join subscription_mirror as p on p.id = u.subscription_id and p.employer_id = j.employer_id
      where (t.right_kind = 'plan' or u.term_id is not null)
        and case when t.right_kind = 'plan' and t.state in ('live', 'over')
          then p.id is null or u.used_at < p.created_at or u.used_at >= u.until or u.used_at > coalesce(p.over_at, u.used_at)
          else u.term_id is not null
        end`,
  },
  {
    name: "plan-orders-are-invoices",
    sentence:
      "A plan's order stands for one paid invoice of its employer's plan, counted once; an unpaid one for none.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat_ws(', ', o.state, coalesce(p.status, 'no plan'), coalesce(o.stripe_invoice, 'no invoice')) as what
      from ${order} as o
        left join subscription_mirror as p on p.id = o.subscription_id and p.employer_id = o.employer_id
        left join fulfilment as f on f.source_key = concat('inv:', o.stripe_invoice) and f.order_id = o.id
      where case when o.kind = 'subscription' and o.state in ('captured', 'no_cost')
        then p.id is null or f.order_id is null
        else o.subscription_id is not null or o.stripe_invoice is not null
      end`,
  },
  {
    name: "one-plan-at-a-time",
    sentence: "No employer has two plans that run at once.",
    about: "plan",
    broken: () => sql<BrokenRow>`
      select max(id) as id, null as job_id, concat(count(*), ' running plans of employer ', employer_id) as what
      from subscription_mirror where over_at is null group by employer_id having count(*) > 1`,
  },
  {
    name: "plans-are-read",
    sentence: "What is known of a running plan is at most a day old.",
    about: "plan",
    broken: (at) => sql<BrokenRow>`
      select id, null as job_id, concat(status, ', read ', read_at) as what
      from subscription_mirror where over_at is null and read_at < ${later(at, -READ)}`,
  },
];
