import type { TaskId } from "~/platform/ids.ts";

export type TaskTable = {
  id: TaskId;
  kind: string;
  payload: string;
  dedupe_key: string | null;
  state: "queued" | "done" | "dead";
  run_at: Date;
  attempts: number;
  locked_until: Date | null;
  last_error: string | null;
  created_at: Date;
  finished_at: Date | null;
};
