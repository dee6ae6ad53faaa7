import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jobPosting, toScriptJson } from "~/distribution/job-posting.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { newId } from "~/platform/ids.ts";
import { aJob } from "#tests/support/public-job.ts";

const BASE = "https://careers.example";
const job = aJob();
const posting = (content: Partial<JobContent> = {}) => jobPosting(aJob({}, content), BASE)!;
const dayton = { label: "Dayton, OH", city: "Dayton", state: "oh", zip: "45402", latitude: 39.7, longitude: -84.2 };

describe("JobPosting markup", () => {
  test("has all that is required, and what is always given", () => {
    const logoFileId = newId<"file">();
    expect(jobPosting(job, BASE, { website: "https://lakemont.example", logoFileId })).toMatchObject({
      "@context": "https://schema.org/",
      "@type": "JobPosting",
      title: job.content.title,
      url: `${BASE}/jobs/${job.slug}`,
      datePosted: job.postedAt!.toISOString(),
      validThrough: job.expiresAt!.toISOString(),
      employmentType: ["FULL_TIME"],
      hiringOrganization: {
        "@type": "Organization",
        name: "Lakemont Regional Health",
        url: `${BASE}/employers/lakemont`,
        sameAs: "https://lakemont.example",
        logo: `${BASE}/logos/${logoFileId}`,
      },
      identifier: { "@type": "PropertyValue", name: "Lakemont Regional Health", value: job.id },
      educationRequirements: {
        "@type": "EducationalOccupationalCredential",
        credentialCategory: "professional certificate",
      },
    });
  });

  test("an imported listing and a job that was never live have none", () => {
    expect(jobPosting(aJob({ origin: "import" }), BASE)).toBeUndefined();
    expect(jobPosting(aJob({ postedAt: null }), BASE)).toBeUndefined();
  });

  test("the description is HTML, holds the stated facts and is never the title alone", () => {
    const { description, title } = posting({ title: "Coder", bodyHtml: "<p>Coder</p>" });
    expect(description).not.toBe(title);
    expect(description).toMatch(/^<p>Coder<\/p>.*<ul><li>Pay: \$30\.00–\$40\.00 an hour<\/li>/);
    expect(description).toContain("<li>Credentials: any of CPC or CCS</li>");
    expect(posting({ auditMethod: null, scheduleNote: null, bodyHtml: "" }).description).toContain("<li>");
  });

  test("what an employer typed cannot become markup of the description", () => {
    const production = [{ amount: 1, recordType: "<script>alert(1)</script>", period: "hour" as const }];
    expect(posting({ production }).description).not.toContain("<script>");
  });
});

describe("where", () => {
  test("a fully remote job is TELECOMMUTE, open to the whole country, and has no place", () => {
    expect(posting({ mode: "remote", stateReach: "all" })).toMatchObject({
      jobLocationType: "TELECOMMUTE",
      applicantLocationRequirements: { "@type": "Country", name: "USA" },
    });
    expect(posting({ mode: "remote", stateReach: "all" })).not.toHaveProperty("jobLocation");
    expect(posting({ stateReach: "not-stated" }).applicantLocationRequirements).toEqual({
      "@type": "Country",
      name: "USA",
    });
  });

  test("state limits are State rows with the country's name", () => {
    const only = posting({ stateReach: "only", states: ["mi", "oh"] }).applicantLocationRequirements;
    expect(only).toEqual([
      { "@type": "State", name: "Michigan, USA" },
      { "@type": "State", name: "Ohio, USA" },
    ]);
    const except = posting({ stateReach: "except", states: ["ca"] }).applicantLocationRequirements;
    expect(except).not.toContainEqual({ "@type": "State", name: "California, USA" });
    expect(except).toContainEqual({ "@type": "State", name: "Texas, USA" });
  });

  test.each(["on-site", "hybrid", "remote-after-training"] as const)(
    "%s is never TELECOMMUTE and has a place",
    (mode) => {
      const at = posting({ mode, locations: [dayton], stateReach: "all" });
      expect(at).not.toHaveProperty("jobLocationType");
      expect(at).not.toHaveProperty("applicantLocationRequirements");
      expect(at.jobLocation).toEqual({
        "@type": "Place",
        address: {
          "@type": "PostalAddress",
          addressLocality: "Dayton",
          addressRegion: "OH",
          postalCode: "45402",
          addressCountry: "US",
        },
      });
    },
  );

  test("a place that was not recognized still says the country; several places are a list", () => {
    const unknown = { ...dayton, city: null, state: null, zip: null };
    expect(posting({ mode: "on-site", locations: [unknown] }).jobLocation).toEqual({
      "@type": "Place",
      address: { "@type": "PostalAddress", addressCountry: "US" },
    });
    expect(posting({ mode: "on-site", locations: [] }).jobLocation).toMatchObject({
      address: { addressCountry: "US" },
    });
    expect(posting({ mode: "hybrid", locations: [dayton, { ...dayton, city: "Columbus" }] }).jobLocation).toHaveLength(
      2,
    );
  });
});

describe("pay", () => {
  test.each([
    ["hour", 3_350, 4_100, { minValue: 33.5, maxValue: 41, unitText: "HOUR" }],
    ["year", 6_800_000, 8_400_000, { minValue: 68_000, maxValue: 84_000, unitText: "YEAR" }],
  ] as const)("by %s is the employer's own figure", (unit, minCents, maxCents, value) => {
    expect(posting({ pay: { unit, minCents, maxCents, chartsPerHour: null } }).baseSalary).toEqual({
      "@type": "MonetaryAmount",
      currency: "USD",
      value: { "@type": "QuantitativeValue", ...value },
    });
  });

  test.each(["chart", "encounter", "project"] as const)(
    "by %s has no unit there and is left out, derived or not",
    (unit) => {
      expect(posting({ pay: { unit, minCents: 900, maxCents: 1_200, chartsPerHour: 3 } })).not.toHaveProperty(
        "baseSalary",
      );
    },
  );

  test("that is not stated is left out", () => {
    expect(posting({ pay: null })).not.toHaveProperty("baseSalary");
  });
});

describe("the rest", () => {
  test("directApply holds only where the whole application is on the board", () => {
    expect(posting({ apply: { kind: "board" } }).directApply).toBe(true);
    expect(posting({ apply: { kind: "url", url: "https://lakemont.example/1" } }).directApply).toBe(false);
    expect(posting({ apply: { kind: "email", email: "jobs@lakemont.example" } }).directApply).toBe(false);
  });

  test("employment types are schema.org's, each once; none where none is stated", () => {
    expect(
      posting({ employmentTypes: ["temporary", "temp-to-hire", "prn", "contract", "externship", "part-time"] })
        .employmentType,
    ).toEqual(["TEMPORARY", "PER_DIEM", "CONTRACTOR", "INTERN", "PART_TIME"]);
    expect(posting({ employmentTypes: ["not-stated"] })).not.toHaveProperty("employmentType");
  });

  test("experience is the longest row in months, since rows are often the same years", () => {
    const { experienceRequirements } = posting({
      experience: [
        { years: 2, countedIn: "setting", code: "inpatient-facility" },
        { years: 3, countedIn: "specialty", code: "trauma" },
      ],
    });
    expect(experienceRequirements).toEqual({ "@type": "OccupationalExperienceRequirements", monthsOfExperience: 36 });
    expect(posting({ experience: [] })).not.toHaveProperty("experienceRequirements");
  });

  test("a rule that only prefers requires no certificate", () => {
    const credentialGroups = [{ how: "any" as const, level: "preferred" as const, codes: ["cpc"], inLieu: null }];
    expect(posting({ credentialGroups })).not.toHaveProperty("educationRequirements");
  });
});

describe("JSON in a script element", () => {
  test("is the same value, and nothing in it can end the element or open a comment", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const whole = { value, text, evil: "</script><!--<script>\u2028&" };
        const json = toScriptJson(whole);
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(whole)));
        expect(json).not.toMatch(/[<>&\u2028\u2029]/);
      }),
    );
  });
});
