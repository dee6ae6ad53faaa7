import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { DefinitionList } from "~/ui/data.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { Health } from "./billing-health.tsx";

const states = { unconfirmed: "not confirmed", active: "active", paused: "paused" };
const reasons = {
  person: "by their people",
  unsubscribed: "unsubscribed",
  bounce: "bounced",
  complaint: "marked as spam",
};
const events = { bounce: "bounced for good", "soft-bounce": "bounced for now", complaint: "marked as spam" };

/** The alerts, how far they are matched, and what the mail service tells of their mail. */
export function Alerts({ health: { alerts } }: { health: Health }) {
  const counted = alerts.counts.map(
    ({ state, why, count }) => `${formatNumber(count)} ${states[state]}${why ? ` (${reasons[why]})` : ""}`,
  );
  const told = alerts.events.map(({ type, count }) => `${formatNumber(count)} ${events[type]}`);
  return (
    <DefinitionList
      items={[
        { term: "Alerts", value: counted.join(", ") || "None" },
        {
          term: "Matched",
          value: (
            <Mark kind={alerts.behind < 1_000 ? "ok" : "bad"}>
              {alerts.behind === 0 ? "All changes of jobs" : `${countOf(alerts.behind, "change")} behind`}
            </Mark>
          ),
        },
        {
          term: "Mail",
          value: alerts.hasPostal ? (
            `${countOf(alerts.due, "alert")} due now`
          ) : (
            <Mark kind="bad">
              No alert is mailed: the law asks for a postal address in each.{" "}
              <Link to={paths.adminSettings()}>Enter it in the settings</Link>. {countOf(alerts.due, "alert")} waiting.
            </Mark>
          ),
        },
        {
          term: "From the mail service, 30 days",
          value: alerts.hasWebhook
            ? told.join(", ") || "Nothing came back"
            : "It cannot tell: MAIL_WEBHOOK_SECRET is empty",
        },
      ]}
    />
  );
}
