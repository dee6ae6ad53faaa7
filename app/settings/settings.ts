/** What an admin may set, and within which bounds. Whatever is not here is code. */

export const settingGroups = {
  contact: "How people reach the board",
  retention: "How long data is kept",
} as const;

type Common = { group: keyof typeof settingGroups; label: string; help: string };
export type DaysSetting = Common & { type: "days"; least: number; most: number; fallback: number };
export type TextSetting = Common & { type: "email" | "text"; longest: number };
export type Setting = DaysSetting | TextSetting;

/**
 * Every setting by its name. A text's value is "" until one is set; `read-settings` says what stands in for it. A time
 * has a lower bound where a law, Stripe or the board's own working asks for one:
 *
 * - `retention.applications`: 29 CFR 1602.14 has an employer keep what it has of an application for one year from the
 *   record or the decision, whichever is later; 41 CFR 60-1.12 asks two years of larger federal contractors. The board
 *   is where some of them keep it, so never less than a year, and two by default.
 * - `retention.stripe-events`: Stripe sends an event again for 30 days, and the reconciler lists those of 29 days; a
 *   cardholder disputes within 120 days as a rule. Orders, receipts and the ledger are never deleted: tax law wants them.
 * - `retention.tasks`: a dedupe key is remembered as long as its task; Stripe and the schedule rely on 30 days.
 */
export const settings = {
  "contact.email": {
    group: "contact",
    type: "email",
    longest: 254,
    label: "E-mail address of the board",
    help: "On the pages about terms and privacy, and in mail that somebody may object to. Empty: the address that mail comes from.",
  },
  "contact.takedown": {
    group: "contact",
    type: "email",
    longest: 254,
    label: "E-mail address for takedown requests",
    help: "On job pages that came from elsewhere, and wherever a takedown may be asked for. Empty: the address of the board.",
  },
  "contact.postal": {
    group: "contact",
    type: "text",
    longest: 300,
    label: "Postal address",
    help: "On the pages about terms and privacy, and in every mail of an alert, where the law asks for it. Empty: none is shown, and no alert is mailed.",
  },
  "retention.applications": {
    group: "retention",
    type: "days",
    least: 365,
    most: 3_650,
    fallback: 730,
    label: "Applications after their end",
    help: "Then name, address, letter, answers, notes, messages and résumé are erased; the states and their dates stay. Employers must keep them for one year (29 CFR 1602.14), some for two.",
  },
  "retention.unconfirmed-accounts": {
    group: "retention",
    type: "days",
    least: 7,
    most: 365,
    fallback: 90,
    label: "Accounts that were never confirmed",
    help: "Then they are deleted: the address may be somebody else's.",
  },
  "retention.candidates": {
    group: "retention",
    type: "days",
    least: 30,
    most: 730,
    fallback: 365,
    label: "Who looked at candidates, and what they wrote",
    help: "Then the looks are deleted and the messages erased. That somebody was written to, and what they answered, stays.",
  },
  "retention.imports": {
    group: "retention",
    type: "days",
    least: 7,
    most: 365,
    fallback: 90,
    label: "Reports of imports",
    help: "Then they are deleted, except the newest of each feed.",
  },
  "retention.stripe-events": {
    group: "retention",
    type: "days",
    least: 120,
    most: 3_650,
    fallback: 400,
    label: "Messages from Stripe",
    help: "Then those that were dealt with are deleted. Orders, receipts and credits are never deleted.",
  },
  "retention.tasks": {
    group: "retention",
    type: "days",
    least: 30,
    most: 365,
    fallback: 30,
    label: "Tasks that are done",
    help: "Then they are deleted. Until then the same task is not done twice.",
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type DaysName = {
  [Name in SettingName]: (typeof settings)[Name]["type"] extends "days" ? Name : never;
}[SettingName];
export type SettingValues = { [Name in SettingName]: Name extends DaysName ? number : string };

/** The names, in the order of the page. */
export const settingNames = Object.keys(settings) as SettingName[];

/** Whether `text` names a setting. */
export function isSettingName(text: unknown): text is SettingName {
  return typeof text === "string" && Object.hasOwn(settings, text);
}

/** Whether the setting is a time in days. */
export function isDaysName(name: SettingName): name is DaysName {
  return settings[name].type === "days";
}
