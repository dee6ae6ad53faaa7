import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { credentialGroupsOf, findCredentials } from "~/jobs/import/recognize-credentials.ts";
import { credentials } from "~/vocabulary/credentials.ts";

const found = (text: string, context = "") =>
  [...new Set(findCredentials(text, context).map((mention) => mention.code))].sort();

describe("a credential is recognized", () => {
  it.each([
    ["CPC required", ["cpc"]],
    ["AAPC or AHIMA: CPC/CCS, RHIT.RHIA", ["ccs", "cpc", "rhia", "rhit"]],
    ["CPCs and CCS-certified coders", ["ccs", "cpc"]],
    ["Coding: CCS–P or CCS P", ["ccs-p"]],
    ["Coder holding CPC-H", ["coc"]],
    ["apprentice coders (CPC-A, COC-A)", ["coc", "cpc"]],
    ["Certified Professional Coder (CPC)", ["cpc"]],
    ["certified professional coders", ["cpc"]],
    ["Certified Coding Specialist - Physician-based", ["ccs-p"]],
    ["Certified Coding Specialist (CCS) - Physician-based (CCS-P)", ["ccs", "ccs-p"]],
    ["Registered Health Information Technician", ["rhit"]],
    ["Certified Outpatient Coder(COC)", ["coc"]],
    ["Certified Clinical Documentation Specialist – Outpatient (CCDS-O)", ["ccds-o"]],
    ["HCS-D preferred for home health coding", ["hcs-d"]],
  ])("%s", (text, codes) => expect(found(text)).toEqual(codes));

  it("by its letters beside coding, and by its name, whichever it is", () => {
    fc.assert(
      fc.property(fc.constantFrom(...credentials), (credential) => {
        expect(
          found(`${credential.name} (${credential.label}) certification, AAPC or AHIMA or PMI or RCCB coder`),
        ).toContain(credential.code);
        expect(found(`Seeking a ${credential.name}.`)).toContain(credential.code);
      }),
    );
  });
});

describe("letters that mean something else are no credential", () => {
  it.each([
    "Speech-Language Pathologist, CCC-SLP required",
    "Certificate of Clinical Competence (CCC) in speech",
    "Nurse at CMC, Carolinas Medical Center",
    "supports continuity of care (COC) for patients, certified nurse",
    "RN Infection Preventionist - Certification in Infection Control (CIC) preferred",
    "California Children's Services (CCS) paneled nurse, certified",
    "Registered Nurse, CHC Community Health Center, certified",
    "Queen's Medical Center (QMC) nurse",
    "colorectal cancer (CRC) screening nurse",
    "gas + CCS projects for hydrogen",
    "Accredited Chest Pain Center (CPC), certified",
    "Department: Research CCC Clinical",
    "cpc advertising and coding bootcamps",
  ])("%s", (text) => expect(found(text)).toEqual([]));
});

describe("the rule a posting states", () => {
  const rule = (text: string, title = "Medical Coder") =>
    credentialGroupsOf(title, text).map((group) => `${group.level} ${group.how} ${group.codes.join(",")}`);

  it("is required only where its words say so", () => {
    expect(rule("CPC required, CCS preferred.")).toEqual(["required any cpc", "preferred any ccs"]);
    expect(rule("Must hold a CPC or CCS.")).toEqual(["required any cpc,ccs"]);
    expect(rule("CPC or CCS.")).toEqual(["preferred any cpc,ccs"]);
    expect(rule("CPC is not required but a plus.")).toEqual(["preferred any cpc"]);
    expect(rule("", "Coding Analyst (CPC Required)")).toEqual(["required any cpc"]);
  });

  it("follows the heading it stands under", () => {
    expect(rule("Required:\n- RHIA\n- RHIT\nPreferred qualifications:\n- CCS\n- CDIP")).toEqual([
      "required any rhia,rhit",
      "preferred any ccs,cdip",
    ]);
  });

  it("keeps what may stand in", () => {
    expect(credentialGroupsOf("Coder", "CPC required; two years of coding in lieu of it.")[0]?.level).toBe("required");
    expect(credentialGroupsOf("Coder", "Three years may stand in lieu of the CPC required.")[0]?.inLieu).toContain(
      "Three years",
    );
  });
});
