import { sql } from "kysely";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { loader as queue } from "~/routes/moderation/queue.tsx";
import * as appealPage from "~/routes/moderation/appeal.tsx";
import * as casePage from "~/routes/moderation/report-case.tsx";
import * as standing from "~/routes/moderation/employer-standing.tsx";
import * as list from "~/routes/moderation/reports.tsx";
import * as confirm from "~/routes/reports/confirm-report.tsx";
import * as reportEmployer from "~/routes/reports/report-employer.tsx";
import * as reportJob from "~/routes/reports/report-job.tsx";
import * as takedown from "~/routes/reports/takedown.tsx";
import { loader as jobPage } from "~/routes/jobs/job.tsx";
import { loader as employerPage } from "~/routes/jobs/employer.tsx";
import { showCase } from "~/moderation/reports/show-cases.server.ts";
import { decideCase, reopenCase } from "~/moderation/reports/decide-case.server.ts";
import { banEmployer, liftBan } from "~/moderation/sanctions/ban-employer.server.ts";
import { decideAppeal, fileAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { reinstateIn, suspendJob, rejectForGood } from "~/moderation/sanctions/suspend-job.server.ts";
import { addPasskey, askNewPasskey, askPasskey } from "~/accounts/passkeys.server.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { findBannedKin } from "~/employers/ban-employer.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { creditBalance } from "~/billing/find-order.server.ts";
import { freezeClock, HOUR, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type CaseId, type JobId, type SanctionId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { taskHandlers } from "~/task-handlers.server.ts";
import { runDueTasks } from "~/tasks/run-tasks.server.ts";
import { auditOf } from "#tests/employers/desk.ts";
import { lastMailTo, mails, mailsTo } from "#tests/employers/kept-mail.ts";
import { accountOf, aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { answerTo, ask, type Handler } from "#tests/support/ask-route.ts";
import { anAuthenticator } from "#tests/support/authenticator.ts";
import { aFactor } from "#tests/support/factors.ts";
import { findPublicJob } from "./looks.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original: () => Promise<object>) => {
  const { keepingMail } = await import("#tests/employers/kept-mail.ts");
  return keepingMail(original);
});

const said = { reason: "scam", body: "They asked me to buy a laptop first." };
const reason = "It asks people to buy a laptop from it.";
let moderatorId: AccountId, other: AccountId;
let nextAddress = 1;
/** An address of somebody who was never here. */
const anAddress = () => `203.0.113.${nextAddress++}`;
const anEmail = () => `${newId().toLowerCase()}@example.org`;

beforeAll(async () => {
  moderatorId = await anAccount({ staffRole: "moderator", name: "Priya Raman" });
  other = await anAccount({ staffRole: "moderator", name: "Owen Blake" });
});

/** A guest posts a form. */
function asGuest(
  action: Handler,
  params: Record<string, string>,
  fields: Record<string, string>,
  address = anAddress(),
) {
  const request = new Request("http://localhost:3000/here", { method: "POST", body: new URLSearchParams(fields) });
  return answerTo(action, request, params, address);
}
const report = (slug: string, more: Record<string, string> = {}, address?: string) =>
  asGuest(reportJob.action, { slug }, { ...said, ...more }, address);
async function runTasks(ahead = 0) {
  freezeClock(later(now(), ahead));
  await runDueTasks(database(), taskHandlers);
  freezeClock();
}
async function aReported() {
  const { employerId, ownerId } = await anEmployer(`Lakemont ${newId().slice(-6)}`);
  const { jobId, slug } = await aLiveJob(employerId);
  return { employerId, ownerId, jobId, slug };
}
const caseOf = (jobId: JobId) =>
  database()
    .selectFrom("report_case")
    .selectAll()
    .where("job_id", "=", jobId)
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
const appealOf = async (sanctionId: SanctionId) =>
  (await database().selectFrom("appeal").select("id").where("sanction_id", "=", sanctionId).executeTakeFirstOrThrow())
    .id;
const act = async (jobId: JobId, by = moderatorId) => {
  const { id, version } = await caseOf(jobId);
  return { caseId: id, version, moderatorId: by };
};

describe("a report", () => {
  test("of a guest is one case with all others of the same job, counted by people", async () => {
    const { jobId, slug } = await aReported();
    const address = anAddress();
    expect((await report(slug, {}, address)).location).toBe(`/jobs/${slug}/report?told=new`);
    expect((await report(slug, { body: "And the pay is wrong too." }, address)).location).toMatch(/told=joined$/);
    // Another name from the same address is another report, and no other person.
    await report(slug, { email: anEmail() }, address);
    await report(slug, { reason: "closed" });
    expect(await caseOf(jobId)).toMatchObject({ reports: 3, reporters: 2, severity: 3, state: "open" });
    const shown = await showCase(database(), (await caseOf(jobId)).id);
    expect(shown!.reports[0]!.body).toBe(`${said.body}\n\nAnd the pay is wrong too.`);
  });

  test("of somebody signed in is theirs, and their address is not asked for", async () => {
    const { jobId, slug } = await aReported();
    const seeker = await anAccount();
    const page = await ask(reportJob.loader, seeker, `/jobs/${slug}/report`, { slug });
    expect(page.data!.account).toBe((await accountOf(seeker)).email);
    await ask(reportJob.action, seeker, `/jobs/${slug}/report`, { slug }, { ...said, email: "victim@example.org" });
    await runTasks();
    expect(mailsTo("victim@example.org")).toEqual([]);
    await decideCase(database(), await act(jobId), { outcome: "dismissed", reason: "Nothing is wrong with it." });
    await runTasks();
    expect(lastMailTo((await accountOf(seeker)).email).subject).toBe("What came of your report");
  });

  test("that says too little is asked for more, and nothing is written", async () => {
    const { jobId, slug } = await aReported();
    const answer = await report(slug, { reason: "boring", body: "Bad" });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.data)).toContain("Choose what is wrong");
    expect(await database().selectFrom("report_case").select("id").where("job_id", "=", jobId).execute()).toEqual([]);
  });

  test("cannot be repeated without end from one address", async () => {
    const { slug, jobId } = await aReported();
    const address = anAddress();
    const statuses = [];
    for (let round = 0; round < 7; round++)
      statuses.push((await report(slug, { body: `They asked me for money, ${round}.` }, address)).status);
    expect(statuses).toEqual([302, 302, 302, 302, 302, 429, 429]);
    expect((await caseOf(jobId)).reports).toBe(1);
  });

  test("has nobody else written to: one mail asks, and only a confirmed address hears more", async () => {
    const { jobId, slug } = await aReported();
    const email = anEmail();
    for (let round = 0; round < 3; round++) await report(slug, { email });
    await runTasks();
    expect(mailsTo(email)).toHaveLength(1);
    expect(JSON.stringify(mailsTo(email)[0]!.subject)).not.toContain("laptop");
    const token = new URL(lastMailTo(email).props.url!).searchParams.get("token")!;
    await decideCase(database(), await act(jobId), { outcome: "suspended", code: "scam", reason });
    await runTasks();
    expect(mailsTo(email)).toHaveLength(1);
    // Opening the link does nothing; the button tells what has come of it meanwhile, once.
    await answerTo(confirm.loader, new Request(`http://localhost:3000/reports/confirm?token=${token}`), {});
    expect((await asGuest(confirm.action, {}, { token })).status).toBe(302);
    expect((await asGuest(confirm.action, {}, { token })).status).toBe(422);
    await runTasks();
    expect(mailsTo(email)).toHaveLength(2);
    expect(lastMailTo(email).subject).toBe("Your report was right");
  });

  test("of a stranger uses up nothing of what invitations and codes to the address it names need", async () => {
    const email = anEmail();
    for (let round = 0; round < 9; round++) await report((await aReported()).slug, { email });
    await runTasks();
    expect(mailsTo(email)).toHaveLength(4);
    await expect(countAttempt("mail-to", { address: anAddress(), account: email })).resolves.toBeUndefined();
  });

  test("of a job that was never public, or was taken down, has no page", async () => {
    const { slug, jobId } = await aReported();
    await suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    expect((await report(slug)).status).toBe(404);
    expect((await report(`nothing-${newId()}`)).status).toBe(404);
  });

  test("of an employer leads to its own case", async () => {
    const { employerId } = await aReported();
    const { slug } = await database()
      .selectFrom("employer")
      .select("slug")
      .where("id", "=", employerId)
      .executeTakeFirstOrThrow();
    expect((await asGuest(reportEmployer.action, { slug }, said)).status).toBe(302);
    const row = await database()
      .selectFrom("report_case")
      .selectAll()
      .where("employer_id", "=", employerId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ kind: "employer", job_id: null });
  });
});

describe("a takedown request", () => {
  const form = {
    basis: "copyright",
    body: "The description is ours, word for word, at example.org/jobs/12.",
    name: "Ada Coder",
    email: "ada@example.org",
    faith: "on",
    perjury: "on",
  };

  test("lands in the same list, with the job that its address names", async () => {
    const { jobId, slug } = await aReported();
    const answer = await asGuest(takedown.action, {}, { ...form, material: `https://board.example/jobs/${slug}?x=1` });
    expect(answer.location).toBe("/takedown?told=new");
    expect(await caseOf(jobId)).toMatchObject({ kind: "takedown", state: "open" });
    const found = await ask(list.loader, moderatorId, `/moderation/reports?reason=takedown&words=word+for+word`, {});
    expect(JSON.stringify(found.data)).toContain((await caseOf(jobId)).id);
  });

  test("must say what the law asks for", async () => {
    const { perjury: _, ...unsure } = form;
    const answer = await asGuest(takedown.action, {}, { ...unsure, material: "/jobs/x", email: "" });
    expect(answer.status).toBe(400);
    const errors = JSON.stringify(answer.data);
    expect(errors).toContain("perjury");
    expect(errors).toContain("email");
  });

  test("that names nothing of the board is a case all the same", async () => {
    await asGuest(takedown.action, {}, { ...form, material: "the <b>logo</b> on your front page" });
    const rows = await database().selectFrom("report").selectAll().where("material", "like", "the <b>logo%").execute();
    expect(rows).toHaveLength(1);
  });
});

describe("a case", () => {
  test("is decided once, whoever is quicker; the second reads how", async () => {
    const { jobId, slug } = await aReported();
    await report(slug);
    const both = await Promise.allSettled([
      decideCase(database(), await act(jobId), { outcome: "suspended", code: "scam", reason }),
      decideCase(database(), await act(jobId, other), { outcome: "dismissed", reason: "Nothing is wrong with it." }),
    ]);
    const lost = both.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(String(lost.reason)).toContain("Somebody was quicker");
    expect(await auditOf((await caseOf(jobId)).id)).toEqual(["report.decide"]);
  });

  test("that is upheld takes the job from its page, with the right status and nothing of it told", async () => {
    const { jobId, slug } = await aReported();
    await report(slug);
    const { id, version } = await caseOf(jobId);
    const form = { intent: "suspended", version: String(version), code: "scam", reason };
    expect((await ask(casePage.action, moderatorId, "/moderation", { caseId: id }, form)).status).toBe(302);
    const page = await answerTo(jobPage, new Request(`http://localhost:3000/jobs/${slug}`), { slug });
    expect(page.status).toBe(410);
    expect(page.data).toMatchObject({ shown: null });
    expect(page.data!.posting).toBeUndefined();
  });

  test("the employer is told why, and never who", async () => {
    const { jobId, slug, ownerId } = await aReported();
    const seeker = await anAccount({ name: "Ruth Reporter" });
    await ask(reportJob.action, seeker, "/here", { slug }, said);
    await decideCase(database(), await act(jobId), { outcome: "correction", reason: "Please state the real pay." });
    await runTasks();
    await runTasks();
    const mail = lastMailTo((await accountOf(ownerId)).email);
    expect(mail.subject).toContain("Please correct your job");
    expect(
      JSON.stringify(mail.element, (key, value: unknown) => (key.startsWith("_") ? undefined : value)),
    ).not.toMatch(/Ruth|laptop/);
    expect(await findPublicJob(jobId)).toBe("listed");
  });

  test("can be opened again while what it did can be undone, and says when not", async () => {
    const { jobId, slug } = await aReported();
    await report(slug);
    await decideCase(database(), await act(jobId), { outcome: "suspended", code: "scam", reason });
    await reopenCase(database(), await act(jobId));
    expect(await findPublicJob(jobId)).toBe("listed");
    expect(await caseOf(jobId)).toMatchObject({ state: "open", outcome: null });
    await decideCase(database(), await act(jobId), { outcome: "suspended", code: "scam", reason });
    await rejectForGood(database(), { jobId, moderatorId, reason });
    await expect(reopenCase(database(), await act(jobId))).rejects.toThrow(/cannot come back/);
  });

  test("is not opened again beside a newer one of the same job", async () => {
    const { jobId, slug } = await aReported();
    await report(slug);
    await decideCase(database(), await act(jobId), { outcome: "dismissed", reason: "Nothing is wrong with it." });
    const first = await act(jobId);
    await report(slug);
    await expect(reopenCase(database(), first)).rejects.toThrow(/newer reports/);
  });

  test("the list reads hostile words as words, and the worst stands first", async () => {
    const { slug, jobId } = await aReported();
    const words = "100%_\\' or 1=1 -- <script>alert(1)</script>";
    await report(slug, { reason: "closed", body: `It says ${words}` });
    const find = async (text: string) => {
      const answer = await ask(
        list.loader,
        moderatorId,
        `/moderation/reports?${new URLSearchParams({ words: text })}`,
        {},
      );
      return (answer.data!.found as { cases: { id: CaseId; severity: number }[] }).cases;
    };
    expect((await find(words)).map(({ id }) => id)).toEqual([(await caseOf(jobId)).id]);
    expect(await find("100%%")).toEqual([]);
    const all = (await find("")).map(({ severity }) => severity);
    expect(all).toEqual([...all].sort((one, two) => two - one));
    expect((await ask(list.loader, moderatorId, "/moderation/reports?after=9.x&state=nonsense", {})).status).toBe(200);
    expect((await ask(queue, moderatorId, "/moderation", {})).status).toBe(200);
  });

  test("of the moderator's own organization is another's", async () => {
    const { jobId, slug, employerId } = await aReported();
    await report(slug);
    await transact(database(), (trx) => insertMember(trx, { employerId, accountId: moderatorId, role: "recruiter" }));
    const wish = decideCase(database(), await act(jobId), {
      outcome: "dismissed",
      reason: "Nothing is wrong with it.",
    });
    await expect(wish).rejects.toThrow(/own organization/);
  });
});

describe("a ban", () => {
  const ban = (employerId: Parameters<typeof banEmployer>[1]["employerId"]) =>
    banEmployer(database(), { employerId, moderatorId, code: "scam", reason });

  test("answers all open reports of the employer and its jobs, signs its people out, and voids what it sent", async () => {
    const { jobId, slug, employerId, ownerId } = await aReported();
    const email = anEmail();
    await report(slug, { email });
    await runTasks();
    await asGuest(confirm.action, {}, { token: new URL(lastMailTo(email).props.url!).searchParams.get("token")! });
    const signedIn = await requestAs(ownerId, "/employer");
    await ban(employerId);
    expect(await caseOf(jobId)).toMatchObject({ state: "decided", outcome: "banned" });
    await runTasks();
    expect(lastMailTo(email).subject).toBe("Your report was right");
    expect(lastMailTo((await accountOf(ownerId)).email).subject).toMatch(/is banned/);
    expect(
      await database().selectFrom("session").select("public_id").where("account_id", "=", ownerId).execute(),
    ).toEqual([]);
    expect(signedIn.headers.get("Cookie")).toBeTruthy();
    const { slug: name } = await database()
      .selectFrom("employer")
      .select("slug")
      .where("id", "=", employerId)
      .executeTakeFirstOrThrow();
    const page = await answerTo(employerPage, new Request(`http://localhost:3000/employers/${name}`), { slug: name });
    expect(page.status).toBe(410);
  });

  test("tells those who applied, each once, and nobody if it was a slip", async () => {
    const { employerId, jobId } = await aReported();
    const second = await aLiveJob(employerId);
    const { seekerId } = await anApplication(jobId);
    await anApplication(second.jobId, { accountId: seekerId });
    await ban(employerId);
    await liftBan(database(), { employerId, moderatorId, reason: "A slip of the hand." });
    await runTasks(2 * HOUR);
    const { email } = await accountOf(seekerId);
    const about = () => mailsTo(email).filter(({ subject }) => subject === "About a job that you applied for");
    expect(about()).toHaveLength(0);
    await ban(employerId);
    await runTasks(4 * HOUR);
    expect(about()).toHaveLength(1);
  });

  test("marks the next organization of the same people for the moderators", async () => {
    const { employerId, ownerId } = await aReported();
    await ban(employerId);
    const next = await anEmployer("Quite Another Name");
    expect(await findBannedKin(database(), next.employerId)).toEqual([]);
    await transact(database(), (trx) =>
      insertMember(trx, { employerId: next.employerId, accountId: ownerId, role: "recruiter" }),
    );
    expect(await findBannedKin(database(), next.employerId)).toMatchObject([{ id: employerId, shares: ["members"] }]);
  });
});

describe("an appeal", () => {
  const body = "We never asked anybody for money, see the attached words.";

  test("is judged by another moderator than the one who decided, once, and undoes what was wrong", async () => {
    const { jobId, ownerId } = await aReported();
    const sanctionId = await suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    const appealId = await fileAppeal(database(), { sanctionId, accountId: ownerId, body });
    await expect(fileAppeal(database(), { sanctionId, accountId: ownerId, body })).rejects.toThrow(/already/);
    const judge = (by: AccountId) =>
      decideAppeal(database(), { appealId, moderatorId: by, decision: "overturn", reason: "They are right." });
    await expect(judge(moderatorId)).rejects.toThrow(/Another moderator/);
    await judge(other);
    await expect(judge(other)).rejects.toThrow(/already/);
    expect(await findPublicJob(jobId)).toBe("listed");
    await runTasks();
    expect(mails.some(({ subject }) => subject === "Your appeal was right")).toBe(true);
    expect(await auditOf(appealId)).toEqual(["appeal.file", "appeal.overturn"]);
  });

  test("against a job that was taken down for good brings a credit, since the job cannot come back", async () => {
    const { jobId, ownerId, employerId } = await aReported();
    const sanctionId = await suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    await rejectForGood(database(), { jobId, moderatorId, reason });
    const appealId = await fileAppeal(database(), { sanctionId, accountId: ownerId, body });
    await decideAppeal(database(), { appealId, moderatorId: other, decision: "overturn", reason: "They are right." });
    expect(await findPublicJob(jobId)).toBe("taken-down");
    expect(await creditBalance(database(), employerId)).toBe(1);
  });

  test("that waits keeps the job from being taken down for good; bringing it back settles it", async () => {
    const { jobId, ownerId, slug } = await aReported();
    await report(slug);
    await decideCase(database(), await act(jobId), { outcome: "suspended", code: "scam", reason });
    const { sanction_id } = await caseOf(jobId);
    const appealId = await fileAppeal(database(), { sanctionId: sanction_id!, accountId: ownerId, body });
    await expect(rejectForGood(database(), { jobId, moderatorId, reason })).rejects.toThrow(/appealed/);
    await expect(reopenCase(database(), await act(jobId))).rejects.toThrow(/appeal/);
    await decideAppeal(database(), { appealId, moderatorId: other, decision: "keep", reason: "It did ask for money." });
    await rejectForGood(database(), { jobId, moderatorId, reason });
  });

  test("that comes in the moment in which the job is brought back is refused", async () => {
    const { jobId, ownerId } = await aReported();
    const sanctionId = await suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    const { filing } = await transact(database(), async (trx) => {
      await reinstateIn(trx, { jobId, moderatorId, reason });
      const filing = fileAppeal(database(), { sanctionId, accountId: ownerId, body }).catch((error: unknown) => error);
      await vi.waitFor(
        async () => {
          const { rows } = await sql`select 1 from information_schema.innodb_trx where trx_state = 'LOCK WAIT'`.execute(
            database(),
          );
          expect(rows).not.toEqual([]);
          // InnoDB renews this table only when nobody has read it for a tenth of a second.
        },
        { timeout: 10_000, interval: 300 },
      );
      return { filing };
    });
    expect(await filing).toMatchObject({ code: "conflict", message: expect.stringContaining("lifted") as string });
  });

  test("that lifts a ban or gives a credit asks for a code again; what brings a job back does not", async () => {
    const judge = await anAccount({ staffRole: "moderator" });
    const app = await aFactor(judge);
    const overturn = async (sanctionId: SanctionId, accountId: AccountId, factor = "") => {
      const appealId = await fileAppeal(database(), { sanctionId, accountId, body }).catch(() => undefined);
      const id = appealId ?? (await appealOf(sanctionId));
      const post = { method: "POST", body: new URLSearchParams({ decision: "overturn", reason, factor }) };
      const request = await requestAs(judge, `/moderation/appeals/${id}`, post);
      const stale = { factor_at: later(now(), -HOUR) };
      await database().updateTable("session").set(stale).where("account_id", "=", judge).execute();
      return (await answerTo(appealPage.action, request, { appealId: id })).status;
    };
    const [one, two, three] = [await aReported(), await aReported(), await aReported()];
    const suspend = ({ jobId }: { jobId: JobId }) =>
      suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    expect(await overturn(await suspend(one), one.ownerId)).toBe(302);
    const rejected = await suspend(two);
    await rejectForGood(database(), { jobId: two.jobId, moderatorId, reason });
    expect(await overturn(rejected, two.ownerId)).toBe(422);
    expect(await creditBalance(database(), two.employerId)).toBe(0);
    const ban = await banEmployer(database(), { employerId: three.employerId, moderatorId, code: "scam", reason });
    expect(await overturn(ban, three.ownerId)).toBe(422);
    expect(await findPublicJob(three.jobId)).not.toBe("listed");
    expect(await overturn(ban, three.ownerId, app())).toBe(302);
    expect(await findPublicJob(three.jobId)).toBe("listed");
  });

  test("against a ban lifts it", async () => {
    const { employerId, ownerId, jobId } = await aReported();
    const sanctionId = await banEmployer(database(), { employerId, moderatorId, code: "scam", reason });
    const appealId = await fileAppeal(database(), { sanctionId, accountId: ownerId, body });
    await decideAppeal(database(), { appealId, moderatorId: other, decision: "overturn", reason: "They are right." });
    expect(await findPublicJob(jobId)).toBe("listed");
  });

  test("is an owner's, of this organization", async () => {
    const { jobId, employerId } = await aReported();
    const recruiter = await anAccount();
    await transact(database(), (trx) => insertMember(trx, { employerId, accountId: recruiter, role: "recruiter" }));
    const sanctionId = await suspendJob(database(), { jobId, moderatorId, code: "scam", reason });
    await expect(fileAppeal(database(), { sanctionId, accountId: recruiter, body })).rejects.toThrow(/Only an owner/);
    const stranger = (await anEmployer()).ownerId;
    await expect(fileAppeal(database(), { sanctionId, accountId: stranger, body })).rejects.toThrow(/no such/);
  });
});

test("a ban that asks for a code again takes what a passkey answers", async () => {
  const { employerId } = await aReported();
  const admin = await anAccount({ staffRole: "moderator" });
  await aFactor(admin);
  const key = anAuthenticator();
  const account = { id: admin, email: "ada@example.org", name: "Ada" };
  await addPasskey(database(), admin, {
    name: "Laptop",
    answer: key.make(await askNewPasskey(database(), account)),
  });
  const answer = key.answer((await askPasskey(database(), admin))!);
  const body = new URLSearchParams({ intent: "ban", code: "scam", reason, factor: answer });
  const request = await requestAs(admin, `/moderation/employers/${employerId}`, { method: "POST", body });
  const stale = { factor_at: later(now(), -HOUR) };
  await database().updateTable("session").set(stale).where("account_id", "=", admin).execute();
  expect((await answerTo(standing.action, request, { employerId })).status).toBe(302);
});
