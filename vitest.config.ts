import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { aliases } from "./aliases.ts";
import { LongestFirst } from "./tests/support/longest-first.ts";

const alias = aliases(fileURLToPath(new URL(".", import.meta.url)));

/**
 * Two projects: `unit` (`*.test.ts`, no I/O) and `integration` (`*.db.test.ts`, the real database, a schema per
 * worker). The browser's tests are Playwright's, under tests/e2e.
 */
export default defineConfig({
  test: {
    // Much of a test's time is the database's; by default Vitest leaves one core out.
    maxWorkers: "100%",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/**/*.db.test.{ts,tsx}", "tests/e2e/**"],
          // Some start processes: on a busy machine Vitest's five seconds are few.
          testTimeout: 20_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["tests/**/*.db.test.{ts,tsx}"],
          globalSetup: ["tests/support/database-server.ts"],
          setupFiles: ["tests/support/worker-database.ts"],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
