import { DataTable } from "~/ui/data.tsx";
import { formatNumber } from "~/ui/format.ts";
import { daysWords, type ReplyRecord } from "../reply-record.ts";

/** How an employer answers, in two lines. */
export function ReplyRecordTable({ record }: { record: ReplyRecord }) {
  const { answered, applications, percent, medianDays } = record;
  return (
    <DataTable
      caption="Reply record, last 12 months"
      captionHidden
      headHidden
      rowHeaders
      columns={[
        { key: "what", label: "What" },
        { key: "figure", label: "Figure", numeric: true },
      ]}
      rows={[
        {
          key: "answered",
          cells: ["Applications answered", `${formatNumber(answered)} of ${formatNumber(applications)}, ${percent} %`],
        },
        ...(medianDays === null ? [] : [{ key: "median", cells: ["Median time to an answer", daysWords(medianDays)] }]),
      ]}
    />
  );
}
