import { describe, expect, it } from "vitest";
import { isCodingWork } from "~/jobs/import/recognize-field.ts";
import { codeSetsOf, functionsOf, settingsOf, specialtiesOf, toolsOf } from "~/jobs/import/recognize-work.ts";

describe("a title", () => {
  it.each([
    ["Medical Records Technician (Coder) Auditor", ["coder", "auditor"]],
    ["Medical Records Technician (CDIS-Outpatient)", ["cdi-specialist"]],
    ["Medical Records Technician (ROI)", ["him"]],
    ["HCC Coding Analyst", ["coder", "risk-adjustment"]],
    ["Certified Tumor Registrar II", ["cancer-registry"]],
    ["Revenue Integrity Charge Auditor (Remote)", ["auditor", "charge-capture"]],
    ["Profee Medical Coding Denial Specialist", ["coder", "denials"]],
  ])("names its functions: %s", (title, functions) => expect(functionsOf(title)).toEqual(functions));

  it("names settings and specialties", () => {
    expect(settingsOf("Coder - Outpatient and Inpatient", "")).toEqual(["inpatient-facility", "outpatient-facility"]);
    expect(settingsOf("Profee Coder", "", "Department of Veterans Affairs")).toEqual([
      "professional-fee",
      "government",
    ]);
    expect(specialtiesOf("Interventional Radiology Coder", "")).toEqual(["interventional-radiology"]);
  });
});

describe("a text", () => {
  it("names a specialty where it speaks of coding, not where the hospital praises itself", () => {
    expect(specialtiesOf("Coder", "Our hospital is known for cardiology, oncology and trauma care.")).toEqual([]);
    expect(specialtiesOf("Coder", "You code orthopedic and ENT charts.")).toEqual(["otolaryngology", "orthopaedics"]);
  });

  it("names code sets", () => {
    expect(codeSetsOf("", "ICD-10-CM/PCS, CPT, HCPCS Level II, MS-DRG and APR-DRG; NCCI edits")).toEqual([
      "icd-10-cm",
      "icd-10-pcs",
      "cpt",
      "hcpcs-ii",
      "ms-drg",
      "apr-drg",
      "ncci",
    ]);
    expect(
      codeSetsOf("", "Call between 9 and 5 CDT. Supervise APCs (advanced practice clinicians). POA for patients."),
    ).toEqual([]);
  });

  it("names tools, required only where it says so", () => {
    expect(
      toolsOf("", "Epic experience required. Knowledge of 3M 360 Encompass a plus. An epic team, and we codify rules."),
    ).toEqual({
      ehrs: [{ code: "epic", level: "required" }],
      encoders: [{ code: "solventum-360", level: "preferred" }],
    });
  });
});

describe("this field's work", () => {
  it.each([
    "Medical Coder II",
    "Clin Doc Spec",
    "Remote Inpatient Coding",
    "Med Rec Tech (Med Coder)",
    "DRG Clinical (RN) Validation Auditor",
    "Coding Educator",
    "Hospital Revenue Cycle - Medical Billers",
  ])("is told by the title: %s", (title) => expect(isCodingWork(title, "")).toBe(true));

  it.each([
    "Registered Nurse",
    "Charge Nurse",
    "Nurse Practitioner (Per Diem)",
    "Software Engineer, Coding Tools",
    "Compliance Lead",
    "Clinical Pharmacy Specialist - Prior Authorization",
    "Senior Product Marketer, Revenue Cycle Management",
  ])("is not every job: %s", (title) =>
    expect(isCodingWork(title, "We value coding and documentation. CPT codes are used.")).toBe(false),
  );

  it("may be told by the text where the title names no other trade", () => {
    const text = "Train coders in coding quality. Preferred credentials: CCS, CDIP. ICD-10 and CPT coding.";
    expect(isCodingWork("Director of Clinical Education", text)).toBe(true);
    expect(isCodingWork("Nurse Practitioner", text)).toBe(false);
    expect(isCodingWork("Authorization Specialist", "Verify CPT and ICD-10 codes with payers.")).toBe(true);
    expect(isCodingWork("Authorization Specialist", "Answer the phone.")).toBe(false);
  });
});
