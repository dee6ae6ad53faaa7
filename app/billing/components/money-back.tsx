import { DataTable } from "~/ui/data.tsx";
import { formatDay, formatMoney, formatNumber } from "~/ui/format.ts";
import type { MoneyBack } from "../list-money-back.server.ts";

/** What went back of an order's money, or is disputed, one a line; with what it took of the credits where it may. */
export function MoneyBackTable({ lines, credits, now }: { lines: readonly MoneyBack[]; credits: boolean; now?: Date }) {
  return (
    <DataTable
      caption="Money back"
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "what", label: "What" },
        { key: "amount", label: "Amount", numeric: true },
        ...(credits ? [{ key: "credits", label: "Credits taken", numeric: true }] : []),
      ]}
      rows={lines.map((line) => ({
        key: line.id,
        cells: [
          formatDay(line.at, now),
          `${line.kind === "refund" ? "Refund" : "Dispute"}: ${line.state}`,
          formatMoney(line.kind === "refund" ? -line.cents : line.cents, { cents: "always" }),
          ...(credits
            ? [
                line.shortfall
                  ? `${formatNumber(line.credits)}, ${formatNumber(line.shortfall)} used already`
                  : formatNumber(line.credits),
              ]
            : []),
        ],
      }))}
    />
  );
}
