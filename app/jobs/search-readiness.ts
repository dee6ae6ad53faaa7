import type { JobContent } from "./job-content.ts";
import type { LintFinding } from "./lint-job.ts";
import type { PostErrors } from "./post-form.ts";

/** One thing search engines ask of a job (DISTRIBUTION.md), and whether the draft has it. */
export type ReadinessTick = { key: string; met: boolean; words: string };

/** What search engines ask of a job, held against a draft as it is. `errors` are those of the form. */
export function searchReadiness(
  content: JobContent,
  findings: readonly LintFinding[],
  errors: PostErrors,
): ReadinessTick[] {
  const titleRules = ["title-pay", "title-date", "title-code", "title-company"];
  const titleIsPlain = content.title !== "" && !findings.some(({ rule }) => titleRules.includes(rule));
  const wrong = (field: string) => Object.keys(errors).find((name) => name.startsWith(`${field}[`));
  const row = /\[(\d+)\]/.exec(wrong("experience") ?? "")?.[1];
  return [
    { key: "title", met: titleIsPlain, words: "Title without pay, dates, codes or your name" },
    {
      key: "body",
      met: content.bodyText.length >= 50 && content.bodyText !== content.title,
      words: "A description that says more than the title",
    },
    payTick(content),
    placeTick(content),
    { key: "type", met: content.employmentTypes.length > 0, words: "Employment type" },
    {
      key: "experience",
      met: row === undefined,
      words:
        row === undefined
          ? content.experience.length
            ? "Months of experience"
            : "No experience asked for"
          : `Months of experience: row ${Number(row) + 1} cannot be read yet`,
    },
  ];
}

function payTick({ pay }: JobContent): ReadinessTick {
  const inMarkup = pay?.unit === "hour" || pay?.unit === "year";
  return {
    key: "pay",
    met: pay !== null,
    words:
      !pay || inMarkup ? "Pay range and unit" : "Pay range and unit; search engines show only hourly and yearly pay",
  };
}

function placeTick(content: JobContent): ReadinessTick {
  if (content.mode === "remote" || content.mode === "remote-after-training") {
    const met = content.stateReach === "all" || content.states.length > 0;
    return { key: "place", met, words: "States for a remote job" };
  }
  return {
    key: "place",
    met: content.mode !== "not-stated" && content.locations.length > 0,
    words: content.mode === "not-stated" ? "Where the work is done" : "City and state of the place of work",
  };
}
