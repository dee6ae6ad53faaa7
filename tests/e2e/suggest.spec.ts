import type { Page } from "@playwright/test";
import { dress, expectSound } from "./support/demo.ts";
import { expect, expectNoAxeViolations, shot, test } from "./support/test.ts";

const words = (page: Page) => page.getByLabel("Words", { exact: true });
const place = (page: Page) => page.getByLabel("Place", { exact: true });
const options = (page: Page) => page.getByRole("listbox").getByRole("option");

test("by keys alone a credential is chosen as a choice, not as words", async ({ page }) => {
  await page.goto("/jobs?state=oh");
  await words(page).focus();
  await expect(words(page)).toHaveRole("combobox");
  await expect(words(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.type("professional coder");
  const first = options(page).first();
  await expect(first).toContainText("CPC Certified Professional Coder Credential");
  await expect(words(page)).toHaveAttribute("aria-expanded", "true");
  await expect(page.getByRole("status").filter({ hasText: /^\d+ suggestions?, arrows to choose$/ })).toBeAttached();
  // Beside another choice the number of all its jobs would not be what one gets.
  await expect(first.locator(".suggest-n")).toHaveCount(0);

  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(words(page)).toHaveAttribute("aria-activedescendant", (await first.getAttribute("id"))!);
  await expect(words(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(options(page)).toHaveCount(0);
  await expect(words(page)).toHaveValue("professional coder");
  await page.keyboard.press("ArrowDown");
  await expect(first).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/jobs\?state=oh&credential=cpc$/);
  await expect(page.getByRole("link", { name: "Remove CPC" })).toBeAttached();
  await expect(words(page)).toHaveValue("");
  await expect(options(page)).toHaveCount(0);
});

test("what is said beside a suggestion is what it brings", async ({ page }) => {
  await page.goto("/");
  await words(page).pressSequentially("cod");
  const title = options(page)
    .filter({ has: page.getByText("Title", { exact: true }) })
    .first();
  await expect(title).toBeVisible();
  const said = (await title.locator(".suggest-n").innerText()).split(/\s/)[0]!;
  await title.click();
  await expect(page).toHaveURL(/\/jobs\?q=/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(new RegExp(`^${said} jobs? for`));
});

test("Enter with nothing selected searches for the words, Tab goes on", async ({ page }) => {
  await page.goto("/jobs");
  await words(page).pressSequentially("cod");
  await expect(options(page).first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(place(page)).toBeFocused();
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/jobs\?q=cod$/);
  await expect(options(page)).toHaveCount(0);
});

test("a place is filled in and searched for, with the words beside it", async ({ openVisitor }) => {
  const page = await openVisitor({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });
  await page.goto("/jobs");
  await words(page).fill("coder");
  await page.keyboard.press("Tab");
  await place(page).pressSequentially("colum");
  await expectNoAxeViolations(page);
  await options(page).getByText("Columbus, OH", { exact: true }).tap();
  await expect(page).toHaveURL(/\/jobs\?q=coder&place=Columbus%2C\+OH$/);
  await expect(place(page)).toHaveValue("Columbus, OH");
});

test("an answer that comes late never stands over a newer one", async ({ page }) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/api\/v1\/suggest\?q=c$/, async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.goto("/jobs");
  await words(page).focus();
  const asked = page.waitForRequest(/suggest\?q=c$/);
  await page.keyboard.type("c");
  await asked;
  await page.keyboard.type("ertified professional coder");
  await expect(options(page).first()).toContainText("Certified Professional Coder");
  const shown = await options(page).allInnerTexts();
  release();
  await page.waitForLoadState("networkidle");
  expect(await options(page).allInnerTexts()).toEqual(shown);
});

test("where nothing answers the field is an ordinary one", async ({ page, allowErrors }) => {
  allowErrors(/500/);
  await page.route(/api\/v1\/suggest/, (route) => route.fulfill({ status: 500 }));
  await page.goto("/jobs");
  await words(page).pressSequentially("auditor");
  await page.waitForResponse(/api\/v1\/suggest/);
  await expect(options(page)).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/jobs\?q=auditor$/);
});

test("a first visit doesn't load what offers them, and without script there is none", async ({ page, openVisitor }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto("/jobs");
  await page.waitForLoadState("networkidle");
  expect(loaded.filter((url) => /suggest/.test(url))).toEqual([]);
  await Promise.all([page.waitForRequest(/suggestions/), words(page).focus()]);
  await expect(words(page)).toHaveRole("combobox");

  const plain = await openVisitor({ javaScriptEnabled: false });
  await plain.goto("/jobs");
  await expect(words(plain)).toHaveRole("textbox");
  await expect(plain.getByRole("listbox")).toHaveCount(0);
});

test("of a search that finds nothing each word says what dropping it brings", async ({ page }) => {
  // Once more where a job came or went in between: the other tests' people are at work on the same board.
  await expect(async () => {
    await page.goto("/jobs?q=coder+zebrafish");
    await expect(page.getByRole("heading", { name: "No job matches all of this" })).toBeVisible();
    const drop = page.locator(".drops li").filter({ hasText: "Without “zebrafish”" });
    const count = /: ([\d,]+) jobs?$/.exec(await drop.innerText())?.[1];
    await drop.getByRole("link").click();
    await expect(page).toHaveURL(/\/jobs\?q=coder$/);
    const heading = page.getByRole("heading", { level: 1, name: /for “coder”/ });
    await expect(heading).toBeVisible();
    expect(await heading.innerText()).toMatch(new RegExp(`^${count} jobs? for “coder”`));
  }).toPass({ timeout: 30_000 });
});

for (const width of [390, 1280])
  test(`suggestions hold up at ${width} px, light and dark`, async ({ openVisitor }) => {
    test.slow();
    const page = await openVisitor({ viewport: { width, height: 900 } });
    const inBoth = async (look: (theme: "light" | "dark") => Promise<void>) => {
      for (const theme of ["light", "dark"] as const) {
        await dress(page, [width, theme]);
        await look(theme);
      }
    };
    for (const [name, address] of [
      ["home", "/"],
      ["search", "/jobs"],
    ] as const) {
      await page.goto(address);
      const before = await page.evaluate(() => document.documentElement.scrollHeight);
      await words(page).pressSequentially("co");
      await expect(options(page).first()).toBeVisible();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await inBoth(async (theme) => {
        // Nothing moves, and nothing sticks out.
        await expectSound(page, theme === "light" ? "all" : "colours");
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(before);
        await shot(page, `suggest-${name}-${width}-${theme}`);
      });
      await words(page).fill("");
      await place(page).pressSequentially("colum");
      await expect(options(page).first()).toBeVisible();
      await inBoth((theme) => shot(page, `suggest-place-${name}-${width}-${theme}`));
    }
    await page.goto("/jobs?q=certified+zebrafish+-coder&setting=dental");
    await inBoth(async (theme) => {
      await shot(page, `suggest-empty-${width}-${theme}`);
      await expectSound(page, theme === "light" ? "all" : "colours");
    });
  });
