import { formatList, formatMoneyRange, formatNumber } from "~/ui/format.ts";
import { credentialLabel } from "~/vocabulary/credential-labels.ts";
import { HOURS_A_YEAR, payUnits } from "~/vocabulary/terms.ts";
import { effectiveHourly, type Pay } from "./job-content.ts";
import { parseMoney, parseNumber } from "./post-amounts.ts";
import type { GroupRow, PostForm } from "./post-form.ts";

/** The groups that ask for something, each a list of codes of which one or all are needed. */
function requiredOf(groups: readonly GroupRow[]) {
  return groups.filter((group) => group.codes?.length && group.level !== "preferred");
}

/** Whether somebody who holds `codes` meets every required group; what may stand in for a group is not looked at. */
export function meetsRule(groups: readonly GroupRow[], codes: readonly string[]): boolean {
  return requiredOf(groups).every(({ how, codes: asked = [] }) =>
    how === "all" ? asked.every((code) => codes.includes(code)) : asked.some((code) => codes.includes(code)),
  );
}

/**
 * What a credential rule means, by example: `Somebody with CPC and COC meets it; CPC alone is not enough.` Undefined
 * where there is nothing to explain.
 */
export function ruleExample(groups: readonly GroupRow[]): string | undefined {
  const filled = groups.filter((group) => group.codes?.length);
  const required = requiredOf(groups);
  if (filled.length === 0) return undefined;
  if (required.length === 0) return "Nobody is turned away for lacking it.";
  const [first] = required;
  const meets = [...new Set(required.flatMap(({ how, codes = [] }) => (how === "all" ? codes : codes.slice(0, 1))))];
  const failing = meets.find((code) => !meetsRule(required, [code]));
  const inLieu = required.some((group) => group.inLieu?.trim())
    ? ", unless what you name may stand in for the rest"
    : "";
  const names = formatList(meets.map(credentialLabel));
  if (failing)
    return required.length === 1
      ? `All of them are needed: ${credentialLabel(failing)} alone is not enough${inLieu}.`
      : `Somebody with ${names} meets it; somebody with ${credentialLabel(failing)} alone does not${inLieu}.`;
  if (required.length === 1 && (first?.codes?.length ?? 0) > 1) return "Any one of them is enough.";
  return required.length > 1 ? `Somebody with ${names} meets it.` : undefined;
}

/** What somebody typed about pay, where it makes a range. */
function payOfForm(form: PostForm): Pay | undefined {
  const [minCents, maxCents] = [parseMoney(form.payMin ?? ""), parseMoney(form.payMax ?? "")];
  const unit = payUnits.codes.find((code) => code === form.payUnit);
  if (!minCents || !maxCents || !unit || minCents > maxCents || maxCents > 200_000_000) return undefined;
  const charts = unit === "chart" ? parseNumber(form.chartsPerHour ?? "") : undefined;
  return { minCents, maxCents, unit, chartsPerHour: charts && charts <= 500 ? charts : null };
}

/** What the range reads as, and what is derived from it; undefined without a range. */
export function payReadBack(form: PostForm): { reads: string; derived: string } | undefined {
  const pay = payOfForm(form);
  if (!pay) return undefined;
  return {
    reads: `${formatMoneyRange(pay.minCents, pay.maxCents)} ${payUnits.label(pay.unit)}`,
    derived: derivedWords(pay),
  };
}

function derivedWords(pay: Pay): string {
  const hourly = effectiveHourly(pay);
  const range = hourly && `${formatMoneyRange(hourly.minCents, hourly.maxCents)} an hour`;
  switch (pay.unit) {
    case "hour": {
      const year = (cents: number) => Math.round((cents * HOURS_A_YEAR) / 100) * 100;
      return `${formatMoneyRange(year(pay.minCents), year(pay.maxCents))} for a full-time year of ${formatNumber(HOURS_A_YEAR)} hours. Only your own figure is shown.`;
    }
    case "year":
      return `${range}, from ${formatNumber(HOURS_A_YEAR)} hours a year. Shown as derived, for comparing.`;
    case "chart":
      return range
        ? `${range}, from your ${formatNumber(pay.chartsPerHour!)} charts an hour. Shown as derived, and given to no search engine.`
        : "An hourly range, once you say how many charts an hour you count with.";
    default:
      return "No hourly range comes from it, so seekers who filter by pay do not find this job.";
  }
}
