import { PayFigure } from "~/ui/figures.tsx";
import { formatMoneyRange, formatNumber } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { HOURS_A_YEAR, payUnits, perks } from "~/vocabulary/terms.ts";
import { effectiveHourly, type Pay } from "../job-content.ts";
import { payAmount, type PublicContent } from "./job-words.ts";

/** What the job pays, in its own unit; beside it the effective hourly range, where the board derived one. */
export function PaySection({ content }: { content: Pick<PublicContent, "pay" | "perks"> }) {
  const { pay } = content;
  return (
    <Section title="Pay">
      {pay ? (
        <>
          <p className="bigpay">
            {payAmount(pay)} <small>{payUnits.label(pay.unit)}</small>
          </p>
          <DerivedPay pay={pay} />
          <PayFigure
            low={pay.minCents}
            high={pay.maxCents}
            unit={payUnits.label(pay.unit)}
            caption="The range the employer states."
          />
        </>
      ) : (
        <p className="quiet">
          Pay is not stated. Employers who post here must state it; this listing came from outside.
        </p>
      )}
      {content.perks.length > 0 ? (
        <p className="flags">
          {content.perks.map((code) => (
            <Mark key={code} icon="ok">
              {perks.label(code)}
            </Mark>
          ))}
        </p>
      ) : null}
    </Section>
  );
}

function DerivedPay({ pay }: { pay: Pay }) {
  const effective = effectiveHourly(pay);
  if (pay.unit === "hour") return null;
  if (!effective) {
    const why =
      pay.unit === "chart"
        ? "The employer does not state charts an hour"
        : `Pay ${payUnits.label(pay.unit)} says nothing of time`;
    return <p className="small quiet">{why}, so there is no hourly figure.</p>;
  }
  const how =
    pay.unit === "year"
      ? `${formatNumber(HOURS_A_YEAR)} hours a year`
      : `the employer’s ${formatNumber(pay.chartsPerHour ?? 0)} charts an hour`;
  return (
    <p className="small quiet">
      About {formatMoneyRange(effective.minCents, effective.maxCents)} an hour, derived from {how}.
    </p>
  );
}
