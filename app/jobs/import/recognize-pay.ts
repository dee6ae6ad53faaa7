import type { Pay } from "../job-content.ts";
import type { PayUnit } from "~/vocabulary/terms.ts";
import type { SourcePay } from "./source-posting.ts";

/** What full-time work of this field can pay, in dollars; beyond it a figure is a slip or something else. */
const sane: Record<PayUnit, readonly [number, number]> = {
  hour: [7, 500],
  year: [12_000, 1_500_000],
  chart: [0.2, 200],
  encounter: [0.2, 500],
  project: [50, 500_000],
};
/** Wider than this from end to end, a range is two things that stand side by side. */
const WIDEST = 5;

/** A pay that was found, or why what was found is none. */
export type PayAnswer = { pay: Pay | null; note: string | null };

const unitWords: readonly (readonly [PayUnit, RegExp])[] = [
  ["hour", /^\W{0,3}(?:usd\W{0,3})?(?:per|an?|each|\/)?\s*(?:hour(?:ly)?|hr|h)\b/i],
  ["year", /^\W{0,3}(?:usd\W{0,3})?(?:per|an?|each|\/)?\s*(?:year(?:ly)?|yr|annum|annual(?:ly)?)\b/i],
  ["chart", /^\W{0,3}(?:per|an?|each|\/)\s*(?:chart|record)\b/i],
  ["encounter", /^\W{0,3}(?:per|an?|each|\/)\s*(?:encounter|visit)\b/i],
];

/** Pay from a source's own fields. Only US dollars and a unit the board knows; a missing end is not filled in. */
export function payOfField(field: SourcePay | null): PayAnswer {
  if (!field) return { pay: null, note: null };
  const unit = field.unit ? unitOfField(field.unit) : undefined;
  if (field.currency && !/^(?:USD|US\$|\$)$/i.test(field.currency))
    return { pay: null, note: `pay in ${field.currency} is not read` };
  if (!field.currency) return { pay: null, note: "pay without a currency is not read" };
  if (!unit)
    return {
      pay: null,
      note: field.unit ? `pay ${field.unit.toLowerCase()} is not read` : "pay without a unit is not read",
    };
  if (field.min === null || field.max === null) return { pay: null, note: "pay with one end is not read" };
  const pay = payOf(field.min, field.max, unit);
  return { pay, note: pay ? null : `pay of ${field.min} to ${field.max} ${unit} cannot be right` };
}

function unitOfField(unit: string): PayUnit | undefined {
  if (/^(?:hour|hourly|hr|HUR)$/i.test(unit)) return "hour";
  return /^(?:year|yearly|annual|annually|yr|ANN)$/i.test(unit) ? "year" : undefined;
}

const money = String.raw`\$\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?([kK])?\b`;
/** Between the ends a unit and the currency may stand: "USD $45.00/Hr. - USD $50.00 /Hr." */
const range = new RegExp(
  String.raw`${money}(?:\s?(?:\/|per|an?)?\s?(?:hour(?:ly)?|hr|year|yr|annum|annually)\b\.?)?\s*(?:-|–|—|to|and)\s*(?:USD\s?)?${money.replace("\\$\\s?", "\\$?\\s?")}`,
  "gi",
);
const single = new RegExp(money, "g");
const labelled = new RegExp(
  String.raw`\bmin(?:imum)?\b([^$\n]{0,40})${money}[^$]{0,40}?\bmax(?:imum)?\b[^$\n]{0,40}${money}`,
  "gi",
);
/** What stands before money that is no pay for the work. */
const noPay =
  /\b(?:bonus|up to|reloc|tuition|reimburse|loan|revenue|billion|million|valued?|worth|deductible|budget|spent|401|referral|fee of|differential|premium|stipend|overtime|on-call)\b[^.$\n]{0,40}$/i;
/** Words before money that give it a unit. */
const hourBefore = /\b(?:hourly|per hour|an hour)\b[^$]{0,80}$/i;
const yearBefore = /\b(?:annual(?:ly|ized)?|yearly|per year|salary)\b[^$]{0,80}$/i;

/**
 * Pay in words: "$25.50 - $38.00 per hour", "$60k–$75k a year", "Minimum Annual Salary: $84,200 … Maximum". The unit must
 * be said beside it, before or after; "salary" above $20,000 says a year. Without a unit nothing is taken.
 */
export function payOfText(text: string): PayAnswer {
  let note: string | null = null;
  const consider = (from: number, to: number, unit: PayUnit | undefined, words: string): Pay | null => {
    const pay = unit ? payOf(from, to, unit) : null;
    if (!unit && to >= 8) note ??= `pay without a unit is not read: ${words.trim()}`;
    return pay;
  };
  for (const match of text.matchAll(labelled)) {
    const unit = /annual|year/i.test(match[0])
      ? "year"
      : /hour/i.test(match[0])
        ? "hour"
        : unitAround(text, match.index, match.index + match[0].length, dollars(match[4]!, match[5]));
    const pay = consider(dollars(match[2]!, match[3]), dollars(match[4]!, match[5]), unit, match[0]);
    if (pay) return { pay, note: null };
  }
  for (const match of text.matchAll(range)) {
    if (noPay.test(text.slice(Math.max(0, match.index - 70), match.index))) continue;
    const to = dollars(match[3]!, match[4]);
    const first = dollars(match[1]!, match[2]);
    // "$60 - 75k"
    const from = match[4] && !match[2] && first < 1_000 ? first * 1_000 : first;
    const pay = consider(from, to, unitAround(text, match.index, match.index + match[0].length, to), match[0]);
    if (pay) return { pay, note: null };
  }
  for (const match of text.matchAll(single)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 30);
    const before = text.slice(Math.max(0, match.index - 70), match.index);
    // One figure is the pay only where it is called so, and nothing says that it is an end of a range.
    if (
      !/\b(?:pay|paid|rate|salary|wage|earnings|compensation)\b[^$\n]{0,30}$/i.test(before) ||
      noPay.test(before) ||
      /\b(?:from|begin(?:s|ning)?|start(?:s|ing)?|min(?:imum)?|max(?:imum)?|least|between|more than|over)\b[^$\n]{0,20}$|(?:-|–|to)\s*$/i.test(
        before,
      )
    )
      continue;
    if (/^\s*(?:\+|-|–|to\b|and up)|\$|\b(?:differential|bonus)\b/i.test(after)) continue;
    const unit = firstOf(unitWords, after);
    const figure = dollars(match[1]!, match[2]);
    const pay = unit && payOf(figure, figure, unit);
    if (pay) return { pay, note: null };
  }
  return { pay: null, note };
}

const firstOf = <Value>(patterns: readonly (readonly [Value, RegExp])[], text: string): Value | undefined =>
  patterns.find(([, pattern]) => pattern.test(text))?.[0];

function unitAround(text: string, start: number, end: number, top: number): PayUnit | undefined {
  const after =
    firstOf(unitWords, text.slice(end, end + 30)) ??
    firstOf(unitWords, /\/?\s?(?:per )?(?:hour|hr|year|yr|annually)/i.exec(text.slice(start, end))?.[0] ?? "");
  if (after) return after;
  const before = text.slice(Math.max(0, start - 110), start);
  if (hourBefore.test(before) && top < 500) return "hour";
  return yearBefore.test(before) && top >= 20_000 ? "year" : undefined;
}

function dollars(digits: string, thousands: string | undefined): number {
  return Number(digits.replaceAll(",", "")) * (thousands ? 1_000 : 1);
}

function payOf(min: number, max: number, unit: PayUnit): Pay | null {
  const [least, most] = sane[unit];
  if (!(min >= least && max <= most && min <= max && max <= min * WIDEST)) return null;
  return { minCents: Math.round(min * 100), maxCents: Math.round(max * 100), unit, chartsPerHour: null };
}
