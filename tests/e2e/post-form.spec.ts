import type { Page } from "@playwright/test";
import { inspect, signIn } from "./support/demo.ts";
import { expect, test } from "./support/test.ts";

// The post form helps while it is written: with script at once, without it on every save.

async function startDraft(page: Page): Promise<string> {
  await page.goto("/employer/jobs/new");
  await page.getByLabel("Title").fill("Outpatient Coder, Read Back");
  await page.getByRole("button", { name: "Start writing" }).click();
  await page.waitForURL(/\/edit\/job$/);
  return new URL(page.url()).pathname.replace(/\/job$/, "");
}

test("a job is read back while it is written, previewed, and kept as a template", async ({ page, allowErrors }) => {
  test.setTimeout(120_000);
  allowErrors(/400/);
  await signIn(page, "owner@demo.example");
  const draft = await startDraft(page);

  await test.step("states are taken by region, and unlawful words are quoted with what to write instead", async () => {
    await page.getByRole("radio", { name: /^Remote(?! after)/ }).check();
    await page.getByRole("radio", { name: /^All states but/ }).check();
    await page.getByRole("button", { name: "All of the Northeast" }).click();
    await expect(page.getByText("42 states are open").first()).toBeVisible();
    await page.getByLabel("In your words").fill("You code outpatient visits. US citizens only.");
    const remarks = page.getByRole("region", { name: "Remarks" });
    await expect(remarks.getByText("US citizens only.")).toBeVisible();
    await expect(remarks.getByText(/authorized to work in the United States/)).toBeVisible();
    await inspect(page, "post-job");
  });

  await test.step("per-chart pay shows the hourly range that comes from it", async () => {
    await page.goto(`${draft}/pay`);
    await page.getByRole("radio", { name: "A chart" }).check();
    await page.getByLabel("Least").fill("2.50");
    await page.getByLabel("Most").fill("3");
    await page.getByLabel("Charts per hour").fill("12");
    await expect(page.getByText("$30.00–$36.00 an hour, from your 12 charts")).toBeVisible();
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL(/\/edit\/who$/);
  });

  await test.step("a credential that nobody knows is answered with what was meant, and the rule with an example", async () => {
    await page.getByLabel("Add a credential to group 1", { exact: true }).fill("CPC, CRCC");
    await page.getByRole("button", { name: "Add to group 1" }).click();
    await page.getByRole("button", { name: /^CRC .* for CRCC$/ }).click();
    await expect(page.getByText("Any one of them is enough.")).toBeVisible();
    await page.getByRole("radio", { name: "All of" }).check();
    await expect(page.getByText("All of them are needed: CPC alone is not enough.")).toBeVisible();
    await page.getByText("As search engines see it").click();
    await expect(page.locator("aside").getByText("Work from home")).toBeVisible();
  });

  await test.step("the last step shows what search engines get", async () => {
    await page.goto(`${draft}/review`);
    await page.getByText("The markup (JSON-LD)").click();
    await expect(page.getByRole("region", { name: "JSON-LD of the job" })).toContainText('"@type": "JobPosting"');
    await inspect(page, "post-read");
  });

  await test.step("a template of it starts the next job, and is deleted", async () => {
    const name = `Read back ${Date.now()}`;
    await page.goto(`${draft.replace(/\/edit$/, "")}/template`);
    await page.getByRole("textbox", { name: /^Name/ }).fill(name);
    await page.getByRole("button", { name: "Keep it" }).click();
    await expect(page.getByRole("status").first()).toContainText(name);
    await inspect(page, "templates");
    await page.getByRole("button", { name: `Start a job from ${name}` }).click();
    await page.waitForURL(/\/edit\/job$/);
    await expect(page.getByLabel("Title")).toHaveValue("Outpatient Coder, Read Back");
    await page.goto("/employer/jobs/new");
    await expect(page.getByText(name, { exact: true })).toBeVisible();
    await page.goto("/employer");
    await page
      .getByRole("link", { name: /^Edit Lakemont|^Edit/ })
      .first()
      .click();
    await page.getByRole("link", { name: "Templates" }).click();
    await page.getByRole("link", { name: `Delete… ${name}` }).click();
    await page.getByRole("button", { name: "Delete the template" }).click();
    await expect(page.getByRole("status").first()).toContainText("deleted");
  });
});

test("without script every offer is a button that saves", async ({ openVisitor }) => {
  test.setTimeout(60_000);
  const page = await openVisitor({ javaScriptEnabled: false });
  await signIn(page, "owner@demo.example");
  await startDraft(page);
  await page.getByRole("radio", { name: /^Remote after/ }).check();
  await page.getByLabel("Place 1").fill("Springfield");
  await page.getByRole("radio", { name: /^Only these/ }).check();
  await page.getByRole("button", { name: "All of the West" }).click();
  await expect(page.getByText("13 states are open").first()).toBeVisible();
  await expect(page.getByText("Several cities have this name")).toBeVisible();
  await page.getByRole("button", { name: "Springfield, MO" }).click();
  await expect(page.getByLabel("Place 1")).toHaveValue("Springfield, MO");
  await expect(page.getByText("The city of Springfield, Missouri.")).toBeVisible();
});
