import { sql, type Kysely } from "kysely";

/** Receipts of what was paid before there were receipts; Stripe charged no tax then. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into receipt (order_id, employer_name, discount_cents, tax_cents, total_cents, paid_at)
    select o.id, e.name, greatest(cast(o.amount_cents as signed) - coalesce(o.total_cents, o.amount_cents), 0), 0,
      coalesce(o.total_cents, o.amount_cents), o.updated_at
    from \`order\` o join employer e on e.id = o.employer_id
    where o.state = 'captured' order by o.id
  `.execute(db);
}
