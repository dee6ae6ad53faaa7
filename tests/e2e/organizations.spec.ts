import sharp from "sharp";
import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

const PASSWORD = "seventeen quiet charts";
/** A PNG of 64 by 64 pixels. */
const aLogo = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: "#0b5b60" } })
    .png()
    .toBuffer();

test("an organization invites somebody without an account, who joins, is removed and finds nothing any more", async ({
  page,
  openVisitor,
  mailbox,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/404|409/);
  const email = `newcomer-${Date.now()}@example.org`;
  await signIn(page, "owner@demo.example");
  await page.goto("/employer");
  await page
    .getByRole("link", { name: /^People/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { name: "Invite somebody" })).toBeVisible();
  await inspect(page, "members");

  await test.step("the owner invites by mail", async () => {
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await expect(page.getByRole("status").filter({ hasText: "on its way" })).toBeVisible();
    await expect(page.getByText(email, { exact: true })).toBeVisible();
  });

  const visitor = await openVisitor();
  await test.step("the link leads through the sign-up back to the invitation", async () => {
    await visitor.goto(await mailbox.waitForLink(email, /You are invited/, /invitations/));
    await inspect(visitor, "invitation");
    await visitor.getByRole("link", { name: "Sign up" }).click();
    await visitor.getByLabel("Your name").fill("Priya Newcomer");
    await visitor.getByLabel("E-mail").fill(email);
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByLabel(/I agree/).check();
    await visitor.getByRole("button", { name: "Sign up" }).click();
    await expect(visitor.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
    await visitor.goto(await mailbox.waitForLink(email, /Confirm your e-mail/, /confirm-email/));
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Confirm and sign in" }).click();
    await expect(visitor).toHaveURL(/\/invitations\//);
    await visitor.getByRole("button", { name: "Accept the invitation" }).click();
    await expect(visitor).toHaveURL(/\/employer\?employer=/);
  });

  await test.step("removed, the next click finds nothing", async () => {
    await visitor.getByRole("link", { name: /^People/ }).click();
    await expect(visitor.getByText("Priya Newcomer (you)")).toBeVisible();
    await page.reload();
    await page.getByRole("link", { name: "Remove… Priya Newcomer" }).click();
    await page.getByRole("button", { name: "Remove Priya Newcomer" }).click();
    await expect(page.getByRole("status").filter({ hasText: "no longer belongs" })).toBeVisible();
    await visitor.reload();
    await expect(visitor.getByRole("heading", { name: "There is no such page" })).toBeVisible();
  });
});

test("a new organization is verified by a mailed code, and shows it with its logo", async ({
  page,
  mailbox,
  openVisitor,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/409|422/);
  const domain = `clinic${Date.now()}.example`;
  await signIn(page, "recruiter@demo.example");
  await page.goto("/employer/new");
  await page.getByLabel("Name").fill(`Clinic ${domain}`);
  await page.getByLabel("Website").fill(`www.${domain}`);
  await page.getByRole("button", { name: "Make the organization" }).click();
  await page.waitForURL(/\/employer\/jobs/);
  await page.goto("/employer");
  await page.getByRole("link", { name: `Edit Clinic ${domain}` }).click();
  await inspect(page, "organization");

  await test.step("a form that somebody else's save made stale overwrites nothing, and keeps what was typed", async () => {
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel("About").fill("Ninety coders, all at home.");
    await other.getByRole("button", { name: "Save the organization" }).click();
    await expect(other.getByText("The organization is saved.")).toBeVisible();
    await other.close();
    await page.getByLabel("About").fill("A clinic of three towns.");
    await page.getByRole("button", { name: "Save the organization" }).click();
    await expect(page.getByText("Somebody changed it in the meantime")).toBeVisible();
    await expect(page.getByText("Ninety coders, all at home.")).toBeVisible();
    await expect(page.getByLabel("About")).toHaveValue("A clinic of three towns.");
    await inspect(page, "organization-stale");
    await page.getByRole("button", { name: "Save the organization" }).click();
    await expect(page.getByText("The organization is saved.")).toBeVisible();
  });
  await page.getByRole("link", { name: "Verification" }).click();

  await page.getByLabel("Address at your domain").fill("me@gmail.com");
  await page.getByRole("button", { name: "Send the code" }).click();
  await expect(page.getByRole("alert")).toContainText("Anybody can have an address there");
  await expect(page.getByLabel("Address at your domain")).toHaveValue("me@gmail.com");
  await page.getByRole("button", { name: "Get the record" }).click();
  await expect(page.getByText(`_careercenter.${domain}`, { exact: true })).toBeVisible();
  await page.getByLabel("Address at your domain").fill(`dana@${domain}`);
  await page.getByRole("button", { name: "Send the code" }).click();
  await expect(page.getByLabel("Code from the mail")).toBeVisible();
  await inspect(page, "verification");
  const { subject } = await mailbox.waitFor(`dana@${domain}`, /verifies/);
  await page.getByLabel("Code from the mail").fill(subject.slice(0, 9).toLowerCase());
  await page.getByRole("button", { name: "Verify with the code" }).click();
  await expect(page.getByText(`Verified by e-mail`)).toBeVisible();

  await page.getByRole("link", { name: "Logo" }).click();
  await page
    .getByLabel("Logo", { exact: false })
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await aLogo() });
  await page.getByRole("button", { name: "Save the logo" }).click();
  await expect(page.getByText("This is the logo now.")).toBeVisible();
  await inspect(page, "logo");

  const guest = await openVisitor();
  await guest.goto(`/employers/clinic-${domain.replace(/\W/g, "-")}`);
  await expect(guest.getByText(`Verified by e-mail for ${domain}`, { exact: false })).toBeVisible();
  const size = await guest.locator("img.logo").evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(size).toBe(64);
  await inspect(guest, "employer-own");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a claim on an employer goes to a moderator, who decides it once", async ({
    page,
    openVisitor,
    allowErrors,
  }) => {
    test.setTimeout(120_000);
    allowErrors(/400|409|422/);
    await signIn(page, "seeker@demo.example");
    await page.goto("/jobs");
    const job = page.locator("article h2 a, article h3 a, .job h2 a").first();
    await page.goto((await job.getAttribute("href"))!);
    await page.locator("main").locator('a[href^="/employers/"]').first().click();
    const employer = await page.getByRole("heading", { level: 1 }).innerText();
    await page.getByRole("link", { name: "Claim it" }).click();
    await page.getByLabel("How can one see").fill("too short");
    await page.getByRole("button", { name: "Send the claim" }).click();
    await expect(page.getByRole("alert")).toContainText("at least 20 characters");
    await expect(page.getByLabel("How can one see")).toHaveValue("too short");
    await page.getByLabel("How can one see").fill("I lead the coding team; the page about us names me.");
    await page.getByRole("button", { name: "Send the claim" }).click();
    await expect(page.getByText("Your claim waits for a moderator")).toBeVisible();

    const moderator = await openVisitor({ javaScriptEnabled: false });
    await signIn(moderator, "moderator@demo.example");
    await moderator.goto("/moderation/claims");
    await moderator.getByRole("link", { name: employer }).last().click();
    const stale = await openVisitor({ javaScriptEnabled: false });
    await signIn(stale, "admin@demo.example");
    await stale.goto(moderator.url());
    await moderator.getByLabel("What the claimant reads").fill("Nobody there knows you.");
    await moderator.getByRole("button", { name: "Reject with the reason" }).click();
    await expect(moderator.getByText("The claim is rejected.")).toBeVisible();
    await stale.getByRole("button", { name: "Approve and make a member" }).click();
    await expect(stale.getByRole("alert")).toContainText("decided or withdrawn in the meantime");
    await page.reload();
    await expect(page.getByText("Nobody there knows you.")).toBeVisible();
  });
});

test("the pages of claims and of an employer are accessible", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, "moderator@demo.example");
  await page.goto("/moderation/claims");
  await inspect(page, "claims");
  await page.locator("main .waits a").first().click();
  await expect(page.getByRole("heading", { name: "Your decision" })).toBeVisible();
  await inspect(page, "claim-decide");
  await page.locator("main").locator('a[href^="/employers/"]').click();
  await inspect(page, "employer-public");
  await page.getByRole("link", { name: "Claim it" }).click();
  await expect(page.getByRole("heading", { name: /Do you belong to/ })).toBeVisible();
  await inspect(page, "claim");
});
