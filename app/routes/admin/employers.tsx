import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseAdminEmployerFilter, searchWords } from "~/billing/admin-orders.ts";
import { AdminEmployers } from "~/billing/components/admin-employers.tsx";
import { showEmployers } from "~/billing/show-admin.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

export const meta: MetaFunction = () => [{ title: "Employers – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const search = new URL(request.url).searchParams;
  const words = searchWords(search.get("words"));
  const filter = parseAdminEmployerFilter(search.get("state"));
  const before = parseId<"employer">(search.get("before"));
  return {
    employers: await showEmployers(database(), { words, filter, before }),
    words,
    filter,
    paged: before !== undefined,
    now: now(),
  };
}

export default function AdminEmployersPage() {
  return <AdminEmployers {...useLoaderData<typeof loader>()} />;
}
