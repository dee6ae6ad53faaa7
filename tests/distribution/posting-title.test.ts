import { expect, test } from "vitest";
import { postingTitle } from "~/distribution/posting-title.ts";

test.each([
  ["Inpatient Coder II", "Inpatient Coder II"],
  ["Inpatient Coder - $40/hr", "Inpatient Coder"],
  ["Inpatient Coder, $34.00–$41.50 an hour", "Inpatient Coder"],
  ["Risk Adjustment Coder ($70k - $85k)", "Risk Adjustment Coder"],
  ["ED Coder at Lakemont Regional Health", "ED Coder"],
  ["Lakemont Regional Health | Coding Auditor", "Coding Auditor"],
  ["Coder III (Req #R-153988)", "Coder III"],
  ["Coder III – Job ID: 48213", "Coder III"],
  ["PRN Coder, starts 12/01/2026", "PRN Coder, starts"],
  ["PRN Coder – March 3, 2027", "PRN Coder"],
  ["ICD-10-PCS Coder", "ICD-10-PCS Coder"],
  ["CMS-HCC V24/V28 Coder", "CMS-HCC V24/V28 Coder"],
  ["Coder 2, Level I Trauma", "Coder 2, Level I Trauma"],
  ["E/M Coder (340B clinics)", "E/M Coder (340B clinics)"],
  ["$40", "$40"],
])("%s is published as %s", (title, expected) => {
  expect(postingTitle(title, "Lakemont Regional Health")).toBe(expected);
});

test("a company's name inside a longer word stays", () => {
  expect(postingTitle("Carpathia Coder", "Carp")).toBe("Carpathia Coder");
});

test("a name full of signs is no pattern", () => {
  expect(postingTitle("Coder at A+ (Health)", "A+ (Health)")).toBe("Coder");
});
