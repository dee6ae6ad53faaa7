import { sql } from "kysely";
import { DAY, later, MINUTE } from "~/platform/clock.ts";
import type { Assertion, BrokenRow } from "./assert-billing.queries.server.ts";
import { allGone } from "./assert-billing-reversals.queries.server.ts";

const order = sql.table("order");

/** Ten days to confirm an account, four business days for the money, and a few holidays on top. */
const ON_ITS_WAY = 21 * DAY;
/** Room for a few attempts while Stripe is away. */
const CHARGE = 30 * MINUTE;

/** Packs, upgrades and receipts: what is paid at once. */
export const purchaseAssertions: readonly Assertion[] = [
  {
    name: "packs-granted-once",
    sentence:
      "A pack that is paid, or cost nothing, added just its credits to its employer's ledger, once; no other did.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select id, job_id, concat_ws(', ', kind, state, concat('added ', added, ' times'), if(wrong > 0, 'something else', null)) as what
      from (
        select o.id, o.job_id, o.kind, o.state,
          count(c.id) as added,
          count(case when c.delta <> o.credits or c.employer_id <> o.employer_id or c.term_days <> o.term_days
            or c.source_key <> concat('cs:', o.stripe_session) then 1 end) as wrong
        from ${order} as o left join credit_ledger as c on c.order_id = o.id and c.kind = 'purchase'
        where o.kind in ('pack', 'single', 'upgrade', 'extension')
        group by o.id, o.job_id, o.kind, o.state
      ) as counted
      where added <> (kind = 'pack' and state in ('captured', 'no_cost')) or wrong > 0`,
  },
  {
    name: "receipts-add-up",
    sentence:
      "What was paid has one receipt, which adds up to what was paid; a post or an upgrade that cost nothing has none.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat_ws(', ', o.kind, o.state, coalesce(concat('receipt of ', r.total_cents), 'no receipt')) as what
      from ${order} as o left join receipt as r on r.order_id = o.id
      where (r.number is not null) <>
          (o.state = 'captured' or (o.kind in ('pack', 'subscription') and o.state = 'no_cost'))
        or cast(o.amount_cents as signed) - r.discount_cents + r.tax_cents - r.balance_cents <> r.total_cents
        or r.total_cents <> coalesce(o.total_cents, 0)`,
  },
  {
    name: "bank-payments-end",
    sentence: "A payment that is on its way from a bank arrives or comes back within 21 days.",
    about: "order",
    broken: (at) => sql<BrokenRow>`
      select o.id, o.job_id, 'still on its way' as what
      from ${order} as o where o.state = 'processing' and o.created_at < ${later(at, -ON_ITS_WAY)}`,
  },
  {
    name: "features-are-paid",
    sentence:
      "A term is featured by an upgrade for its job that is paid, cost nothing, or is being charged, and not given back.",
    about: "term",
    broken: () => sql<BrokenRow>`
      select t.id, t.job_id, concat_ws(', ', t.state, o.kind, o.state) as what
      from term as t join ${order} as o on o.id = t.featured_order_id
      where o.kind <> 'upgrade' or o.job_id <> t.job_id or o.state not in ('authorized', 'captured', 'no_cost')
        or ${allGone}`,
  },
  {
    name: "upgrades-feature",
    sentence: "An upgrade that is paid, or cost nothing, features one term, or says why there is money to give back.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat(o.state, ', features no term') as what
      from ${order} as o
      where o.kind = 'upgrade' and o.state in ('captured', 'no_cost')
        and not exists (select 1 from term as t where t.featured_order_id = o.id)
        and not (o.state = 'captured' and o.failure is not null)
        and not ${allGone}`,
  },
  {
    name: "extensions-extend",
    sentence:
      "An extension that is paid, or cost nothing, gave its job one more term, or says why there is money to give back.",
    about: "order",
    broken: () => sql<BrokenRow>`
      select o.id, o.job_id, concat(o.state, ', extends nothing') as what
      from ${order} as o
      where o.kind = 'extension' and o.state in ('captured', 'no_cost')
        and not exists (select 1 from term as t where t.order_id = o.id and t.state in ('live', 'over'))
        and not (o.state = 'captured' and o.failure is not null)
        and not ${allGone}`,
  },
  {
    name: "upgrades-end",
    sentence: "An upgrade or an extension is charged, or let go, within 30 minutes of being authorized.",
    about: "order",
    broken: (at) => sql<BrokenRow>`
      select o.id, o.job_id, concat_ws(', ', o.state, concat('wants to ', o.intent)) as what
      from ${order} as o join fulfilment as f on f.source_key = concat('authorize:', o.id)
      where o.kind in ('upgrade', 'extension') and o.state = 'authorized' and f.created_at < ${later(at, -CHARGE)}`,
  },
  {
    name: "featured-jobs-are-paid",
    sentence: "A live job is shown as featured while its term is, at most until the term ends.",
    about: "job",
    broken: (at) => sql<BrokenRow>`
      select j.id, j.id as job_id, if(t.id is null, 'featured, and its term is not', 'featured beyond its term') as what
      from job as j left join term as t on t.job_id = j.id and t.state = 'live' and t.featured_order_id is not null
      where j.state = 'live' and j.featured_until > ${at} and (t.id is null or j.featured_until > t.ends_at)`,
  },
];
