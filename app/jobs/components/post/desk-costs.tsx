import { DAY, later } from "~/platform/clock.ts";
import { DefinitionList } from "~/ui/data.tsx";
import { formatDate, formatList, formatMoney } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import type { ExtensionOffer } from "../../extend-job.server.ts";
import type { FeatureOffer } from "../../feature-job.server.ts";
import type { NextStep } from "../../job-history.ts";
import { CONFIRMATION_DAYS } from "../../job.ts";
import type { DeskJob } from "../../read-desk.server.ts";
import type { RenewalOffer } from "../../renew-job.server.ts";

type Page = {
  job: DeskJob;
  feature: FeatureOffer | undefined;
  extension: ExtensionOffer | undefined;
  renewal: RenewalOffer | undefined;
  now: Date;
};

/** What can be done with the job now, and what each of it costs. */
export function Costs({ page, steps }: { page: Page; steps: readonly NextStep[] }) {
  const items = steps.flatMap((step) => {
    const told = words[step]?.(page);
    return told ? [{ term: told[0], value: told[1] }] : [];
  });
  const { job, extension } = page;
  if (job.state === "live" && job.origin === "employer" && !extension)
    items.push({ term: "Extend", value: "It is extended already. It can be again once its next term has begun." });
  return items.length > 0 ? (
    <Section title="What you can do, and what it costs">
      <DefinitionList items={items} />
    </Section>
  ) : null;
}

const END = "Free, at once, and for good. The rest of its term is not paid back.";

const words: Partial<Record<NextStep, (page: Page) => [name: string, cost: string] | undefined>> = {
  edit: ({ job }) =>
    job.state === "live"
      ? [
          "Edit",
          "Free, and the end does not move. A new title, pay, extra, apply address, question, description or other text is read by a moderator first; what you choose from our lists, and figures, are live at once.",
        ]
      : undefined,
  confirm: ({ job, now }) => {
    const by = job.confirmedAt && later(job.confirmedAt, CONFIRMATION_DAYS * DAY);
    if (!by) return ["Confirm", "Free. It is back in the lists at once."];
    return job.expiresAt && by < job.expiresAt
      ? ["Confirm", `Free. It leaves the lists on ${formatDate(by, now)} otherwise.`]
      : ["Confirm", "Free. It is confirmed until its end already."];
  },
  extend: ({ extension, now }) =>
    extension && [
      "Extend",
      `${waysToPay(extension)}, for ${extension.days} days more from ${formatDate(extension.from, now)}. No new review.`,
    ],
  feature: ({ feature, now }) =>
    feature && ["Feature", `${formatMoney(feature.cents)}, until ${formatDate(feature.until, now)}.`],
  renew: ({ renewal }) =>
    renewal && [
      "Renew",
      `${waysToPay(renewal)}, for ${renewal.days} days from a new approval. Rejected, it costs nothing.`,
    ],
  pay: () => ["Pay another way", "Nothing was charged yet. It goes back to review with what you choose."],
  withdraw: () => ["Take it back", "Free. What is authorized or held for it is let go."],
  fill: ({ job }) => ["Mark as filled", job.state === "live" ? END : "Free. Its page then says so."],
  close: () => ["Close", END],
};

function waysToPay({ cents, credits, planName }: Pick<RenewalOffer, "cents" | "credits" | "planName">): string {
  const card = `${formatMoney(cents)} by card`;
  const ways = [...(planName ? ["nothing by your plan"] : []), ...(credits > 0 ? ["a credit"] : []), card];
  return formatList(ways, "or").replace(/^\w/, (letter) => letter.toUpperCase());
}
