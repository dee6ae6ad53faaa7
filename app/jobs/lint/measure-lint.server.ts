import { lintPosting, type PostingContext } from "../lint-posting.server.ts";
import { bandsOf, LEAST_SHINGLES, signatureOf } from "../twins/min-hash.ts";
import { jaccard, shinglesOf } from "../twins/shingles.ts";
import { TWIN_SIMILARITY } from "../find-twins.server.ts";
import type { LintRule } from "./finding.ts";
import type { LabelledText } from "./labelled-texts.ts";
import { scamScore, SCAM_THRESHOLD, weightOf } from "./scam-score.ts";

/** How often something fired on scams and on honest texts; null where the figure would divide by nothing. */
export type Hits = { scams: number; honest: number; precision: number | null; recall: number | null };

export type Judged = { id: string; label: "scam" | "honest"; kind: string; score: number; rules: Weighed[] };
/** A rule that fired, with what it added to the score or took from it. */
type Weighed = { rule: LintRule; weight: number };

export type Measured = {
  scams: number;
  honest: number;
  /** Those that weigh something, the heaviest first; `weight` is the most that the rule added. */
  rules: (Hits & Weighed)[];
  whole: Hits & { f1: number | null };
  missed: Judged[];
  falseAlarms: Judged[];
};

/**
 * Lints each text as if all before it were on the board, and compares what the score says with its label. There are no
 * similar jobs to hold pay against, so `pay-outlier` never fires.
 */
export function measureLint(texts: readonly LabelledText[]): Measured {
  const twinsOf = twinFinder();
  const judged = texts.map((text): Judged => {
    const employer = { name: text.employer, website: text.website };
    const findings = lintPosting(text.content, employer, { twins: twinsOf(text) });
    const weights = new Map(findings.map((finding) => [finding.rule, weightOf(finding)]));
    const rules = [...weights].map(([rule, weight]) => ({ rule, weight })).filter(({ weight }) => weight !== 0);
    return { id: text.id, label: text.label, kind: text.kind, score: scamScore(findings), rules };
  });
  const scams = judged.filter(({ label }) => label === "scam");
  const honest = judged.filter(({ label }) => label === "honest");
  const hits = (fires: (one: Judged) => boolean): Hits => {
    const right = scams.filter(fires).length;
    const wrong = honest.filter(fires).length;
    return {
      scams: right,
      honest: wrong,
      precision: right + wrong ? right / (right + wrong) : null,
      recall: scams.length ? right / scams.length : null,
    };
  };
  const alarms = (one: Judged) => one.score >= SCAM_THRESHOLD;
  const whole = hits(alarms);
  const sum = (whole.precision ?? 0) + (whole.recall ?? 0);
  return {
    scams: scams.length,
    honest: honest.length,
    rules: heaviest(judged.flatMap(({ rules }) => rules.filter(({ weight }) => weight > 0)))
      .map((one) => ({
        ...one,
        ...hits(({ rules }) => rules.some(({ rule, weight }) => rule === one.rule && weight > 0)),
      }))
      .sort((one, other) => other.weight - one.weight || one.rule.localeCompare(other.rule)),
    whole: { ...whole, f1: sum ? (2 * (whole.precision ?? 0) * (whole.recall ?? 0)) / sum : null },
    missed: scams.filter((one) => !alarms(one)),
    falseAlarms: honest.filter(alarms),
  };
}

/** Each rule once, with the most that it weighs. */
function heaviest(rules: readonly Weighed[]): Weighed[] {
  const most = new Map<LintRule, number>();
  for (const { rule, weight } of rules) most.set(rule, Math.max(weight, most.get(rule) ?? weight));
  return [...most].map(([rule, weight]) => ({ rule, weight }));
}

/** Finds among the texts that were asked before those that say nearly the same. */
function twinFinder() {
  const byBand = new Map<number, { text: LabelledText; shingles: Set<number> }[]>();
  return (text: LabelledText): NonNullable<PostingContext["twins"]> => {
    const shingles = shinglesOf(text.content.bodyText);
    if (shingles.size < LEAST_SHINGLES) return [];
    const bands = bandsOf(signatureOf(shingles));
    const met = new Set(bands.flatMap((band) => byBand.get(band) ?? []));
    for (const band of bands) byBand.set(band, [...(byBand.get(band) ?? []), { text, shingles }].slice(-50));
    return [...met]
      .map((other) => ({
        title: other.text.content.title,
        employerName: other.text.employer,
        sameEmployer: other.text.employer === text.employer,
        similarity: jaccard(shingles, other.shingles),
      }))
      .filter(({ similarity }) => similarity >= TWIN_SIMILARITY);
  };
}

/** The measurement as lines for a terminal; with `verbose` also what was missed, and what was alarmed about wrongly. */
export function sayMeasured(measured: Measured, verbose: boolean): string[] {
  const share = (part: number | null) => (part === null ? "–" : part.toFixed(2));
  const row = (name: string, weight: string, { scams, honest, precision, recall }: Hits) =>
    `${name.padEnd(22)}${weight.padStart(6)}${String(scams).padStart(8)}${String(honest).padStart(8)}${share(precision).padStart(11)}${share(recall).padStart(8)}`;
  const { whole, missed, falseAlarms } = measured;
  const list = (title: string, judged: readonly Judged[]) => [
    "",
    `${title}: ${judged.length}`,
    ...judged.map(({ id, kind, score, rules }) => `  ${id} (${score}) ${kind}${rules.length ? ` [${rules.map(({ rule, weight }) => `${rule} ${weight}`).join(", ")}]` : ""}`),
  ];
  return [
    `${measured.scams} scams, ${measured.honest} honest texts`,
    "",
    `${"rule".padEnd(22)}  most   scams  honest  precision  recall`,
    ...measured.rules.map((one) => row(one.rule, String(one.weight), one)),
    row(`score of ${SCAM_THRESHOLD} or more`, "", whole),
    `F1 ${share(whole.f1)}`,
    ...(verbose ? [...list("Missed", missed), ...list("False alarms", falseAlarms)] : []),
  ];
} // prettier-ignore
