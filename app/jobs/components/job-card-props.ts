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
export type JobCardData = Omit<JobCardProps, "age" | "save"> & { age: string };

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

/** A credential rule with what the person holds told from the rest. */
export function markHeld(groups: readonly CodeGroup[], held: readonly string[]): CodeGroup[] {
  return groups.map((group) => ({
    ...group,
    codes: group.codes.map((one) => (held.includes(one.code) ? { ...one, own: true } : one)),
  }));
}

/** What a card says of its job's content. A revision never changes, so neither does this. */
export type CardContent = Pick<
  JobCardData,
  "title" | "pay" | "payUnit" | "range" | "effective" | "place" | "groups" | "apprentices" | "production" | "facts"
>;

/** What the card of a job with this content says of it. */
export function cardContent(content: PublicContent): CardContent {
  const effective = effectiveHourly(content.pay);
  const types = employmentWords(content);
  return {
    title: content.title,
    pay: content.pay ? payAmount(content.pay) : undefined,
    payUnit: content.pay ? `${payUnits.label(content.pay.unit)}, ${types}` : types,
    range: effective
      ? { low: effective.minCents, high: effective.maxCents, effective: effective.derived || undefined }
      : undefined,
    effective: effectiveWords(content.pay),
    place: placeWords(content),
    groups: codeGroups(content.credentialGroups),
    apprentices: apprenticeMark(content.apprentice),
    production: productionWords(content),
    facts: cardFacts(content),
  };
}

export type CardOptions = { at: Date; featured?: boolean; miles?: number | null; level?: 2 | 3 };

/**
 * A job as its card says it, `content` being what `cardContent` made of the job's. `at` is the moment that ages are
 * counted from; `featured` is the search's word, `miles` the distance from the place asked for, `level` the heading's.
 */
export function cardOf(
  job: Omit<PublicJob, "content">,
  content: CardContent,
  { at, featured = false, miles = null, level }: CardOptions,
): JobCardData {
  const { employer, origin } = job;
  return {
    ...content,
    to: paths.job(job.slug),
    level,
    featured,
    employer: employer.name,
    verified: origin === "employer" && employer.verification !== "unverified",
    source: origin === "import" ? IMPORTED_LABEL : undefined,
    place: content.place + (miles === null ? "" : `, ${milesWords(miles)}`),
    noGroups: origin === "employer" ? "No credential asked for" : undefined,
    age: ageWords(job, at),
  };
}

/** As `cardOf`, from a whole job. */
export function jobCardProps(job: PublicJob, options: CardOptions): JobCardData {
  return cardOf(job, cardContent(job.content), options);
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
