import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GONE_DAYS, LINK_DAYS, MAIL_JOBS, MOST_ALERTS, QUIET_MINUTES } from "~/alerts/alert.ts";
import { deleteAlert } from "~/alerts/change-alert.server.ts";
import { createAlert } from "~/alerts/create-alert.server.ts";
import { AlertMatcher } from "~/alerts/match-jobs.server.ts";
import { sendAlert } from "~/alerts/send-alert.server.tsx";
import { listAlerts } from "~/alerts/show-alerts.server.ts";
import { replaceTokens } from "~/accounts/account.queries.server.ts";
import { confirmEmail } from "~/accounts/confirm-email.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { DAY, freezeClock, HOUR, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId, type TaskId } from "~/platform/ids.ts";
import { MailError } from "~/platform/mail/send-mail.server.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { addFacts } from "~/profiles/edit-profile.server.ts";
import * as alertPage from "~/routes/alerts/alert.tsx";
import * as listPage from "~/routes/alerts/alerts.tsx";
import * as confirmPage from "~/routes/alerts/confirm-alert.tsx";
import * as newPage from "~/routes/alerts/new-alert.tsx";
import * as preferencesPage from "~/routes/alerts/preferences.tsx";
import * as unsubscribePage from "~/routes/alerts/unsubscribe.tsx";
import { anyJob } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { lastMailTo, mails, mailsTo, refusing } from "#tests/employers/kept-mail.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { anAccount, PASSWORD, requestAs } from "#tests/support/accounts.ts";
import { answerTo, ask } from "#tests/support/ask-route.ts";
import { anAddress, anEmail, asGuest, matcher, seeAsGuest, setPostal, when, work } from "./board.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original: () => Promise<object>) => {
  const { keepingMail } = await import("#tests/employers/kept-mail.ts");
  return keepingMail(original);
});

let employerId: EmployerId;
beforeAll(async () => {
  ({ employerId } = await anEmployer());
  await setPostal("12 Ledger Lane, Columbus, OH 43004");
});
afterAll(() => jobSearch().stop());
beforeEach(async () => {
  freezeClock();
  await database().deleteFrom("alert").execute();
  await database().deleteFrom("rate_limit").execute();
  await work();
  mails.length = 0;
});

const tokenIn = (address: string) => new URL(address).searchParams.get("token")!;
const emailOf = async (id: AccountId) =>
  (await database().selectFrom("account").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email;
const alertsOf = (email: string) =>
  database().selectFrom("alert").selectAll().where("email", "=", email).orderBy("id").execute();
const wordOf = () => `w${newId().slice(-8).toLowerCase()}`;

/** A guest asks for an alert of a word. @returns the secret of the link in the mail. */
async function askedFor(email: string, word: string, fields: Record<string, string> = when): Promise<string> {
  const answer = await asGuest(newPage.action, `/alerts/new?q=${word}`, { ...fields, email });
  expect(answer.location).toBe("/alerts/new?sent=1");
  await work();
  return tokenIn(lastMailTo(email).props.url!);
}
async function aGuestAlert(word: string, fields: Record<string, string> = when): Promise<string> {
  const email = anEmail();
  const token = await askedFor(email, word, fields);
  expect((await asGuest(confirmPage.action, "/alerts/confirm", { token })).location).toBe("/jobs");
  return email;
}
async function anAccountsAlert(word: string, frequency: "instantly" | "daily" | "weekly" = "instantly") {
  const accountId = await anAccount();
  const wanted = { criteria: { ...anyJob(), q: word }, frequency, zone: when.zone };
  const alertId = await createAlert(database(), { accountId, clientAddress: anAddress() }, wanted);
  return { accountId, alertId, email: await emailOf(accountId) };
}
const aJob = async (word: string) => (await aLiveJob(employerId, { title: `Coder ${word}` })).jobId;
const end = (jobId: JobId) =>
  transact(database(), async (trx) => {
    await endJob(trx, jobId, "closed", system);
    jobChanged(trx, jobId);
  });
const edit = (jobId: JobId) => transact(database(), async (trx) => jobChanged(trx, jobId));
type Jobs = { jobs: { title: string }[]; total: number; unsubscribeUrl: string; preferencesUrl: string };
const titlesTo = (email: string) =>
  mailsTo(email).flatMap((mail) => ((mail.element as { props: Jobs }).props.jobs ?? []).map(({ title }) => title));
const linkTo = (email: string) => tokenIn(lastMailTo<Jobs>(email).props.unsubscribeUrl);

describe("a guest's alert", () => {
  it("begins when the link in the one mail is pressed, and not when it is opened", async () => {
    const word = wordOf();
    const email = anEmail();
    const token = await askedFor(email, word);
    expect(mailsTo(email)).toHaveLength(1);
    const seen = await seeAsGuest(confirmPage.loader, `/alerts/confirm?token=${token}`);
    expect(seen.data).toMatchObject({ alert: { title: `“${word}”`, frequency: "instantly" } });
    expect((await alertsOf(email))[0]).toMatchObject({ state: "unconfirmed" });
    await aJob(word);
    await work();
    expect(mailsTo(email)).toHaveLength(1);

    await asGuest(confirmPage.action, "/alerts/confirm", { token });
    expect((await alertsOf(email))[0]).toMatchObject({ state: "active", email });
    // What was listed before is not new.
    await work();
    expect(mailsTo(email)).toHaveLength(1);
  });

  it("keeps no secret that works, and answers forged, used and old links alike", async () => {
    const email = anEmail();
    const token = await askedFor(email, wordOf());
    const kept = await database().selectFrom("alert_link").selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(token);
    const old = await askedFor(anEmail(), wordOf());
    await asGuest(confirmPage.action, "/alerts/confirm", { token });
    freezeClock(later(now(), 8 * DAY));
    for (const bad of [token, old, "forged", "", "x".repeat(300)]) {
      expect((await seeAsGuest(confirmPage.loader, `/alerts/confirm?token=${bad}`)).data).toEqual({
        token: bad,
        alert: undefined,
      });
      const answer = await asGuest(confirmPage.action, "/alerts/confirm", { token: bad });
      expect(answer.status).toBe(422);
    }
  });

  it("is not had by who asks again, and no mail tells more than one may know", async () => {
    const word = wordOf();
    const email = await aGuestAlert(word, { ...when, frequency: "weekly" });
    const stranger = await asGuest(newPage.action, `/alerts/new?q=${word}`, { ...when, email });
    expect(stranger.location).toBe("/alerts/new?sent=1");
    await work();
    expect(lastMailTo(email).subject).toBe("You have this alert already");
    expect(await alertsOf(email)).toMatchObject([{ frequency: "weekly", state: "active" }]);
  });

  it("cannot be used to bother anyone: an address gets five such mails a day, whoever asks and whatever for", async () => {
    const email = anEmail();
    const answers = [];
    for (let asked = 0; asked < 7; asked++)
      answers.push(await asGuest(newPage.action, `/alerts/new?q=${wordOf()}`, { ...when, email }));
    await work();
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302, 302, 429, 429]);
    expect(mailsTo(email)).toHaveLength(5);
    const other = anEmail();
    const word = wordOf();
    for (let asked = 0; asked < 3; asked++)
      await asGuest(newPage.action, `/alerts/new?q=${word}`, { ...when, email: other });
    await work();
    expect(mailsTo(other)).toHaveLength(2);
  });

  it("carries no message of a stranger's: only our own words, and few plain ones of theirs", async () => {
    const email = anEmail();
    const titleAfter = async (search: string) => {
      await asGuest(newPage.action, `/alerts/new?${search}`, { ...when, email });
      await work();
      return lastMailTo(email).props.title;
    };
    expect(await titleAfter("q=you+won+claim.example")).toBe("Words that the link shows");
    expect(await titleAfter("q=call+1+800+555+0100&credential=ccs")).toBe("CCS; words that the link shows");
    expect(await titleAfter("employer=you-won-go-to-claim-example&employer=and-call-us-now")).toBe(
      "At 2 chosen employers",
    );
    expect(await titleAfter("q=ICD-10+inpatient+%22risk+adjustment%22")).toBe('ICD-10 inpatient "risk adjustment"');
  });

  it("is the account's where the address is one, and becomes it when the address is confirmed", async () => {
    const known = await anAccount();
    const token = await askedFor(await emailOf(known), wordOf());
    await asGuest(confirmPage.action, "/alerts/confirm", { token });
    expect(await listAlerts(database(), known)).toHaveLength(1);

    const word = wordOf();
    const email = await aGuestAlert(word);
    const accountId = await anAccount({ email, confirmed: false });
    await work();
    expect(await listAlerts(database(), accountId)).toEqual([]);
    const secret = newSecretToken();
    const link = { tokenHash: hashToken(secret), accountId, purpose: "confirm-email" as const };
    await transact(database(), (trx) => replaceTokens(trx, { ...link, expiresAt: later(now(), DAY) }));
    await confirmEmail(database(), { token: secret, password: PASSWORD }, anAddress());
    await work();
    expect(await listAlerts(database(), accountId)).toMatchObject([{ title: `“${word}”`, state: "active" }]);
    expect(await alertsOf(email)).toEqual([]);
    await aJob(word);
    await work();
    expect(titlesTo(email)).toEqual([`Coder ${word}`]);
  });

  it("is forgotten after a week unconfirmed, and with its address a while after it was unsubscribed", async () => {
    const never = anEmail();
    await askedFor(never, wordOf());
    const word = wordOf();
    const left = await aGuestAlert(word);
    await aJob(word);
    await work();
    await asGuest(unsubscribePage.action, `/alerts/unsubscribe?token=${linkTo(left)}`, {});
    const sweep = async (days: number) => {
      freezeClock(later(now(), days * DAY));
      await enqueueTask(database(), "alert.sweep", {});
      await work();
      freezeClock();
    };
    await sweep(6);
    expect(await alertsOf(never)).toHaveLength(1);
    await sweep(8);
    expect(await alertsOf(never)).toHaveLength(0);
    expect(await alertsOf(left)).toHaveLength(1);
    await sweep(GONE_DAYS + 1);
    expect(await alertsOf(left)).toHaveLength(0);
  });
});

describe("two at the same moment", () => {
  it("begin one alert by one link, and the other is told that it does not work any more", async () => {
    const email = anEmail();
    const token = await askedFor(email, wordOf());
    const press = () => asGuest(confirmPage.action, "/alerts/confirm", { token });
    const answers = await Promise.all([press(), press()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 422]);
    expect(await alertsOf(email)).toMatchObject([{ state: "active" }]);
  });

  it("ask for one search and get one alert, as guests and as one person", async () => {
    const word = wordOf();
    const email = anEmail();
    const asked = () => asGuest(newPage.action, `/alerts/new?q=${word}`, { ...when, email });
    expect((await Promise.all([asked(), asked()])).map(({ status }) => status)).toEqual([302, 302]);
    expect(await alertsOf(email)).toHaveLength(1);
    const accountId = await anAccount();
    const made = () => ask(newPage.action, accountId, `/alerts/new?q=${word}`, {}, when);
    expect((await Promise.all([made(), made(), made()])).map(({ status }) => status)).toEqual([302, 302, 302]);
    expect(await listAlerts(database(), accountId)).toHaveLength(1);
  });

  it("change and delete one alert: what is deleted stays so", async () => {
    const { accountId, alertId } = await anAccountsAlert(wordOf());
    const act = (fields: Record<string, string>) =>
      ask(alertPage.action, accountId, `/alerts/${alertId}`, { alertId }, fields);
    const answers = await Promise.all([act({ intent: "pause" }), act({ intent: "delete" }), act({ intent: "resume" })]);
    for (const { status } of answers) expect([302, 404]).toContain(status);
    expect(await listAlerts(database(), accountId)).toEqual([]);
  });
});

describe("the form of an alert", () => {
  it("takes any search but its order, page and age, and says what it leaves out", async () => {
    const path = "/alerts/new?q=inpatient&credential=ccs&pay_min=30&posted=7&sort=pay&after=x&nonsense=1&fit=qualified";
    const { data } = await seeAsGuest(newPage.loader, path);
    expect(data).toMatchObject({
      title: "“inpatient”; CCS; From $30 an hour",
      search: "q=inpatient&credential=ccs&pay_min=30&fit=qualified",
      ignored: ["nonsense=1"],
      byFit: "guest",
      sent: false,
    });
  });

  it.each([
    ["no address", "q=x", { email: "" }, "email"],
    ["a wrong address", "q=x", { email: "nobody" }, "email"],
    ["no time zone of ours", "q=x", { zone: "Europe/Berlin" }, "zone"],
    ["another frequency", "q=x", { frequency: "hourly" }, "frequency"],
    ["a place nobody knows", "q=x&place=Qqqqxyz", {}, ""],
  ])("refuses %s beside its field, and keeps what was typed", async (_, search, wrong, field) => {
    const typed = { ...when, email: anEmail(), ...wrong };
    const answer = await asGuest(newPage.action, `/alerts/new?${search}`, typed);
    expect([400, 422]).toContain(answer.status);
    const { error, initialValue } = (answer.data as { lastResult: Record<string, Record<string, unknown>> }).lastResult;
    expect(Object.keys(error!)).toEqual([field]);
    if (!("zone" in wrong)) expect(initialValue).toMatchObject({ zone: when.zone });
    await work();
    expect(mails).toEqual([]);
    expect(await database().selectFrom("alert").selectAll().execute()).toEqual([]);
  });
});

describe("an account's alerts", () => {
  it("are made, changed, paused, let go on and deleted on their pages", async () => {
    const accountId = await anAccount();
    const make = (search: string) => ask(newPage.action, accountId, `/alerts/new?${search}`, {}, when);
    expect((await make("q=inpatient")).location).toBe("/alerts");
    await make("state=oh");
    const [second, first] = await listAlerts(database(), accountId);
    expect([first!.title, second!.title]).toEqual(["“inpatient”", "Ohio"]);
    const act = (fields: Record<string, string>, id = first!.id as string, by = accountId) =>
      ask(alertPage.action, by, `/alerts/${id}`, { alertId: id }, fields);
    await act({ intent: "save", frequency: "weekly", zone: "Pacific/Honolulu" });
    await act({ intent: "pause" });
    expect((await listAlerts(database(), accountId))[1]).toMatchObject({
      ...{ frequency: "weekly", zone: "Pacific/Honolulu", state: "paused", pausedWhy: "person" },
    });
    await act({ intent: "resume" });
    expect((await listAlerts(database(), accountId))[1]).toMatchObject({ state: "active", pausedWhy: null });
    await ask(listPage.action, accountId, "/alerts", {}, { any: "" });
    expect((await listAlerts(database(), accountId)).map(({ state }) => state)).toEqual(["paused", "paused"]);
    // The same search again is the same alert, going on.
    await make("q=inpatient");
    expect((await listAlerts(database(), accountId)).map(({ state }) => state)).toEqual(["paused", "active"]);
    const stranger = await anAccount();
    expect((await act({ intent: "delete" }, first!.id, stranger)).status).toBe(404);
    await act({ intent: "delete" });
    expect(await listAlerts(database(), accountId)).toHaveLength(1);
  });

  it("are not more than anybody needs", async () => {
    const accountId = await anAccount();
    const by = { accountId, clientAddress: anAddress() };
    const rest = { frequency: "daily" as const, zone: when.zone };
    for (let made = 0; made < MOST_ALERTS; made++) {
      if (made % 30 === 0) await database().deleteFrom("rate_limit").execute();
      await createAlert(database(), by, { criteria: { ...anyJob(), q: `word${made}` }, ...rest });
    }
    const last = createAlert(database(), by, { criteria: { ...anyJob(), q: "other" }, ...rest });
    await expect(last).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a new job", () => {
  it("is mailed to every alert that it matches, once, whatever becomes of it later", async () => {
    const word = wordOf();
    const { email } = await anAccountsAlert(word);
    const guest = await aGuestAlert(word);
    const other = await anAccountsAlert(wordOf());
    const jobId = await aJob(word);
    await work();
    await edit(jobId);
    await work();
    await work(DAY);
    expect(titlesTo(email)).toEqual([`Coder ${word}`]);
    expect(titlesTo(guest)).toEqual([`Coder ${word}`]);
    expect(mailsTo(other.email)).toEqual([]);
    const mail = lastMailTo<Jobs>(email);
    expect(mail.subject).toBe(`New job: Coder ${word}, Lakemont Regional`);
    expect(mail.headers).toEqual({
      "List-Unsubscribe": `<${mail.props.unsubscribeUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
  });

  it("is mailed instantly at most every ten minutes, daily and weekly at 8 where the person lives", async () => {
    const word = wordOf();
    const instantly = await anAccountsAlert(word);
    const daily = await anAccountsAlert(word, "daily");
    const weekly = await anAccountsAlert(word, "weekly");
    await aJob(word);
    await work();
    await aJob(word);
    await work();
    expect(titlesTo(instantly.email)).toHaveLength(1);
    await work(10 * MINUTE + 1);
    expect(titlesTo(instantly.email)).toHaveLength(2);
    expect(mailsTo(daily.email).length + mailsTo(weekly.email).length).toBe(0);
    await work(DAY + HOUR);
    expect(mailsTo(daily.email).map(({ subject }) => subject)).toEqual([`2 new jobs: “${word}”`]);
    await work(8 * DAY);
    expect(titlesTo(weekly.email)).toHaveLength(2);
    expect(mailsTo(weekly.email)).toHaveLength(1);
  });

  it("that is not listed any more when the mail goes is not in it, and an empty mail does not go", async () => {
    const word = wordOf();
    const { email } = await anAccountsAlert(word, "daily");
    const [gone, stays] = [await aJob(word), await aJob(word)];
    await work();
    await end(gone);
    await work(DAY + HOUR);
    expect(titlesTo(email)).toHaveLength(1);
    await end(stays);
    const last = await aJob(word);
    await work();
    await end(last);
    await work(3 * DAY);
    expect(mailsTo(email)).toHaveLength(1);
  });

  it("comes with the newest ones first, and with a link to all when they are many", async () => {
    const word = wordOf();
    const { email } = await anAccountsAlert(word, "daily");
    for (let made = 0; made < MAIL_JOBS + 2; made++) {
      freezeClock(later(now(), 1_000));
      await aLiveJob(employerId, { title: `Coder ${word} ${made}` });
    }
    freezeClock();
    await work();
    await work(DAY + HOUR);
    const { props } = lastMailTo<Jobs>(email);
    expect(props.total).toBe(MAIL_JOBS + 2);
    expect(props.jobs).toHaveLength(MAIL_JOBS);
    expect(props.jobs[0]!.title).toBe(`Coder ${word} ${MAIL_JOBS + 1}`);
  });

  it("is told by no alert that is paused, deleted or of a suspended account, and not afterwards either", async () => {
    const word = wordOf();
    const paused = await anAccountsAlert(word);
    const deleted = await anAccountsAlert(word);
    const suspended = await anAccountsAlert(word);
    await matcher.step();
    await ask(alertPage.action, paused.accountId, "/", { alertId: paused.alertId }, { intent: "pause" });
    await deleteAlert(database(), { accountId: deleted.accountId, alertId: deleted.alertId });
    const suspend = { suspended_at: now() };
    await database().updateTable("account").set(suspend).where("id", "=", suspended.accountId).execute();
    await aJob(word);
    await work();
    await ask(alertPage.action, paused.accountId, "/", { alertId: paused.alertId }, { intent: "resume" });
    await work(HOUR);
    expect(mails.filter(({ to }) => [paused.email, deleted.email, suspended.email].includes(to))).toEqual([]);
  });

  it("goes by the profile where the search does, as it stands when the mail goes", async () => {
    const word = wordOf();
    const accountId = await anAccount();
    const path = `/alerts/new?q=${word}&fit=qualified`;
    expect((await ask(newPage.loader, accountId, path, {})).data).toMatchObject({ byFit: "silent" });
    await addFacts(database(), accountId, [{ kind: "credential", code: "cpc", apprentice: false }]);
    expect((await ask(newPage.loader, accountId, path, {})).data).toMatchObject({
      ...{ byFit: "profile", title: `“${word}”; Qualified` },
    });
    await ask(newPage.action, accountId, path, {}, when);
    const asking = async (code: string) => {
      const credentialGroups = [{ how: "any" as const, level: "required" as const, codes: [code], inLieu: null }];
      await aLiveJob(employerId, { title: `${code} ${word}`, credentialGroups });
    };
    const email = await emailOf(accountId);
    await asking("cpc");
    await asking("rhit");
    await work();
    expect(titlesTo(email)).toEqual([`cpc ${word}`]);
    await asking("crc");
    await addFacts(database(), accountId, [{ kind: "credential", code: "crc", apprentice: false }]);
    await work(QUIET_MINUTES * MINUTE);
    expect(titlesTo(email)).toEqual([`cpc ${word}`, `crc ${word}`]);
  });

  it("reaches a guest whatever a profile would say, since there is none", async () => {
    const word = wordOf();
    const email = anEmail();
    await asGuest(newPage.action, `/alerts/new?q=${word}&fit=qualified`, { ...when, email });
    expect(await alertsOf(email)).toMatchObject([{ search: `q=${word}` }]);
  });

  it("is noted once by several workers that look at the same moment", async () => {
    const word = wordOf();
    const { alertId } = await anAccountsAlert(word);
    const workers = [1, 2, 3].map(() => new AlertMatcher(database));
    const jobs = [await aJob(word), await aJob(word)];
    await Promise.all(workers.map((worker) => worker.step()));
    const matches = await database().selectFrom("alert_match").selectAll().where("alert_id", "=", alertId).execute();
    expect(matches.map(({ job_id }) => job_id).sort()).toEqual(jobs.sort());
  });

  it("is found when the feed no longer leads to it", async () => {
    const word = wordOf();
    const { email } = await anAccountsAlert(word);
    await aJob(word);
    const { seq } = await database().selectFrom("change_counter").select("seq").executeTakeFirstOrThrow();
    await database().deleteFrom("change_feed").where("seq", "<=", seq).execute();
    await work();
    expect(titlesTo(email)).toHaveLength(1);
  });

  it("is mailed by a second run where the first ended before it could say so, under the same Message-ID", async () => {
    const word = wordOf();
    const { alertId, email } = await anAccountsAlert(word);
    await aJob(word);
    await matcher.step();
    const taskId: TaskId = newId<"task">();
    refusing.add(email);
    await expect(sendAlert(database(), alertId, taskId)).rejects.toThrow();
    refusing.delete(email);
    // Another sending meanwhile takes nothing of it.
    await sendAlert(database(), alertId, newId<"task">());
    expect(mailsTo(email)).toEqual([]);
    await sendAlert(database(), alertId, taskId);
    await sendAlert(database(), alertId, taskId);
    expect(titlesTo(email)).toHaveLength(1);
  });

  it("waits while the board has no postal address to put into the mail", async () => {
    await setPostal("");
    const word = wordOf();
    const { email } = await anAccountsAlert(word);
    await aJob(word);
    await work();
    expect(mailsTo(email)).toEqual([]);
    await setPostal("12 Ledger Lane, Columbus, OH 43004");
    await work();
    expect(lastMailTo<{ postal: string }>(email).props.postal).toBe("12 Ledger Lane, Columbus, OH 43004");
  });

  it("pauses the alert whose address is refused for good", async () => {
    const word = wordOf();
    const { email, accountId } = await anAccountsAlert(word);
    const { sendMail } = await import("~/platform/mail/send-mail.server.ts");
    expect(sendMail).toBeTypeOf("function");
    mails.push = ((push) =>
      function (this: typeof mails, ...more: typeof mails) {
        if (more.some(({ to }) => to === email)) throw new MailError("refused", true);
        return push.apply(this, more);
      })(mails.push);
    await aJob(word);
    await work();
    expect(await listAlerts(database(), accountId)).toMatchObject([{ state: "paused", pausedWhy: "bounce" }]);
  });
});

describe("the links of a mail", () => {
  async function aMailed(frequency: Record<string, string> = when) {
    const word = wordOf();
    const email = await aGuestAlert(word, frequency);
    await aJob(word);
    await work();
    return { email, word, token: linkTo(email) };
  }

  it("unsubscribe with one post, without a cookie, any number of times; opening them changes nothing", async () => {
    const { email, token } = await aMailed();
    const path = `/alerts/unsubscribe?token=${token}`;
    expect((await seeAsGuest(unsubscribePage.loader, path)).data).toMatchObject({ active: true });
    expect(await alertsOf(email)).toMatchObject([{ state: "active" }]);
    for (let times = 0; times < 2; times++) {
      const answer = await asGuest(unsubscribePage.action, path, { "List-Unsubscribe": "One-Click" });
      expect(answer).toMatchObject({ status: 200, data: { done: true } });
      expect(await alertsOf(email)).toMatchObject([{ state: "paused", paused_why: "unsubscribed" }]);
    }
  });

  it("are answered alike when they are forged, or their alert is gone", async () => {
    const { token } = await aMailed();
    await asGuest(preferencesPage.action, "/alerts/preferences", { intent: "delete", token });
    for (const bad of [token, "forged"]) {
      expect(await asGuest(unsubscribePage.action, `/alerts/unsubscribe?token=${bad}`, {})).toMatchObject({
        status: 200,
        data: { done: true },
      });
      expect((await seeAsGuest(preferencesPage.loader, `/alerts/preferences?token=${bad}`)).data).toEqual({
        token: bad,
        alert: undefined,
      });
      const answer = await asGuest(preferencesPage.action, "/", { intent: "pause", token: bad });
      expect(answer.status).toBe(422);
    }
  });

  it("change, pause, let go on and delete without signing in, for as long as the law asks and longer", async () => {
    const { email, token } = await aMailed();
    const act = (fields: Record<string, string>) =>
      asGuest(preferencesPage.action, `/alerts/preferences?token=${token}`, { token, ...fields });
    freezeClock(later(now(), (LINK_DAYS - 1) * DAY));
    await act({ intent: "save", frequency: "weekly", zone: "America/Chicago" });
    expect(await alertsOf(email)).toMatchObject([{ frequency: "weekly", zone: "America/Chicago" }]);
    await act({ intent: "pause" });
    expect(await alertsOf(email)).toMatchObject([{ state: "paused" }]);
    await act({ intent: "resume" });
    expect(await alertsOf(email)).toMatchObject([{ state: "active" }]);
    expect((await act({ intent: "delete" })).location).toBe("/jobs");
    expect(await alertsOf(email)).toEqual([]);
    freezeClock();
  });

  it("unsubscribe from all alerts of the address, and of no other", async () => {
    const { email, token } = await aMailed();
    const second = await askedFor(email, wordOf());
    await asGuest(confirmPage.action, "/", { token: second });
    const other = await aGuestAlert(wordOf());
    await asGuest(preferencesPage.action, "/", { intent: "unsubscribe-all", token });
    expect((await alertsOf(email)).map(({ state }) => state)).toEqual(["paused", "paused"]);
    expect(await alertsOf(other)).toMatchObject([{ state: "active" }]);
  });

  it("lead to no account: whoever holds one of an account's mails changes that alert alone", async () => {
    const word = wordOf();
    const { accountId, email } = await anAccountsAlert(word);
    await anAccountsAlert(word);
    await aJob(word);
    await work();
    const token = linkTo(email);
    const request = await requestAs(accountId, "/alerts/confirm", {
      method: "POST",
      body: new URLSearchParams({ token }),
    });
    expect((await answerTo(confirmPage.action, request, {})).status).toBe(422);
    await asGuest(preferencesPage.action, "/", { intent: "delete", token });
    expect(await listAlerts(database(), accountId)).toEqual([]);
  });
});
