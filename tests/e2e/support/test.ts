import AxeBuilder from "@axe-core/playwright";
import {
  test as base,
  expect,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { mergeEnvironment, type Chromium } from "../../../dev/chromium.ts";
import { openMailbox, type Mailbox } from "./mailbox.ts";

type Fixtures = {
  mailbox: Mailbox;
  /** Opens a page in a browser of its own: another visitor, with no cookie of the first. */
  openVisitor(options?: BrowserContextOptions): Promise<Page>;
  /** Allows console errors that match, in this test only: `allowErrors(/404/)` before a page that is not there. */
  allowErrors(pattern: RegExp): void;
};
type InternalFixtures = { troubles: Troubles };

/** What the browser complained of: console errors (a broken CSP is one), uncaught errors, and pages that crashed. */
class Troubles {
  readonly found: string[] = [];
  readonly allowed: RegExp[] = [];

  watch(context: BrowserContext) {
    context.on("console", (message) => {
      if (message.type() === "error") this.found.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.found.push(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on("page", (page) => page.on("crash", () => this.found.push(`crashed: ${page.url()}`)));
  }
}

/** `test` of this project: anything the browser complains of fails the test. */
export const test = base.extend<Fixtures & InternalFixtures>({
  baseURL: async ({}, use) => use(readAddress("E2E_BASE_URL")),
  launchOptions: [
    async ({ launchOptions }, use) => {
      const chromium: Chromium = JSON.parse(process.env.E2E_CHROMIUM ?? '{"args":[],"env":{}}');
      await use({
        ...launchOptions,
        executablePath: chromium.executablePath,
        env: mergeEnvironment(chromium),
        args: [...(launchOptions.args ?? []), ...chromium.args],
      });
    },
    { scope: "worker" },
  ],
  troubles: [
    async ({}, use) => {
      const troubles = new Troubles();
      await use(troubles);
      const unexpected = troubles.found.filter((text) => !troubles.allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, "what the browser complained of").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, troubles }, use) => {
    troubles.watch(context);
    await use(context);
  },
  allowErrors: async ({ troubles }, use) => use((pattern) => void troubles.allowed.push(pattern)),
  mailbox: async ({}, use) => use(openMailbox(readAddress("E2E_MAILBOX_URL"))),
  openVisitor: async ({ browser, baseURL, troubles }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await newContext(browser, { baseURL, ...options });
      contexts.push(context);
      troubles.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };

const newContext = (browser: Browser, options: BrowserContextOptions) =>
  browser.newContext({ locale: "en-US", timezoneId: "America/Chicago", ...options });

function readAddress(name: string): string {
  const address = process.env[name];
  if (!address) throw new Error(`${name} is missing: run the tests through playwright.config.ts`);
  return address;
}

/**
 * Fails with each accessibility violation axe finds on the page as it is now (WCAG 2.2 A and AA, best practices);
 * `within` an element alone where it covers the others, which axe holds against what lies over them.
 */
export async function expectNoAxeViolations(page: Page, within?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (within ? axe.include(within) : axe).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")}\n  ${node.failureSummary ?? ""}`),
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** Keeps a picture of the whole page as artifacts/screenshots/NAME.png. */
export async function shot(page: Page, name: string): Promise<void> {
  const folder = path.resolve("artifacts/screenshots");
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true, animations: "disabled" });
}
