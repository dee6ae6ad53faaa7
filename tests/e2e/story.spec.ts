import type { Page } from "@playwright/test";
import type { Mailbox } from "./support/mailbox.ts";
import { signIn } from "./support/demo.ts";
import { expect, expectNoAxeViolations, shot, test } from "./support/test.ts";

// From an employer's card to a coder's application: points 5 to 8 of the first issue, told once and whole.

const PASSWORD = "seventeen quiet charts";
const BODY = `You code inpatient stays from admission to final DRG, and write the query yourself when the record does not carry a diagnosis.

## What a week holds

- About eighty discharges, sorted by payer and age rather than by who is quickest
- One hour of case review with your lead, on charts that you chose
- Denials on your own accounts, so that you see how your coding ended`;

/** A word of its own for each run, since a board may have seen earlier ones: a title holds no figures. */
const aWord = () =>
  Date.now()
    .toString()
    .replace(/\d/g, (digit) => "abcdefghij"[Number(digit)]!);

/** The least that readers take for a PDF with one page and a trailer. */
function aResume(): Buffer {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}`;
  return Buffer.from(`${text}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, "latin1");
}

async function signUp(page: Page, mailbox: Mailbox, name: string, email: string) {
  await page.goto("/sign-up");
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel(/I agree/).check();
  await page.getByRole("button", { name: "Sign up" }).click();
  await expect(page.getByRole("heading", { name: "Look at your mail" })).toBeVisible();
  await page.goto(await mailbox.waitForLink(email, /Confirm your e-mail/, /confirm-email/));
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Confirm and sign in" }).click();
  await expect(page).toHaveURL(/\/account$/);
}

async function makeOrganization(page: Page, name: string) {
  await page.goto("/employer/new");
  await page.getByLabel(/name/i).first().fill(name);
  await page.locator("main").getByRole("button").first().click();
  await page.waitForURL((url) => url.pathname !== "/employer/new");
}

async function goOn(page: Page, to: RegExp) {
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page).toHaveURL(to);
}

const QUESTION = "How many years have you coded inpatient stays?";

/** Asks one question, with what the employer would like to read. */
async function askForYears(page: Page) {
  await page.getByRole("button", { name: "Add a question" }).click();
  await page.getByLabel(/^Question \(/).fill(QUESTION);
  await page.getByLabel("Answered with").selectOption("number");
  await page.getByLabel("Must be answered").check();
  await page.getByLabel(/^Least you ask for/).fill("3");
  await expectNoAxeViolations(page);
}

/** Fills the six steps; ends on the page that reads the job through. */
async function writeJob(page: Page, title: string, ask?: (page: Page) => Promise<void>) {
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Start writing" }).click();
  await expect(page).toHaveURL(/\/edit\/job$/);
  await page.getByRole("group", { name: "Function" }).getByLabel("Coder", { exact: true }).check();
  await page.getByLabel("W-2 full-time").check();
  await page.getByLabel("Inpatient facility").check();
  await page.getByRole("radio", { name: /^Remote(?! after)/ }).check();
  await page.getByRole("radio", { name: /^All states(?! but)/ }).check();
  await page.getByLabel("In your words").fill(BODY);
  await goOn(page, /\/edit\/pay$/);
  await page.getByRole("radio", { name: /hour/i }).first().check();
  await page.getByLabel("Least").fill("33.50");
  await page.getByLabel("Most").fill("41");
  await goOn(page, /\/edit\/who$/);
  await page.getByLabel("Add a credential to group 1", { exact: true }).fill("CCS");
  await page.getByRole("button", { name: "Add to group 1" }).click();
  await expect(page.getByRole("button", { name: "Remove CCS from group 1" })).toBeVisible();
  await page.getByRole("radio", { name: /^No apprentices/ }).check();
  await goOn(page, /\/edit\/work$/);
  await goOn(page, /\/edit\/apply$/);
  await page.getByRole("radio", { name: /board/ }).check();
  await ask?.(page);
  await goOn(page, /\/edit\/review$/);
}

async function payWith(page: Page, card: string) {
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Name on card").fill("Dana Whitlock");
  await page.getByRole("button", { name: "Authorize $199.00" }).click();
}

test("an employer's card becomes a live job, and a coder applies to it", async ({
  page,
  openVisitor,
  mailbox,
  allowErrors,
}) => {
  test.setTimeout(180_000);
  // The declined card, and the job that is over.
  allowErrors(/400 |402 |410 /);
  const stamp = Date.now();
  const employerMail = `dana-${stamp}@example.org`;
  const title = `Inpatient Coder, ${aWord()} Queue`;
  const words = `Quillfeather ${stamp}`;
  let jobPath = "";

  await test.step("an employer signs up and makes an organization", async () => {
    await signUp(page, mailbox, "Dana Whitlock", employerMail);
    await page.goto("/employer");
    await expectNoAxeViolations(page);
    await makeOrganization(page, words);
  });

  await test.step("writes a job in steps and reads it through", async () => {
    await page.goto("/employer/jobs/new");
    await writeJob(page, title, askForYears);
    await expect(page.getByText("$33.50–$41.00").first()).toBeVisible();
    await expectNoAxeViolations(page);
    await shot(page, "post-review");
  });

  await test.step("a declined card costs nothing and loses nothing", async () => {
    await page.getByRole("button", { name: "Authorize $199 and submit for review" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await payWith(page, "4000000000000002");
    await expect(page.getByRole("alert")).toBeVisible();
  });

  await test.step("a good card is authorized, and the job is in review", async () => {
    await payWith(page, "4242424242424242");
    await page.waitForURL(/\/employer\/jobs\/[^/]+\/checkout/);
    await expect(page.getByRole("status").first()).toContainText("authorized on your card and not charged");
    await expectNoAxeViolations(page);
    await shot(page, "checkout-return");
    await page.getByRole("link", { name: "Go to the job" }).click();
    await expect(page.getByRole("list", { name: "History of this job" })).toBeVisible();
    await expectNoAxeViolations(page);
    await page.getByRole("link", { name: /^Single post/ }).click();
    await expect(page).toHaveURL(/\/employer\/orders\//);
    await expectNoAxeViolations(page);
    await shot(page, "order");
    await mailbox.waitFor(employerMail, /in review/);
  });

  const moderator = await openVisitor();
  await test.step("a moderator approves it: charged and found in the same moment", async () => {
    await signIn(moderator, "moderator@demo.example", "/moderation");
    await expectNoAxeViolations(moderator);
    await shot(moderator, "moderation-queue");
    await moderator
      .locator(".waits")
      .getByRole("link", { name: new RegExp(title) })
      .click();
    await expect(moderator.getByText(words).first()).toBeVisible();
    await expect(moderator.getByText(QUESTION)).toBeVisible();
    await expectNoAxeViolations(moderator);
    await shot(moderator, "moderation-review");
    await moderator.getByRole("button", { name: /Approve and charge \$199/ }).click();
    await expect(moderator.getByRole("status").first()).toContainText("is live, and $199 was charged");

    const guest = await openVisitor();
    await guest.goto(`/jobs?${new URLSearchParams({ q: `"${words}"` })}`);
    await expect(guest.getByRole("heading", { level: 1 })).toContainText(/^1 job\b/);
    jobPath = (await guest.getByRole("link", { name: title }).getAttribute("href"))!;
    await guest.goto(jobPath);
    const markup = JSON.parse((await guest.locator('script[type="application/ld+json"]').first().textContent())!) as {
      "@type": string;
      title: string;
    };
    expect(markup).toMatchObject({ "@type": "JobPosting", title });
    await mailbox.waitFor(employerMail, /is live/);
  });

  const coderMail = `ada-${stamp}@example.org`;
  const coder = await openVisitor();
  await test.step("a coder applies with a résumé, and not twice", async () => {
    await signUp(coder, mailbox, "Ada Coder", coderMail);
    await coder.goto("/applications");
    await expectNoAxeViolations(coder);
    await coder.goto(jobPath);
    await expect(coder.getByText("The employer asks 1 question.")).toBeVisible();
    await coder.getByRole("link", { name: /Apply/ }).first().click();
    await coder
      .locator("main")
      .getByRole("button", { name: /Send|Apply/ })
      .click();
    await expect(coder.getByRole("alert")).toBeVisible();
    await expectNoAxeViolations(coder);
    await coder.getByLabel("Letter").fill("I code inpatient stays, and my last audit came out at 97 percent.");
    await coder.getByLabel(QUESTION).fill("2");
    await coder.getByLabel("Résumé").setInputFiles({ name: "ada.pdf", mimeType: "application/pdf", buffer: aResume() });
    await expectNoAxeViolations(coder);
    await shot(coder, "apply");
    await coder
      .locator("main")
      .getByRole("button", { name: /Send|Apply/ })
      .click();
    await expect(coder).toHaveURL(/\/applications/);
    await coder.goto(`${jobPath}/apply`);
    await expect(coder.getByText(/applied to this job already/)).toBeVisible();
  });

  await test.step("the employer reads it and moves it on; the coder sees each change and gets a mail", async () => {
    await mailbox.waitFor(employerMail, /appli/i);
    await page.goto("/employer");
    await expect(page.getByText(title).first()).toBeVisible();
    await expectNoAxeViolations(page);
    await shot(page, "employer-desk");
    await page
      .locator("main")
      .getByRole("link", { name: /applica/i })
      .first()
      .click();
    await page
      .getByRole("link", { name: /Ada Coder/ })
      .first()
      .click();
    await expect(page.getByText("97 percent")).toBeVisible();
    await expect(page.getByText("Outside what you asked for: at least 3")).toBeVisible();
    await shot(page, "applicant");
    await page
      .getByRole("button", { name: /^Move to/ })
      .first()
      .click();
    await mailbox.waitFor(coderMail, /Inpatient Coder|application/i);
    await coder.goto("/applications");
    await expectNoAxeViolations(coder);
    await shot(coder, "tracker");
    await coder.getByRole("link", { name: title }).first().click();
    await expect(coder.getByRole("list", { name: /Every change/ }).getByRole("listitem")).toHaveCount(2);
    await expect(coder.getByText(QUESTION)).toBeVisible();
    await expect(coder.getByText("at least 3")).toHaveCount(0);
  });

  await test.step("an edit of its pay waits for a moderator while the approved pay stays live, and costs nothing", async () => {
    await page.goto("/employer");
    await page.getByRole("link", { name: title }).first().click();
    await expectNoAxeViolations(page);
    const desk = page.url();
    await page.goto(`${desk}/edit/pay`);
    await page.getByLabel("Most").fill("44");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL(/\/edit\/who$/);
    await page.goto(`${desk}/edit/review`);
    await expectNoAxeViolations(page);
    await page.getByRole("button", { name: "Send the edit for review" }).click();
    await expect(page.getByRole("status").first()).toContainText("The edit is in review");
    const publicPage = async () => (await coder.request.get(jobPath)).text();
    expect(await publicPage()).toContain("$33.50–$41.00");
    await moderator.goto("/moderation");
    await moderator
      .locator(".waits")
      .getByRole("link", { name: new RegExp(title) })
      .click();
    await expect(moderator.getByText("An edit of a live job")).toBeVisible();
    await expectNoAxeViolations(moderator);
    await moderator.getByRole("button", { name: "Approve the edit" }).click();
    await expect(moderator.getByRole("status").first()).toContainText("is live in its new words");
    expect(await publicPage()).toContain("$33.50–$44.00");
    await mailbox.waitFor(employerMail, /Your edit is live/);
  });

  await test.step("filled, the job is over for everybody, and says so", async () => {
    await page.goto("/employer");
    await page.getByRole("link", { name: title }).first().click();
    await page.getByRole("link", { name: /filled/i }).click();
    await page
      .locator("main")
      .getByRole("button", { name: /filled/i })
      .click();
    await expect(page.getByRole("status").first()).toContainText("marked as filled");
    const answer = await coder.request.get(jobPath);
    expect(answer.status()).toBe(410);
    expect(await answer.text()).not.toContain("JobPosting");
  });
});

test("a rejected job costs nothing, and its employer reads why", async ({ page, openVisitor, mailbox }) => {
  test.setTimeout(120_000);
  const stamp = Date.now();
  const employerMail = `rory-${stamp}@example.org`;
  await signUp(page, mailbox, "Rory Field", employerMail);
  await makeOrganization(page, `Brackenfold ${stamp}`);
  await page.goto("/employer/jobs/new");
  const title = `Inpatient Coder, ${aWord()} Shift`;
  await writeJob(page, title);
  await page.getByRole("button", { name: "Authorize $199 and submit for review" }).click();
  await payWith(page, "4242424242424242");
  await page.waitForURL(/\/checkout/);

  const moderator = await openVisitor();
  await signIn(moderator, "moderator@demo.example", "/moderation");
  await moderator
    .getByRole("link", { name: new RegExp(title) })
    .first()
    .click();
  await moderator
    .getByLabel("What the employer reads")
    .fill("The posting asks applicants to buy their own encoder licence.");
  await moderator.getByRole("button", { name: "Reject with a reason" }).click();
  await expect(moderator.getByRole("status").first()).toContainText("is rejected, and its employer was told why");

  const mail = await mailbox.waitFor(employerMail, /was not approved/);
  expect(mail.text.replace(/\s+/g, " ")).toContain("buy their own encoder licence");
  await page.goto("/employer");
  await page.getByRole("link", { name: title }).first().click();
  await expect(page.getByText("Cancelled, not charged").first()).toBeVisible();
});
