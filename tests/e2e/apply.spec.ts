import type { Page } from "@playwright/test";
import { resumePdf } from "#db/seeds/content/resume-pdf.ts";
import { DEMO_PASSWORD } from "#db/seeds/demo-sign-ins.ts";
import { inspect } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

const send = (page: Page) => page.getByRole("button", { name: "Send my application" });

/** Opens the first of the newest jobs whose apply page shows what `has` looks for, and gives the job's path. */
async function openApply(page: Page, has: (page: Page) => Promise<boolean>): Promise<string> {
  await page.goto("/jobs?sort=newest");
  const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  for (const address of new Set(links.filter((href) => /^\/jobs\/[\w-]+$/.test(href)))) {
    await page.goto(`${address}/apply`);
    if (await has(page)) return address;
  }
  throw new Error("None of the newest jobs has such an apply page");
}

test("a guest applies without script and confirms by mail; a seeker applies with one click and saves a job by signing in", async ({
  page,
  openVisitor,
  mailbox,
}) => {
  test.setTimeout(120_000);
  const email = `guest-${Date.now()}@example.org`;
  const guest = await openVisitor({ javaScriptEnabled: false });
  const address = await openApply(guest, async () => {
    const asks = await guest.locator("main [name^=answer-]").count();
    return asks === 0 && (await guest.getByLabel("Your name").isVisible());
  });
  await guest.getByLabel("E-mail").fill(email);
  await guest.getByLabel("Letter").fill("I code ED stays.");
  const resume = { name: "ruth.pdf", mimeType: "application/pdf", buffer: Buffer.from(resumePdf(["Ruth Adeyemi"])) };
  await guest.getByLabel("Résumé").setInputFiles(resume);
  await guest.getByRole("button", { name: "Send me the link" }).click();
  await expect(guest.getByLabel("Letter")).toHaveValue("I code ED stays.");
  await inspect(guest, "apply-guest");
  await guest.getByLabel("Your name").fill("Ruth Adeyemi");
  await guest.getByLabel(/I agree/).check();
  await guest.getByRole("button", { name: "Send me the link" }).click();
  await expect(guest.getByRole("heading", { name: /look into your mail/ })).toBeVisible();
  await inspect(guest, "apply-sent");
  const link = await mailbox.waitForLink(email, /Confirm your application/, /applications\/confirm/);
  await guest.goto(link);
  await expect(guest.getByText("I code ED stays.")).toBeVisible();
  await inspect(guest, "apply-confirm");
  await send(guest).click();
  await expect(guest).toHaveURL(new RegExp(`${address}$`));
  await expect(guest.getByText(/Your application was sent/)).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole("heading", { name: "This link doesn’t work any more" })).toBeVisible();

  await test.step("somebody who presses save as a guest signs in, and the job is saved", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Save the job" }).click();
    await page.getByLabel("E-mail").fill("seeker@demo.example");
    await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("You are signed in, and the job is saved.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Take it off your list" })).toBeVisible();
    await inspect(page, "job-saved");
    await page.goto("/saved");
    await inspect(page, "saved");
    await page
      .getByRole("button", { name: /^Take off/ })
      .first()
      .click();
    await expect(page.getByText("The job is off your list.")).toBeVisible();
  });

  await test.step("what is kept is shown, and sent with one click", async () => {
    await openApply(page, async () => (await send(page).isVisible()) && !(await page.getByLabel("Letter").isVisible()));
    await inspect(page, "apply-one-click");
    await send(page).click();
    await expect(page.getByText(/Your application was sent/)).toBeVisible();
    await page.goto("/applications");
    await expect(page.getByText("Away from the board").first()).toBeVisible();
    await inspect(page, "tracker");
    await page.goto("/profile/kept");
    await inspect(page, "kept");
  });
});
