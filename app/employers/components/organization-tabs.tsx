import { paths } from "~/platform/paths.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { PageLink } from "~/ui/page-link.tsx";

export type OrganizationTab =
  "profile" | "logo" | "members" | "verification" | "templates" | "candidates" | "imports" | "statistics" | "billing";

/** The pages of one organization on the desk; `current` is where the visitor is. */
export function OrganizationTabs({ id, current }: { id: EmployerId; current: OrganizationTab }) {
  const tabs: { tab?: OrganizationTab; to: string; label: string }[] = [
    { tab: "profile", to: paths.editEmployer(id), label: "About" },
    { tab: "logo", to: paths.organizationLogo(id), label: "Logo" },
    { tab: "members", to: paths.members(id), label: "People" },
    { tab: "verification", to: paths.verification(id), label: "Verification" },
    { tab: "templates", to: paths.templates(id), label: "Templates" },
    { tab: "candidates", to: paths.candidates(id), label: "Candidates" },
    { tab: "imports", to: paths.imports(id), label: "Imports" },
    { tab: "statistics", to: paths.employerStatistics(id), label: "Statistics" },
    { tab: "billing", to: paths.billing(id), label: "Billing" },
    { to: paths.desk({ employer: id }), label: "Its jobs" },
  ];
  return (
    <nav className="tabs" aria-label="Organization">
      {tabs.map(({ tab, to, label }) => (
        <PageLink
          key={to}
          to={to}
          className="chip"
          // Who fetches a page of candidates has looked at them.
          prefetch={tab !== "candidates"}
          aria-current={tab === current ? "page" : undefined}
        >
          {label}
        </PageLink>
      ))}
    </nav>
  );
}
