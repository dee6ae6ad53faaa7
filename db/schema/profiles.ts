import type { AccountId, EmployerId } from "~/platform/ids.ts";
import type { BooleanNumber } from "./boolean-number.ts";

export type ProfileTable = {
  account_id: AccountId;
  version: number;
  home_state: string | null;
  practicode: BooleanNumber;
  moves_anywhere: BooleanNumber;
  pay_min_cents: number | null;
  pay_unit: "hour" | "year" | null;
  visibility: "hidden" | "applied" | "verified";
  created_at: Date;
  updated_at: Date;
};

export type ProfileCredentialTable = {
  account_id: AccountId;
  code: string;
  apprentice: BooleanNumber;
  number: string | null;
  /** `2027-03-31` */
  expires_on: string | null;
  created_at: Date;
};

export type ProfileExperienceTable = {
  account_id: AccountId;
  counted_in: "setting" | "specialty";
  code: string;
  years: number;
};

export type ProfileStateTable = { account_id: AccountId; kind: "commute" | "move"; state: string };

export type ProfileChoiceTable = {
  account_id: AccountId;
  facet: "ehr" | "encoder" | "function" | "mode" | "type";
  code: string;
};

export type ProfileBlockTable = { account_id: AccountId; employer_id: EmployerId; created_at: Date };
