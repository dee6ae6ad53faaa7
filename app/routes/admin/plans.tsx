import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { planKindLabels } from "~/billing/plan-kinds.ts";
import { listAllPlans } from "~/billing/show-admin.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { DataTable } from "~/ui/data.tsx";
import { formatMoney, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Mark } from "~/ui/mark.tsx";

export const meta: MetaFunction = () => [{ title: "Plans and prices – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  return { plans: await listAllPlans(database()) };
}

export default function PlansPage() {
  const { plans } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Plans and prices"
      lead="What employers buy. A new price touches no order that was placed, and no plan that runs."
    >
      <AdminTabs current="plans" />
      <DataTable
        caption="Plans"
        captionHidden
        scrolls
        columns={[
          { key: "name", label: "Name" },
          { key: "kind", label: "What it is" },
          { key: "price", label: "Price", numeric: true },
          { key: "credits", label: "Credits", numeric: true },
          { key: "days", label: "Days", numeric: true },
          { key: "sale", label: "On sale" },
        ]}
        rows={plans.map((plan) => ({
          key: plan.code,
          cells: [
            <Link key="name" to={paths.adminPlan(plan.code)}>
              {plan.name}
            </Link>,
            planKindLabels[plan.kind],
            formatMoney(plan.price_cents),
            plan.credits ? formatNumber(plan.credits) : "",
            formatNumber(plan.term_days),
            <Mark key="sale" kind={plan.active ? "ok" : "missing"}>
              {plan.active ? "Yes" : "No"}
            </Mark>,
          ],
        }))}
      />
    </Page>
  );
}
