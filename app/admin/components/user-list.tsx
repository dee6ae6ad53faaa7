import { Link } from "@remix-run/react";
import { staffRoleLabels } from "~/accounts/account.ts";
import { AdminSearch, kept } from "~/billing/components/admin-search.tsx";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { DataTable } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatDate, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { showUsers } from "../show-users.server.ts";
import { MOST_COUNTED, userFilters, type UserFilter } from "../users.ts";

type Users = Awaited<ReturnType<typeof showUsers>>;
type Props = { users: Users; words: string; filter: UserFilter | undefined; paged: boolean; now: Date };

/** How an account stands, in marks. */
export function UserMarks({ user }: { user: Pick<Users["items"][number], "role" | "suspendedAt" | "confirmedAt"> }) {
  return (
    <>
      {user.suspendedAt ? <Mark kind="bad">Suspended</Mark> : null}
      {user.role ? <Mark kind="fact">{staffRoleLabels[user.role]}</Mark> : null}
      {user.confirmedAt ? null : <Mark kind="missing">Not confirmed</Mark>}
    </>
  );
}

/** All accounts, searchable. */
export function UserList({ users: { items, last, count }, words, filter, paged, now }: Props) {
  const narrowed = { words, state: filter };
  return (
    <Page title="Users" lead="Everybody with an account: seekers, people of employers, and staff.">
      <AdminTabs current="users" />
      <AdminSearch
        action={paths.adminUsers()}
        words={words}
        label="Search users"
        help="A part of the e-mail address or the name, or the beginning of the account's number."
        states={userFilters}
        statesLabel="Which"
        state={filter}
      />
      <DataTable
        caption="Users, newest first"
        captionHidden
        scrolls
        columns={[
          { key: "name", label: "Person" },
          { key: "since", label: "Since" },
        ]}
        rows={items.map((user) => ({
          key: user.id,
          cells: [
            <>
              <Link to={paths.adminUser(user.id)}>{user.name}</Link>
              <br />
              <span className="quiet">{user.email}</span> <UserMarks user={user} />
            </>,
            formatDate(user.at, now),
          ],
        }))}
        empty={words || filter ? "Nobody is like that. Try fewer words or everybody." : "Nobody has signed up yet."}
      />
      <Pager
        label="Pages of users"
        shown={
          count > MOST_COUNTED
            ? `${formatNumber(items.length)} of more than ${formatNumber(MOST_COUNTED)} users`
            : `${formatNumber(items.length)} of ${countOf(count, "user")}`
        }
        nextTo={last && paths.adminUsers(kept({ ...narrowed, before: last.id }))}
        firstTo={paged ? paths.adminUsers(kept(narrowed)) : undefined}
      />
    </Page>
  );
}
