import type { EmployerSeed } from "./employer.ts";
import type { SeedContent } from "./make-content.ts";

const front = (key: string, name: string, places: [string], about: string): EmployerSeed => ({
  key,
  name,
  short: name,
  verification: "unverified",
  places,
  ehrs: ["epic"],
  facilityEncoders: ["trucode"],
  professionalEncoders: ["codify"],
  hiring: "all",
  mix: [],
  jobs: 0,
  payLevel: 1,
  apprentices: 0,
  footprint: [],
  about,
  own: [],
});

/** Organizations that nobody should be able to post as: new, unverified, reachable by free mail only. */
export const fronts: readonly EmployerSeed[] = [
  front(
    "premier-remote-coding",
    "Premier Remote Coding Careers",
    ["Miami, FL"],
    "We connect coders with work from home. New opportunities every day.",
  ),
  front(
    "unified-chart-partners",
    "Unified Chart Partners",
    ["Houston, TX"],
    "Data entry and coding partner of leading hospitals nationwide.",
  ),
];

/** A posting that a moderator turned down, or ought to. */
export type Doubtful = { employer: string; content: SeedContent; reason: string };

const plain: SeedContent = {
  title: "",
  bodySource: "",
  functions: ["coder"],
  settings: ["professional-fee"],
  specialties: [],
  codeSets: ["icd-10-cm", "cpt"],
  ehrs: [],
  encoders: [],
  employmentTypes: ["contract"],
  mode: "remote",
  places: [],
  stateReach: "all",
  states: [],
  usOnly: false,
  pay: { minCents: 4500, maxCents: 6500, unit: "hour", chartsPerHour: null },
  perks: [],
  apprentice: "welcome",
  credentialGroups: [{ how: "any", level: "preferred", codes: ["cpc", "cca"], inLieu: null }],
  experience: [],
  production: [],
  accuracyPercent: null,
  auditMethod: null,
  downtimePaid: null,
  codingTest: null,
  aiSharePercent: null,
  questions: [],
  schedule: "flexible",
  scheduleNote: null,
  apply: { kind: "board" },
};

const [premier, unified] = ["premier-remote-coding", "unified-chart-partners"];

/** Turned down, each with the reason its poster reads; the tells are those of the scams that coders report. */
export const rejected: readonly Doubtful[] = [
  {
    employer: premier,
    content: {
      ...plain,
      title: "Work From Home Medical Coder",
      apply: { kind: "email", email: "premiercodingjobs2026@freemail.example" },
      bodySource:
        "Earn from home with medical coding. No experience and no certificate needed, we train you.\n\nTo secure your seat you pay for the training first (149 dollars, refunded with your third paycheck). Seats are limited and go quickly.\n\nSend your full name, address, date of birth and a picture of your driver license to our hiring manager by e-mail so that we can prepare the contract today.",
    },
    reason:
      "A job here may not ask applicants for a fee, refunded or not, nor for a picture of an identity document before an offer. We have kept the posting for our records.",
  },
  {
    employer: premier,
    content: {
      ...plain,
      title: "Remote Coder, Equipment Provided",
      pay: { minCents: 5200, maxCents: 5200, unit: "hour", chartsPerHour: null },
      bodySource:
        "You will be sent a check to buy your laptop and encoder license from our approved vendor. Deposit the check the day it comes, keep 300 dollars as your first week's pay and forward the rest to the vendor with the app that we name.\n\nInterview is by chat only and takes ten minutes. Start the same day.\n\nDuties: assign codes to patient files, return them each evening, keep the work confidential.",
    },
    reason:
      "Sending a check and asking for part of it to be forwarded is a known fraud on applicants. The organization could not be reached at any address of its own.",
  },
  {
    employer: premier,
    content: {
      ...plain,
      title: "Medical Coder, Immediate Start",
      apply: { kind: "url", url: "https://apply-now.freeforms.example/coder-7781" },
      bodySource:
        "We have signed a contract with a large hospital whose name we cannot share until you are on board. We need forty coders by Monday.\n\nFill in the form with your social security number and bank details so that payroll can be opened before the interview, which will be held by text message.\n\nAny background is fine. Pay is weekly.",
    },
    reason:
      "The form asks for a social security number and bank details before there has been an interview. That is never needed to apply.",
  },
  {
    employer: unified,
    content: {
      ...plain,
      title: "Chart Reviewer, Home Based",
      pay: { minCents: 800, maxCents: 1500, unit: "chart", chartsPerHour: 20 },
      bodySource:
        "Review charts at your own pace and earn up to 300 dollars an hour. Our top reviewers make more than physicians.\n\nYou will use your own login of the hospital where you work or worked, since that saves us the cost of access. Bring three friends and your rate doubles.\n\nNo audits, no supervision, no schedule.",
    },
    reason:
      "The posting asks people to use another employer's access to patient records, which would be a breach under HIPAA, and it states pay that the described work cannot bring.",
  },
  {
    employer: unified,
    content: {
      ...plain,
      title: "Coding Specialist",
      employmentTypes: ["full-time"],
      pay: { minCents: 2800, maxCents: 3600, unit: "hour", chartsPerHour: null },
      bodySource:
        "Lakemont Regional Health is growing and looks for coders at home. Lakemont runs four hospitals in Kentucky and Tennessee and offers a friendly team.\n\nApply with our recruiting partner Unified Chart Partners by sending your AAPC login, so that we may confirm your membership on your behalf.\n\nFirst paycheck within five days.",
    },
    reason:
      "This names another employer of the board, which told us that it has no such partner, and it asks for a password.",
  },
  {
    employer: unified,
    content: {
      ...plain,
      title: "Data Entry and Coding Clerk",
      pay: { minCents: 3800, maxCents: 3800, unit: "hour", chartsPerHour: null },
      bodySource:
        "Simple copy and paste of codes from one system to another. One hour a day is enough.\n\nPayment is made in cryptocurrency to a wallet that you open with our link. A small deposit keeps the wallet active.\n\nWe do not do calls. All contact is by messenger.",
    },
    reason:
      "Wages in cryptocurrency against a deposit, with no way to reach a person, do not make a job that we can list.",
  },
  {
    employer: "ledgerstonebilling",
    content: {
      ...plain,
      title: "Coder, Trial Project",
      employmentTypes: ["temporary"],
      pay: { minCents: 2200, maxCents: 2600, unit: "hour", chartsPerHour: null },
      apprentice: "no",
      experience: [{ countedIn: "setting", code: "professional-fee", years: 2 }],
      bodySource:
        "We are choosing between several coders for a summer backlog of office visits.\n\nAs a first step each applicant codes forty live encounters of a client within three days. The work is not paid; the best two are hired for eight weeks.\n\nAfter that we pay by the hour, every two weeks, and you work from home with our access.",
    },
    reason:
      "Forty live encounters are work and must be paid. Shorten the test to cases made for the purpose, or pay for it, and post again; nothing was charged.",
  },
  {
    employer: premier,
    content: {
      ...plain,
      title: "Certification Package With Guaranteed Placement",
      functions: ["educator"],
      employmentTypes: ["externship"],
      pay: { minCents: 100, maxCents: 150_000, unit: "project", chartsPerHour: null },
      bodySource:
        "Get certified in three weeks with our package and be placed with one of two hundred partner hospitals, guaranteed.\n\nThe package is 1,290 dollars, or four payments. You start to earn as an extern from the first day on the charts of other students.\n\nThis offer ends on Sunday.",
    },
    reason:
      "This sells a course and is no job. Boards of credentialing bodies do not know the organization, and no employer confirmed a placement.",
  },
];

/** Still in the queue, with tells for the moderator to find. */
export const suspicious: readonly Doubtful[] = [
  {
    employer: unified,
    content: {
      ...plain,
      title: "Remote Coder, All Levels",
      pay: { minCents: 4000, maxCents: 9000, unit: "hour", chartsPerHour: null },
      apply: { kind: "email", email: "unified.chart.hr@freemail.example" },
      bodySource:
        "Leading partner of hospitals nationwide seeks coders of all levels for an urgent project.\n\nYou will receive a starter kit after a quick chat interview. You pay for the background check up front (75 dollars, refundable).\n\nCode charts on your own time, any specialty, and be paid the same day. Write to us with your address and a photo.",
    },
    reason: "",
  },
];
