import { describe, expect, it } from "vitest";
import { ANSWERS, LEAST_APPLICATIONS, RIPE_DAYS } from "~/applications/reply-record.ts";
import { makeApplications } from "#db/seeds/content/applications.ts";
import { makeDemo } from "#db/seeds/content/demo.ts";
import { resumePdf } from "#db/seeds/content/resume-pdf.ts";
import { demoSignIns } from "#db/seeds/demo-sign-ins.ts";
import { newPasswordSchema } from "~/accounts/account-forms.ts";
import { checkPdf } from "~/platform/files/check-pdf.server.ts";

const { jobs } = makeDemo("full");
const { seekers, applications } = makeApplications("full", jobs);

describe("the demo's seekers", () => {
  it("are forty people with addresses of their own, the sign-in first", () => {
    expect(new Set(seekers.map(({ email }) => email)).size).toBe(40);
    expect(seekers[0]!.email).toBe(demoSignIns.find(({ role }) => role === "seeker")!.email);
  });

  it("bring résumés that the board takes as PDF", () => {
    for (const { resume } of seekers) expect(checkPdf(resumePdf(resume))).toBeUndefined();
  });
});

describe("their applications", () => {
  it("reach every state, and the sign-in's reach most of them", () => {
    const ends = (list: typeof applications) => new Set(list.map(({ steps }) => steps.at(-1)?.to ?? "received"));
    expect([...ends(applications)].sort()).toEqual([
      "declined",
      "hired",
      "interview",
      "offer",
      "received",
      "reviewed",
      "withdrawn",
    ]);
    expect(ends(applications.filter(({ seeker }) => seeker === seekers[0])).size).toBeGreaterThanOrEqual(5);
  });

  it("are at most one for a person and job, on jobs that take them here", () => {
    expect(new Set(applications.map(({ seeker, job }) => `${seeker.key} ${job.key}`)).size).toBe(applications.length);
    for (const { job } of applications) expect(job.content.apply.kind).toBe("board");
  });

  it("happen in order, while the job is open", () => {
    for (const { job, applied, steps } of applications) {
      const ages = [job.ages.decided!, applied, ...steps.map(({ age }) => age), job.ages.ended ?? 0];
      expect([...ages].sort((one, other) => other - one)).toEqual(ages);
    }
  });

  it("come with letters of their own", () => {
    expect(new Set(applications.map(({ letter }) => letter)).size).toBe(applications.length);
    for (const { letter } of applications) expect(letter).not.toMatch(/[{}|!]|undefined/);
  });

  it("fill the first employer's desk", () => {
    expect(applications.filter(({ job }) => job.employer === jobs[0]!.employer).length).toBeGreaterThan(40);
  });

  it("have waited and were answered there often enough for a reply record", () => {
    const ripe = applications.filter(({ job, applied }) => job.employer === jobs[0]!.employer && applied > RIPE_DAYS);
    const answered = ripe.filter(({ steps }) => steps.some(({ to }) => ANSWERS.some((answer) => answer === to)));
    expect(answered.length).toBeGreaterThan(2 * LEAST_APPLICATIONS);
  });
});

it("prints one password that the board would accept", () => {
  for (const { password } of demoSignIns) expect(newPasswordSchema.safeParse(password).success).toBe(true);
  expect(new Set(demoSignIns.map(({ password }) => password)).size).toBe(1);
});
