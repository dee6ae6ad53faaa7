import type { AlertId } from "~/platform/ids.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { appliedChoices, nearWords } from "~/search/components/search-words.ts";
import { countOf } from "~/ui/format.ts";
import { DEFAULT_RADIUS, parseCriteria, toSearchParams, withSort, type JobCriteria } from "~/search/criteria.ts";

export const frequencies = ["instantly", "daily", "weekly"] as const;
export type Frequency = (typeof frequencies)[number];

export type AlertState = "unconfirmed" | "active" | "paused";
/** Why an alert is paused: by its person, by the link of a mail, or since mail to the address failed or was unwanted. */
export type PausedWhy = "person" | "unsubscribed" | "bounce" | "complaint";

/** An alert as its own person sees it. `title` is its search in words, `search` the same as URL parameters. */
export type ShownAlert = {
  id: AlertId;
  title: string;
  search: string;
  frequency: Frequency;
  zone: string;
  state: AlertState;
  pausedWhy: PausedWhy | null;
  createdAt: Date;
  sentAt: Date | null;
};

/** The hour of the day, where the person lives, at which a daily or weekly mail goes. */
export const MAIL_HOUR = 8;
/** An alert sent instantly waits so long after its last mail, in minutes: an import of a hundred jobs is one more mail. */
export const QUIET_MINUTES = 10;
/** So many jobs stand in one mail; the others behind a link. */
export const MAIL_JOBS = 20;
/** How many alerts one account or address may have. */
export const MOST_ALERTS = 50;
/** Longest canonical parameters of a search, in characters. */
export const SEARCH_LENGTH = 4_000;
/** An unconfirmed alert is forgotten, and its link too old, after so many days. */
export const CONFIRM_DAYS = 7;
/** For how many days the links of a mail work; CAN-SPAM (16 CFR 316, 15 U.S.C. § 7704(a)(3)) asks for 30. */
export const LINK_DAYS = 180;
/** A guest's alert that was unsubscribed is deleted, with its address, after so many days. */
export const GONE_DAYS = 30;

export const frequencyWords: Record<Frequency, string> = {
  instantly: "As soon as a job is listed",
  daily: "Once a day, at 8 in the morning",
  weekly: "Once a week, on Monday at 8 in the morning",
};

export const shortFrequencies: Record<Frequency, string> = { instantly: "Instantly", daily: "Daily", weekly: "Weekly" };

/** The time zones of the United States and its territories, by their IANA names, from east to west. */
export const zones = [
  { value: "America/Puerto_Rico", label: "Atlantic: Puerto Rico, U.S. Virgin Islands" },
  { value: "America/New_York", label: "Eastern" },
  { value: "America/Chicago", label: "Central" },
  { value: "America/Denver", label: "Mountain" },
  { value: "America/Phoenix", label: "Mountain without daylight saving: Arizona" },
  { value: "America/Los_Angeles", label: "Pacific" },
  { value: "America/Anchorage", label: "Alaska" },
  { value: "Pacific/Honolulu", label: "Hawaii" },
  { value: "Pacific/Pago_Pago", label: "Samoa" },
  { value: "Pacific/Guam", label: "Guam, Northern Mariana Islands" },
] as const;
export type Zone = (typeof zones)[number]["value"];

/** How a time zone is called here; its IANA name where it is none of `zones`. */
export function zoneLabel(zone: string): string {
  return zones.find(({ value }) => value === zone)?.label ?? zone;
}

/** Why an alert sends nothing now, in a sentence; null for one that does. */
export function standingWords({ state, pausedWhy }: Pick<ShownAlert, "state" | "pausedWhy">): string | null {
  if (state === "unconfirmed") return "Waits for the link in the mail to be pressed";
  switch (pausedWhy) {
    case "person":
      return "Paused";
    case "unsubscribed":
      return "Unsubscribed by the link of a mail";
    case "bounce":
      return "Paused: mail to your address came back";
    case "complaint":
      return "Paused: a mail was marked as spam";
    default:
      return null;
  }
}

/**
 * The search of an alert from URL parameters: without order and page, and without "posted in the last days", since an
 * alert tells of new jobs only. `ignored` as `parseCriteria` has it; `fit` is by the profile of whose alert it is.
 */
export function alertCriteria(params: URLSearchParams): { criteria: JobCriteria; ignored: string[] } {
  const { criteria, ignored } = parseCriteria(params, true);
  return { criteria: { ...withSort(criteria, "match"), posted: null, after: null }, ignored };
}

/** The canonical parameters under which the search of an alert is kept. */
export function toSearchText(criteria: JobCriteria): string {
  return toSearchParams(criteria).toString();
}

/** The search of an alert as it is kept. */
export function fromSearchText(search: string): JobCriteria {
  return alertCriteria(new URLSearchParams(search)).criteria;
}

const EVERY = "Every new job";

/** A search in words: `“inpatient” within 25 miles of Austin, TX; CCS; From $30 an hour`. */
export function alertTitle(criteria: JobCriteria, place: PlaceAnswer | null): string {
  const radius = place?.kind === "point" ? Math.max(criteria.radius ?? DEFAULT_RADIUS, place.reach) : null;
  const where = nearWords(place && { answer: place, radius }, criteria.place);
  // A phrase brings its own quotes.
  const q = criteria.q.includes('"') ? criteria.q : criteria.q && `“${criteria.q}”`;
  const first = [q, where].filter(Boolean).join(" ");
  const words = [first, ...appliedChoices(criteria, {}, true).map(({ label }) => label)].filter(Boolean).join("; ");
  return words ? words[0]!.toUpperCase() + words.slice(1) : EVERY;
}

/** Words of a search that no mail program makes a link or a telephone number of, and too few to say much. */
const PLAIN_WORDS = /^(?!(?:.*\d){7})[\p{L}\p{N} "'+#&-]{0,40}$/u;

/**
 * The same for a mail to an address whose person may not have asked: what a stranger typed goes there only where it is
 * short and plain, so that the board sends nobody's message.
 */
export function askedTitle(criteria: JobCriteria, place: PlaceAnswer | null): string {
  const { q, employers } = criteria;
  const isPlain = PLAIN_WORDS.test(q);
  const left = [
    ...(isPlain ? [] : ["words that the link shows"]),
    ...(employers.length ? [`at ${countOf(employers.length, "chosen employer")}`] : []),
  ];
  const ours = alertTitle({ ...criteria, q: isPlain ? q : "", employers: [] }, place);
  const words = [...(left.length && ours === EVERY ? [] : [ours]), ...left].join("; ");
  return words[0]!.toUpperCase() + words.slice(1);
}
