import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { system } from "~/audit/record-audit.server.ts";
import { editEmployer } from "~/employers/edit-employer.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { GRACE_DAYS, MOST_CODE_ATTEMPTS } from "~/employers/verification.ts";
import { checkDnsProof, enqueueRechecks, giveUpVerification, startDnsProof } from "~/employers/verify-by-dns.server.ts";
import { confirmCode, sendCode } from "~/employers/verify-by-email.server.ts";
import { showVerification } from "~/employers/show-verification.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { DAY, freezeClock, later, MINUTE, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as verificationRoute from "~/routes/employer/verification.tsx";
import { jobSearch } from "~/search/job-search.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { ADDRESS, aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { startDnsServer } from "#tests/support/dns-server.ts";
import { auditOf, call, runTasks } from "./desk.ts";
import { lastMailTo, mails, mailsTo } from "./kept-mail.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("./kept-mail.ts")).keepingMail(original<object>),
);

const dns = await startDnsServer();
process.env.DNS_SERVER = dns.address;
const db = database();
let employerId: EmployerId, ownerId: AccountId, domain: string;
let number = 0;

beforeEach(async () => {
  freezeClock();
  mails.length = 0;
  dns.records.clear();
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  await db.deleteFrom("domain_proof").execute();
  domain = `hospital${++number}.example`;
  ({ employerId, ownerId } = await anEmployer(`Hospital ${number}`));
  await setWebsite(`https://www.${domain}/careers`);
});
afterAll(async () => {
  freezeClock();
  await dns.stop();
  await jobSearch().stop();
});

const setWebsite = (website: string, of = employerId) =>
  db.updateTable("employer").set({ website }).where("id", "=", of).execute();
const employer = async () => (await findEmployerForMember(db, ownerId, employerId))!;
const by = () => ({ accountId: ownerId, employerId, clientAddress: ADDRESS });
const send = (email = `dana@${domain}`) => sendCode(db, { ...by(), email });
const enter = (code: string) => confirmCode(db, { ...by(), code });
async function mailedCode(): Promise<string> {
  await runTasks();
  return lastMailTo(`dana@${domain}`).props.code!;
}
async function ownerAddress(): Promise<string> {
  return (await db.selectFrom("account").select("email").where("id", "=", ownerId).executeTakeFirstOrThrow()).email;
}
/** Publishes the record that the page shows, beside others. */
async function publish(): Promise<string> {
  await startDnsProof(db, by());
  const { name, value } = (await showVerification(db, ownerId, employerId))!.record!;
  dns.records.set(name, [["v=spf1 -all"], [value.slice(0, 20), value.slice(20)]]);
  return name;
}
const check = () => checkDnsProof(db, by());

describe("by a code to an address at the domain", () => {
  test("verifies: method, domain and date are kept, audited and told to the owners", async () => {
    await send();
    await enter((await mailedCode()).toLowerCase().replace("-", " "));
    expect(await employer()).toMatchObject({ verification: "email", verifiedDomain: domain });
    expect((await employer()).verifiedAt).toBeInstanceOf(Date);
    expect(await auditOf(employerId)).toContain("employer.verify");
    await runTasks();
    expect(lastMailTo(await ownerAddress()).subject).toMatch(/is verified/);
  });

  test("no table holds a code that works", async () => {
    await send();
    const code = await mailedCode();
    const rows = JSON.stringify([
      await db.selectFrom("domain_code").selectAll().execute(),
      await db.selectFrom("task").selectAll().execute(),
      await db.selectFrom("audit").selectAll().execute(),
    ]);
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.replace("-", ""));
    expect(rows).toContain("$argon2id$");
  });

  test.each([
    ["a mail provider's", () => "lakemont@gmail.com", /Anybody can have an address there/],
    ["a subdomain's", () => `student@students.${domain}`, /A subdomain does not count/],
    ["a look-alike's", () => `dana@${domain.replace("hospital", "hospita1")}`, /exactly @/],
    ["a longer domain's", () => `dana@not${domain}`, /exactly @/],
    ["an address that only names the domain", () => `${domain}@evil.example`, /exactly @/],
  ])("%s address is refused beside the field, and what was typed stays", async (_, email, words) => {
    const typed = email();
    const answer = await call(
      verificationRoute,
      ownerId,
      { employerId },
      { form: { intent: "send-code", email: typed } },
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { lastResult: { initialValue: { email: typed }, error: { email: [expect.stringMatching(words)] } } },
    });
  });

  test.each([
    undefined,
    "https://lakemont.github.io",
    "https://github.io",
    "https://gmail.com",
    "https://co.uk",
    "http://192.0.2.1",
  ])("an organization whose website is %s has no domain to prove, or only that site's own", async (website) => {
    await setWebsite(website ?? "");
    const shown = (await showVerification(db, ownerId, employerId))!;
    if (website === "https://lakemont.github.io") expect(shown.domain).toBe("lakemont.github.io");
    else {
      expect(shown.domain).toBeUndefined();
      await expect(send("me@gmail.com")).rejects.toMatchObject({ code: "invalid" });
      await expect(startDnsProof(db, by())).rejects.toMatchObject({ code: "invalid" });
    }
  });

  test("five wrong codes end it, also when they come at once", async () => {
    await send();
    const code = await mailedCode();
    const guesses = await Promise.allSettled(Array.from({ length: MOST_CODE_ATTEMPTS }, () => enter("WRNG-CDEX")));
    expect(guesses.every(({ status }) => status === "rejected")).toBe(true);
    await expect(enter(code)).rejects.toThrow(/does not work any more/);
    expect((await employer()).verification).toBe("unverified");
  });

  test("ends after half an hour, and with the next code; the next one waits a minute", async () => {
    await send();
    const first = await mailedCode();
    await expect(send()).rejects.toMatchObject({ code: "too-many" });
    freezeClock(later(now(), MINUTE));
    await send();
    const second = await mailedCode();
    await expect(enter(first)).rejects.toMatchObject({ field: "code" });
    freezeClock(later(now(), 30 * MINUTE));
    await expect(enter(second)).rejects.toThrow(/does not work any more/);
  });

  test("is for the domain that the website had: another website in between makes it void", async () => {
    await send();
    const code = await mailedCode();
    await setWebsite("https://elsewhere.example");
    await expect(enter(code)).rejects.toMatchObject({ code: "conflict" });
  });

  test("is for owners; strangers find no organization", async () => {
    const recruiter = await anAccount();
    await db
      .insertInto("member")
      .values({ employer_id: employerId, account_id: recruiter, role: "recruiter", created_at: now() })
      .execute();
    const form = { intent: "send-code", email: `dana@${domain}` };
    expect(await call(verificationRoute, recruiter, { employerId }, { form })).toMatchObject({ status: 422 });
    const { ownerId: stranger } = await anEmployer(`Stranger ${number}`);
    for (const intent of ["send-code", "confirm-code", "get-record", "check-record", "give-up"])
      expect(
        await call(verificationRoute, stranger, { employerId }, { form: { ...form, code: "ABCD-EFGH", intent } }),
      ).toMatchObject({ status: 404 });
    expect(await call(verificationRoute, stranger, { employerId })).toMatchObject({ status: 404 });
  });
});

describe("by a DNS record", () => {
  test("verifies when the record is there, among others and in parts", async () => {
    await publish();
    await check();
    expect(await employer()).toMatchObject({ verification: "dns", verifiedDomain: domain });
  });

  test("says what it found: nothing, something else, or no answer", async () => {
    const name = await publish();
    dns.records.delete(name);
    await expect(check()).rejects.toThrow(/no TXT record/);
    dns.records.set(name, [["careercenter-verification=somebody-else"]]);
    await expect(check()).rejects.toThrow(/another value/);
    dns.records.set(name, "servfail");
    await expect(check()).rejects.toMatchObject({ code: "unavailable" });
    expect((await employer()).verification).toBe("unverified");
  });

  test("another organization's record proves nothing", async () => {
    const name = await publish();
    const theirs = await anEmployer(`Copycat ${number}`);
    await setWebsite(`https://${domain}`, theirs.employerId);
    const them = { accountId: theirs.ownerId, employerId: theirs.employerId, clientAddress: ADDRESS };
    await startDnsProof(db, them);
    expect(dns.records.get(name)).toBeDefined();
    await expect(checkDnsProof(db, them)).rejects.toThrow(/another value/);
  });

  test("a verification by e-mail may be made stronger", async () => {
    await send();
    await enter(await mailedCode());
    await publish();
    await check();
    expect((await employer()).verification).toBe("dns");
  });
});

describe("one domain proves one organization", () => {
  test.each([
    ["the same domain", (it: string) => it, /verifies Hospital/],
    ["one that looks like it", (it: string) => it.replace("hospital", "hosp1tal"), /looks like/],
    ["one with a hyphen", (it: string) => it.replace("hospital", "hos-pital"), /looks like/],
    ["one in other letters", (it: string) => it.replace("o", "о"), /looks like/],
  ])("%s goes to no second one", async (_, make, words) => {
    await publish();
    await check();
    const second = await anEmployer(`Second ${number}`);
    await setWebsite(`https://${make(domain)}`, second.employerId);
    const them = { accountId: second.ownerId, employerId: second.employerId, clientAddress: ADDRESS };
    await expect(startDnsProof(db, them)).rejects.toThrow(words);
    const { domain: theirs } = (await showVerification(db, second.ownerId, second.employerId))!;
    await expect(sendCode(db, { ...them, email: `me@${theirs}` })).rejects.toThrow(words);
  });
});

describe("a published record is looked at every day", () => {
  const nextDay = async () => {
    freezeClock(later(now(), DAY));
    await enqueueRechecks(db);
    await enqueueRechecks(db);
    await runTasks();
  };
  let name: string;
  beforeEach(async () => {
    freezeClock(now());
    name = await publish();
    await check();
    await runTasks();
    mails.length = 0;
  });

  test("and while it is there nothing happens, once a day however often the schedule runs", async () => {
    await nextDay();
    const tasks = await db.selectFrom("task").select("id").where("kind", "=", "employer.recheck-domain").execute();
    expect(tasks).toHaveLength(1);
    expect(mails).toEqual([]);
    expect((await employer()).verification).toBe("dns");
  });

  test("and when it is gone the owners are told, and after a week the verification ends", async () => {
    dns.records.delete(name);
    for (let day = 1; day <= GRACE_DAYS; day++) {
      await nextDay();
      expect((await employer()).verification).toBe("dns");
    }
    const to = await ownerAddress();
    expect(mailsTo(to).map(({ subject }) => subject)).toEqual([expect.stringMatching(/about to lose/)]);
    await nextDay();
    expect(await employer()).toMatchObject({ verification: "unverified", verifiedDomain: null, verifiedAt: null });
    expect(mailsTo(to)).toHaveLength(2);
    expect(await auditOf(employerId)).toEqual(expect.arrayContaining(["employer.record-missing", "employer.unverify"]));
    await publish();
    await check();
  });

  test("and one that comes back in time costs nothing", async () => {
    const kept = dns.records.get(name)!;
    dns.records.delete(name);
    await nextDay();
    dns.records.set(name, kept);
    await nextDay();
    dns.records.delete(name);
    for (let day = 1; day < GRACE_DAYS; day++) await nextDay();
    expect((await employer()).verification).toBe("dns");
  });

  test("and a name server that does not answer proves nothing", async () => {
    dns.records.set(name, "servfail");
    for (let day = 0; day < GRACE_DAYS + 3; day++) await nextDay();
    expect((await employer()).verification).toBe("dns");
    expect(mails).toEqual([]);
  });
});

describe("what is verified", () => {
  test("keeps its name and its domain until the verification is given up", async () => {
    await publish();
    await check();
    const { name, about, version } = await employer();
    const edit = (more: { name?: string; website?: string }, seen = version) =>
      editEmployer(db, ownerId, employerId, { name, about, website: `https://${domain}`, ...more }, seen);
    await expect(edit({ name: "Somebody Else" })).rejects.toMatchObject({ field: "name" });
    await expect(edit({ website: "https://elsewhere.example" })).rejects.toMatchObject({ field: "website" });
    await edit({ website: `https://careers.${domain}/jobs` });
    await giveUpVerification(db, by());
    await edit({ website: "https://elsewhere.example" }, version + 1);
    expect(await employer()).toMatchObject({ verification: "unverified", website: "https://elsewhere.example" });
  });

  test("shows on every public job at once, over or not: the feed names them in the same transaction", async () => {
    const { jobId } = await aLiveJob(employerId);
    const { jobId: over } = await aLiveJob(employerId);
    await transact(db, (trx) => endJob(trx, over, "filled", system));
    const feedOf = async (id: JobId) =>
      (await db.selectFrom("change_feed").select("seq").where("job_id", "=", id).execute()).length;
    const before = await feedOf(jobId);
    const beforeOver = await feedOf(over);
    await jobSearch().catchUp();
    const version = jobSearch().version;
    await publish();
    await check();
    expect(await feedOf(jobId)).toBe(before + 1);
    expect(await feedOf(over)).toBe(beforeOver + 1);
    await jobSearch().catchUp();
    expect(jobSearch().version).not.toBe(version);
    await giveUpVerification(db, by());
    expect(await feedOf(jobId)).toBe(before + 2);
  });
});
