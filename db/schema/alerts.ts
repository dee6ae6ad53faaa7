import type { AccountId, AlertId, JobId, TaskId } from "~/platform/ids.ts";

export type AlertTable = {
  id: AlertId;
  account_id: AccountId | null;
  email: string | null;
  search: string;
  search_key: string;
  frequency: "instantly" | "daily" | "weekly";
  zone: string;
  state: "unconfirmed" | "active" | "paused";
  paused_why: "person" | "unsubscribed" | "bounce" | "complaint" | null;
  paused_at: Date | null;
  since: Date;
  next_at: Date | null;
  sent_at: Date | null;
  seq: number;
  created_at: Date;
  updated_at: Date;
};

export type AlertLinkTable = {
  token_hash: string;
  alert_id: AlertId;
  purpose: "confirm" | "change";
  created_at: Date;
};

export type AlertMatchTable = {
  alert_id: AlertId;
  job_id: JobId;
  at: Date;
  task_id: TaskId | null;
  done: "sent" | "dropped" | null;
};

export type AlertCounterTable = { name: "change" | "feed"; value: number };

export type MailEventTable = {
  id: string;
  type: "bounce" | "complaint" | "soft-bounce";
  paused: number;
  received_at: Date;
};
