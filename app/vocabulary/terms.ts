import { vocabulary, type CodeOf } from "./vocabulary.ts";

/** Whether a new certificate is enough. Mandatory for an employer; `not-stated` only where an outside source is silent. */
export const apprenticeAnswers = vocabulary({
  welcome: "Apprentices welcome",
  "with-practicode": "Apprentices with Practicode or externship",
  no: "No apprentices",
  "not-stated": "Apprentices not stated",
});
export type ApprenticeAnswer = CodeOf<typeof apprenticeAnswers>;

export const employmentTypes = vocabulary({
  "full-time": "W-2 full-time",
  "part-time": "Part-time",
  prn: "PRN / per diem",
  contract: "1099 contract",
  temporary: "Temporary",
  "temp-to-hire": "Temp-to-hire",
  externship: "Externship",
  "not-stated": "Type not stated",
});
export type EmploymentType = CodeOf<typeof employmentTypes>;

/** The values of schema.org's employmentType that Google reads (DISTRIBUTION.md). */
export const schemaOrgEmploymentType: Record<Exclude<EmploymentType, "not-stated">, string> = {
  "full-time": "FULL_TIME",
  "part-time": "PART_TIME",
  prn: "PER_DIEM",
  contract: "CONTRACTOR",
  temporary: "TEMPORARY",
  "temp-to-hire": "TEMPORARY",
  externship: "INTERN",
};

export const workModes = vocabulary({
  remote: "Remote",
  "remote-after-training": "Remote after training",
  hybrid: "Hybrid",
  "on-site": "On-site",
  "not-stated": "Place of work not stated",
});
export type WorkMode = CodeOf<typeof workModes>;

export const payUnits = vocabulary({
  hour: "an hour",
  year: "a year",
  chart: "a chart",
  encounter: "an encounter",
  project: "a project",
});
export type PayUnit = CodeOf<typeof payUnits>;

/** A year of full-time work, in hours (DOMAIN.md: a year is 2,080 hours). */
export const HOURS_A_YEAR = 2_080;

export const perks = vocabulary({
  "sign-on-bonus": "Sign-on bonus",
  "production-incentive": "Production incentive",
  "dues-paid": "Dues paid",
  "ceus-paid": "CEUs paid",
  "books-paid": "Books paid",
  "equipment-supplied": "Equipment supplied",
});
export type Perk = CodeOf<typeof perks>;

export const productionPeriods = vocabulary({ hour: "an hour", day: "a day", week: "a week", month: "a month" });
export type ProductionPeriod = CodeOf<typeof productionPeriods>;

export const schedules = vocabulary({
  fixed: "Fixed shift",
  flexible: "Flexible hours",
  weekends: "Includes weekends",
});
export type Schedule = CodeOf<typeof schedules>;

/** The reach of a remote job: every state, only some, or all but some. */
export const stateReaches = vocabulary({
  all: "All states",
  only: "Only these states",
  except: "All states but these",
  "not-stated": "States not stated",
});
export type StateReach = CodeOf<typeof stateReaches>;
