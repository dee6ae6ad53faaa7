import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { DataTable } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import type { AdminEmployerLine } from "../admin.queries.server.ts";
import { AdminSearch, kept } from "./admin-search.tsx";

type Props = {
  employers: { items: AdminEmployerLine[]; last: AdminEmployerLine | undefined };
  words: string;
  paged: boolean;
  now: Date;
};

/** All employers, searchable, with their credits. */
export function AdminEmployers({ employers: { items, last }, words, paged, now }: Props) {
  return (
    <Page title="Employers" lead="Their credits and their orders." crumb={{ to: paths.admin(), label: "Admin" }}>
      <AdminSearch
        action={paths.adminEmployers()}
        words={words}
        label="Search employers"
        help="A part of the name, or the employer's number."
      />
      <DataTable
        caption="Employers, newest first"
        captionHidden
        scrolls
        columns={[
          { key: "name", label: "Employer" },
          { key: "since", label: "Since" },
          { key: "credits", label: "Credits", numeric: true },
          { key: "orders", label: "Orders" },
        ]}
        rows={items.map(({ id, name, at, credits }) => ({
          key: id,
          cells: [
            <Link key="name" to={paths.adminEmployer(id)}>
              {name}
            </Link>,
            formatDate(at, now),
            formatNumber(Number(credits)),
            <Link key="orders" to={paths.adminOrders({ words: id })}>
              Orders<span className="vh"> of {name}</span>
            </Link>,
          ],
        }))}
        empty={words ? "No employer is called like that." : "There is no employer yet."}
      />
      <Pager
        label="Pages of employers"
        shown={countOf(items.length, "employer")}
        nextTo={last && paths.adminEmployers(kept({ words, before: last.id }))}
        firstTo={paged ? paths.adminEmployers(kept({ words })) : undefined}
      />
    </Page>
  );
}
