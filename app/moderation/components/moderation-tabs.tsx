import { paths } from "~/platform/paths.ts";
import { formatNumber } from "~/ui/format.ts";
import { PageLink } from "~/ui/page-link.tsx";
import type { WaitingCounts } from "../count-waiting.server.ts";

export type ModerationTab = keyof WaitingCounts | "audit";

const tabs: { tab: ModerationTab; to: string; label: string }[] = [
  { tab: "jobs", to: paths.moderation(), label: "Queue" },
  { tab: "reports", to: paths.reports(), label: "Reports" },
  { tab: "appeals", to: paths.appeals(), label: "Appeals" },
  { tab: "claims", to: paths.claims(), label: "Claims" },
  { tab: "audit", to: paths.adminAudit(), label: "Audit log" },
];

/** The moderators' pages; `current` is where the visitor is, `waiting` how much waits on each of them. */
export function ModerationTabs({ current, waiting }: { current: ModerationTab; waiting: WaitingCounts }) {
  return (
    <nav className="tabs" aria-label="Moderation">
      {tabs.map(({ tab, to, label }) => (
        <PageLink key={tab} to={to} className="chip" aria-current={tab === current ? "page" : undefined}>
          {label}
          {tab !== "audit" && waiting[tab] > 0 ? (
            <span>
              {formatNumber(waiting[tab])}
              <span className="vh"> waiting</span>
            </span>
          ) : null}
        </PageLink>
      ))}
    </nav>
  );
}
