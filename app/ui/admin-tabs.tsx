import { paths } from "~/platform/paths.ts";
import { PageLink } from "./page-link.tsx";

export type AdminTab = "board" | "users" | "employers" | "orders" | "plans" | "settings" | "health" | "audit";

const tabs: { tab: AdminTab; to: string; label: string }[] = [
  { tab: "board", to: paths.admin(), label: "Overview" },
  { tab: "users", to: paths.adminUsers(), label: "Users" },
  { tab: "employers", to: paths.adminEmployers(), label: "Employers" },
  { tab: "orders", to: paths.adminOrders(), label: "Orders" },
  { tab: "plans", to: paths.adminPlans(), label: "Plans" },
  { tab: "settings", to: paths.adminSettings(), label: "Settings" },
  { tab: "health", to: paths.adminHealth(), label: "Health" },
  { tab: "audit", to: paths.adminAudit(), label: "Audit log" },
];

/** The admin's pages; `current` is where the visitor is. */
export function AdminTabs({ current }: { current: AdminTab }) {
  return (
    <nav className="tabs" aria-label="Admin">
      {tabs.map(({ tab, to, label }) => (
        <PageLink key={tab} to={to} className="chip" aria-current={tab === current ? "page" : undefined}>
          {label}
        </PageLink>
      ))}
    </nav>
  );
}
