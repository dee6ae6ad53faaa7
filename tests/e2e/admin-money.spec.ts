import type { Page } from "@playwright/test";
import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// What an admin does with money: looks an order up, refunds a part after a question, gives credits, changes a price.

/** Buys a pack of 5 as the demo's owner. @returns the order's path. */
async function buyPack(page: Page): Promise<string> {
  await signIn(page, "owner@demo.example", "/employer");
  await page
    .getByRole("link", { name: /^Billing of/ })
    .first()
    .click();
  await page.getByRole("button", { name: /^Buy for .*: Pack of 5$/ }).click();
  await page.getByLabel("Card number").fill("4242424242424242");
  await page.getByLabel("Name on card").fill("Dana Whitlock");
  await page.getByRole("button", { name: /^Pay/ }).click();
  await expect(page.getByRole("status").first()).toContainText("5 credits were added to your balance");
  return new URL(page.url()).pathname;
}

for (const javaScriptEnabled of [true, false])
  test(`an admin refunds a part of a pack, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({
    openVisitor,
    mailbox,
    allowErrors,
  }) => {
    test.setTimeout(120_000);
    allowErrors(/400/);
    const owner = await openVisitor({ javaScriptEnabled });
    const order = await buyPack(owner);
    const id = order.split("/").at(-1)!;
    const admin = await openVisitor({ javaScriptEnabled });
    await signIn(admin, "admin@demo.example", "/admin");

    await test.step("the order is found by its number", async () => {
      await admin.getByRole("link", { name: "Orders", exact: true }).click();
      if (javaScriptEnabled) await inspect(admin, "admin-money-orders");
      await admin.getByLabel("Search orders").fill("50% off_'\"<b>");
      await admin.getByRole("button", { name: "Search" }).click();
      await expect(admin.getByText("No order is like that.")).toBeVisible();
      await admin.getByLabel("Search orders").fill(id);
      await admin.getByRole("button", { name: "Search" }).click();
      await admin.getByRole("link", { name: /^Pack of 5/ }).click();
      await expect(admin.getByRole("row", { name: /^Given back/ })).toContainText("Yes");
      if (javaScriptEnabled) await inspect(admin, "admin-money-order");
    });

    await test.step("an amount that is none is refused beside its field", async () => {
      await admin.getByLabel("Amount").fill("a lot");
      await admin.getByLabel("Note").fill("The clinic bought one post too many.");
      await admin.getByRole("button", { name: "Refund…" }).click();
      await expect(admin.getByRole("alert")).toContainText("Amount: Type an amount like 199 or 49.50.");
      await expect(admin.getByLabel("Note")).toHaveValue("The clinic bought one post too many.");
    });

    await test.step("a question comes before the money", async () => {
      await admin.getByLabel("Amount").fill("179");
      await admin.getByRole("button", { name: "Refund…" }).click();
      await expect(admin.locator("#ask")).toContainText(/Give \$179 back to .*\?/);
      await expect(admin.locator("#ask")).toContainText("1 credit");
      if (javaScriptEnabled) await inspect(admin, "admin-money-ask");
      await admin.getByRole("button", { name: "Give $179 back" }).click();
      await expect(admin.getByRole("status").first()).toContainText("$179 goes back");
      await expect(admin.getByRole("row", { name: /^Given back/ })).toContainText("$179");
    });

    await test.step("the employer reads it on its order and by mail", async () => {
      await owner.goto(order);
      await expect(owner.getByRole("row", { name: /Refund: Given back/ })).toContainText("−$179.00");
      if (javaScriptEnabled) await inspect(owner, "admin-money-employer-order");
      await mailbox.waitFor("owner@demo.example", /Your money is on its way back/);
    });
  });

test("an admin gives credits and takes them, and is refused more than there are", async ({ page, allowErrors }) => {
  allowErrors(/409/);
  await signIn(page, "admin@demo.example", "/admin");
  await page.getByRole("link", { name: "Employers", exact: true }).click();
  await page.locator("tbody a[href^='/admin/employers/']").first().click();
  await page.getByLabel("Credits", { exact: false }).first().fill("2");
  await page.getByLabel("Reason").fill("An apology for a slow review.");
  await page.getByRole("button", { name: "Change the credits…" }).click();
  await expect(page.locator("#ask")).toContainText(/Give 2 credits to/);
  await inspect(page, "admin-money-credits");
  await page.getByRole("button", { name: "Give 2 credits" }).click();
  await expect(page.getByRole("status").first()).toContainText("now");
  await expect(page.locator("#ledger tbody tr").first()).toContainText("An apology for a slow review.");
  await page.getByText("Take", { exact: true }).click();
  await page.getByLabel("Credits", { exact: false }).first().fill("100");
  await page.getByLabel("Reason").fill("A slip.");
  await page.getByRole("button", { name: "Change the credits…" }).click();
  await page.getByRole("button", { name: "Take 100 credits" }).click();
  await expect(page.getByRole("alert")).toContainText(/Only .* can be taken/);
});

test("an admin changes a price, and reads what would change before it does", async ({ page }) => {
  await signIn(page, "admin@demo.example", "/admin");
  await page.getByRole("link", { name: "Plans", exact: true }).click();
  await inspect(page, "admin-money-plans");
  const change = async (from: string, to: string) => {
    await page.getByRole("link", { name: "Pack of 10" }).click();
    await page.getByLabel("Price").fill(to);
    await page.getByRole("button", { name: "Change the plan…" }).click();
    await expect(page.locator("#ask")).toContainText(`Price: $${from} → $${to}`);
    if (to === "1,690") await inspect(page, "admin-money-plan");
    await page.getByRole("button", { name: "Save the change" }).click();
    await expect(page.getByRole("row", { name: /^Pack of 10/ })).toContainText(`$${to}`);
  };
  await change("1,590", "1,690");
  await change("1,690", "1,590");
});

test("nobody but an admin finds these pages", async ({ page, allowErrors }) => {
  allowErrors(/404/);
  await signIn(page, "moderator@demo.example", "/moderation");
  for (const path of ["/admin/orders", "/admin/employers", "/admin/plans", "/admin/plans/pack-5"])
    expect((await page.goto(path))?.status()).toBe(404);
});
