import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseOrderNarrowing, searchWords } from "~/billing/admin-orders.ts";
import { AdminOrders } from "~/billing/components/admin-orders.tsx";
import { showOrders } from "~/billing/show-admin.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

export const meta: MetaFunction = () => [{ title: "Orders – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const search = new URL(request.url).searchParams;
  const words = searchWords(search.get("words"));
  const narrowed = parseOrderNarrowing(search);
  const before = parseId<"order">(search.get("before"));
  const orders = await showOrders(database(), { words, narrowed, before });
  return { orders, words, narrowed, paged: before !== undefined, now: now() };
}

export default function AdminOrdersPage() {
  return <AdminOrders {...useLoaderData<typeof loader>()} />;
}
