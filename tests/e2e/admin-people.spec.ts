import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// What an admin does with people and settings: finds somebody, suspends them, lifts it, sets a retention time.

for (const javaScriptEnabled of [true, false])
  test(`an admin suspends somebody and lifts it again, with JavaScript ${javaScriptEnabled ? "on" : "off"}`, async ({
    openVisitor,
    allowErrors,
  }) => {
    test.setTimeout(120_000);
    allowErrors(/400/);
    const look = javaScriptEnabled ? inspect : async () => {};
    const seeker = await openVisitor({ javaScriptEnabled });
    await signIn(seeker, "seeker@demo.example", "/applications");
    const admin = await openVisitor({ javaScriptEnabled });
    await signIn(admin, "admin@demo.example", "/admin");

    await test.step("finds them by their address", async () => {
      await admin.getByRole("link", { name: "Users", exact: true }).click();
      await look(admin, "admin-users");
      await admin.getByLabel("Search users").fill("%_\\'\"<script>");
      await admin.getByRole("button", { name: "Search" }).click();
      await expect(admin.getByText("Nobody is like that.")).toBeVisible();
      await admin.getByLabel("Search users").fill("seeker@demo.example");
      await admin.getByRole("button", { name: "Search" }).click();
      await admin.locator("tbody a").first().click();
      await expect(admin.locator("dl").first()).toContainText("seeker@demo.example");
      await look(admin, "admin-user");
    });

    await test.step("is asked first, and loses nothing that was typed", async () => {
      await admin.getByRole("link", { name: "Suspend…" }).click();
      await admin.getByLabel("What they read").fill("You sent one letter to 300 employers.");
      await admin.getByRole("button", { name: "Suspend the account" }).click();
      await expect(admin.getByRole("alert")).toContainText("Why: Choose one.");
      await expect(admin.getByLabel("What they read")).toHaveValue("You sent one letter to 300 employers.");
      await look(admin, "admin-user-suspend");
      await admin.getByLabel("Why", { exact: false }).selectOption("spam");
      await admin.getByRole("button", { name: "Suspend the account" }).click();
      await expect(admin.getByRole("status").first()).toContainText("The account is suspended");
    });

    await test.step("they are signed out from that moment", async () => {
      await seeker.goto("/applications");
      expect(new URL(seeker.url()).pathname).toBe("/sign-in");
    });

    await test.step("and may come back", async () => {
      await admin.getByRole("link", { name: "Lift the suspension…" }).click();
      await admin.getByRole("button", { name: "Lift the suspension" }).click();
      await expect(admin.getByRole("status").first()).toContainText("The suspension is lifted");
      await signIn(seeker, "seeker@demo.example", "/applications");
    });
  });

test("an admin sets how long data is kept, and reads what it erases before", async ({ page, allowErrors }) => {
  allowErrors(/400/);
  await signIn(page, "admin@demo.example", "/admin/settings");
  await inspect(page, "admin-settings");
  const set = async (from: string, to: string) => {
    await page.getByRole("link", { name: "Change… Applications after their end" }).click();
    await page.getByLabel("Applications after their end, in days").fill("90");
    await page.getByRole("button", { name: "Change it…" }).click();
    await expect(page.getByRole("alert")).toContainText("From 365 to 3,650 days.");
    await page.getByLabel("Applications after their end, in days").fill(to);
    await page.getByRole("button", { name: "Change it…" }).click();
    await expect(page.locator("#ask")).toContainText(`${from} days → ${to} days`);
    if (to === "400") {
      await expect(page.locator("#ask")).toContainText("No application is old enough to be erased by it now.");
      await inspect(page, "admin-settings-ask");
    }
    await page.getByRole("button", { name: "Save the change" }).click();
    await expect(page.getByRole("status").first()).toContainText("It holds everywhere within seconds.");
  };
  await set("730", "400");
  await set("400", "730");
});
