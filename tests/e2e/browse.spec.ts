import { signIn } from "./support/demo.ts";
import { expect, expectNoAxeViolations, shot, test } from "./support/test.ts";

test("a guest narrows the jobs without losing the place or the focus", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  await page.goto("/jobs?q=coder");
  await expect(page.getByRole("button", { name: "Show the jobs" })).toBeHidden();
  await shot(page, "search");

  await test.step("a choice is searched for at once", async () => {
    const box = page.getByRole("checkbox", { name: /^W-2 full-time/ });
    await box.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    await box.focus();
    await page.keyboard.press("Space");
    await expect(page).toHaveURL(/\/jobs\?q=coder&type=full-time$/);
    await expect(page.getByRole("link", { name: "Remove W-2 full-time" })).toBeAttached();
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await expect(box).toBeFocused();
    await page.goBack();
    await expect(box).not.toBeChecked();
    await page.goForward();
    await expect(box).toBeChecked();
  });

  await test.step("pay is searched for when typing pauses, and nonsense is said and kept", async () => {
    const least = page.getByLabel("At least");
    await least.focus();
    await least.pressSequentially("2x");
    await expect(page.getByText("It was left out: pay_min 2x")).toBeVisible();
    await expect(least).toHaveValue("2x");
    await least.fill("20");
    await expect(page).toHaveURL(/pay_min=20/);
    await expect(least).toBeFocused();
  });

  await test.step("a chip that is taken away leaves the focus on the next, and the last on the heading", async () => {
    await page.getByRole("link", { name: "Remove W-2 full-time" }).press("Enter");
    await expect(page.getByRole("link", { name: "Remove From $20 an hour" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(page.getByLabel("At least")).toHaveValue("");
  });

  await test.step("the list goes on by key, in another order too", async () => {
    await page.goto("/jobs");
    await page.getByLabel("Sort by").selectOption("newest");
    await expect(page).toHaveURL(/sort=newest/);
    const first = await page.locator(".job-title").allInnerTexts();
    await page.getByRole("link", { name: /^Next/ }).click();
    await expect(page).toHaveURL(/after=/);
    await expect(page.getByRole("link", { name: "First page" })).toBeVisible();
    expect(await page.locator(".job-title a").first().innerText()).not.toBe(first[0]);
  });

  await test.step("the way back from a job is the search it was found in", async () => {
    await page.goto("/jobs?sort=newest");
    await page.locator(".job-title a").first().click();
    await expect(page).toHaveURL(/\/jobs\/[a-z]/);
    await expect(page.getByRole("link", { name: "Back to your search" })).toHaveAttribute("href", "/jobs?sort=newest");
  });
});

for (const javaScriptEnabled of [true, false])
  test(`a seeker searches by what they qualify for, ${javaScriptEnabled ? "at a click" : "without script"}`, async ({
    openVisitor,
  }) => {
    const page = await openVisitor({ javaScriptEnabled });
    await page.goto("/jobs?fit=one-missing&sort=fit");
    await page.getByRole("link", { name: "Sign in" }).last().click();
    await signIn(page, "seeker@demo.example", "/jobs?fit=one-missing&sort=fit");
    const count = await page.getByRole("heading", { level: 1 }).innerText();
    await expect(page.getByText("This search goes by your profile")).toBeHidden();
    for (const card of await page.locator(".job").all()) await expect(card).toContainText("One thing missing: ");
    await page.getByRole("checkbox", { name: /^Qualified \d/ }).check();
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Show the jobs" }).click();
    await expect(page).toHaveURL(/\/jobs\?fit=qualified&fit=one-missing&sort=fit$/);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(count);
    await expect(page.locator(".job").first()).toContainText("Qualified");
    await page.locator(".job-title a").first().click();
    const panel = page.locator(".qual");
    await expect(panel).toContainText("Do I qualify?");
    await expect(panel.getByText("Qualified", { exact: true })).toBeVisible();
    await expect(panel.getByRole("listitem").first()).toBeVisible();
  });

test("on a phone the facets are a sheet that counts while one chooses", async ({ openVisitor }) => {
  const page = await openVisitor({ viewport: { width: 390, height: 760 } });
  await page.goto("/jobs");
  const box = page.getByRole("checkbox", { name: /^Remote \d/ });
  await expect(box).toBeHidden();
  await page.getByRole("button", { name: /^Narrow/ }).click();
  await box.check();
  await expect(page).toHaveURL(/mode=remote/);
  await expect(page.getByRole("heading", { name: /^Narrow [\d,]+ jobs?$/ })).toBeVisible();
  await expectNoAxeViolations(page, "#facets");
  await page.getByRole("button", { name: "Show the jobs" }).click();
  await expect(box).toBeHidden();
  await expect(page.getByRole("button", { name: /Narrow.*1 choice applied/ })).toBeVisible();
});

test("words that no job has are asked back about", async ({ page }) => {
  await page.goto("/jobs?q=inpateint");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("0 jobs");
  await page.getByRole("link", { name: "inpatient", exact: true }).click();
  await expect(page).toHaveURL(/q=inpatient/);
  await expect(page.locator(".job-title").first()).toBeVisible();
});

test("without script the same search works by its buttons, and its address is clean", async ({ openVisitor }) => {
  const page = await openVisitor({ javaScriptEnabled: false });
  await page.goto("/jobs");
  await page.getByRole("checkbox", { name: /^CPC / }).check();
  await page.getByLabel("At least").fill("20");
  await page.getByRole("button", { name: "Show the jobs" }).click();
  await expect(page).toHaveURL(/\/jobs\?credential=cpc&pay_min=20$/);
  await page.getByLabel("Sort by").selectOption("pay");
  await page.getByRole("button", { name: "Sort", exact: true }).click();
  await expect(page).toHaveURL(/credential=cpc&.*sort=pay/);
  await page.getByLabel("Words").fill("coder");
  await page.getByRole("button", { name: "Search jobs" }).click();
  await expect(page).toHaveURL(/q=coder.*credential=cpc/);
  await page.locator(".job-title a").first().click();
  await expect(page.getByRole("heading", { name: "Who may apply" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [390, 1280])
    test(`the public pages hold up at ${width} px in ${colorScheme}`, async ({ openVisitor }) => {
      test.slow();
      const page = await openVisitor({ viewport: { width, height: 900 }, colorScheme });
      await page.goto("/jobs");
      // Not the newest: another test's employer may be marking that one filled.
      const job = await page.locator(".job-title a").last().getAttribute("href");
      await page.goto(job!);
      const employer = await page.locator(".jobhead a").getAttribute("href");
      const pages = {
        home: "/",
        search: "/jobs?mode=remote",
        empty: "/jobs?q=inpatient&setting=dental&ehr=vista&place=Springfield&radius=9999",
        job: job!,
        employer: employer!,
        review: "/how-review-works",
        figures: "/figures",
        terms: "/terms",
        privacy: "/privacy",
      };
      for (const [name, address] of Object.entries(pages)) {
        await page.goto(address);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} fits`).toBe(
          true,
        );
        await expectNoAxeViolations(page);
        await shot(page, `${name}-${width}-${colorScheme}`);
      }
    });
