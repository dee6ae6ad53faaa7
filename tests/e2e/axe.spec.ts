import type { Page } from "@playwright/test";
import { dress, everyLook, expectSound, signIn } from "./support/demo.ts";
import { expect, expectNoAxeViolations, test } from "./support/test.ts";

// Every private page, by role: axe finds nothing and nothing overflows, at both widths and in both themes. The public
// pages are browse.spec.ts's.

const NO_ID = "1ChGpHk7oSnBGFbZPsbJJq";

/** The links on the page at `address` that match, as they stand there. */
async function linksOn(page: Page, address: string, pattern: RegExp): Promise<string[]> {
  await page.goto(address);
  const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  return links.filter((link) => pattern.test(link));
}

async function linkOn(page: Page, address: string, pattern: RegExp): Promise<string> {
  const [first] = await linksOn(page, address, pattern);
  expect(first, `a link like ${pattern} on ${address}`).toBeDefined();
  return first!;
}

/** An applicant's page: of the first job on the desk that has one. */
async function anApplicant(page: Page): Promise<string> {
  for (const applicants of await linksOn(page, "/employer", /\/applicants$/)) {
    const [first] = await linksOn(page, applicants, /\/applicants\/[^/?]+(\?|$)/);
    if (first) return first;
  }
  throw new Error("No job on the desk has an applicant");
}

async function inspect(page: Page, address: string) {
  for (const look of everyLook) {
    await dress(page, look);
    await page.goto(address);
    await expectSound(page);
  }
}

const JOB = /^\/employer\/jobs\/[^/]+$/;

const roles: { role: string; email: string; pages: (page: Page) => Promise<string[]> }[] = [
  {
    role: "guest",
    email: "",
    pages: async () => [
      "/sign-up",
      "/sign-up?sent=1",
      "/sign-in",
      "/forgot-password",
      "/reset-password?token=x",
      "/confirm-email?token=x",
      "/confirm-new-email?token=x",
      "/keep-email?token=x",
      "/takedown",
      "/reports/confirm?token=x",
    ],
  },
  {
    role: "seeker",
    email: "seeker@demo.example",
    pages: async (page) => [
      "/account",
      "/profile",
      "/profile/credentials",
      "/profile/work",
      "/profile/privacy",
      "/profile/from-resume",
      "/jobs?fit=one-missing&sort=fit",
      await linkOn(page, "/jobs?fit=one-missing", /^\/jobs\/[^?]+$/),
      "/applications",
      await linkOn(page, "/applications", /^\/applications\/[^/]+$/),
      "/employer",
      "/employer/new",
    ],
  },
  {
    role: "employer",
    email: "owner@demo.example",
    pages: async (page) => {
      const job = await linkOn(page, "/employer", JOB);
      const applicants = await linkOn(page, "/employer", /\/applicants$/);
      const statistics = await linkOn(page, "/employer", /\/statistics$/);
      return [
        "/employer",
        job,
        "/employer/jobs/new",
        applicants,
        `${applicants}?view=list`,
        await anApplicant(page),
        await linkOn(page, "/employer", /^\/employer\/organizations\//),
        statistics,
        await linkOn(page, statistics, /^\/employer\/jobs\/[^/]+\/statistics/),
      ];
    },
  },
  {
    role: "moderator",
    email: "moderator@demo.example",
    pages: async (page) => {
      const reported = await linkOn(page, "/moderation/reports", /^\/moderation\/reports\/[^/?]+$/);
      return [
        "/moderation",
        await linkOn(page, "/moderation", /^\/moderation\/jobs\//),
        "/moderation/reports",
        reported,
        await linkOn(page, reported, /\/standing$/),
        await linkOn(page, reported, /^\/moderation\/employers\/[^/]+\?ask=ban/),
        "/moderation/appeals",
      ];
    },
  },
  { role: "admin", email: "admin@demo.example", pages: async () => ["/admin", "/admin/health", "/admin/audit"] },
];

for (const { role, email, pages } of roles)
  test(`what a ${role} sees is accessible, light and dark, wide and narrow`, async ({ page }) => {
    test.setTimeout(180_000);
    if (email) await signIn(page, email);
    for (const address of await pages(page)) await inspect(page, address);
  });

test("what is refused says so on an accessible page", async ({ page, allowErrors }) => {
  test.setTimeout(120_000);
  allowErrors(/404|400/);
  await signIn(page, "seeker@demo.example");
  for (const address of [`/moderation`, `/employer/jobs/${NO_ID}`, "/nowhere"]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1, name: "There is no such page" })).toBeVisible();
    await expectNoAxeViolations(page);
  }
  await page.goto("/still-open?token=x");
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work any more" })).toBeVisible();
  await expectNoAxeViolations(page);
  await page.goto("/employer/new");
  await page.locator("main").getByRole("button").first().click();
  await expect(page.getByRole("alert")).toBeVisible();
  await expectNoAxeViolations(page);
});
