import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readResumeFacts } from "~/applications/read-resume-facts.ts";
import { experienceOf } from "~/jobs/import/recognize-terms.ts";
import { TEXT_LENGTH } from "~/platform/files/resume-text.ts";
import { factTick } from "~/profiles/profile-fact.ts";

const resume = `
Marisol Vega
Toledo, OH   CPC, COC-A

EXPERIENCE
Outpatient coder, Dunmore County Hospital
  3 years of ED facility coding in Epic and 3M 360 Encompass
Inpatient facility coding, six years
Cardiology denials for Ashgrove Clinic since 2019

CREDENTIALS
Certified Professional Coder (CPC), 2014
CRC exam scheduled for spring
SYSTEMS
Epic, Cerner, EncoderPro
`;
const found = (text: string) =>
  Object.fromEntries(
    readResumeFacts(text).map((fact) => [factTick(fact).name, { value: factTick(fact).value, ...fact }]),
  );

describe("a résumé, read for a profile", () => {
  it("gives the credentials, systems and years that it names, each once, with the line where it does", () => {
    const facts = found(resume);
    expect(
      Object.fromEntries(Object.entries(facts).map(([name, { value, sure }]) => [name, sure ? value : `${value}?`])),
    ).toEqual({
      "credential-cpc": "full",
      "credential-coc": "apprentice",
      "credential-crc": "full?",
      "years-setting-ed-facility": "3",
      "years-setting-inpatient-facility": "6",
      "ehr-epic": "on",
      "ehr-oracle-health": "on",
      "encoder-solventum-360": "on",
      "encoder-encoderpro": "on",
    });
    expect(facts["years-setting-ed-facility"]!.passage).toBe(
      "3 years of ED facility coding in Epic and 3M 360 Encompass",
    );
    expect(facts["credential-crc"]!.passage).toBe("CRC exam scheduled for spring");
  });

  it("takes full status over apprentice status where both stand", () => {
    expect(found("CPC-A, 2019\nCPC, 2021")["credential-cpc"]!.value).toBe("full");
    expect(found("Certified Professional Coder - Apprentice (CPC-A), medical coding")["credential-cpc"]!.value).toBe(
      "apprentice",
    );
  });

  it("gives nothing where nothing is said, and years nowhere where they are counted in nothing", () => {
    expect(readResumeFacts("")).toEqual([]);
    expect(readResumeFacts("Ten years of experience.\nReliable and punctual.")).toEqual([]);
  });

  it("is not kept busy by a file that is made for it: each of these took minutes", () => {
    const longest = (part: string) => part.repeat(Math.ceil(TEXT_LENGTH / part.length)).slice(0, TEXT_LENGTH);
    for (const text of [longest("5" + " ".repeat(TEXT_LENGTH)), longest("\t\u00a0"), "ab -c" + longest(" ")])
      expect(readResumeFacts(text)).toEqual([]);
    expect(experienceOf(longest("5" + " ".repeat(TEXT_LENGTH)))).toEqual([]);
    for (const text of [longest("CPC "), longest("CPC\n"), longest("CPC planned ")])
      expect(readResumeFacts(text).map((fact) => fact.kind)).toEqual(["credential"]);
  });

  it("reads any text, shows what stands in it, and never more than there is room for", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ maxLength: 300 }), fc.constantFrom(...resume.split("\n")))),
        (lines) => {
          const text = lines.join("\n");
          const plain = text.replace(/\s+/g, " ");
          const facts = readResumeFacts(text);
          expect(facts.length).toBeLessThanOrEqual(60);
          expect(new Set(facts.map((fact) => factTick(fact).name)).size).toBe(facts.length);
          for (const { passage } of facts) expect(plain).toContain(passage.replace(/^…|…$/g, ""));
        },
      ),
    );
  });
});
