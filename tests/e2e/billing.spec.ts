import type { Page } from "@playwright/test";
import { everyLook, inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// What an employer buys and follows: a pack, a bank payment on its way, a page left, a job for a credit, the receipt.

/** To the billing page of the demo's first employer. */
async function openBilling(page: Page): Promise<string> {
  await page.goto("/employer");
  await page
    .getByRole("link", { name: /^Billing of/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /^Billing of/ })).toBeVisible();
  return new URL(page.url()).pathname;
}

const creditsOn = async (page: Page) =>
  Number(
    /^([\d,]+) credit/.exec((await page.locator("main .lead").first().textContent()) ?? "")?.[1]?.replace(",", ""),
  );

async function payByCard(page: Page, card: string) {
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Name on card").fill("Dana Whitlock");
  await page.getByRole("button", { name: /^(Pay|Authorize)/ }).click();
}

for (const javaScriptEnabled of [true, false])
  test(`a pack is bought, paid and in the ledger, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({
    openVisitor,
    mailbox,
  }) => {
    const page = await openVisitor({ javaScriptEnabled });
    await signIn(page, "owner@demo.example", "/employer");
    const billing = await openBilling(page);
    const before = await creditsOn(page);

    await test.step("left before paying, nothing is charged", async () => {
      await page.getByRole("button", { name: /^Buy for .*: Pack of 5$/ }).click();
      await page
        .getByRole("link", { name: /back|cancel|return/i })
        .first()
        .click();
      await expect(page.getByRole("status").first()).toContainText("You left before paying");
      await expect(page.getByRole("status").first()).toContainText("Nothing is charged");
    });

    await test.step("the page is taken up again, and a declined card costs nothing", async () => {
      await page.getByRole("link", { name: "Go on paying at Stripe" }).click();
      await payByCard(page, "4000000000000002");
      await expect(page.getByRole("alert")).toContainText(/declined/i);
      await payByCard(page, "4242424242424242");
      await expect(page.getByRole("status").first()).toContainText("5 credits were added to your balance");
    });

    await test.step("the receipt says what was paid, as a page and as mail", async () => {
      await page.getByRole("link", { name: "See the receipt" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Receipt");
      const number = /CC-\d{6}/.exec(await page.getByRole("heading", { level: 1 }).innerText())![0];
      await expect(page.getByRole("row", { name: /^Paid/ })).toContainText("$895.00");
      await expect(page.getByRole("link", { name: "Stripe's invoice" })).toBeVisible();
      if (javaScriptEnabled) await inspect(page, "billing-receipt", everyLook);
      await mailbox.waitFor("owner@demo.example", new RegExp(number));
    });

    await test.step("the ledger tells it", async () => {
      await page.goto(billing);
      expect(await creditsOn(page)).toBe(before + 5);
      await expect(page.locator("#ledger tbody tr").first()).toContainText("Bought: Pack of 5");
      if (javaScriptEnabled) await inspect(page, "billing-page", everyLook);
    });
  });

test("a bank payment grants nothing while it is on its way, and says so", async ({ page }) => {
  await signIn(page, "owner@demo.example", "/employer");
  const billing = await openBilling(page);
  const before = await creditsOn(page);
  await page.getByRole("button", { name: /^Buy for .*: Pack of 10$/ }).click();
  await page
    .getByLabel(/bank account/i)
    .first()
    .check();
  await page.getByLabel(/account number/i).fill("000123456789");
  await page.getByLabel(/^Name/).first().fill("Dana Whitlock");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByRole("status").first()).toContainText("on its way from your bank");
  await inspect(page, "billing-processing", everyLook);
  await page.goto(billing);
  expect(await creditsOn(page)).toBe(before);
  await expect(page.locator("#orders tbody tr").first()).toContainText("Payment on its way");
});

test("a job is submitted for a credit, which is held, and comes back when it is taken back", async ({ page }) => {
  await signIn(page, "owner@demo.example", "/employer");
  const billing = await openBilling(page);
  const before = await creditsOn(page);
  expect(before).toBeGreaterThan(0);
  const live = await page.locator("#ledger a[href^='/employer/jobs/']").first().getAttribute("href");
  await page.goto(live!);
  await page.getByRole("button", { name: "Duplicate to a new draft" }).click();
  await page.waitForURL(/\/edit\/job$/);
  await page.goto(page.url().replace(/job$/, "review"));
  await inspect(page, "billing-review", everyLook);
  await page.getByRole("button", { name: /^Use 1 of .* and submit$/ }).click();
  await expect(page.getByRole("status").first()).toContainText("A credit is held for it");
  const job = new URL(page.url()).pathname;
  await page.goto(billing);
  expect(await creditsOn(page)).toBe(before - 1);
  await expect(page.locator("#ledger tbody tr").first()).toContainText("Held for");
  await page.goto(`${job}?ask=withdraw`);
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByRole("status").first()).toContainText("a credit that was held for it is back");
  await page.goto(billing);
  expect(await creditsOn(page)).toBe(before);
  await expect(page.locator("#ledger tbody tr").first()).toContainText("Returned from");
});

/** The path on the desk of the first job in `state`, on whichever of the desk's pages it is. */
async function deskJob(page: Page, state: string): Promise<string> {
  for (let path: string | null = "/employer"; path !== null;) {
    await page.goto(path);
    const label = page.locator(".deskstate b").getByText(state, { exact: true });
    const line = page.locator(".deskjobs > li").filter({ has: label });
    if (await line.count()) return (await line.first().locator("h2 a").getAttribute("href"))!;
    const older = page.getByRole("link", { name: "Older jobs" });
    path = (await older.count()) ? await older.getAttribute("href") : null;
  }
  throw new Error(`The desk shows no job that is ${state}`);
}

test("a live job is featured: it says until when, is charged at once, and the search labels it", async ({ page }) => {
  await signIn(page, "owner@demo.example", "/employer");
  const job = await deskJob(page, "Live");
  await page.goto(job);
  const view = await page.getByRole("link", { name: "View the page" }).getAttribute("href");
  await page.getByRole("link", { name: "Feature it…" }).click();
  await expect(page.getByText("$99 is charged at once")).toBeVisible();
  await inspect(page, "billing-feature", everyLook);
  await page.getByRole("button", { name: "Pay $99 and feature it" }).click();
  await payByCard(page, "4242424242424242");
  await expect(page.getByRole("status").first()).toContainText("$99 was paid, and the job is featured.");
  await page.getByRole("link", { name: "Go to the job" }).click();
  await expect(page.getByText("Featured until")).toBeVisible();
  await expect(page.getByRole("link", { name: "Feature it…" })).toHaveCount(0);
  await inspect(page, "billing-featured-job", everyLook);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await page.goto(`/jobs?q=${encodeURIComponent(title)}`);
  const card = page.locator("article.job").filter({ has: page.locator(`a[href^="${view}"]`) });
  await expect(card.getByText("Featured", { exact: true })).toBeVisible();
});

test("an expired job is renewed by card, says what happens, and is in review again", async ({ page }) => {
  await signIn(page, "owner@demo.example", "/employer");
  const job = await deskJob(page, "Expired");
  await page.goto(job);
  await page.getByRole("link", { name: "Renew it…" }).click();
  await expect(page.getByRole("heading", { name: "Renew it for another term?" })).toBeVisible();
  await inspect(page, "billing-renew", everyLook);
  await page.getByRole("button", { name: /^Pay \$199 by card instead$|^Authorize \$199 and submit/ }).click();
  await test.step("left before paying, nothing is authorized, and it can be tried again", async () => {
    await page
      .getByRole("link", { name: /back|cancel|return/i })
      .first()
      .click();
    await expect(page.getByRole("status").first()).toContainText("The job is as it was");
    await page.getByRole("button", { name: "Try again" }).click();
  });
  await payByCard(page, "4242424242424242");
  await expect(page.getByRole("heading", { name: "Submitted for review" })).toBeVisible();
  await page.goto(job);
  await expect(page.locator("main .lead").first()).toContainText("In review");
});

test("a recruiter sees the credits and cannot buy", async ({ page }) => {
  await signIn(page, "recruiter@demo.example", "/employer");
  await openBilling(page);
  await expect(page.getByText("Only an owner of the organization buys packs.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Buy/ })).toHaveCount(0);
});
