import { defineConfig } from "@playwright/test";

const reading = ["browse.spec.ts", "hostile.spec.ts", "search-feel.spec.ts", "suggest.spec.ts"];

/**
 * The browser's tests run against a whole board of their own (tests/e2e/support/board.ts). Two at a time: each is a
 * browser, and the board beside them is three processes and a database.
 */
export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/e2e/support/board.ts",
  outputDir: "artifacts/playwright",
  fullyParallel: false,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
  // In this order: what only reads, while nobody changes what it counts; what works on the board; and last what moves
  // Stripe's clock by months, for cards that other tests authorized would lapse.
  projects: [
    { name: "reading", testMatch: reading },
    { name: "board", testIgnore: [...reading, "plan.spec.ts"] },
    { name: "months", testMatch: "plan.spec.ts", dependencies: ["board"] },
  ],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: "retain-on-failure",
    locale: "en-US",
    timezoneId: "America/Chicago",
  },
});
