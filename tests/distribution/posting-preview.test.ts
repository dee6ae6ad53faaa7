import { expect, test } from "vitest";
import { jobPosting } from "~/distribution/job-posting.ts";
import { checkPosting, previewPosting } from "~/distribution/posting-preview.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { aJob } from "#tests/support/public-job.ts";

const BASE = "https://board.example";
const posting = (content: Partial<JobContent> = {}) =>
  jobPosting(aJob({}, { bodyHtml: `<p>${"Code inpatient stays. ".repeat(10)}</p>`, ...content }), BASE)!;
const missing = (content: Partial<JobContent>) =>
  checkPosting(posting(content))
    .filter(({ met }) => !met)
    .map(({ property }) => property);

test("a job is shown as a result: its name, who hires, where, and what it pays by the hour or year", () => {
  const preview = previewPosting(posting({ title: "Inpatient Coder $35/hr" }));
  expect(preview).toMatchObject({
    title: "Inpatient Coder",
    where: "Work from home",
    crumbs: ["board.example", "jobs"],
  });
  expect(preview.facts).toContain("$30.00–$40.00 an hour");
  expect(preview.snippet.length).toBeLessThanOrEqual(157);
  expect(preview.snippet).not.toMatch(/[<>]/);
});

test("a job that holds everything lacks nothing that is asked", () => {
  expect(missing({})).toEqual([]);
});

test("what is required and not there is said", () => {
  expect(missing({ title: "", bodyHtml: "", mode: "on-site", locations: [], employmentTypes: [] })).toEqual([
    "title",
    "description",
    "jobLocation",
    "employmentType",
  ]);
});

test("pay by the chart has no unit there, and is said to be left out for that", () => {
  const chart = { minCents: 200, maxCents: 300, unit: "chart" as const, chartsPerHour: 12 };
  const check = checkPosting(posting({ pay: chart })).find(({ property }) => property === "baseSalary");
  expect(check).toMatchObject({
    need: "recommended",
    met: false,
    words: expect.stringContaining("only hourly") as string,
  });
});
