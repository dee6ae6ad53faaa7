import { describe, expect, it } from "vitest";
import { makeDemo } from "#db/seeds/content/demo.ts";
import { domainOf } from "#db/seeds/content/employer.ts";
import { likeness, shingles } from "#db/seeds/content/likeness.ts";
import { random } from "#db/seeds/content/random.ts";
import { jobContentSchema } from "~/jobs/job-content-schema.ts";
import { lintQuestions } from "~/jobs/lint/lint-questions.ts";
import { effectiveHourly, openStates } from "~/jobs/job-content.ts";
import { credentials } from "~/vocabulary/credentials.ts";
import { stateCodes } from "~/vocabulary/states.ts";
import {
  apprenticeAnswers,
  employmentTypes,
  payUnits,
  perks,
  schedules,
  stateReaches,
  workModes,
} from "~/vocabulary/terms.ts";
import { codeSets, ehrs, encoders, functions, settings, specialties } from "~/vocabulary/work.ts";

const demo = makeDemo("full");
const live = demo.jobs.filter((job) => job.outcome === "live");
const contents = live.map((job) => job.content);
const ordinary = demo.jobs.filter((job) => job.archetype !== "" && job.outcome !== "changes_requested");
const words = (text: string) => text.split(/\s+/).length;

describe("the demo's size", () => {
  it("has 40 employers with live jobs, and 600 of these", () => {
    expect(new Set(live.map((job) => job.employer.key)).size).toBe(40);
    expect(live).toHaveLength(600);
  });

  it("has jobs in every stage of their life", () => {
    const sizes: Partial<Record<string, number>> = {};
    for (const { outcome } of demo.jobs) sizes[outcome] = (sizes[outcome] ?? 0) + 1;
    expect(sizes).toEqual({
      live: 600,
      submitted: 12,
      expired: 20,
      filled: 15,
      closed: 10,
      rejected: 8,
      changes_requested: 6,
      draft: 10,
    });
  });

  it("is smaller for tests: 8 employers with 60 live jobs", () => {
    const small = makeDemo("small").jobs.filter((job) => job.outcome === "live");
    expect(small).toHaveLength(60);
    expect(new Set(small.map((job) => job.employer.key)).size).toBe(8);
  });

  it("is the same each time it is made", () => {
    expect(makeDemo("small")).toEqual(makeDemo("small"));
  });
});

describe("every value that people may choose occurs", () => {
  const walked: [string, readonly string[], (at: (typeof contents)[number]) => readonly string[]][] = [
    ["function", functions.codes, (job) => job.functions],
    ["setting", settings.codes, (job) => job.settings],
    ["specialty", specialties.codes, (job) => job.specialties],
    ["code set", codeSets.codes, (job) => job.codeSets],
    ["EHR", ehrs.codes, (job) => job.ehrs.map(({ code }) => code)],
    ["encoder", encoders.codes, (job) => job.encoders.map(({ code }) => code)],
    ["employment type", employmentTypes.codes, (job) => job.employmentTypes],
    ["work mode", workModes.codes, (job) => [job.mode]],
    ["apprentice answer", apprenticeAnswers.codes, (job) => [job.apprentice]],
    ["credential", credentials.map(({ code }) => code), (job) => job.credentialGroups.flatMap((group) => group.codes)],
    ["pay unit", payUnits.codes, (job) => (job.pay ? [job.pay.unit] : [])],
    ["perk", perks.codes, (job) => job.perks],
    ["schedule", schedules.codes, (job) => (job.schedule ? [job.schedule] : [])],
    ["reach", stateReaches.codes, (job) => [job.stateReach]],
    ["way to apply", ["board", "url", "email"], (job) => [job.apply.kind]],
  ];
  it.each(walked)("each %s", (_, codes, of) => {
    const found = new Set(contents.flatMap(of));
    // The demo's employers all answer; `not-stated` is for outside sources, but for the reach of a job with a place.
    expect(codes.filter((code) => code !== "not-stated" && !found.has(code))).toEqual([]);
  });

  it("each state is named by a place or a reach, and each territory is open to somebody", () => {
    const named = new Set(
      contents.flatMap((job) => [...job.states, ...job.places.map((place) => place.slice(-2).toLowerCase())]),
    );
    const territories = ["as", "gu", "mp", "pr", "vi"];
    expect(stateCodes.filter((code) => !named.has(code) && !territories.includes(code))).toEqual([]);
    const anywhere = contents.some((job) => openStates({ ...job, locations: [] }, stateCodes) === "all");
    expect(anywhere).toBe(true);
  });

  it("required and preferred rules, any-of and all-of, several groups, several places and notes in lieu", () => {
    const groups = contents.flatMap((job) => job.credentialGroups);
    for (const level of ["required", "preferred"]) expect(groups.some((group) => group.level === level)).toBe(true);
    for (const how of ["any", "all"]) expect(groups.some((group) => group.how === how)).toBe(true);
    expect(contents.filter((job) => job.credentialGroups.length > 1).length).toBeGreaterThan(60);
    expect(groups.filter((group) => group.inLieu).length).toBeGreaterThan(40);
    expect(contents.filter((job) => job.places.length > 1).length).toBeGreaterThan(20);
  });
});

describe("what a job says hangs together", () => {
  it("asks questions of some who apply on the board, none of them one that the board remarks on", () => {
    const asking = demo.jobs.filter(({ content }) => content.questions.length > 0);
    expect(asking.length).toBeGreaterThan(100);
    for (const { content } of asking) expect(content.apply.kind).toBe("board");
    expect(asking.flatMap(({ content }) => lintQuestions(content.questions))).toEqual([]);
    const kinds = asking.flatMap(({ content }) => content.questions.map(({ kind }) => kind));
    expect([...new Set(kinds)].sort()).toEqual(["choice", "number", "text", "yes-no"]);
  });

  it("is content that the board accepts", () => {
    for (const { content, key } of demo.jobs) {
      const { places, ...rest } = content;
      const locations = places.map((label) => ({
        label,
        city: null,
        state: null,
        zip: null,
        latitude: null,
        longitude: null,
      }));
      const parsed = jobContentSchema.safeParse({ ...rest, locations, bodyHtml: "", bodyText: "" });
      expect(parsed.success ? [] : [key, parsed.error.issues]).toEqual([]);
    }
  });

  it("pays what the field pays: 16 to 75 dollars an hour, in ranges that mean something", () => {
    for (const { content, key } of ordinary) {
      const hourly = effectiveHourly(content.pay);
      if (!hourly) continue;
      expect([key, hourly.minCents >= 1_550 && hourly.maxCents <= 7_500]).toEqual([key, true]);
      expect([key, hourly.maxCents / hourly.minCents < 1.75]).toEqual([key, true]);
    }
  });

  it("pays inpatient coders more than billers, at the median", () => {
    const median = (archetype: string) => {
      const pays = live
        .filter((job) => job.archetype === archetype)
        .flatMap((job) => effectiveHourly(job.content.pay)?.maxCents ?? []);
      return pays.sort((one, other) => one - other)[pays.length >> 1]!;
    };
    expect(median("inpatient-coder")).toBeGreaterThan(median("biller") * 1.25);
    expect(median("cdi-inpatient")).toBeGreaterThan(median("inpatient-coder"));
  });

  it("welcomes apprentices in at least 60 jobs, and asks these for no experience", () => {
    const welcome = contents.filter((job) => job.apprentice === "welcome");
    expect(welcome.length).toBeGreaterThanOrEqual(60);
    expect(welcome.filter((job) => job.experience.length > 0)).toEqual([]);
    expect(contents.filter((job) => job.apprentice === "with-practicode").length).toBeGreaterThan(20);
  });

  it("asks an inpatient coder for facility credentials and PCS, and a risk adjuster for CRC and HCC models", () => {
    for (const { archetype, content } of ordinary) {
      const codes = content.credentialGroups.flatMap((group) => group.codes);
      if (archetype === "inpatient-coder") {
        expect(content.codeSets).toEqual(expect.arrayContaining(["icd-10-pcs", "ms-drg"]));
        expect(codes.some((code) => ["ccs", "cic", "rhit", "cca"].includes(code))).toBe(true);
      }
      if (archetype === "hcc-coder") {
        expect(content.codeSets).toContain("cms-hcc");
        expect(codes).toContain("crc");
      }
    }
  });

  it("states where a remote job is open, and where any other one is", () => {
    for (const { content, key } of ordinary) {
      const remote = content.mode === "remote" || content.mode === "remote-after-training";
      expect([key, remote ? content.stateReach !== "not-stated" : content.places.length > 0]).toEqual([key, true]);
      expect([
        key,
        content.stateReach === "only" || content.stateReach === "except"
          ? content.states.length > 0
          : content.states.length,
      ]).toEqual([key, content.stateReach === "only" || content.stateReach === "except" ? true : 0]);
    }
  });
});

describe("how a job reads", () => {
  it("has a title without pay, dates, credentials or the employer", () => {
    const labels = credentials.map(({ label }) => label);
    for (const { content, employer } of ordinary) {
      expect(content.title).not.toMatch(/[\d$!#@:]/);
      expect(content.title).not.toContain(employer.short);
      expect(content.title.split(/[ ,]+/).filter((word) => labels.includes(word))).toEqual([]);
    }
    expect(new Set(contents.map((job) => job.title)).size).toBeGreaterThan(300);
  });

  it("has 120 to 400 words under headings, in plain words and without exclamation marks", () => {
    for (const { content } of ordinary) {
      expect(words(content.bodySource)).toBeGreaterThanOrEqual(120);
      expect(words(content.bodySource)).toBeLessThanOrEqual(400);
      expect(content.bodySource).toMatch(/^#{2,3} /m);
      expect(content.bodySource).not.toMatch(
        /[!{}|]|undefined|\b(rockstar|ninja|fast-paced|passionate|exciting|world-class|lorem)\b/i,
      );
    }
  });

  it("speaks of itself alone: no two share a quarter of their five-word runs", () => {
    const texts = likeness();
    let most = 0;
    for (const { content } of ordinary) {
      const runs = shingles(content.bodySource);
      most = Math.max(most, texts.nearest(runs));
      texts.add(runs);
    }
    expect(most).toBeLessThan(0.25);
  });

  it("gives every turned-down job a reason", () => {
    for (const job of demo.jobs.filter(({ outcome }) => outcome === "rejected" || outcome === "changes_requested"))
      expect(job.reason.length).toBeGreaterThan(40);
  });
});

describe("when things happened", () => {
  it("posts live jobs within the last 28 days and has them confirmed within 14", () => {
    for (const { ages } of live) {
      expect(ages.decided).toBeGreaterThanOrEqual(0);
      expect(ages.decided).toBeLessThan(28);
      expect(ages.confirmed.at(-1) ?? ages.decided).toBeLessThan(9);
    }
  });

  it("never leaves a listed job unconfirmed for 14 days", () => {
    for (const { ages } of demo.jobs.filter(({ outcome }) =>
      ["live", "filled", "closed", "expired"].includes(outcome),
    )) {
      const told = [ages.decided!, ...ages.confirmed, ages.ended ?? 0];
      for (const [at, age] of told.slice(1).entries()) expect(told[at]! - age).toBeLessThan(14);
    }
  });

  it("keeps the order of a job's life", () => {
    for (const { ages } of demo.jobs) {
      const told = [ages.drafted, ages.submitted, ages.decided, ...ages.confirmed, ages.ended].filter(
        (age) => age !== null,
      );
      expect([...told].sort((one, other) => other - one)).toEqual(told);
    }
  });
});

describe("the employers", () => {
  it("are invented: reserved domains, unlike names, some of them verified", () => {
    expect(new Set(demo.employers.map(({ name }) => name)).size).toBe(demo.employers.length);
    for (const employer of demo.employers) expect(domainOf(employer)).toMatch(/^[a-z0-9-]+\.example$/);
    for (const way of ["dns", "email", "unverified"])
      expect(demo.employers.filter(({ verification }) => verification === way).length).toBeGreaterThan(3);
  });
});

it("repeats a stream of chances for the same seed, and only for it", () => {
  const draw = (seed: string) => Array.from({ length: 20 }, random(seed).number);
  expect(draw("one")).toEqual(draw("one"));
  expect(draw("one")).not.toEqual(draw("two"));
});
