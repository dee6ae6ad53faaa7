import { sql } from "kysely";
import type { Assertion, BrokenRow } from "./assert-billing.queries.server.ts";

/** The ledger of credits and the terms that they pay for. */
export const creditAssertions: readonly Assertion[] = [
  {
    name: "ledger-never-negative",
    sentence: "No employer's credits were ever below zero, in the order in which the ledger was written.",
    about: "ledger line",
    broken: () => sql<BrokenRow>`
      select id, null as job_id, concat(kind, ' brings its employer to ', balance) as what
      from (
        select id, kind, sum(delta) over (partition by employer_id order by id) as balance from credit_ledger
      ) as running
      where balance < 0`,
  },
  {
    name: "ledger-lines-belong",
    sentence: "A credit is held (−1), spent (0) and returned (+1) for a term of its employer that credits pay for.",
    about: "ledger line",
    broken: () => sql<BrokenRow>`
      select c.id, t.job_id, concat_ws(', ', c.kind, c.delta, coalesce(t.right_kind, 'no term')) as what
      from credit_ledger as c
        left join term as t on t.id = c.term_id
        left join job as j on j.id = t.job_id
      where c.kind in ('hold', 'spend', 'return')
        and (
          t.id is null or t.right_kind <> 'credit' or j.employer_id <> c.employer_id
          or c.delta <> case c.kind when 'hold' then -1 when 'spend' then 0 else 1 end
        )`,
  },
  {
    name: "credits-follow-terms",
    sentence:
      "A term paid by a credit held one; the credit is spent once the term went live, returned once it was released, never both.",
    about: "term",
    broken: () => sql<BrokenRow>`
      select id, job_id, concat(state, ', ', held, ' held, ', spent, ' spent, ', returned, ' returned') as what
      from (
        select t.id, t.job_id, t.state,
          count(case when c.kind = 'hold' then 1 end) as held,
          count(case when c.kind = 'spend' then 1 end) as spent,
          count(case when c.kind = 'return' then 1 end) as returned
        from term as t left join credit_ledger as c on c.term_id = t.id
        where t.right_kind = 'credit'
        group by t.id, t.job_id, t.state
      ) as counted
      where held <> 1 or spent <> (state in ('live', 'over')) or returned <> (state = 'released')`,
  },
];
