import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";
import { adminEmployerFilters, type AdminEmployerFilter } from "../admin-orders.ts";
import type { AdminEmployerLine } from "../admin.queries.server.ts";
import { AdminSearch, kept } from "./admin-search.tsx";

type Props = {
  employers: { items: AdminEmployerLine[]; last: AdminEmployerLine | undefined };
  words: string;
  filter: AdminEmployerFilter | undefined;
  paged: boolean;
  now: Date;
};

/** All employers, searchable, with their credits. */
export function AdminEmployers({ employers: { items, last }, words, filter, paged, now }: Props) {
  const narrowed = { words, state: filter };
  return (
    <Page title="Employers" lead="Organizations, their people, jobs, credits and orders.">
      <AdminTabs current="employers" />
      <AdminSearch
        action={paths.adminEmployers()}
        words={words}
        label="Search employers"
        help="A part of the name or the web address, or the beginning of the employer's number."
        states={adminEmployerFilters}
        statesLabel="Which"
        state={filter}
      />
      <DataTable
        caption="Employers, newest first"
        captionHidden
        scrolls
        columns={[
          { key: "name", label: "Employer" },
          { key: "verified", label: "Verified" },
          { key: "since", label: "Since" },
          { key: "credits", label: "Credits", numeric: true },
          { key: "orders", label: "Orders" },
        ]}
        rows={items.map(({ id, name, verification, at, credits }) => ({
          key: id,
          cells: [
            <Link key="name" to={paths.adminEmployer(id)}>
              {name}
            </Link>,
            verification === "unverified" ? "" : <Mark kind="verified">Verified</Mark>,
            formatDate(at, now),
            formatNumber(Number(credits)),
            <Link key="orders" to={paths.adminOrders({ words: id })}>
              Orders<span className="vh"> of {name}</span>
            </Link>,
          ],
        }))}
        empty={
          words || filter ? "No employer is like that. Try fewer words or all of them." : "There is no employer yet."
        }
      />
      <Pager
        label="Pages of employers"
        shown={countOf(items.length, "employer")}
        nextTo={last && paths.adminEmployers(kept({ ...narrowed, before: last.id }))}
        firstTo={paged ? paths.adminEmployers(kept(narrowed)) : undefined}
      />
    </Page>
  );
}
