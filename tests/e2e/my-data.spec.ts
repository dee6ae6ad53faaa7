import { readFile } from "node:fs/promises";
import { inspect } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "five quiet chart rooms";

test("a person changes their address, downloads everything and deletes the account", async ({ page, mailbox }) => {
  // Six mails, and the looks of four pages.
  test.setTimeout(90_000);
  const stamp = Date.now();
  const email = `hedy-${stamp}@example.org`;
  const fresh = `hedy-${stamp}@new.example`;

  await test.step("sign up", async () => {
    await page.goto("/sign-up");
    await page.getByLabel("Your name").fill("Hedy Coder");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel(/I agree/).check();
    await page.getByRole("button", { name: "Sign up" }).click();
    await page.goto(await mailbox.waitForLink(email, /Confirm your e-mail/, /confirm-email/));
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
  });

  await test.step("the new address is asked for, confirmed, and told to the old one", async () => {
    await page.getByRole("link", { name: "Change the address" }).click();
    await page.getByLabel("New e-mail address").fill(fresh);
    await page.getByLabel("Your password, once more").fill(PASSWORD);
    await inspect(page, "change-email");
    await page.getByRole("button", { name: "Mail me the link" }).click();
    await expect(page.getByText(`We have written to ${fresh}`)).toBeVisible();
    await mailbox.waitForLink(email, /Somebody wants to change/, /keep-email/);
    await page.goto(await mailbox.waitForLink(fresh, /Confirm your new/, /confirm-new-email/));
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Use this address" }).click();
    await expect(page.getByText("Your address is changed")).toBeVisible();
    await expect(page.getByRole("main")).toContainText(fresh);
    const undo = await mailbox.waitForLink(email, /was changed/, /keep-email/);
    await page.goto(undo);
    await expect(page.getByRole("button", { name: "Take my address back" })).toBeVisible();
    await inspect(page, "keep-email");
  });

  await test.step("everything comes as a file", async () => {
    await page.goto("/account/data");
    await inspect(page, "my-data");
    await page.getByLabel("Your password, once more").fill(PASSWORD);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download everything" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^careercenter-\d{4}-\d\d-\d\d\.zip$/);
    expect((await readFile(await file.path())).subarray(0, 4)).toEqual(Buffer.from("PK\x03\x04", "latin1"));
  });

  await test.step("the account is deleted, and its password opens nothing any more", async () => {
    await page.getByRole("link", { name: "See what would happen" }).click();
    // The page before has a field of the same name.
    await expect(page.getByRole("heading", { name: "Delete your account" })).toBeVisible();
    await page.getByLabel("Your password, once more").fill(PASSWORD);
    await page.getByLabel("I know that this cannot be taken back").check();
    await inspect(page, "delete-account");
    await page.getByRole("button", { name: "Delete my account" }).click();
    await expect(page.getByText("Your account is deleted.")).toBeVisible();
    await mailbox.waitFor(fresh, /Your account is deleted/);
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in/);
  });
});
