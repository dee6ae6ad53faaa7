import type { Page } from "@playwright/test";
import { makeSeekers } from "#db/seeds/content/seekers.ts";
import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// The monthly plan from its purchase to its end. It moves Stripe's clock by months, in which the cards that other tests
// authorized would lapse: playwright.config.ts runs it after all of them.

test.setTimeout(240_000);

const DAY = 24 * 3_600;
const CARD = "4242424242424242";
/** Is saved without a word and refused when it is charged. */
const FAILING_CARD = "4000000000000341";

/** Lets Stripe's time go on, and all that it tells of it arrive. */
async function advance(days: number) {
  const post = async (path: string, body: object) => {
    const headers = { "Content-Type": "application/json" };
    const url = `${process.env.E2E_STRIPE_URL}/_sandbox${path}`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.ok, path).toBe(true);
  };
  await post("/clock/advance", { seconds: days * DAY + 2 * 3_600 });
  await post("/deliveries/flush", {});
}

async function typeCard(page: Page, card: string) {
  // A board that saw this test before has a card saved.
  const another = page.getByRole("radio", { name: "Another card" });
  if (await another.isVisible()) await another.check();
  await page.getByLabel("Card number").fill(card);
  const name = page.getByLabel("Name on card");
  if (await name.isVisible()) await name.fill("Dana Whitlock");
}

/** The billing page says so, now or as soon as the worker has heard of it. */
async function expectStanding(page: Page, billing: string, words: string | RegExp) {
  await expect(async () => {
    await page.goto(billing);
    await expect(page.locator("#plan")).toContainText(words, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}

test("a plan is bought, pays for jobs until it ends, and takes none down", async ({
  openVisitor,
  mailbox,
  allowErrors,
}) => {
  const page = await openVisitor();
  await signIn(page, "owner@demo.example", "/employer");
  await page
    .getByRole("link", { name: /^Billing of/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /^Billing of/ })).toBeVisible();
  const billing = new URL(page.url()).pathname;
  const liveJob = await page.locator("#ledger a[href^='/employer/jobs/']").first().getAttribute("href");
  const paidMonths = () => page.locator("#orders tbody tr").filter({ hasText: /Unlimited monthly.*Paid/ });
  const before = await paidMonths().count();
  await page.goto(billing.replace(/billing$/, "candidates"));
  await expect(page.getByText("The unlimited plan is not active")).toBeVisible();
  await inspect(page, "candidates-closed");
  await page.goto(billing);
  const moderator = await openVisitor();
  await signIn(moderator, "moderator@demo.example", "/moderation");

  const copyOf = async () => {
    await page.goto(liveJob!);
    await page.getByRole("button", { name: "Duplicate to a new draft" }).click();
    await page.waitForURL(/\/edit\/job$/);
    await page.goto(page.url().replace(/job$/, "review"));
  };
  const submitByPlan = async () => {
    await page.getByRole("button", { name: "Submit by your plan" }).click();
    await expect(page.getByRole("status").first()).toContainText("Submitted for review by your plan");
    return new URL(page.url()).pathname;
  };
  const approve = async (deskPath: string, said: RegExp) => {
    await moderator.goto(`/moderation/jobs/${deskPath.split("/").at(-1)}`);
    await moderator.getByRole("button", { name: /^Approve/ }).click();
    await expect(moderator.getByRole("status").first()).toContainText(said);
  };

  await test.step("it is bought: a declined card costs nothing, the next one pays the month", async () => {
    await page.getByRole("button", { name: "Subscribe for $799 a month" }).click();
    await typeCard(page, "4000000000000002");
    await page.getByRole("button", { name: /^(Pay|Subscribe)/ }).click();
    // Not any text: the page lists cards that are declined.
    await expect(page.getByRole("alert")).toContainText("declined");
    await typeCard(page, CARD);
    await page.getByRole("button", { name: /^(Pay|Subscribe)/ }).click();
    await expect(page.getByRole("status").first()).toContainText("$799 was paid for this month of the plan");
    await page.getByRole("link", { name: "See the receipt" }).click();
    await expect(page.getByRole("row", { name: /^Paid/ })).toContainText("$799.00");
    await expect(page.getByRole("link", { name: "Stripe's invoice" })).toBeVisible();
    await mailbox.waitFor("owner@demo.example", /Receipt .*Unlimited monthly/);
    await page.goto(billing);
    await expect(page.locator("#plan")).toContainText("Unlimited monthly is active");
    await inspect(page, "plan-active");
  });

  await test.step("candidates are found by it, and one who says yes is no stranger any more", async () => {
    const candidates = billing.replace(/billing$/, "candidates");
    await page.goto(candidates);
    await expect(page.getByRole("heading", { level: 1, name: /^\d+ candidates$/ })).toBeVisible();
    await inspect(page, "candidates");
    await page.getByLabel("For which of your jobs").selectOption({ index: 1 });
    await page.getByLabel("Also who lacks one thing").check();
    await page.getByRole("button", { name: "Show who qualifies" }).click();
    await page.waitForURL(/job=/);
    await page.goto(`${candidates}?credential=ccs&credential=rhit`);
    await page.getByRole("link", { name: "CCS and RHIT" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "CCS and RHIT" })).toBeVisible();
    await page.getByLabel("About which job").selectOption({ index: 1 });
    allowErrors(/422/);
    await page.getByLabel("Message").fill("Wire us 200 dollars for the training and we send you a check.");
    await page.getByRole("button", { name: "Send the message" }).click();
    await expect(page.getByText("This reads as a fraud does").first()).toBeVisible();
    await page.getByLabel("Message").fill("We code inpatient charts for nine hospitals. May we talk next week?");
    await page.getByRole("button", { name: "Send the message" }).click();
    await expect(page.getByRole("status").first()).toContainText("Sent.");

    const person = makeSeekers("small")[3]!;
    const link = await mailbox.waitForLink(person.email, /wrote to you about a job/, /\/profile\/contacts\//);
    const seeker = await openVisitor();
    await signIn(seeker, person.email, new URL(link).pathname);
    await inspect(seeker, "contact");
    await seeker.getByRole("button", { name: "Yes, tell them who I am" }).click();
    await expect(seeker.getByText("You said yes")).toBeVisible();
    await seeker.goto("/profile/looks");
    await expect(seeker.getByRole("cell", { name: /^Opened your profile/ }).first()).toBeVisible();
    await inspect(seeker, "looks");
    await mailbox.waitFor("owner@demo.example", /A candidate said yes/);
    await page.reload();
    await expect(page.getByRole("link", { name: person.email })).toBeVisible();
  });

  let first = "";
  await test.step("a job is submitted by it without a card or a credit, and is live when it is approved", async () => {
    await copyOf();
    await expect(page.getByText("By your plan (Unlimited monthly): nothing to pay")).toBeVisible();
    await inspect(page, "plan-review");
    first = await submitByPlan();
    await approve(first, /is live\. There was nothing to charge/);
  });

  const plain = await openVisitor({ javaScriptEnabled: false });
  await signIn(plain, "owner@demo.example", "/employer");
  await test.step("it is cancelled and taken up again in Stripe's portal, without JavaScript", async () => {
    const inPortal = async () => {
      await plain.goto(billing);
      await plain.getByRole("button", { name: "Manage the plan, card and invoices" }).click();
    };
    await inPortal();
    await plain.getByRole("link", { name: "Cancel plan" }).click();
    await plain.getByRole("button", { name: "Cancel the plan" }).click();
    await plain.getByRole("link", { name: "Go back" }).click();
    await expect(plain.locator("#plan")).toContainText(/Unlimited monthly ends on/);
    await inPortal();
    await plain.getByRole("button", { name: "Don't cancel plan" }).click();
    await plain.getByRole("link", { name: "Change the card" }).click();
    await typeCard(plain, FAILING_CARD);
    await plain.getByLabel(/Expir/).fill("12/34");
    await plain.getByLabel(/CVC/).fill("123");
    await plain.getByRole("button", { name: "Use this card from now on" }).click();
    await plain.getByRole("link", { name: "Go back" }).click();
    await expect(plain.locator("#plan")).toContainText("Unlimited monthly is active");
  });

  await test.step("a renewal that the bank refuses stops new jobs; paying the invoice goes on", async () => {
    await advance(31);
    await expectStanding(page, billing, "Unlimited monthly is not paid for");
    await inspect(page, "plan-unpaid");
    await mailbox.waitFor("owner@demo.example", /Your plan could not be renewed/);
    await copyOf();
    await expect(page.getByRole("button", { name: "Submit by your plan" })).toHaveCount(0);
    await page.goto(billing);
    await page.getByRole("link", { name: "Pay the open invoice at Stripe" }).click();
    await typeCard(page, CARD);
    await page.getByLabel(/Expir/).fill("12/34");
    await page.getByLabel(/CVC/).fill("123");
    await page.getByRole("button", { name: /with this card$/ }).click();
    await expectStanding(page, billing, "Unlimited monthly is active");
    await expect(paidMonths()).toHaveCount(before + 2);
  });

  await test.step("cancelled for good, it works to its end and pays for nothing after that", async () => {
    await page.getByRole("button", { name: "Manage the plan, card and invoices" }).click();
    await page.getByRole("link", { name: "Cancel plan" }).click();
    await page.getByRole("button", { name: "Cancel the plan" }).click();
    await page.getByRole("link", { name: "Go back" }).click();
    await expect(page.locator("#plan")).toContainText(/Unlimited monthly ends on/);
    await copyOf();
    const second = await submitByPlan();
    await advance(32);
    await expectStanding(page, billing, "Unlimited monthly ended on");
    await approve(second, /approved but not live/);
    await page.goto(second);
    await expect(page.locator("main .lead").first()).toContainText("Payment needed");
    await mailbox.waitFor("owner@demo.example", /your plan does not work any more/);
    await page.goto(first);
    await expect(page.locator("main .lead").first()).toContainText("Live");
    await copyOf();
    await expect(page.getByRole("button", { name: "Submit by your plan" })).toHaveCount(0);
  });
});
