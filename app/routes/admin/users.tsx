import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { UserList } from "~/admin/components/user-list.tsx";
import { showUsers } from "~/admin/show-users.server.ts";
import { parseUserFilter } from "~/admin/users.ts";
import { searchWords } from "~/billing/admin-orders.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

export const meta: MetaFunction = () => [{ title: "Users – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const search = new URL(request.url).searchParams;
  const words = searchWords(search.get("words"));
  const filter = parseUserFilter(search.get("state"));
  const before = parseId<"account">(search.get("before"));
  const users = await showUsers(database(), { words, filter, before });
  return { users, words, filter, paged: before !== undefined, now: now() };
}

export default function UsersPage() {
  return <UserList {...useLoaderData<typeof loader>()} />;
}
