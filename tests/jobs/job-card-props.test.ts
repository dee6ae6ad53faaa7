import { describe, expect, test } from "vitest";
import { jobCardProps } from "~/jobs/components/job-card-props.ts";
import { placeWords } from "~/jobs/components/job-words.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { plainContent } from "#tests/support/plain-content.ts";
import { aJob, AT, DAYS } from "#tests/support/public-job.ts";

const card = (content: Partial<JobContent> = {}, more: Parameters<typeof aJob>[0] = {}) =>
  jobCardProps(aJob(more, content), { at: AT });
const daysAgo = (days: number) => new Date(AT.getTime() - days * DAYS);

describe("pay on a card", () => {
  test("hourly pay is the employer's own figure, on the shared scale", () => {
    const { pay, payUnit, range, effective } = card();
    expect({ pay, payUnit }).toEqual({ pay: "$30.00–$40.00", payUnit: "an hour, W-2 full-time" });
    expect(range).toEqual({ low: 3_000, high: 4_000, effective: undefined });
    expect(effective).toBeUndefined();
  });

  test("yearly pay has an effective hourly range of 2,080 hours, said to be derived", () => {
    const yearly = card({ pay: { minCents: 6_800_000, maxCents: 8_400_000, unit: "year", chartsPerHour: null } });
    expect(yearly.pay).toBe("$68,000–$84,000");
    expect(yearly.effective).toBe("$32.69–$40.38 an hour, derived");
    expect(yearly.range).toEqual({ low: 3_269, high: 4_038, effective: true });
  });

  test("pay by chart has one where charts an hour are stated, and none where they are not", () => {
    const pay = { minCents: 925, maxCents: 1_100, unit: "chart" as const };
    expect(card({ pay: { ...pay, chartsPerHour: 3 } }).effective).toBe(
      "$27.75–$33.00 an hour, derived, 3 charts an hour",
    );
    const silent = card({ pay: { ...pay, chartsPerHour: null } });
    expect(silent.effective).toBeUndefined();
    expect(silent.range).toBeUndefined();
  });

  test("pay and employment that nobody stated are not guessed", () => {
    const silent = card({ pay: null, employmentTypes: ["not-stated"] });
    expect(silent.pay).toBeUndefined();
    expect(silent.payUnit).toBe("type not stated");
    expect(silent.range).toBeUndefined();
  });
});

describe("where the work is done", () => {
  const words = (content: Partial<JobContent>) => placeWords(plainContent({ locations: [], ...content }));
  const duluth = { label: "Duluth MN", city: "Duluth", state: "mn", zip: null, latitude: null, longitude: null };
  const dayton = { ...duluth, label: "Dayton", city: "Dayton", state: "oh" };
  const nowhere = { ...duluth, label: "Main campus", city: null, state: null };

  test.each<[Partial<JobContent>, string]>([
    [{ mode: "remote", stateReach: "all" }, "Remote, all states"],
    [{ mode: "remote", stateReach: "only", states: ["oh", "pa", "wv"] }, "Remote, OH, PA and WV"],
    [{ mode: "remote", stateReach: "only", states: ["oh", "pa", "wv", "ky", "tn", "in"] }, "Remote, 6 states"],
    [{ mode: "remote", stateReach: "except", states: ["ca", "ny"] }, "Remote, all states but CA and NY"],
    [{ mode: "remote", stateReach: "except", states: ["ak", "ca", "co", "dc", "hi", "ny"] }, "Remote, 45 states"],
    [{ mode: "remote", stateReach: "not-stated" }, "Remote, states not stated"],
    [{ mode: "remote-after-training", stateReach: "only", states: ["oh"] }, "Remote after training, OH"],
    [{ mode: "on-site", locations: [duluth] }, "On-site, Duluth, Minnesota"],
    [{ mode: "hybrid", locations: [duluth, dayton] }, "Hybrid, Duluth, Minnesota and Dayton, Ohio"],
    [{ mode: "hybrid", locations: [duluth, dayton, nowhere] }, "Hybrid, Duluth, Minnesota; Dayton, Ohio and 1 more"],
    [{ mode: "on-site", locations: [nowhere] }, "On-site, Main campus"],
    [{ mode: "on-site" }, "On-site, place not stated"],
    [{ mode: "not-stated" }, "Place of work not stated"],
    [{ mode: "not-stated", locations: [dayton] }, "Dayton, Ohio, mode not stated"],
  ])("%j is %s", (content, expected) => {
    expect(words({ stateReach: "not-stated", states: [], ...content })).toBe(expected);
  });

  test("a search by place adds the distance", () => {
    const job = aJob({}, { mode: "on-site", locations: [dayton] });
    expect(jobCardProps(job, { at: AT, miles: 12.4 }).place).toBe("On-site, Dayton, Ohio, 12 miles away");
    expect(jobCardProps(job, { at: AT, miles: 0.2 }).place).toBe("On-site, Dayton, Ohio, less than a mile away");
  });
});

describe("who may apply, and what is expected", () => {
  test("every apprentice answer stands on the card", () => {
    const answers = (["welcome", "with-practicode", "no", "not-stated"] as const).map(
      (apprentice) => card({ apprentice }).apprentices,
    );
    expect(answers).toEqual(["welcome", "conditional", "none", "not-stated"]);
  });

  test("credential groups keep their word, their level and what may stand in", () => {
    const { groups } = card({
      credentialGroups: [
        { how: "any", level: "required", codes: ["cpc", "ccs-p"], inLieu: "5 years" },
        { how: "all", level: "preferred", codes: ["circc"], inLieu: null },
      ],
    });
    expect(
      groups.map(({ need, level, codes, inLieu }) => [need, level, codes.map(({ code }) => code), inLieu]),
    ).toEqual([
      ["any", "required", ["CPC", "CCS-P"], "5 years"],
      ["all", "preferred", ["CIRCC"], undefined],
    ]);
  });

  test("production terms are the employer's, and silence is said", () => {
    const stated = card({
      production: [{ amount: 2.75, recordType: "Inpatient charts", period: "hour" }],
      accuracyPercent: 95,
      downtimePaid: true,
    });
    expect(stated.production).toBe("2.75 inpatient charts an hour at 95 %, downtime paid");
    expect(stated.facts).not.toContain("Production not stated");
    expect(card({ accuracyPercent: 96 }).production).toBe("96 % accuracy");
    expect(card({}).production).toBeUndefined();
    expect(card({}).facts).toContain("Production not stated");
  });

  test("disclosures come before perks, and there are never many", () => {
    const { facts } = card({
      production: [{ amount: 3, recordType: "charts", period: "hour" }],
      aiSharePercent: 30,
      experience: [{ years: 2, countedIn: "setting", code: "ed-facility" }],
      codingTest: { minutes: 90, paid: true },
      perks: ["sign-on-bonus", "dues-paid"],
    });
    expect(facts).toEqual(["30 % AI validation", "2 years ED facility"]);
  });
});

describe("age and origin", () => {
  test.each<[number, number, string]>([
    [12, 1, "Posted 12 days ago, confirmed open yesterday"],
    [1, 1, "Posted yesterday"],
    [0, 0, "Posted today"],
    [20, 0, "Posted 20 days ago, confirmed open today"],
  ])("posted %i and confirmed %i days ago", (posted, confirmed, expected) => {
    expect(card({}, { postedAt: daysAgo(posted), confirmedAt: daysAgo(confirmed) }).age).toBe(expected);
  });

  test("an imported listing is labelled, never verified, and seen rather than confirmed", () => {
    const imported = card({}, { origin: "import", sourceUrl: "https://jobs.example/1" });
    expect(imported.source).toBe("Unverified listing, applies at the source");
    expect(imported.verified).toBe(false);
    expect(imported.age).toBe("Posted 12 days ago, seen at the source yesterday");
  });

  test("only a proved domain is marked as verified", () => {
    const employer = aJob().employer;
    const verified = (verification: "unverified" | "email" | "dns") =>
      card({}, { employer: { ...employer, verification } }).verified;
    expect([verified("unverified"), verified("email"), verified("dns")]).toEqual([false, true, true]);
  });

  test("featured is what the search says, not what the row holds", () => {
    const job = aJob({ featuredUntil: new Date(AT.getTime() + DAYS) });
    expect(jobCardProps(job, { at: AT }).featured).toBe(false);
    expect(jobCardProps(job, { at: AT, featured: true }).featured).toBe(true);
  });
});
