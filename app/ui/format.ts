const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"] as const; // prettier-ignore
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment as the pages carry it: a Date, or an ISO 8601 string out of a loader. */
export type Moment = Date | string;

function toDate(moment: Moment): Date {
  const date = typeof moment === "string" ? new Date(moment) : moment;
  if (Number.isNaN(date.getTime())) throw new RangeError("Not a date");
  return date;
}

/** Whole days since 1970 in UTC. */
function utcDay(date: Date): number {
  return Math.floor(date.getTime() / DAY);
}

/** `1 day`, `2 days`, `1,204 jobs`. The plural is the noun with an s unless given. */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}

/** A number with thousands separators, as written in the United States: `1,204`, `2.75`. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && value >= 0 && value < 1_000_000)
    return value < 1_000 ? String(value) : `${Math.floor(value / 1_000)},${String(value % 1_000).padStart(3, "0")}`;
  const [whole = "0", fraction] = String(Math.abs(value)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${value < 0 ? "−" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}

/**
 * An amount of US cents as dollars: `$33.50`, `$199`, `$68,000`. Cents are left out when the amount is whole, unless
 * `cents` is "always" (two amounts of one range are written alike).
 */
export function formatMoney(cents: number, { cents: show = "needed" }: { cents?: "needed" | "always" } = {}): string {
  const whole = Math.round(Math.abs(cents));
  const dollars = formatNumber(Math.floor(whole / 100));
  const rest = whole % 100;
  const fraction = rest !== 0 || show === "always" ? `.${String(rest).padStart(2, "0")}` : "";
  return `${cents < 0 ? "−" : ""}$${dollars}${fraction}`;
}

/**
 * A pay range in US cents: `$33.50–$41.00`, `$68,000–$84,000`; one amount when both are equal. From $1,000 up whole
 * amounts drop their cents, below that both amounts always show them, so that columns of hourly pay line up.
 */
export function formatMoneyRange(lowCents: number, highCents: number): string {
  const whole = lowCents % 100 === 0 && highCents % 100 === 0 && Math.max(lowCents, highCents) >= 100_000;
  const style = { cents: whole ? ("needed" as const) : ("always" as const) };
  const low = formatMoney(lowCents, style);
  return lowCents === highCents ? low : `${low}–${formatMoney(highCents, style)}`;
}

/** The date in words, in UTC: `December 9`, with the year (`December 9, 2027`) when it is not the year of `now`. */
export function formatDate(moment: Moment, now?: Moment): string {
  const date = toDate(moment);
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}`;
  return now && toDate(now).getUTCFullYear() === date.getUTCFullYear() ? day : `${day}, ${date.getUTCFullYear()}`;
}

/** The date in UTC as narrow tables set it, in one line: `Nov 22`, with the year when it is not the year of `now`. */
export function formatDay(moment: Moment, now?: Moment): string {
  const [month = "", day, year] = formatDate(moment, now).split(" ");
  return [month.slice(0, 3), day, year].filter(Boolean).join("\u00a0");
}

/** Date and time of day in UTC, as histories set it: `Nov 19 11:02`, with the year when it is not the year of `now`. */
export function formatMoment(moment: Moment, now?: Moment): string {
  const date = toDate(moment);
  const month = (MONTHS[date.getUTCMonth()] ?? "").slice(0, 3);
  const sameYear = now !== undefined && toDate(now).getUTCFullYear() === date.getUTCFullYear();
  const year = sameYear ? "" : ` ${date.getUTCFullYear()}`;
  return `${month} ${date.getUTCDate()}${year} ${date.toISOString().slice(11, 16)}`;
}

/** The full moment in words, for titles: `November 19, 2026, 11:02 UTC`. */
export function formatFullMoment(moment: Moment): string {
  const date = toDate(moment);
  return `${formatDate(date)}, ${date.toISOString().slice(11, 16)} UTC`;
}

/**
 * How many calendar days (UTC) lie between: `today`, `yesterday`, `12 days ago`, `tomorrow`, `in 5 days`. It changes
 * only with the UTC day, as cached guest pages do.
 */
export function formatAge(moment: Moment, now: Moment): string {
  const days = utcDay(toDate(now)) - utcDay(toDate(moment));
  if (days === 0) return "today";
  if (days === 1) return "yesterday";
  if (days === -1) return "tomorrow";
  return days > 0 ? `${formatNumber(days)} days ago` : `in ${formatNumber(-days)} days`;
}

/** A finer age for desks that are never cached: `just now`, `5 minutes ago`, `3 hours ago`, then as `formatAge`. */
export function formatAgo(moment: Moment, now: Moment): string {
  const passed = toDate(now).getTime() - toDate(moment).getTime();
  if (passed < 0 || passed >= DAY) return formatAge(moment, now);
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return `${countOf(Math.floor(passed / MINUTE), "minute")} ago`;
  return `${countOf(Math.floor(passed / HOUR), "hour")} ago`;
}

/** Time left, coarse: `4 d`, `1 d 2 h`, `9 h`, `3 h 20 min`, `12 min`, `0 min`. Takes milliseconds; negative is 0. */
export function formatTimeLeft(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 4) return `${days} d`;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours >= 6 || (hours > 0 && minutes % 60 === 0)) return `${hours} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

/** `a`, `a and b`, `a, b and c`; with `or` where one is enough. */
export function formatList(words: readonly string[], joiner: "and" | "or" = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${joiner} ${words.at(-1)}`;
}

/** A label in the middle of a sentence: `Part-time` → `part-time`; what begins as a code stays (`W-2 full-time`). */
export function midSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** A size in bytes as people say it: `312 kB`, `4.2 MB` (decimal units). */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return countOf(bytes, "byte");
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, "")} MB`;
}
