import { describe, expect, test } from "vitest";
import { lintForEmployer, lintPosting, type PostingContext } from "~/jobs/lint-posting.server.ts";
import { lintContact } from "~/jobs/lint/lint-contact.server.ts";
import { scamRules } from "~/jobs/lint/lint-scam.ts";
import { MOST_SCORE, SCAM_THRESHOLD, scamScore, weightOf } from "~/jobs/lint/scam-score.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { plainContent } from "#tests/support/plain-content.ts";

const longBody = "You code inpatient stays with a reviewer at your side. ".repeat(10);
const lakemont = { name: "Lakemont Regional", website: "https://www.lakemont.example/jobs" };
const findingsOf = (more: Partial<JobContent>, context?: PostingContext) =>
  lintPosting(plainContent({ bodyText: longBody, ...more }), lakemont, context);
const said = (words: string) => findingsOf({ bodyText: `${longBody}\n${words}` });
const rulesOf = (words: string) => said(words).map(({ rule }) => rule);

describe("what reads as a fraud is found, and quoted", () => {
  test.each([
    ["You purchase your workstation from our approved vendor with the check we send.", "scam-payment"],
    ["The first laptop is bought with funds that HR sends you by Zelle.", "scam-payment"],
    ["Enrollment is $289 and comes back with your second paycheck.", "scam-charge"],
    ["A refundable deposit of $75 holds your place.", "fees"],
    ["Order your own background report through our partner and forward the receipt.", "scam-price"],
    ["New coders purchase the workstation bundle from us when they accept.", "scam-charge"],
    ["A seat fee is payable before training.", "scam-charge"],
    ["The surety premium is $210 and is arranged by the coder.", "scam-charge"],
    ["The $90 comes back with your first paycheck.", "scam-charge"],
    ["The drug screen is booked with our lab; candidates pay and are reimbursed.", "scam-charge"],
    ["The queue opens once the $35 setup is received.", "scam-charge"],
    ["You deposit the checks and send the sum on.", "scam-overpayment"],
    ["You attach new labels and take the boxes to UPS.", "scam-mule"],
    ["All steps happen by message.", "scam-chat"],
    ["Others work under your login in the evening.", "scam-credential"],
    ["We look for coders who can make the chart fit the claim.", "scam-billing"],
    ["Buy a territory and keep what its doctors pay.", "scam-business"],
    ["Keep this position to yourself.", "scam-bypass"],
    ["Take out your share and send the rest to the agent.", "scam-overpayment"],
    ["Place it in your own account and wait for a call.", "scam-payment"],
    ["Pick up Apple or Target cards for the office.", "scam-payment"],
    ["Letters come to your home, some addressed to other people.", "scam-mule"],
    ["Earnings are held until the balance reaches $400.", "scam-task"],
    ["Questions are answered in writing within the hour.", "scam-chat"],
    ["Our careers site is being upgraded, so use this address.", "scam-bypass"],
    ["A six-digit code is sent to your phone; read it back to us.", "scam-identity"],
    ["Tell us the bank you use.", "scam-identity"],
    ["Your name and number appear, and others work: your credential is listed on our roster.", "scam-credential"],
    ["Add the missing exam so that the note supports the visit.", "scam-billing"],
    ["Start every visit at 99214, regardless of the note.", "scam-billing"],
    ["You take 12% of the difference that you make.", "scam-billing"],
    ["The contract follows in the morning.", "scam-hire"],
    ["Keep $150 and return the remaining balance by wire.", "scam-overpayment"],
    ["You receive client payments in your personal bank account and forward the funds.", "scam-mule"],
    ["You inspect packages at home and reship them with our labels.", "scam-mule"],
    ["Finish 40 optimization tasks a day and withdraw your commission in USDT.", "scam-task"],
    ["Message our recruiter on Telegram to be interviewed.", "scam-chat"],
    ["The interview is text-based, in a messenger.", "scam-chat"],
    ["Apply at bit.ly/3xCoder within the day.", "scam-link"],
    ["Our technician connects by AnyDesk before you start.", "scam-access"],
    ["Turn off your antivirus and run the test.", "scam-access"],
    ["Do not call the hospital about this opening.", "scam-bypass"],
    ["No interview: everyone who applies is hired.", "scam-hire"],
    ["Make $1,500 a week in your spare time.", "scam-promise"],
    ["Run your own billing business from home.", "scam-business"],
    ["Send a photo of your passport and your Social Security number with the application.", "scam-identity"],
    ["Name, age, sex and occupation are to be sent first.", "scam-identity"],
    ["Rent us your CPC credential for a monthly retainer.", "scam-credential"],
    ["Sign in with your AAPC username and password to apply.", "scam-identity"],
    ["You are paid for every higher-paying code that you add.", "scam-billing"],
    ["Only three slots left, respond immediately.", "scam-urgency"],
    ["No degree, no certificate, no experience needed.", "scam-anyone"],
  ])("%s", (words, rule) => {
    const finding = said(words).find((one) => one.rule === rule);
    expect(rulesOf(words)).toContain(rule);
    expect(finding?.passages.length).toBeGreaterThan(0);
    expect(longBody + words).toContain(finding!.passages[0]!.replace(/^…|…$/g, ""));
  });
});

describe("honest words weigh nothing", () => {
  test.each([
    "We never ask for your bank account, your Social Security number or a fee.",
    "Lakemont will never: ask you to buy equipment, send you a check, or interview you on WhatsApp.",
    "Notice: people posing as our recruiters have sent counterfeit cashier's checks for equipment. Those offers were not ours.",
    "There is no application fee, and no deposit for the laptop.",
    "Interviews are held on Microsoft Teams with the coding manager.",
    "We ship you a laptop and two monitors before the first day.",
    "We pay for your AAPC membership and reimburse one exam fee of $425.",
    "A sign-on bonus of $2,000 is paid after 90 days.",
    "Relocation: up to $3,500 against receipts, repaid pro rata if you leave within a year.",
    "You post insurance checks from the lockbox to patient accounts and process refunds to payers.",
    "After an offer a background check follows, which we order and pay for.",
    "Direct deposit forms and your I-9 are completed after you are hired, in Workday.",
    "You verify the date of birth and the policy number on each claim.",
    "Our special investigations unit looks for upcoding, phantom billing and money moved through crypto accounts.",
    "Steps: $17.00, $18.25, $19.50, $21.25 at each anniversary.",
    "You verify that codes are supported by the documentation, and never upcode.",
    "You do not need to buy a boot camp or anybody's placement package.",
    "Fingerprint fee of $101.75 is paid by the facility.",
    "New hires buy nothing: the laptop and the monitors arrive before the first day.",
    "Exam fees are reimbursed after you pass.",
    "You sign in with your hospital user name and password and code from home.",
    "Anyone who asks you to pay a fee is not us.",
    "You get interview times by text or email.",
    "Your resume must list each employer, and a copy of your certification must be submitted.",
    "Hourly pay and 1.5 % of cash recovered above the target.",
    "You pay your own taxes as a contractor, and use your own computer.",
    "Accuracy awards are paid as gift cards to staff.",
    "If you fail the exam, you may repeat it once at your own cost.",
    "A Level I trauma center with 640 beds and $1.2 billion in revenue.",
  ])("%s", (words) => {
    expect(said(words).filter(({ rule }) => weightOf({ rule }) > 0)).toEqual([]);
  });

  test("a warning that is most of the text hides nothing", () => {
    const words = "Beware of scams! Pay the $85 registration fee by Zelle and write to us on WhatsApp.";
    expect(scamScore(findingsOf({ bodyText: words }))).toBeGreaterThanOrEqual(SCAM_THRESHOLD);
    expect(rulesOf(`${words}\nPay the $85 registration fee by Zelle.`)).toContain("scam-payment");
  });
});

describe("addresses are held against what is known of the employer", () => {
  const contact = (more: Partial<JobContent>) => findingsOf(more).map(({ rule }) => rule);
  const mail = (email: string) => contact({ apply: { kind: "email", email } });

  test.each([
    "hr@lakemont-careers.example",
    "hr@1akemont.example",
    "jobs@lakemomt.example",
    "jobs@lakemont.com",
    "apply@lakemonthr.example",
  ])("%s only looks like its own", (email) => {
    expect(mail(email)).toEqual(["contact-look-alike"]);
  });

  test("its own domain and those below it are its own", () => {
    expect(mail("coding@lakemont.example")).toEqual([]);
    expect(contact({ apply: { kind: "url", url: "https://careers.lakemont.example/77" } })).toEqual([]);
  });

  test("a host of applications is nobody's look-alike", () => {
    expect(contact({ apply: { kind: "url", url: "https://lakemont.wd1.myworkdayjobs.com/jobs/7" } })).toEqual([]);
    expect(contact({ apply: { kind: "url", url: "https://boards.greenhouse.io/lakemont/jobs/7" } })).toEqual([]);
  });

  test("free mail is remarked on in the form and in the words", () => {
    expect(mail("lakemont.hr@gmail.com")).toEqual(["contact-free-mail", "contact-other-domain"]);
    expect(contact({ bodyText: `${longBody} Write to lakemont.jobs@outlook.com.` })).toContain("contact-free-mail");
  });

  test("a domain that has nothing of its own weighs little", () => {
    expect(mail("hr@brightpath.example")).toEqual(["contact-other-domain"]);
    expect(weightOf({ rule: "contact-other-domain" })).toBeLessThan(SCAM_THRESHOLD);
  });

  test("where nothing is known of the employer, nothing looks like it", () => {
    const content = plainContent({ bodyText: longBody, apply: { kind: "email", email: "hr@lakemont.example" } });
    expect(lintPosting(content, { name: "Lakemont", website: null })).toEqual([]);
  });

  test("a posting that is one endless name is read in no time, and an address behind it is found", () => {
    const bodyText = `${"a-a.".repeat(25_000)}\nWrite to hr@lakemont-jobs.com, or see www.x.y.lakemont-apply.com.`;
    const content = plainContent({ bodyText });
    const found = lintContact(content, { name: "Lakemont", website: "https://lakemont.org" });
    expect(found.flatMap(({ passages }) => passages)).toEqual(["hr@lakemont-jobs.com", "www.x.y.lakemont-apply.com"]);
  });
});

describe("pay is held against similar jobs and what beginners earn", () => {
  const hour = (min: number, max: number) => ({
    minCents: min,
    maxCents: max,
    unit: "hour" as const,
    chartsPerHour: null,
  });
  const similarPay = { jobs: 40, employers: 12, lowCents: 2_200, highCents: 3_800, of: "Coder" };

  test("far above and far below are remarked on, with how many jobs are behind it", () => {
    expect(findingsOf({ pay: hour(6_000, 7_000) }, { similarPay })[0]).toMatchObject({ rule: "pay-outlier" });
    expect(findingsOf({ pay: hour(6_000, 7_000) }, { similarPay })[0]!.text).toContain(
      "40 listed jobs of 12 employers",
    );
    expect(findingsOf({ pay: hour(900, 1_200) }, { similarPay })[0]).toMatchObject({ rule: "pay-outlier" });
    expect(findingsOf({ pay: hour(3_000, 4_500) }, { similarPay })).toEqual([]);
    expect(findingsOf({ pay: hour(6_000, 7_000) })).toEqual([]);
  });

  test("beginners are not offered what experts earn", () => {
    const bodyText = `${longBody} No experience needed.`;
    expect(findingsOf({ bodyText, pay: hour(4_500, 6_000) }).map(({ rule }) => rule)).toContain("pay-entry-high");
    expect(findingsOf({ bodyText, pay: hour(1_900, 2_300) }).map(({ rule }) => rule)).not.toContain("pay-entry-high");
  });
});

describe("a twin", () => {
  const twin = { title: "Profee Coder", employerName: "Harbor Coding", sameEmployer: false, similarity: 0.92 };

  test("of another employer is named and weighs; one of its own is help", () => {
    const [finding] = findingsOf({}, { twins: [twin] });
    expect(finding).toMatchObject({ rule: "twin-elsewhere", concern: "scam" });
    expect(finding!.text).toContain("92 % of “Profee Coder” of Harbor Coding");
    const [own] = findingsOf({}, { twins: [{ ...twin, sameEmployer: true }] });
    expect(own).toMatchObject({ rule: "twin-own", concern: "help" });
    expect(weightOf({ rule: "twin-own" })).toBe(0);
  });
});

test("choices of questions, labels of places and notes on credentials are read too", () => {
  const whatsApp = "Message us on WhatsApp";
  const choice = { text: "How?", hint: null, required: true, kind: "choice" as const, accepted: [] };
  const place = { city: null, state: null, zip: null, latitude: null, longitude: null };
  const rules = (more: Partial<JobContent>) => findingsOf(more).map(({ rule }) => rule);
  expect(rules({ questions: [{ ...choice, choices: ["By mail", whatsApp] }] })).toEqual(["scam-chat"]);
  expect(rules({ locations: [{ ...place, label: whatsApp }] })).toEqual(["scam-chat"]);
  expect(rules({ credentialGroups: [{ how: "any", level: "required", codes: ["cpc"], inLieu: whatsApp }] })).toEqual([
    "scam-chat",
  ]);
});

describe("the score", () => {
  test("counts each rule once, at most ten, and alarms for one strong rule", () => {
    expect(scamScore([])).toBe(0);
    expect(scamScore([{ rule: "scam-chat" }, { rule: "scam-chat" }])).toBe(weightOf({ rule: "scam-chat" }));
    expect(scamScore(scamRules)).toBe(MOST_SCORE);
    expect(weightOf({ rule: "scam-mule" })).toBeGreaterThanOrEqual(SCAM_THRESHOLD);
    expect(scamScore([{ rule: "title-pay" }, { rule: "body-short" }])).toBe(0);
  });

  test("puts the heaviest first, and every rule of a fraud weighs something", () => {
    const weights = said("Only three slots left. You reship packages.").map(({ rule }) => weightOf({ rule }));
    expect(weights).toEqual([...weights].sort((one, other) => other - one));
    expect(scamRules.filter(({ rule }) => weightOf({ rule }) === 0)).toEqual([]);
  });

  test("an employer is not told what counts only beside other findings", () => {
    const content = plainContent({ bodyText: `${longBody} No experience needed. Message us on WhatsApp.` });
    expect(lintForEmployer(content, lakemont).map(({ rule }) => rule)).toEqual(["scam-chat"]);
    expect(lintPosting(content, lakemont).map(({ rule }) => rule)).toEqual(["scam-chat", "scam-anyone"]);
  });
});

test("a text of one endless sentence is read in bounded steps", () => {
  const endless = "never pay $ 5 fee deposit your own account on and ".repeat(400);
  expect(() => findingsOf({ bodyText: endless })).not.toThrow();
  const gaps = "you pay the training fee refund first interview your account send rest code phone ".repeat(400);
  expect(findingsOf({ bodyText: gaps }).length).toBeGreaterThan(0);
});
