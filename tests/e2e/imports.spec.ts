import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

const posting = (number: number, title: string, more: object = {}) => ({
  "@type": "JobPosting",
  title,
  url: `https://jobs.example.org/import/${number}`,
  description: "A medical coder codes inpatient charts in ICD-10-CM and MS-DRG. CCS or CPC required.",
  jobLocation: { address: { addressLocality: "Dayton", addressRegion: "OH" } },
  ...more,
});
const file = (...postings: object[]) => ({
  name: "careers.json",
  mimeType: "application/json",
  buffer: Buffer.from(JSON.stringify(postings)),
});

test("an employer imports a file, sees what became of each row, and a newer file changes only what nobody touched", async ({
  page,
  allowErrors,
}) => {
  test.setTimeout(120_000);
  allowErrors(/422/);
  const stamp = Date.now();
  await signIn(page, "owner@demo.example");
  await page.goto("/employer");
  await page
    .getByRole("link", { name: /^People/ })
    .first()
    .click();
  await page.getByRole("link", { name: "Imports", exact: true }).click();
  await expect(page.getByRole("heading", { name: "New import" })).toBeVisible();
  await inspect(page, "imports");

  await page.getByLabel("Name").fill(`Careers ${stamp}`);
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Choose a file");
  await expect(page.getByLabel("Name")).toHaveValue(`Careers ${stamp}`);

  await page
    .getByLabel("File")
    .setInputFiles(
      file(posting(stamp, "Inpatient Coder"), posting(stamp + 1, "Registered Nurse", { description: "Care." })),
    );
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await expect(page.getByText("1 new draft, 1 refused").first()).toBeVisible({ timeout: 45_000 });
  const rows = page.getByRole("listitem").filter({ hasText: /Row \d/ });
  await expect(rows.nth(0)).toContainText("To complete:");
  await expect(rows.nth(1)).toContainText("Not a medical coding job");

  await page.getByLabel("File").setInputFiles(file(posting(stamp, "Senior Inpatient Coder")));
  await page.getByRole("button", { name: "Import the file" }).click();
  await expect(page.getByText("1 updated", { exact: true }).first()).toBeVisible({ timeout: 45_000 });
  await page.getByText("What changed").click();
  await expect(page.getByRole("insertion").first()).toHaveText("Senior Inpatient Coder");
  await inspect(page, "import");

  await page.getByRole("link", { name: "Senior Inpatient Coder" }).click();
  await expect(page.getByLabel(/^Title/)).toHaveValue("Senior Inpatient Coder");

  await page.goBack();
  await page.getByRole("link", { name: "Remove this import…" }).click();
  await page.getByRole("button", { name: "Remove the import" }).click();
  await expect(page.getByText("The drafts it made stay.")).toBeVisible();
});
