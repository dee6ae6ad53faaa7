import type { CredentialGroup, ExperienceRow } from "~/jobs/job-content.ts";
import type { EmploymentType, PayUnit, ProductionPeriod } from "~/vocabulary/terms.ts";
import type { CodeSet, JobFunction, Setting, Specialty } from "~/vocabulary/work.ts";

/** How far along the person is whom the job looks for. Only `entry` is open to apprentices. */
export type Tier = "entry" | "mid" | "senior" | "lead";

/** Pay by the record instead of the hour; contract and per-diem work. */
export type RecordPay = {
  unit: Extract<PayUnit, "chart" | "encounter" | "project">;
  /** Dollars. */
  low: number;
  high: number;
  /** For `chart` only. */
  chartsPerHour?: number;
  recordType: string;
  period: ProductionPeriod;
};

type WithoutYears<Row> = Row extends unknown ? Omit<Row, "years"> : never;
/** A row of experience whose years are still open. */
export type ExperienceKind = WithoutYears<ExperienceRow>;

/** A production term before its number is chosen: `from` to `to` in steps of `step`. */
export type ProductionRange = { recordType: string; from: number; to: number; step: number; period: ProductionPeriod };

/** One kind of work in this field: what hangs together in every job of it, and the words it is told in. */
export type Archetype = {
  key: string;
  functions: JobFunction[];
  settings: Setting[];
  /** At times one of these comes beside the settings. */
  alsoSettings?: Setting[];
  /** One of these lists is chosen. */
  specialties: Specialty[][];
  codeSets: CodeSet[];
  alsoCodeSets?: CodeSet[];
  tiers: Tier[];
  /** Title templates; `{level}` is the tier's mark, with its comma or space. */
  titles: string[];
  /** One of these is chosen; `entryRules` where the tier is entry. */
  rules: CredentialGroup[][];
  entryRules?: CredentialGroup[][];
  /** Where experience counts. Years come from the tier. */
  experience: ExperienceKind[];
  /** Dollars an hour of the middle tier where pay is at the national level. */
  hourly: [low: number, high: number];
  /** Salaried rather than hourly, above the entry tier. */
  salaried?: true;
  byRecord?: RecordPay[];
  production: ProductionRange[];
  accuracy: number[];
  auditMethods?: string[];
  /** Employment types beside full-time that this work is often offered in. */
  types?: EmploymentType[];
  /** How often it is done away from the office, 0 to 1. */
  remote: number;
  /** Which of an employer's encoders the work uses. */
  encoders: "facility" | "professional" | "none";
  /** Whether a coding test is usual. */
  tested: boolean;
  /** Share of machine-suggested codes, in percent, where it is the point of the work. */
  aiShare?: number[];
  /** What is worked on, in the plural: "inpatient stays". */
  charts: string;
  /** The work as a noun: "inpatient coding". */
  work: string;
  /** Particular cases and questions of this work, as noun phrases. */
  matters: string[];
  /** Sentences on what the person does. */
  duties: string[];
  /** Short phrases on what a week holds; list items. */
  week: string[];
  /** Sentences on what the employer looks for. */
  asks: string[];
};

const group =
  (how: CredentialGroup["how"], level: CredentialGroup["level"]) =>
  (...codes: string[]): CredentialGroup => ({ how, level, codes, inLieu: null });

/** Credential groups: any of, or all of these, required. */
export const anyOf = group("any", "required");
export const allOf = group("all", "required");
/** The same, preferred. */
export const preferAny = group("any", "preferred");
export const preferAll = group("all", "preferred");

/** The group with a note on what may stand in for it. */
export function inLieu(of: CredentialGroup, note: string): CredentialGroup {
  return { ...of, inLieu: note };
}

/** A row of experience, years still open. */
export const inSetting = (code: Setting) => ({ countedIn: "setting" as const, code });
export const inSpecialty = (code: Specialty) => ({ countedIn: "specialty" as const, code });
