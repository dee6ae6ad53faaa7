import type { Locator, Page } from "@playwright/test";
import zlib from "node:zlib";
import { expect, test } from "./support/test.ts";

declare global {
  interface Window {
    /** How much was moved by whom while the page loaded. */
    layoutShifts?: { value: number; of: string }[];
  }
}

// A coder narrows down by feel: by keyboard, by mouse and on a phone the control that was used keeps the focus, the page
// stays where it is, and what is shown is what was chosen last.

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const box = (page: Page, name: RegExp) => page.getByRole("checkbox", { name });
const scroll = (page: Page) => page.evaluate(() => scrollY);

/** The number in a facet value's name: `Remote 24 jobs`. */
async function countOf(option: Locator): Promise<number> {
  const label = option.locator("xpath=ancestor::label").locator(".n");
  return Number((await label.innerText()).replace(/\D/g, ""));
}

/** The number of jobs that the page says it found. */
async function totalOf(page: Page): Promise<number> {
  return Number(/^[\d,]+/.exec(await heading(page).innerText())?.[0].replace(/,/g, ""));
}

for (const how of ["the keyboard", "a mouse"] as const)
  test(`facets answer ${how} and lose neither the focus nor the place`, async ({ page, allowErrors }) => {
    await page.setViewportSize({ width: 1280, height: 700 });
    await page.goto("/jobs");
    const toggle = async (option: Locator) => {
      if (how === "a mouse") return option.click();
      await option.focus();
      await page.keyboard.press("Space");
    };
    const remote = box(page, /^Remote \d/);
    const fullTime = box(page, /^W-2 full-time/);
    const everything = await totalOf(page);
    const remoteJobs = await countOf(remote);
    const fullTimeBefore = await countOf(fullTime);
    expect(remoteJobs).toBeGreaterThan(0);
    await remote.scrollIntoViewIfNeeded();
    const place = await scroll(page);

    await test.step("a choice brings its count of jobs, and other counts with it", async () => {
      await toggle(remote);
      await expect(page).toHaveURL(/\/jobs\?mode=remote$/);
      await expect.poll(() => totalOf(page)).toBe(remoteJobs);
      await expect(remote).toBeFocused();
      expect(await scroll(page)).toBe(place);
      expect(await countOf(remote), "a facet's own choice does not change its counts").toBe(remoteJobs);
      expect(await countOf(fullTime)).toBeLessThanOrEqual(fullTimeBefore);
      await expect(page.locator(".job-org").first()).toContainText("Remote");
    });

    await test.step("a second choice narrows further, to the count it showed", async () => {
      const narrowed = await countOf(fullTime);
      await toggle(fullTime);
      await expect(page).toHaveURL(/mode=remote&type=full-time$/);
      await expect.poll(() => totalOf(page)).toBe(narrowed);
      await expect(fullTime).toBeFocused();
    });

    await test.step("the way back and forth restores every state", async () => {
      await page.goBack();
      await expect.poll(() => totalOf(page)).toBe(remoteJobs);
      await expect(remote).toBeChecked();
      await expect(fullTime).not.toBeChecked();
      await page.goBack();
      await expect.poll(() => totalOf(page)).toBe(everything);
      await expect(remote).not.toBeChecked();
      expect(await countOf(fullTime)).toBe(fullTimeBefore);
      await page.goForward();
      await expect(remote).toBeChecked();
      await expect.poll(() => totalOf(page)).toBe(remoteJobs);
    });

    await test.step("choices quicker than the answers end in the last of them", async () => {
      // Remix (`fetchAndDecode` of @remix-run/react) says so in the console when a choice overtakes an answer whose head
      // has come and whose body has not; the router then drops that answer. No promise is left unhandled.
      allowErrors(/^AbortError: signal is aborted without reason/);
      await page.goto("/jobs");
      for (const option of [remote, fullTime, remote, fullTime, remote]) await toggle(option);
      await expect(page).toHaveURL(/\/jobs\?mode=remote$/);
      await expect.poll(() => totalOf(page)).toBe(remoteJobs);
      await expect(remote).toBeChecked();
      await expect(fullTime).not.toBeChecked();
      await expect(remote).toBeFocused();
    });
  });

test("the whole search can be done with the keyboard alone", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto("/jobs");
  const words = page.getByLabel("Words");
  await words.focus();
  await page.keyboard.type("coder");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=coder/);
  // A facet that is shut opens, its "more" opens, and a value in it is reached by Tab.
  const states = page.locator("details.facet").filter({ hasText: "State eligibility" });
  await states.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  await states.locator("details.facet-more > summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const value = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  await page.keyboard.press("Space");
  await expect(page).toHaveURL(new RegExp(`q=coder&state=${value}$`));
  await expect(page.getByRole("checkbox", { checked: true })).toBeFocused();
  await expect(page.locator("details.facet-more[open]"), "what was opened stays open").toHaveCount(1);
});

test("on a phone the sheet stays open and in place while one chooses", async ({ openVisitor }) => {
  const page = await openVisitor({ viewport: { width: 390, height: 760 }, hasTouch: true });
  await page.goto("/jobs");
  await page.getByRole("button", { name: /^Narrow/ }).tap();
  const remote = box(page, /^Remote \d/);
  await remote.scrollIntoViewIfNeeded();
  const sheet = page.locator(".facets-body");
  const place = await sheet.evaluate((element) => element.scrollTop);
  expect(place).toBeGreaterThan(0);
  const jobs = await countOf(remote);
  await remote.tap();
  await expect(page).toHaveURL(/mode=remote/);
  await expect(page.locator(".facets-head")).toContainText(`Narrow ${jobs} job`);
  await expect(remote).toBeChecked();
  await expect(remote).toBeFocused();
  expect(await sheet.evaluate((element) => element.scrollTop)).toBe(place);
  await page.getByRole("button", { name: "Show the jobs" }).tap();
  await expect(remote).toBeHidden();
  expect(await totalOf(page)).toBe(jobs);
});

test("the next page and a job are fetched as soon as one means to go there, and not before", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes(".data")) asked.push(request.url());
  });
  await page.goto("/jobs", { waitUntil: "networkidle" });
  expect(asked).toEqual([]);
  await page.locator(".job-title a").first().hover();
  await expect.poll(() => asked.filter((url) => /\/jobs\/.*\.data/.test(url)).length).toBe(1);
  const next = page.getByRole("link", { name: /^Next/ });
  await next.focus();
  await expect.poll(() => asked.filter((url) => /\/jobs\.data\?after=/.test(url)).length).toBe(1);
  await next.press("Enter");
  await expect(page.getByRole("link", { name: "First page" })).toBeVisible();
});

for (const width of [390, 1280])
  test(`nothing moves while a page loads, at ${width} px`, async ({ openVisitor }) => {
    const page = await openVisitor({ viewport: { width, height: 900 } });
    await page.addInitScript(() => {
      const shifts: NonNullable<Window["layoutShifts"]> = (window.layoutShifts = []);
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          sources?: { node?: Node }[];
        })[])
          shifts.push({
            value: entry.value,
            of: (entry.sources ?? []).map(({ node }) => node?.parentElement?.outerHTML.slice(0, 80)).join(" | "),
          });
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto("/jobs");
    const job = await page.locator(".job-title a").first().getAttribute("href");
    // The fonts come late, as over a slow line: what is drawn before them stands where it stood.
    await page.route(/\.woff2$/, async (route) => {
      await new Promise((go) => setTimeout(go, 700));
      await route.continue();
    });
    for (const address of ["/", "/jobs", job!]) {
      await page.goto(address, { waitUntil: "networkidle" });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const shifts = await page.evaluate(() => window.layoutShifts ?? []);
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      expect(sum, `${address}: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(0.01);
    }
  });

test("a first visit to the jobs is 90 kB of script, 15 kB of style and two fonts at most", async ({ openVisitor }) => {
  const page = await openVisitor();
  const bytes = { script: 0, stylesheet: 0 };
  const fonts = new Set<string>();
  const bodies: Promise<void>[] = [];
  page.on("response", (response) => {
    const type = response.request().resourceType();
    if (type === "font") fonts.add(response.url());
    const kind = /javascript/.test(response.headers()["content-type"] ?? "")
      ? "script"
      : type === "stylesheet"
        ? type
        : undefined;
    if (!kind) return;
    const encoding = response.headers()["content-encoding"];
    bodies.push(
      response.body().then((body) => {
        bytes[kind] += zlib.brotliCompressSync(body).length;
        if (body.length > 1_000) expect(encoding, `${response.url()} is compressed`).toBeDefined();
      }),
    );
  });
  await page.goto("/jobs", { waitUntil: "networkidle" });
  await Promise.all(bodies);
  expect(bytes.script).toBeGreaterThan(0);
  expect(bytes.script).toBeLessThanOrEqual(90_000);
  expect(bytes.stylesheet).toBeGreaterThan(0);
  expect(bytes.stylesheet).toBeLessThanOrEqual(15_000);
  expect(fonts.size).toBe(2);
});

test("with scripts off the facets are a form that works", async ({ openVisitor }) => {
  const page = await openVisitor({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const remote = box(page, /^Remote \d/);
  // Once more where a job came or went in between: the other tests' people are at work on the same board.
  await expect(async () => {
    await page.goto("/jobs");
    const jobs = await countOf(remote);
    await remote.check();
    await page.getByRole("button", { name: "Show the jobs" }).click();
    await expect(page).toHaveURL(/\/jobs\?mode=remote$/);
    expect(await totalOf(page)).toBe(jobs);
  }).toPass({ timeout: 30_000 });
  await expect(remote).toBeChecked();
});
