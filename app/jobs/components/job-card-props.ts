import { paths } from "~/platform/paths.ts";
import type { CodeGroup } from "~/ui/codes.tsx";
import { formatNumber } from "~/ui/format.ts";
import type { JobCardProps } from "~/ui/job-card.tsx";
import type { ApprenticeAnswer as Mark } from "~/ui/mark.tsx";
import { credentialByCode, credentialLabel } from "~/vocabulary/credentials.ts";
import { payUnits, perks, type ApprenticeAnswer } from "~/vocabulary/terms.ts";
import { effectiveHourly, type CredentialGroup } from "../job-content.ts";
import {
  ageWords,
  codingTestWords,
  effectiveWords,
  employmentWords,
  experienceWords,
  IMPORTED_LABEL,
  payAmount,
  placeWords,
  productionWords,
  type PublicContent,
  type PublicJob,
} from "./job-words.ts";

/** A card's props in plain values, so that a loader can send them. */
export type JobCardData = Omit<JobCardProps, "age" | "save" | "fit"> & { age: string };

/** A card's further facts are few: two lines hold them. */
const MOST_FACTS = 2;

const apprenticeMarks: Record<ApprenticeAnswer, Mark> = {
  welcome: "welcome",
  "with-practicode": "conditional",
  no: "none",
  "not-stated": "not-stated",
};

/** How the kit calls an apprentice answer. */
export function apprenticeMark(answer: ApprenticeAnswer): Mark {
  return apprenticeMarks[answer];
}

/** The credential rule as the kit draws it. */
export function codeGroups(groups: readonly CredentialGroup[]): CodeGroup[] {
  return groups.map(({ how, level, codes, inLieu }) => ({
    need: how,
    level,
    codes: codes.map((code) => ({ code: credentialLabel(code), name: credentialByCode(code)?.name })),
    inLieu: inLieu ?? undefined,
  }));
}

/**
 * A job as its card says it. `at` is the moment that ages are counted from; `featured` is the search's word, `miles` the
 * distance from the place asked for, `level` the heading's.
 */
export function jobCardProps(
  job: PublicJob,
  { at, featured = false, miles = null, level }: { at: Date; featured?: boolean; miles?: number | null; level?: 2 | 3 },
): JobCardData {
  const { content, employer } = job;
  const effective = effectiveHourly(content.pay);
  const types = employmentWords(content);
  const distance = miles === null ? "" : `, ${milesWords(miles)}`;
  return {
    to: paths.job(job.slug),
    title: content.title,
    level,
    featured,
    pay: content.pay ? payAmount(content.pay) : undefined,
    payUnit: content.pay ? `${payUnits.label(content.pay.unit)}, ${types}` : types,
    range: effective
      ? { low: effective.minCents, high: effective.maxCents, effective: effective.derived || undefined }
      : undefined,
    effective: effectiveWords(content.pay),
    employer: employer.name,
    verified: job.origin === "employer" && employer.verification !== "unverified",
    source: job.origin === "import" ? IMPORTED_LABEL : undefined,
    place: placeWords(content) + distance,
    groups: codeGroups(content.credentialGroups),
    noGroups: job.origin === "employer" ? "No credential asked for" : undefined,
    apprentices: apprenticeMark(content.apprentice),
    production: productionWords(content),
    facts: cardFacts(content),
    age: ageWords(job, at),
  };
}

function milesWords(miles: number): string {
  const rounded = Math.round(miles);
  return rounded < 1 ? "less than a mile away" : `${formatNumber(rounded)} ${rounded === 1 ? "mile" : "miles"} away`;
}

/** The disclosures that decide whether to read on, the most telling first. */
function cardFacts(content: PublicContent): string[] {
  const facts: (string | undefined)[] = [
    productionWords(content) ? undefined : "Production not stated",
    content.aiSharePercent ? `${content.aiSharePercent} % AI validation` : undefined,
    content.experience[0] && content.experience[0].years > 0 ? experienceWords(content.experience[0]) : undefined,
    content.codingTest?.minutes ? codingTestWords(content.codingTest) : undefined,
    content.schedule === "weekends" ? "Includes weekends" : undefined,
    ...content.perks.map((code) => perks.label(code)),
  ];
  return facts.filter((fact) => fact !== undefined).slice(0, MOST_FACTS);
}
