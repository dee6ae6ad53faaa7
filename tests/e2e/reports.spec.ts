import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

test("a guest reports a job, a moderator suspends it, it is gone for everybody, and the guest hears of it", async ({
  page,
  openVisitor,
  mailbox,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/410/);
  const email = `reader-${Date.now()}@example.org`;
  const guest = await openVisitor();
  await guest.goto("/jobs");
  const link = guest.locator(".job-card a, article a").first();
  const address = (await link.getAttribute("href"))!;
  await guest.goto(address);
  await guest.getByRole("link", { name: "Report this job" }).click();
  await inspect(guest, "report-job");
  await guest.getByLabel("It looks like a scam").check();
  await guest.getByLabel("What you saw").fill("They want a deposit for a laptop, told me in a chat.");
  await guest.getByLabel(/Your e-mail/).fill(email);
  await guest.getByRole("button", { name: "Send the report" }).click();
  await expect(guest.getByText("Your report has arrived")).toBeVisible();
  await guest.goto(await mailbox.waitForLink(email, /Do you want to hear/, /reports\/confirm/));
  await guest.getByRole("button", { name: "Yes, tell me" }).click();
  await expect(guest.getByRole("status").filter({ hasText: "Thank you" })).toBeVisible();

  await signIn(page, "moderator@demo.example");
  await page.goto("/moderation/reports?words=deposit+for+a+laptop");
  await page.locator(".waits h2 a").first().click();
  await inspect(page, "report-case");
  await page.getByLabel("Why, in a word").selectOption({ label: "Looks like a scam" });
  await page.getByLabel("Why, in your words").fill("It asks applicants for a deposit.");
  await page.getByRole("button", { name: "Suspend the job" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Job suspended" })).toBeVisible();

  expect((await guest.goto(address))?.status()).toBe(410);
  await expect(guest.getByRole("heading", { name: "This job was taken down" })).toBeVisible();
  const mail = await mailbox.waitFor(email, /Your report was right/);
  expect(mail.text).toContain("suspended");
});
