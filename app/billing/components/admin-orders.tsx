import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatDate, formatDay, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";
import { SelectField, TextField } from "~/ui/text-fields.tsx";
import { adminOrderFilters, adminOrderKinds, type OrderNarrowing } from "../admin-orders.ts";
import { amountOf, orderStateLabels } from "../order.ts";
import type { AdminOrderLine } from "../admin.queries.server.ts";
import { disputeStateLabel, isUndecided } from "../reversal.ts";
import { AdminSearch, kept } from "./admin-search.tsx";

type Props = {
  orders: { items: AdminOrderLine[]; last: AdminOrderLine | undefined };
  words: string;
  narrowed: OrderNarrowing;
  paged: boolean;
  now: Date;
};

/** All orders of the board, searchable. */
export function AdminOrders({ orders, words, narrowed: by, paged, now }: Props) {
  const { items, last } = orders;
  const narrowed = { words, ...by };
  const isNarrowed = Object.values(narrowed).some(Boolean);
  return (
    <Page title="Orders" lead="What employers ordered, what was charged, and what went back.">
      <AdminTabs current="orders" />
      <AdminSearch
        action={paths.adminOrders()}
        words={words}
        label="Search orders"
        help="A part of the employer's name, the e-mail address of whoever ordered, an order's or receipt's number, or an id of Stripe's."
        states={adminOrderFilters}
        state={by.state}
      >
        <SelectField
          field={{ id: "kind", name: "kind", initialValue: by.kind }}
          label="What"
          placeholder="All"
          options={Object.entries(adminOrderKinds).map(([value, label]) => ({ value, label }))}
        />
        <TextField field={{ id: "from", name: "from", initialValue: by.from }} label="From" type="date" />
        <TextField field={{ id: "to", name: "to", initialValue: by.to }} label="To" type="date" />
      </AdminSearch>
      <DataTable
        caption="Orders, newest first"
        captionHidden
        scrolls
        columns={[
          { key: "date", label: "Date" },
          { key: "what", label: "What" },
          { key: "state", label: "How it stands" },
          { key: "amount", label: "Amount", numeric: true },
        ]}
        rows={items.map((order) => ({
          key: order.id,
          cells: [
            formatDay(order.at, now),
            <>
              <Link to={paths.adminOrder(order.id)}>
                {order.planName}
                <span className="vh">
                  {" "}
                  of {order.employerName}, {formatDate(order.at, now)}
                </span>
              </Link>
              <br />
              <Link className="quiet" to={paths.adminEmployer(order.employerId)}>
                {order.employerName}
              </Link>
            </>,
            <>
              {orderStateLabels[order.state]}
              {Number(order.refundedCents) ? `, ${formatMoney(Number(order.refundedCents))} given back` : ""}
              {order.disputeState ? (
                <>
                  <br />
                  <Mark kind={isUndecided(order.disputeState) ? "bad" : "fact"}>
                    Dispute: {disputeStateLabel(order.disputeState)}
                  </Mark>
                </>
              ) : null}
            </>,
            formatMoney(amountOf(order)),
          ],
        }))}
        empty={isNarrowed ? "No order is like that. Try fewer words or all states." : "Nobody has ordered yet."}
      />
      <Pager
        label="Pages of orders"
        shown={countOf(items.length, "order")}
        nextTo={last && paths.adminOrders(kept({ ...narrowed, before: last.id }))}
        firstTo={paged ? paths.adminOrders(kept(narrowed)) : undefined}
      />
    </Page>
  );
}
