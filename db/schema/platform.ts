import type { AccountId, Id, JobId } from "~/platform/ids.ts";

export type BoardSettingTable = {
  name: string;
  value: string;
};

export type ChangeCounterTable = {
  id: number;
  seq: number;
};

export type ChangeFeedTable = {
  seq: number;
  job_id: JobId;
  at: Date;
};

export type RateLimitTable = {
  key: string;
  points: number;
  expire: number | null;
};

export type WebProcessTable = {
  id: Id<"process">;
  host: string;
  number: number;
  search_state: "starting" | "ok" | "rebuilding" | "degraded";
  jobs: number;
  lag_ms: number | null;
  started_at: Date;
  seen_at: Date;
};

/** What an admin has set; the vocabulary is settings/settings. */
export type SettingTable = {
  name: string;
  value: string;
  version: number;
  updated_by: AccountId;
  updated_at: Date;
};
