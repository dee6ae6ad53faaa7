import { expect, expectNoAxeViolations, shot, test } from "./support/test.ts";

const PASSWORD = "seventeen quiet charts";

test("a person signs up, confirms by mail, signs out, forgets the password and comes back", async ({
  page,
  mailbox,
  allowErrors,
}) => {
  allowErrors(/400 \(Bad Request\)|422 \(Unprocessable/);
  const email = `ada-${Date.now()}@example.org`;

  await test.step("a wrong form says so beside the fields and keeps what was typed, but never a password", async () => {
    await page.goto("/sign-up");
    await page.getByLabel("Your name").fill("Ada Coder");
    await page.getByLabel("E-mail").fill("not-an-address");
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByRole("alert")).toContainText("3 things to correct");
    await expect(page.getByRole("alert")).toBeFocused();
    await expect(page.getByLabel("Your name")).toHaveValue("Ada Coder");
    await expect(page.getByLabel("E-mail")).toHaveValue("not-an-address");
    await expectNoAxeViolations(page);
    await shot(page, "sign-up-errors");
  });

  await test.step("signing up mails a link", async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByLabel(/I agree/).check();
    await page.getByRole("button", { name: "Sign up" }).click();
    await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  });

  await test.step("the link alone confirms nothing; with the password it signs in", async () => {
    const link = await mailbox.waitForLink(email, /Confirm your e-mail/, /confirm-email/);
    await page.goto(link);
    await page.getByLabel("Password", { exact: true }).fill("somebody else's password");
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
    await expect(page.getByText("This is not the password you chose").first()).toBeVisible();
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Confirm and sign in" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Your address is confirmed" })).toBeVisible();
    await expect(page).toHaveURL(/\/account$/);
    await expectNoAxeViolations(page);
    await shot(page, "account");
  });

  await test.step("signing out ends the session", async () => {
    await page.getByRole("navigation").getByRole("button", { name: "Sign out" }).click();
    await page.goto("/account");
    await expect(page).toHaveURL(/\/sign-in\?returnTo=%2Faccount$/);
  });

  await test.step("a new password comes by mail and signs in, back where one wanted to go", async () => {
    await page.getByRole("link", { name: "Choose a new password" }).click();
    // The page before has a field of the same name.
    await expect(page.getByRole("heading", { name: "Choose a new password" })).toBeVisible();
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Mail me the link" }).click();
    await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
    await page.goto(await mailbox.waitForLink(email, /Choose a new password/, /reset-password/));
    await page.getByLabel("New password").fill("eighteen quiet charts");
    await page.getByRole("button", { name: "Save the new password" }).click();
    await expect(page).toHaveURL(/\/account$/);
    await page.getByRole("navigation").getByRole("button", { name: "Sign out" }).click();
    await page.goto("/sign-in?returnTo=%2Faccount");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("eighteen quiet charts");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/account$/);
  });
});

test("an address that has an account gets the same page, and a mail that says so", async ({ page, mailbox }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill("A Stranger");
  await page.getByLabel("E-mail").fill("seeker@demo.example");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel(/I agree/).check();
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await mailbox.waitFor("seeker@demo.example", /already have an account/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("signing in works, errors keep the address, and the theme is kept in a cookie", async ({
    page,
    allowErrors,
  }) => {
    allowErrors(/422/);
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill("seeker@demo.example");
    await page.getByLabel("Password", { exact: true }).fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("do not belong together");
    await expect(page.getByLabel("E-mail")).toHaveValue("seeker@demo.example");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await page.getByRole("button", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  });
});
