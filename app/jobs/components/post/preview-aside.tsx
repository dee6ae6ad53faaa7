import { Checklist, Box } from "~/ui/layout.tsx";
import { Icon } from "~/ui/icon.tsx";
import { JobCard } from "~/ui/job-card.tsx";
import { Note } from "~/ui/notes.tsx";
import type { LintFinding } from "../../lint-job.ts";
import type { ReadinessTick } from "../../search-readiness.ts";
import type { JobCardData } from "../job-card-props.ts";

/** The card as seekers will see it, and what search engines ask, both from the saved draft. */
export function PreviewAside({ card, readiness }: { card: JobCardData; readiness: readonly ReadinessTick[] }) {
  return (
    <aside className="stick" aria-label="Preview">
      <Box className="pv" title="Preview of the card">
        <JobCard {...card} level={3} />
      </Box>
      <Box title="Ready for search engines">
        <Checklist
          items={readiness.map(({ key, met, words }) => ({
            key,
            met,
            glyph: <Icon name={met ? "ok" : "miss"} />,
            words: (
              <>
                {words}
                <span className="vh">{met ? " (done)" : " (missing)"}</span>
              </>
            ),
          }))}
        />
      </Box>
    </aside>
  );
}

/** Remarks that help; they refuse nothing. Each quotes the words it is about. */
export function LintNotes({ findings }: { findings: readonly LintFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section className="lint" aria-label="Remarks">
      {findings.map(({ rule, step, concern, title, text, passages }) => (
        <Note key={rule + step} kind={concern === "help" ? "info" : "warn"} title={title}>
          <Passages passages={passages} />
          <p>{text}</p>
        </Note>
      ))}
    </section>
  );
}

/** The words of the job that a remark is about. */
function Passages({ passages }: { passages: readonly string[] }) {
  return passages.map((passage) => (
    <q key={passage} className="passage">
      {passage}
    </q>
  ));
}
