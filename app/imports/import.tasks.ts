import type { ImportRunId } from "~/platform/ids.ts";

declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Fetches what a run is about, if it was not uploaded, and reads its rows. */
    "import.read": { runId: ImportRunId };
    /** Imports some of a run's rows, and enqueues the next ones. */
    "import.slice": { runId: ImportRunId };
    /** Repeats: starts the runs that are due. */
    "import.start-due": Record<string, never>;
    /** Repeats: ends runs that hang, forgets old reports. */
    "import.sweep": Record<string, never>;
  }
}
