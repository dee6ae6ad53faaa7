import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

test("a guest makes a search an alert, hears of a job that a moderator approves, and unsubscribes with one click", async ({
  page,
  openVisitor,
  mailbox,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/409|422/);
  // The job that has waited longest goes live further down; its title is what the guest searches for.
  await signIn(page, "moderator@demo.example", "/moderation");
  await page.locator(".waits a").last().click();
  await page.getByRole("button", { name: "Take it" }).click();
  await expect(page.getByText("Only you have this job")).toBeVisible();
  const title = await page.getByRole("heading", { level: 1 }).innerText();

  const email = `alert-${Date.now()}@example.org`;
  const guest = await openVisitor();
  await guest.goto(`/jobs?q=${encodeURIComponent(`"${title.split(" ").slice(0, 2).join(" ")}"`)}`);
  await guest.getByRole("link", { name: "Make this an alert" }).click();
  await inspect(guest, "alert-new");
  await guest.getByLabel("As soon as a job is listed").check();
  await guest.getByLabel("Your time zone").selectOption({ label: "Central" });
  await guest.getByRole("button", { name: "Begin the alert" }).click();
  await expect(guest.getByRole("alert").first()).toContainText("Enter your e-mail address");
  await expect(guest.getByLabel("Your time zone")).toHaveValue("America/Chicago");
  await guest.getByLabel("E-mail").fill(email);
  await guest.getByRole("button", { name: "Begin the alert" }).click();
  await expect(guest.getByRole("heading", { name: "Look into your mail" })).toBeVisible();
  const confirm = await mailbox.waitForLink(email, /Do you want this alert/, /alerts\/confirm/);
  await guest.goto(confirm);
  await inspect(guest, "alert-confirm");
  await guest.getByRole("button", { name: "Yes, begin the alert" }).click();
  await expect(guest.getByText("The alert is on")).toBeVisible();
  await guest.goto(confirm);
  await expect(guest.getByText("This link does not work any more")).toBeVisible();

  await page.getByRole("button", { name: /^Approve/ }).click();
  await expect(page.getByRole("status").first()).toContainText("is live");
  const mail = await mailbox.waitFor(email, /^New job: /);
  expect(mail.text).toContain(title);
  expect(mail.text).toContain("Springfield, OH 45501");

  const links = mail.text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [];
  const unsubscribe = links.find((link) => link.includes("/alerts/unsubscribe"))!;
  await guest.goto(links.find((link) => link.includes("/alerts/preferences"))!);
  await inspect(guest, "alert-preferences");
  await guest.goto(unsubscribe);
  await inspect(guest, "alert-unsubscribe");
  await expect(guest.getByRole("button", { name: "Unsubscribe from this alert" })).toBeVisible();
  // As a mail service does it: no cookie, no origin.
  const form = { "List-Unsubscribe": "One-Click" };
  for (let times = 0; times < 2; times++) {
    const answer = await guest.request.post(unsubscribe, { form, headers: { Origin: "https://mail.example" } });
    expect(answer.status()).toBe(200);
  }
  await guest.goto(unsubscribe);
  await expect(guest.getByRole("heading", { name: "You are unsubscribed" })).toBeVisible();
});

test("a seeker sees their alerts, changes one, and lets one go on", async ({ page }) => {
  await signIn(page, "seeker@demo.example", "/alerts");
  await inspect(page, "alerts");
  await page.getByRole("link", { name: /Change the alert for “auditor”/ }).click();
  await inspect(page, "alert");
  await page.getByRole("button", { name: "Let it go on" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The alert goes on" })).toBeVisible();
});
