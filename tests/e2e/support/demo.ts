import type { Page } from "@playwright/test";
import { DEMO_PASSWORD } from "#db/seeds/demo-sign-ins.ts";
import { expect, expectNoAxeViolations, shot } from "./test.ts";

/** Signs in as somebody of the demo; `to`: where they go on, if not to where the board leads. */
export async function signIn(page: Page, email: string, to?: string): Promise<void> {
  await page.goto(to ? `/sign-in?returnTo=${encodeURIComponent(to)}` : "/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => (to ? url.pathname + url.search === to : url.pathname !== "/sign-in"));
}

type Look = readonly [width: number, colorScheme: "light" | "dark"];

/** A desk's page in the light and a phone's in the dark: each width and each theme once. */
const extremes: readonly Look[] = [
  [1280, "light"],
  [390, "dark"],
];

/** Every width in every theme, for pages that are worth the time. */
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

/** Axe finds nothing on the page as it is now, and nothing of it overflows. */
export async function expectSound(page: Page): Promise<void> {
  await expectNoAxeViolations(page);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${page.url()} at ${page.viewportSize()?.width} px`).toBeLessThanOrEqual(0);
}

/** The page is sound in each of these looks, and a picture of each is kept under the name. It ends wide and light. */
export async function inspect(page: Page, name: string, looks: readonly Look[] = extremes): Promise<void> {
  for (const look of looks) {
    await dress(page, look);
    await expectSound(page);
    await shot(page, `${name}-${look.join("-")}`);
  }
  await dress(page, [1280, "light"]);
}
