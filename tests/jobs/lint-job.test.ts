import { describe, expect, test } from "vitest";
import type { JobContent } from "~/jobs/job-content.ts";
import { lintJob } from "~/jobs/lint-job.ts";
import { searchReadiness } from "~/jobs/search-readiness.ts";
import { plainContent } from "#tests/support/plain-content.ts";

const longBody = "You code inpatient stays with a reviewer at your side. ".repeat(10);
const rulesOf = (more: Partial<JobContent> = {}) =>
  lintJob(plainContent({ bodyText: longBody, ...more }), "Lakemont Regional").map(({ rule }) => rule);

test("a plain job has no remarks", () => {
  expect(rulesOf()).toEqual([]);
});

describe("a title holds nothing but the job's name", () => {
  test.each([
    ["Inpatient Coder $35/hr", "title-pay"],
    ["Inpatient Coder 80k", "title-pay"],
    ["Coder, start January 5", "title-date"],
    ["Inpatient Coder 12/01", "title-date"],
    ["URGENT Inpatient Coder", "title-date"],
    ["Inpatient Coder (REQ-88120)", "title-code"],
    ["Inpatient Coder #4411", "title-code"],
    ["Inpatient Coder at Lakemont Regional", "title-company"],
    ["INPATIENT CODER NIGHTS", "title-shout"],
    ["Medical Coder", "title-vague"],
    ["Coder Needed", "title-vague"],
    ["Remote Coder / Biller", "title-vague"],
  ])("%s", (title, rule) => {
    expect(rulesOf({ title })).toContain(rule);
  });

  test.each([
    "Inpatient Coder II, Acute Care",
    "ICD-10 Trainer",
    "HCC Coder, V28",
    "CPT and HCPCS Auditor",
    "3M 360 Specialist",
    "May Street Clinic Coder",
    "ED Professional Fee Coder",
  ])("%s is fine", (title) => {
    expect(rulesOf({ title })).toEqual([]);
  });
});

test("a most above twice the least asks for a reason", () => {
  const pay = { minCents: 2_000, unit: "hour" as const, chartsPerHour: null };
  expect(rulesOf({ pay: { ...pay, maxCents: 4_000 } })).toEqual([]);
  expect(rulesOf({ pay: { ...pay, maxCents: 4_001 } })).toEqual(["pay-wide"]);
});

test("amounts that belong to another unit are noticed", () => {
  expect(rulesOf({ pay: { minCents: 6_800_000, maxCents: 7_200_000, unit: "hour", chartsPerHour: null } })).toEqual([
    "pay-unit",
  ]);
  expect(rulesOf({ pay: { minCents: 30_00, maxCents: 40_00, unit: "year", chartsPerHour: null } })).toEqual([
    "pay-unit",
  ]);
});

test("a free mail address is noticed, an own domain is not", () => {
  expect(rulesOf({ apply: { kind: "email", email: "jobs.lakemont@gmail.com" } })).toEqual(["contact-free-mail"]);
  expect(rulesOf({ apply: { kind: "email", email: "jobs@lakemont.example" } })).toEqual([]);
});

test("contacts, scams and shortness of the text are noticed", () => {
  expect(rulesOf({ bodyText: `${longBody} Call 614-555-0148.` })).toEqual(["body-contact"]);
  expect(rulesOf({ bodyText: `${longBody} We send a cashier's check for your equipment.` })).toEqual(["scam-payment"]);
  expect(rulesOf({ bodyText: `${longBody} Write to us on WhatsApp.` })).toEqual(["scam-chat"]);
  expect(rulesOf({ bodyText: "Code charts." })).toEqual(["body-short"]);
});

test("several required groups narrow the field", () => {
  const group = (level: "required" | "preferred") => ({ how: "any" as const, level, codes: ["cpc"], inLieu: null });
  expect(rulesOf({ credentialGroups: [group("required"), group("required")] })).toEqual(["rule-narrow"]);
  expect(rulesOf({ credentialGroups: [group("required"), group("preferred")] })).toEqual([]);
});

test("search engines' wishes are ticked off as the draft grows", () => {
  const met = (content: JobContent, errors = {}) =>
    searchReadiness(content, [], errors)
      .filter((tick) => !tick.met)
      .map(({ key }) => key);
  expect(met(plainContent({ bodyText: longBody }))).toEqual([]);
  const bare = plainContent({ title: "", bodyText: "", pay: null, mode: "not-stated", employmentTypes: [] });
  expect(met(bare)).toEqual(["title", "body", "pay", "place", "type"]);
  expect(met(plainContent({ bodyText: longBody }), { "experience[1].years": ["wrong"] })).toEqual(["experience"]);
});
