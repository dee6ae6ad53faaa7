import type { Page } from "@playwright/test";
import mysql from "mysql2/promise";
import { DEMO_PASSWORD, demoSignIns } from "#db/seeds/demo-sign-ins.ts";
import { totpCode } from "~/accounts/totp.server.ts";
import { now } from "~/platform/clock.ts";
import { expect, expectNoAxeViolations, shot } from "./test.ts";

/** Changes the board's database by hand. */
async function change(statement: string, values: string[]): Promise<void> {
  const connection = await mysql.createConnection({ uri: process.env.E2E_DATABASE_URL ?? "", connectTimeout: 10_000 });
  await connection.query(statement, values);
  await connection.end();
}

/**
 * A code that an account's authenticator shows now, as if none had been used: a code works once, and tests sign one
 * person in more often than every half minute.
 */
async function freshCode(email: string, secret: string): Promise<string> {
  await change(
    "update account_factor join account on account.id = account_factor.account_id set last_step = 0 where email = ?",
    [email],
  );
  return totpCode(secret, now());
}

/** Lets an hour go by since a person's sessions gave a code. */
export function letCodesAge(email: string): Promise<void> {
  return change(
    "update session join account on account.id = session.account_id set factor_at = factor_at - interval 1 hour where email = ?",
    [email],
  );
}

/** All tests come from one address, and sign in more often than the people of one address may (accounts/limits). */
const forgiveAddress = () => change("delete from rate_limit where `key` like 'sign-in:address:%'", []);

/**
 * Signs in as somebody of the demo, staff with their code as well; `to`: where they go on, if not to where the board
 * leads.
 */
export async function signIn(page: Page, email: string, to?: string): Promise<void> {
  await forgiveAddress();
  await page.goto(to ? `/sign-in?returnTo=${encodeURIComponent(to)}` : "/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  const secret = demoSignIns.find((one) => one.email === email)?.totpSecret;
  // Two tests that sign one person in at the same moment have one code between them: the later takes another.
  for (let attempt = 0; secret && attempt < 3; attempt++) {
    await page.waitForURL(/\/sign-in\/code/);
    await page.getByLabel("Code", { exact: true }).fill(await freshCode(email, secret));
    await page.getByRole("button", { name: "Sign in" }).click();
    const refused = page.getByRole("alert");
    await Promise.race([refused.waitFor(), page.waitForURL((url) => !url.pathname.startsWith("/sign-in"))]);
    if (!(await refused.isVisible())) break;
  }
  await page.waitForURL((url) => (to ? url.pathname + url.search === to : !url.pathname.startsWith("/sign-in")));
}

type Look = readonly [width: number, colorScheme: "light" | "dark"];

/** A desk's page in the light and a phone's in the dark: each width and each theme once. */
const extremes: readonly Look[] = [
  [1280, "light"],
  [390, "dark"],
];

/** Every width in every theme, one width after the other, for pages that are worth the time. */
export const everyLook: readonly Look[] = [
  [1280, "light"],
  [1280, "dark"],
  [390, "light"],
  [390, "dark"],
];

/** Has the page look like that. */
export async function dress(page: Page, [width, colorScheme]: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
}

/** Axe finds nothing on the page as it is now (`expectNoAxeViolations`), and nothing of it overflows. */
export async function expectSound(page: Page, what?: "all" | "colours"): Promise<void> {
  await expectNoAxeViolations(page, { what });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} at ${page.viewportSize()?.width} px`).toBeLessThanOrEqual(0);
}

/** The page is sound in each of these looks, and a picture of each is kept under the name. It ends wide and light. */
export async function inspect(page: Page, name: string, looks: readonly Look[] = extremes): Promise<void> {
  let judged = 0;
  for (const look of looks) {
    await dress(page, look);
    await expectSound(page, judged === look[0] ? "colours" : "all");
    judged = look[0];
    await shot(page, `${name}-${look.join("-")}`);
  }
  await dress(page, [1280, "light"]);
}
