import type { ReactNode } from "react";
import { Checklist, Box } from "~/ui/layout.tsx";
import { Icon } from "~/ui/icon.tsx";
import { JobCard } from "~/ui/job-card.tsx";
import { Note } from "~/ui/notes.tsx";
import type { LintFinding } from "../../lint-job.ts";
import type { ReadinessTick } from "../../search-readiness.ts";
import type { JobCardData } from "../job-card-props.ts";
import type { PublicJob } from "../job-words.ts";
import { PagePreview } from "./page-preview.tsx";

/** The card and the page as seekers will see them, and what search engines make of it: all from the saved draft. */
export function PreviewAside({
  card,
  readiness,
  more,
}: {
  card: JobCardData;
  readiness: readonly ReadinessTick[];
  /** The page and the search engines' view, where the step does not show them itself. */
  more?: { preview: PublicJob; searchView: ReactNode };
}) {
  return (
    <aside className="stick" aria-label="Preview">
      <Box className="pv" title="Preview of the card">
        <JobCard {...card} level={3} />
      </Box>
      {more ? (
        <Box className="pvmore">
          <details>
            <summary>Preview of the page</summary>
            <PagePreview preview={more.preview} />
          </details>
          <details>
            <summary>As search engines see it</summary>
            {more.searchView}
          </details>
        </Box>
      ) : null}
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
        <Note key={rule + step + title} kind={concern === "help" ? "info" : "warn"} title={title}>
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
