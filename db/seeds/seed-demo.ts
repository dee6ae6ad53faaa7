import "~/start-up.server.ts";
import { hashPassword } from "~/accounts/password.server.ts";
import { fileClaim } from "~/employers/file-claim.server.ts";
import { inviteMember } from "~/employers/invite-member.server.ts";
import { saveTemplate } from "~/jobs/manage-templates.server.ts";
import { slugOf } from "~/jobs/submit-draft.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { newId, type AccountId, type ImportSourceId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { markDemo } from "./claim-demo.ts";
import { makeApplications } from "./content/applications.ts";
import { makeDemo, type DemoJob, type Size } from "./content/demo.ts";
import { domainOf, type EmployerSeed } from "./content/employer.ts";
import { random } from "./content/random.ts";
import type { SeekerSeed } from "./content/seekers.ts";
import { makeTeamWork } from "./content/team-notes.ts";
import { DEMO_PASSWORD } from "./demo-sign-ins.ts";
import { seedAlerts, seedPostal } from "./seed-alerts.ts";
import { apply, move, type SeededApplication } from "./seed-applications.ts";
import { importCareers, importCareersAgain } from "./seed-import.ts";
import { confirmOpen, decide, draftJob, editPay, end, submitWithCredit, type SeededJob } from "./seed-job.ts";
import { candidates, seedCandidate, seedProfile } from "./seed-profile.ts";
import { askToRemove, DISMISSED_AGE, dismiss, report, reportSeeds, TAKEDOWN_AGE } from "./seed-reports.ts";
import { seedStatistics } from "./seed-statistics.ts";
import { applyAway, save } from "./seed-saved.ts";
import { workAsTeam } from "./seed-team.ts";
import { seedAccount, seedEmployer, signIn, type SeededEmployer } from "./seed-people.ts";

/** How many of its jobs the demo's own employer keeps as templates. */
const TEMPLATES = 3;

/** Something that happened `age` days before today. */
type Event = { age: number; run(): Promise<void> };

/** Called now and then with how many events of how many are written. */
export type Report = (done: number, all: number) => void;

/** Older than everything else of the demo: the staff were there first. */
const STAFF_SINCE = 1_000;

/**
 * Makes the demo in an empty board that is claimed for it: everything that happened, in the order in which it happened,
 * through the use-cases that the pages call, each at its own moment of a frozen clock.
 * @param today the moment to which the demo is dated.
 */
export async function seedDemo(db: Db, size: Size, today: Date, report: Report): Promise<void> {
  const first = newId<"task">();
  // Ids are ordered by the millisecond of their birth; these two must enclose all others.
  await pause();
  try {
    const events = await planEvents(db, size);
    events.sort((one, other) => other.age - one.age);
    for (const [at, event] of events.entries()) {
      freezeClock(later(today, -event.age * DAY));
      await event.run();
      if (at % 100 === 0) report(at, events.length);
    }
    await seedStatistics(db, today);
    report(events.length, events.length);
  } finally {
    freezeClock();
  }
  await pause();
  const last = newId<"task">();
  await transact(db, async (trx) => {
    // The demo's people have no mailboxes: none of the mails that their past caused is sent.
    await trx.updateTable("task").set({ state: "done", finished_at: today }).where("id", "<", last).execute();
    await markDemo(trx, { first, last, dated: today });
  });
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

async function planEvents(db: Db, size: Size): Promise<Event[]> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const { employers, jobs } = makeDemo(size);
  const { seekers, applications } = makeApplications(size, jobs);
  const staff = new Map<"moderator" | "admin", AccountId>();
  const seededEmployers = new Map<EmployerSeed, SeededEmployer>();
  const seededJobs = new Map<DemoJob, SeededJob>();
  const accounts = new Map<SeekerSeed, AccountId>();
  const chance = random("when people came");
  const events: Event[] = [];
  const on = (age: number, run: Event["run"]) => events.push({ age, run });

  for (const role of ["admin", "moderator"] as const)
    on(STAFF_SINCE, async () => void staff.set(role, await seedAccount(db, signIn(role), passwordHash)));
  for (const [at, employer] of employers.entries())
    on(employer.jobs > 0 ? chance.int(90, 900) : 61 + at, async () => {
      const credits = jobs.filter((job) => job.employer === employer).length + 3;
      const options = { isFirst: at === 0, credits, admin: staff.get("admin")!, passwordHash };
      seededEmployers.set(employer, await seedEmployer(db, employer, options));
    });
  for (const seeker of seekers)
    on(chance.int(60, 400), async () => void accounts.set(seeker, await seedAccount(db, seeker, passwordHash)));

  const vega = seekers[0];
  if (vega) on(50, () => seedProfile(db, accounts.get(vega)!));
  if (vega) on(4, () => seedAlerts(db, accounts.get(vega)!, now()));
  on(STAFF_SINCE - 1, () => seedPostal(db, staff.get("admin")!));

  for (const [at, candidate] of candidates.entries()) {
    // Not the first ones, whose sign-ins and claims show something else.
    const seeker = seekers[at + 3];
    if (seeker) on(30 - at, () => seedCandidate(db, accounts.get(seeker)!, candidate));
  }

  const [home, neighbour] = employers;
  const claimed =
    employers.find((employer) => employer.verification === "unverified" && employer.jobs > 0) ?? neighbour;
  const claimant = seekers[1];
  if (home)
    on(2, async () => {
      const { id: employerId, owner: accountId } = seededEmployers.get(home)!;
      const invited = { email: "newcomer@demo.example", role: "recruiter" as const, clientAddress: "demo" };
      await inviteMember(db, { accountId, employerId, ...invited });
    });
  if (home) {
    const by = () => ({ accountId: seededEmployers.get(home)!.owner, employerId: seededEmployers.get(home)!.id });
    let source: ImportSourceId;
    on(40, async () => void (source = await importCareers(db, by())));
    on(6, () => importCareersAgain(db, by(), source));
  }
  if (claimed && claimant)
    on(3, async () => {
      const workEmail = `${claimant.key}@${domainOf(claimed)}`;
      const evidence = `I have been a coding lead at ${claimed.short} since spring. Our office manager can confirm it; the number is on the website.`;
      const claim = { accountId: accounts.get(claimant)!, employerId: seededEmployers.get(claimed)!.id };
      await fileClaim(db, { ...claim, workEmail, evidence, clientAddress: "demo" });
    });

  for (const [number, job] of jobs.entries()) {
    const { ages } = job;
    const seeded = () => seededJobs.get(job)!;
    on(
      ages.drafted,
      async () => void seededJobs.set(job, await draftJob(db, job, seededEmployers.get(job.employer)!, number)),
    );
    if (ages.submitted !== null) on(ages.submitted, () => submitWithCredit(db, seeded()));
    if (ages.decided !== null)
      on(ages.decided, () => decide(db, seeded(), staff.get(number % 5 === 0 ? "admin" : "moderator")!));
    for (const age of ages.confirmed) on(age, () => confirmOpen(db, seeded()));
    if (ages.ended !== null) on(ages.ended, () => end(db, seeded()));
  }
  for (const [at, job] of jobs.filter(({ employer }) => employer === home).entries())
    if (at < TEMPLATES)
      on(Math.min(job.ages.drafted - 0.01, 5), async () => {
        const { id: jobId, author: accountId } = seededJobs.get(job)!;
        await saveTemplate(db, { accountId, jobId, name: job.content.title, replace: true });
      });
  const edited = jobs.find(
    ({ employer, outcome, ages, content }) =>
      employer === home && outcome === "live" && (ages.decided ?? 0) > 2 && content.pay?.unit === "hour",
  );
  if (edited) on(0.2, () => editPay(db, seededJobs.get(edited)!));
  const reported = jobs.filter(
    ({ employer, outcome, ages }) => employer !== home && outcome === "live" && (ages.decided ?? 0) > DISMISSED_AGE + 2,
  );
  for (const seed of reportSeeds) {
    const [job, seeker] = [reported[seed.job], seekers[seed.seeker]];
    if (job && seeker)
      on(seed.age, () => {
        const { id: jobId, employer } = seededJobs.get(job)!;
        return report(db, seed, { accountId: accounts.get(seeker)!, jobId, employerId: employer.id });
      });
  }
  const [, , dismissed, copied] = reported;
  if (dismissed && seekers[4])
    on(DISMISSED_AGE, () => dismiss(db, seededJobs.get(dismissed)!.id, staff.get("moderator")!));
  if (copied) on(TAKEDOWN_AGE, () => askToRemove(db, slugOf(copied.content.title, seededJobs.get(copied)!.id)));
  if (vega) {
    const applied = new Set(applications.filter(({ seeker }) => seeker === vega).map(({ job }) => job));
    const others = jobs.filter((job) => !applied.has(job) && (job.ages.decided ?? 0) > 4);
    const filled = others.find(({ outcome, ages }) => outcome === "filled" && ages.ended !== null);
    const live = others.filter(({ outcome, content }) => outcome === "live" && content.apply.kind === "board");
    const away = others.find(({ outcome, content }) => outcome === "live" && content.apply.kind !== "board");
    const mine = () => accounts.get(vega)!;
    for (const [at, job] of live.slice(0, 3).entries()) on(2 + at / 2, () => save(db, mine(), seededJobs.get(job)!));
    if (filled) on((filled.ages.decided! + filled.ages.ended!) / 2, () => save(db, mine(), seededJobs.get(filled)!));
    if (away) on(3.2, () => applyAway(db, mine(), seededJobs.get(away)!));
  }
  for (const application of applications) {
    const { seeker, job, applied, steps } = application;
    let sent: SeededApplication;
    on(applied, async () => {
      sent = await apply(db, application, accounts.get(seeker)!, seededJobs.get(job)!, seeker === vega);
    });
    const work = job.employer === home ? makeTeamWork(application) : undefined;
    if (work) on(work.age, () => workAsTeam(db, sent, seededEmployers.get(job.employer)!, work));
    for (const { to, age } of steps) on(age, () => move(db, sent, to));
  }
  return events;
}
