import { describe, expect, test } from "vitest";
import { lintJob } from "~/jobs/lint-job.ts";
import { plainContent } from "#tests/support/plain-content.ts";

const longBody = "You code inpatient stays with a reviewer at your side. ".repeat(10);
const findingsOf = (words: string) => lintJob(plainContent({ bodyText: `${longBody}\n${words}` }), "Lakemont Regional");
const rulesOf = (words: string) => findingsOf(words).map((finding) => finding.rule);

describe("words that may be unlawful in an advertisement are remarked on", () => {
  test.each([
    // 29 CFR § 1625.4
    ["Join our young and dynamic team.", "wording-age"],
    ["We look for young, energetic coders.", "wording-age"],
    ["A youthful place to work.", "wording-age"],
    ["You are a digital native.", "wording-age"],
    ["Recent graduates only.", "wording-age"],
    ["We are looking for recent college grads.", "wording-age"],
    ["College students preferred.", "wording-age"],
    ["Applicants aged 25 to 35.", "wording-age"],
    ["Candidates under 40 years of age.", "wording-age"],
    ["No more than 5 years of experience.", "wording-age"],
    // 42 U.S.C. § 2000e-3(b), 29 CFR § 1604.5
    ["You also act as a salesman for our services.", "wording-sex"],
    ["We are looking for a girl who likes numbers.", "wording-sex"],
    ["Female coders preferred.", "wording-sex"],
    ["Men only.", "wording-sex"],
    ["The coder reviews charts. He will report to the manager.", "wording-sex"],
    ["The Inpatient Coder plans her work; her duties are broad.", "wording-sex"],
    // EEOC on national origin
    ["Native English speaker.", "wording-origin"],
    ["English as a first language.", "wording-origin"],
    ["You speak without an accent.", "wording-origin"],
    ["American-born applicants.", "wording-origin"],
    ["No foreigners.", "wording-origin"],
    // 8 U.S.C. § 1324b
    ["US citizens only.", "wording-citizenship"],
    ["Must be a U.S. citizen.", "wording-citizenship"],
    ["U.S. citizenship is required.", "wording-citizenship"],
    ["US citizens or green card holders.", "wording-citizenship"],
    ["Green card holders only.", "wording-citizenship"],
    ["No H1B candidates.", "wording-citizenship"],
    // Title VII
    ["Hispanic coders preferred.", "wording-race"],
    ["Indian candidates only.", "wording-race"],
    ["Christian applicants preferred.", "wording-religion"],
    ["You must be a practicing Catholic.", "wording-religion"],
    ["No head scarves.", "wording-religion"],
    // 42 U.S.C. § 2000e(k), and the states on marriage
    ["You are not pregnant and plan no leave.", "wording-family"],
    ["No small children at home.", "wording-family"],
    ["Without family obligations.", "wording-family"],
    ["Unmarried applicants preferred.", "wording-family"],
    ["State your marital status.", "wording-family"],
    // 42 U.S.C. § 12112(d)(2)
    ["Able-bodied coders.", "wording-health"],
    ["You must be in good health.", "wording-health"],
    ["No medical conditions.", "wording-health"],
    ["Disclose any disabilities in your letter.", "wording-health"],
    ["Include your medical history.", "wording-health"],
    // fair chance
    ["No criminal record.", "wording-record"],
    ["Felons need not apply.", "wording-record"],
    ["You have a clean background.", "wording-record"],
    ["Never convicted of anything.", "wording-record"],
    // 29 U.S.C. § 206, 29 CFR § 785.11
    ["There is an unpaid trial week.", "unpaid-work"],
    ["The first ten charts are not paid.", "unpaid-work"],
    ["Training is unpaid.", "unpaid-work"],
    // 29 CFR § 531.35
    ["You pay for your own certification course before you start.", "fees"],
    ["An application fee of $25 is due.", "fees"],
    ["The cost of training is deducted from your first paycheck.", "fees"],
  ])("%s", (words, rule) => {
    expect(rulesOf(words)).toEqual([rule]);
  });
});

describe("honest words are left alone", () => {
  test.each([
    "You code for the young adult unit and the pediatric clinic.",
    "We code for young children and their parents' claims.",
    "A retired RHIA is welcome.",
    "Age-related macular degeneration coding is most of the work.",
    "You assign codes for patients aged 65 to 80 under Medicare.",
    "Recent graduates are welcome, and so are coders who return after years away.",
    "New graduates and experienced coders may both apply.",
    "You must be 18 years or older.",
    "At least 5 years of experience in inpatient coding.",
    "Procedures on the male reproductive system, and women's health.",
    "You code for the Women's Hospital and the men's clinic.",
    "He or she will report to the manager.",
    "Our lead auditor is Dana Whitlock. She will train you.",
    "Dr. Ames answers queries within a day; he will call you back.",
    "A native Epic build with native integrations.",
    "Native American health services are part of the system.",
    "You read and write English fluently.",
    "Must be authorized to work in the United States.",
    "We cannot sponsor visas for this job.",
    "US citizenship is required by federal contract for the security clearance.",
    "The work must be done inside the United States.",
    "We are a Catholic health system and serve everybody.",
    "Christian Hospital is a Level II trauma center.",
    "You code pregnancy, delivery and the puerperium.",
    "Child care must be arranged during working hours.",
    "Single-path coding for specialty surgery.",
    "Marital status is part of the patient's demographic record.",
    "Mental health and disability claims are coded here.",
    "You will code charts with no medical complications or comorbidities.",
    "We give reasonable accommodation to coders with disabilities.",
    "A background check follows a conditional offer.",
    "Must not be excluded by the OIG list.",
    "Clean claims go out within three days.",
    "You work the unpaid claims of two payers.",
    "The day has an unpaid lunch break of 30 minutes.",
    "Training is paid, four weeks of it.",
    "We pay for your certification and your AAPC dues.",
    "Professional fee coding, fee-for-service payers.",
    "Nobody here pays for training or equipment: we provide both.",
    "We never ask for your social security number or your bank account.",
    "You verify the patient's social security number on the claim.",
    "All qualified applicants will receive consideration without regard to race, color, religion, sex, national origin, age, disability, pregnancy or marital status.",
    "Lakemont is an equal opportunity employer of women, minorities and young people.",
    "You will accept new graduates as mentees; experience is preferred.",
    "We connect doctors and patients on WhatsApp.",
    "We code for a network that takes gift cards at its cafeteria.",
    "Under export control law you must be a U.S. citizen, permanent resident, refugee or asylee.",
    "We are all about healthy people and healthy communities.",
    "White blood cell disorders and Asian flu are on the list.",
  ])("%s", (words) => {
    expect(findingsOf(words)).toEqual([]);
  });
});

describe("what reads as a fraud is shown to the moderator", () => {
  test.each([
    ["We send a cashier's check for your equipment.", "scam-payment"],
    ["Buy your laptop first; we refund it.", "scam-payment"],
    ["You are paid by Zelle.", "scam-payment"],
    ["Write to us on WhatsApp.", "scam-chat"],
    ["The interview is held via text chat.", "scam-chat"],
    ["You start after a quick chat interview.", "scam-chat"],
    ["Guaranteed income from the first day.", "scam-promise"],
    ["Hired on the spot.", "scam-hire"],
    ["Earn $900 a day from your sofa.", "scam-promise"],
    ["E-mail us your social security number.", "scam-identity"],
    ["Send a copy of your passport.", "scam-identity"],
  ])("%s", (words, rule) => {
    const [finding, ...others] = findingsOf(words);
    expect(finding).toMatchObject({ rule, concern: "scam", passages: [words] });
    expect(others).toEqual([]);
  });
});

describe("the words and the form must not contradict each other", () => {
  const inMode = (mode: "remote" | "on-site" | "hybrid" | "remote-after-training", words: string) =>
    lintJob(plainContent({ mode, bodyText: `${longBody}\n${words}` }), "Lakemont").map(({ rule }) => rule);

  test.each([
    ["remote", "Two days a week in the office."],
    ["remote", "You must live within 50 miles of Columbus."],
    ["remote", "This is a hybrid position."],
    ["remote", "The work is on site in Clarksville."],
    ["remote", "The first four weeks of training are on-site."],
    ["remote", "You will report to the hospital on Mondays."],
    ["on-site", "This is a fully remote job."],
    ["hybrid", "Work from home, all of it."],
  ] as const)("%s: %s", (mode, words) => {
    expect(inMode(mode, words)).toEqual(["mode-contradicts"]);
  });

  test.each([
    ["remote", "You never have to come on-site."],
    ["remote", "You support the on-site coders by chat."],
    ["remote", "There are no days in the office."],
    ["remote", "Hybrid entities and payers are coded alike."],
    ["on-site", "Remote work is not possible."],
    ["hybrid", "You work from home three days a week."],
    ["on-site", "After a year the job may be fully remote."],
    ["remote-after-training", "The first four weeks are on-site."],
  ] as const)("%s: %s is fine", (mode, words) => {
    expect(inMode(mode, words)).toEqual([]);
  });

  test("a job for all states leaves none out in its text", () => {
    const words = { bodyText: `${longBody}\nWe cannot hire in California or Hawaii.` };
    const rules = (more: Parameters<typeof plainContent>[0]) =>
      lintJob(plainContent({ ...words, ...more }), "Lakemont").map(({ rule }) => rule);
    expect(rules({})).toEqual(["states-contradict"]);
    expect(rules({ stateReach: "except", states: ["ca", "hi"] })).toEqual([]);
  });
});

test("a remark quotes the words it is about, where they stand, and says what to write instead", () => {
  const [finding] = findingsOf(
    "We serve four counties with three hospitals and a network of clinics, and for our busy emergency department we look for young, energetic coders who like to learn and who stay with us for many years to come.",
  );
  expect(finding).toMatchObject({ rule: "wording-age", concern: "law", step: "job" });
  expect(finding!.passages).toHaveLength(1);
  expect(finding!.passages[0]).toMatch(/^….*young, energetic coders.*…$/);
  expect(finding!.passages[0]!.length).toBeLessThanOrEqual(145);
  expect(finding!.text).toContain("new certificates welcome");
});

test("several passages of one kind are one remark", () => {
  const found = findingsOf("US citizens only.\nGreen card holders only.\nMust be a US citizen.\nNo OPT candidates.");
  expect(found.map(({ rule, passages }) => [rule, passages.length])).toEqual([["wording-citizenship", 3]]);
});

/** The remarks on a job with more or other words, and the steps where they stand. */
const steps = (more: Parameters<typeof plainContent>[0]) =>
  lintJob(plainContent({ bodyText: longBody, ...more }), "Lakemont").map(({ rule, step }) => [rule, step]);

test("the title, the schedule and what may stand in are read as well, each remark at its own step", () => {
  expect(steps({ title: "Coding salesman, Inpatient" })).toEqual([["wording-sex", "job"]]);
  expect(steps({ scheduleNote: "The trial week is unpaid" })).toEqual([["unpaid-work", "work"]]);
  const group = {
    how: "any" as const,
    level: "required" as const,
    codes: ["cpc"],
    inLieu: "US citizens only: 5 years",
  };
  expect(steps({ credentialGroups: [group] })).toEqual([["wording-citizenship", "who"]]);
});

test("the questions to applicants are read too", () => {
  const question = { text: "Will you buy the starter kit upfront yourself?", hint: null, required: true };
  const questions = [{ ...question, kind: "text" as const }];
  expect(steps({ questions })).toContainEqual(["scam-payment", "apply"]);
});

test("a wide range that the description explains needs no remark", () => {
  const pay = { minCents: 2_000, maxCents: 5_000, unit: "hour" as const, chartsPerHour: null };
  const rules = (words: string) =>
    lintJob(plainContent({ pay, bodyText: `${longBody}\n${words}` }), "Lakemont").map(({ rule }) => rule);
  expect(rules("")).toEqual(["pay-wide"]);
  expect(rules("Where in the range you start depends on your years in inpatient coding.")).toEqual([]);
});

test("long and hostile texts are read to the end", () => {
  for (const text of [
    "young ".repeat(3_300),
    "a".repeat(20_000),
    "he ".repeat(6_600),
    "A B ".repeat(5_000),
    ",".repeat(20_000),
  ])
    expect(Array.isArray(findingsOf(text))).toBe(true);
});
