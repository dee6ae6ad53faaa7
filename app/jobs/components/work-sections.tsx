import { CodeList } from "~/ui/codes.tsx";
import { DataTable, DefinitionList, type Row } from "~/ui/data.tsx";
import { formatNumber } from "~/ui/format.ts";
import { Prose, Section } from "~/ui/layout.tsx";
import { schedules } from "~/vocabulary/terms.ts";
import type { Vocabulary } from "~/vocabulary/vocabulary.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";
import { codingTestWords, employmentWords, midSentence, type PublicContent } from "./job-words.ts";

/** The labels of codes in a row, only the first of them capitalized; undefined where there is none. */
function labels(vocabulary: Vocabulary, codes: readonly string[]): string | undefined {
  const words = codes.map((code, index) =>
    index === 0 ? vocabulary.label(code) : midSentence(vocabulary.label(code)),
  );
  return words.join(", ") || undefined;
}

function leveled(vocabulary: Vocabulary, rows: readonly { code: string; level: string }[]): string | undefined {
  return rows.map(({ code, level }) => `${vocabulary.label(code)}, ${level}`).join("; ") || undefined;
}

/** The work itself: function, setting, tools, schedule and the disclosures. What nobody said is shown as *not stated*. */
export function WorkSection({ content }: { content: PublicContent }) {
  const schedule = [content.schedule && schedules.label(content.schedule), content.scheduleNote].filter(Boolean);
  const share = content.aiSharePercent;
  return (
    <Section title="The work">
      <DefinitionList
        items={[
          { term: "Function", value: labels(functions, content.functions) },
          { term: "Setting", value: labels(settings, content.settings) },
          { term: "Specialty", value: labels(specialties, content.specialties) },
          {
            term: "Code sets",
            value: content.codeSets.length ? (
              <CodeList codes={content.codeSets.map((code) => codeSets.label(code))} />
            ) : undefined,
          },
          { term: "EHR", value: leveled(ehrs, content.ehrs) },
          { term: "Encoder", value: leveled(encoders, content.encoders) },
          {
            term: "Employment",
            value: content.employmentTypes.some((code) => code !== "not-stated") ? employmentWords(content) : undefined,
          },
          { term: "Schedule", value: schedule.length ? schedule.join(": ") : undefined },
          {
            term: "AI-assisted",
            value:
              share === null
                ? undefined
                : share === 0
                  ? "No charts are validation of machine-suggested codes"
                  : `About ${share} % of charts are validation of machine-suggested codes`,
          },
          { term: "Coding test", value: codingTestWords(content.codingTest) },
        ]}
      />
    </Section>
  );
}

/** What is expected an hour and how it is checked, as the employer states it. */
export function ProductionSection({
  content,
}: {
  content: Pick<PublicContent, "production" | "accuracyPercent" | "auditMethod" | "downtimePaid">;
}) {
  const rows: Row[] = content.production.map(({ amount, recordType, period }) => ({
    key: `${recordType} ${period}`,
    cells: [recordType[0]!.toUpperCase() + recordType.slice(1), `each ${period}`, formatNumber(amount)],
  }));
  if (content.accuracyPercent !== null || content.auditMethod)
    rows.push({
      key: "accuracy",
      cells: [
        "Accuracy",
        content.auditMethod ?? <span className="quiet">audit not stated</span>,
        content.accuracyPercent === null ? "not stated" : `${formatNumber(content.accuracyPercent)} %`,
      ],
    });
  if (content.downtimePaid !== null)
    rows.push({
      key: "downtime",
      cells: ["Downtime", "system and query waits", content.downtimePaid ? "paid" : "unpaid"],
    });
  return (
    <Section title="Production and quality">
      {rows.length > 0 ? (
        <>
          <DataTable
            caption="Production and quality"
            captionHidden
            columns={[
              { key: "record", label: "Record" },
              { key: "period", label: "Period or method" },
              { key: "expected", label: "Expected", numeric: true },
            ]}
            rows={rows}
          />
          <p className="help">Stated by the employer. There is no national standard for production.</p>
        </>
      ) : (
        <p className="quiet">Production and accuracy are not stated.</p>
      )}
    </Section>
  );
}

/** The posting's own text. */
export function WordsSection({ html, imported }: { html: string; imported: boolean }) {
  return (
    <Section title={imported ? "In the source’s words" : "In their words"}>
      {html ? <Prose html={html} /> : <p className="quiet">No text was given.</p>}
    </Section>
  );
}
