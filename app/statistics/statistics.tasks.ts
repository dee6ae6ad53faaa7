declare module "~/tasks/task.ts" {
  interface TaskPayloads {
    /** Repeats: forgets who was counted on past days. */
    "statistics.sweep": Record<string, never>;
  }
}
export {};
