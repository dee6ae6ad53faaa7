import type { ReactNode } from "react";
import { CodeChip } from "~/ui/codes.tsx";
import { formatAge, formatList, type Moment } from "~/ui/format.ts";
import { Icon } from "~/ui/icon.tsx";
import { Checklist } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import type { CandidateView } from "../candidate.ts";
import type { Fit } from "../find-candidates.server.ts";

/** What a candidate is called, who has no name yet: `CPC and COC`. */
export function candidateTitle({ credentials }: Pick<CandidateView, "credentials">): string {
  const valid = credentials.filter(({ expired }) => !expired).map(({ label }) => label);
  if (valid.length === 0) return "A candidate without a credential";
  return valid.length > 4 ? `${formatList(valid.slice(0, 3))} and ${valid.length - 3} more` : formatList(valid);
}

/** The credentials as chips; expired ones are said to be. */
export function HeldCredentials({ credentials }: Pick<CandidateView, "credentials">) {
  const expired = credentials.filter((one) => one.expired).map(({ label }) => label);
  return (
    <>
      <span className="codes">
        {credentials
          .filter((one) => !one.expired)
          .flatMap(({ label }) => [<CodeChip key={label} code={label} kind="set" />, " "])}
      </span>
      {expired.length > 0 ? <span className="quiet"> Expired: {expired.join(", ")}</span> : null}
    </>
  );
}

/** What a candidate says, part by part. */
export function factsOf(view: CandidateView): { term: string; value: ReactNode }[] {
  return [
    { term: "Experience", value: view.experience },
    { term: "Where", value: view.place },
    { term: "Systems", value: view.systems },
    { term: "Looks for", value: view.work },
    { term: "Pay", value: view.pay },
    ...(view.practicode ? [{ term: "Practicode", value: "Practicode or an externship is done" }] : []),
  ];
}

const outcomeWords: Record<Fit["outcome"], { kind: "ok" | "fact" | "missing"; words: string }> = {
  qualified: { kind: "ok", words: "Qualifies for this job" },
  "not-stated": { kind: "fact", words: "Nothing of what the job says speaks against it" },
  "one-missing": { kind: "missing", words: "One thing is missing" },
  "not-eligible": { kind: "missing", words: "Not eligible for this job" },
};

/** How a candidate stands for a job, with every reason. */
export function FitReasons({ fit }: { fit: Fit }) {
  const { kind, words } = outcomeWords[fit.outcome];
  return (
    <div className="fits">
      <Mark kind={kind} icon={kind === "fact" ? "info" : undefined}>
        {words}
      </Mark>
      <Checklist
        items={fit.clauses.map(({ topic, judgement, reason }, index) => {
          const met = judgement !== "missing" && judgement !== "barred";
          return {
            key: `${topic}-${index}`,
            glyph: <Icon name={judgement === "met" ? "ok" : met ? "info" : "miss"} />,
            met,
            words: reason,
          };
        })}
      />
    </div>
  );
}

/** `Changed 3 days ago`. */
export const changedWords = (view: CandidateView, now: Moment) => `Profile changed ${formatAge(view.updatedOn, now)}`;
