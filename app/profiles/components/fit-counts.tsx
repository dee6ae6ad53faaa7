import { paths } from "~/platform/paths.ts";
import { countOf, formatNumber, midSentence } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { outcomeLabels, outcomes, type Outcome } from "../outcome.ts";

/** How many jobs have each outcome for the person, each with the search that finds them. */
export function FitCounts({ counts }: { counts: Record<Outcome, number> }) {
  const [qualified, ...rest] = outcomes;
  const others = rest.filter((outcome) => counts[outcome] > 0);
  const to = (outcome: Outcome) => paths.jobs(new URLSearchParams({ fit: outcome }));
  const all = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  return (
    <Section title="Jobs I qualify for">
      <p>
        <PageLink to={to(qualified)}>{countOf(counts[qualified], "job")}</PageLink> of {formatNumber(all)} that are
        open. <PageLink to={paths.jobs(new URLSearchParams({ sort: "fit" }))}>All, the best fit first</PageLink>
      </p>
      {others.length > 0 ? (
        <p className="small quiet">
          {others.map((outcome, index) => (
            <span key={outcome}>
              {index > 0 ? ", " : "The others: "}
              {midSentence(outcomeLabels.label(outcome))}{" "}
              <PageLink to={to(outcome)}>{countOf(counts[outcome], "job")}</PageLink>
            </span>
          ))}
          .
        </p>
      ) : null}
    </Section>
  );
}
