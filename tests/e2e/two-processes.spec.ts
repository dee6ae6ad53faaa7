import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { importFile } from "~/jobs/import/import-file.server.ts";
import { insertPermission } from "~/jobs/import/import.queries.server.ts";
import { insertRevision } from "~/jobs/job-content.queries.server.ts";
import { submitJob } from "~/jobs/submit-job.server.ts";
import { openSession } from "~/accounts/sessions.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { DAY, later, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { plainContent } from "#tests/support/plain-content.ts";
import { expect, test } from "./support/test.ts";
import { WebProcesses, type Connection } from "./support/web-processes.ts";

// What a visitor sees does not depend on the web process that answers, nor on its being alive a moment ago.

// Processes are started here, each of which reads the whole board; on a busy machine that takes its time.
test.describe.configure({ mode: "serial", timeout: 180_000 });

let web: WebProcesses;
let one: Connection;
let two: Connection;
let owner: { employerId: EmployerId; ownerId: AccountId };
let word = 0;

test.beforeAll(async () => {
  // The factories write into the board's database, as a third process.
  process.env.DATABASE_URL = process.env.E2E_DATABASE_URL;
  process.env.DATA_DIR = process.env.E2E_DATA_DIR;
  web = await WebProcesses.start();
  owner = await anEmployer("Twofold Regional");
});

test.beforeEach(async () => {
  one = await web.connect(1);
  two = await web.connect(2);
});

test.afterEach(() => {
  one.close();
  two.close();
});

test.afterAll(async () => {
  web.primary.kill("SIGTERM");
  await web.ended();
  await database().destroy();
});

/** A word that no other job has: letters only. */
const aWord = () => `zq${[...`${Date.now()}${word++}`].map((digit) => "bcdfghjklm"[Number(digit)]).join("")}`;

async function countIn(connection: Connection, words: string): Promise<number> {
  const { status, text } = await connection.ask(`/api/v1/jobs?q=${words}`);
  expect(status).toBe(200);
  return JSON.parse(text).total;
}

const inBoth = (words: string) => Promise.all([one, two].map((connection) => countIn(connection, words)));

/** Waits until both say so; what it took is told, and measured by `npm run bench`. */
async function expectInBoth(words: string, count: number, what: string) {
  const began = performance.now();
  await expect.poll(() => inBoth(words), { intervals: [10], timeout: 20_000 }).toEqual([count, count]);
  test.info().annotations.push({ type: what, description: `${Math.round(performance.now() - began)} ms` });
}

async function post(connection: Connection, url: string, as: AccountId, fields: Record<string, string>) {
  const cookie = (await openSession(as, "test", now())).split(";")[0]!;
  return connection.ask(url, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: {
      Cookie: cookie,
      Origin: `http://localhost:${web.port}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
  });
}

test("a job that was approved in one process is in the answers of both when that answers", async () => {
  const title = aWord();
  const jobId: JobId = newId<"job">();
  const moderatorId = await anAccount({ staffRole: "moderator" });
  const revisionId = await transact(database(), async (trx) => {
    const at = now();
    const { employerId } = owner;
    await trx
      .insertInto("job")
      .values({
        id: jobId,
        employer_id: employerId,
        slug: title,
        state: "draft",
        version: 1,
        origin: "employer",
        created_at: at,
        updated_at: at,
      })
      .execute();
    const revision = await insertRevision(trx, jobId, plainContent({ title: `Coder ${title}` }), null);
    const right = { kind: "grant" as const, ref: jobId };
    await submitJob(trx, { jobId, revisionId: revision, right, days: 30, actor: system });
    return revision;
  });
  expect(await inBoth(title)).toEqual([0, 0]);
  const answer = await post(one, `/moderation/jobs/${jobId}`, moderatorId, {
    revision: revisionId,
    decision: "approve",
  });
  expect(answer.status).toBe(302);
  expect(await countIn(one, title)).toBe(1);
  await expectInBoth(title, 1, "approved");
});

test("a job that was filled in one process is gone from both", async () => {
  const title = aWord();
  const { jobId } = await aLiveJob(owner.employerId, { title: `Coder ${title}` });
  await expectInBoth(title, 1, "written by a third process");
  expect((await post(two, `/employer/jobs/${jobId}`, owner.ownerId, { deed: "fill" })).status).toBe(302);
  expect(await countIn(two, title)).toBe(0);
  await expectInBoth(title, 0, "filled");
});

test("a job that an import edits is found by what it says now", async () => {
  const [before, after] = [aWord(), aWord()];
  const folder = mkdtempSync(path.join(os.tmpdir(), "cc-two-"));
  const adminId = await anAccount({ staffRole: "admin" });
  const take = async (title: string) => {
    const file = path.join(folder, "jobs.jsonl");
    const posting = {
      "@type": "JobPosting",
      identifier: { name: "Twofold", value: before },
      title: `Medical Coder ${title}`,
      description: "<p>Code inpatient charts with ICD-10-CM and CPT. A CPC is required.</p>",
      url: `https://jobs.example/${before}`,
      hiringOrganization: { name: "Twofold Imported" },
      jobLocation: { address: { addressLocality: "Columbus", addressRegion: "OH", addressCountry: "US" } },
      datePosted: now().toISOString(),
    };
    writeFileSync(file, `${JSON.stringify(posting)}\n`);
    const rows: string[] = [];
    const { counts } = await importFile(
      database(),
      file,
      { adminId, permissionId: await insertPermission(database(), adminId, "a test") },
      { onRow: (row) => rows.push(row) },
    );
    expect(counts.taken + counts.updated, rows.join("\n")).toBe(1);
  };
  await take(before);
  await expectInBoth(before, 1, "imported");
  await take(after);
  await expectInBoth(after, 1, "edited by an import");
  expect(await inBoth(before)).toEqual([0, 0]);
  rmSync(folder, { recursive: true });
});

for (const [what, dates] of [
  ["expires", () => ({ expires_at: later(now(), 6 * SECOND) })],
  ["becomes overdue on confirmation", () => ({ confirmed_at: later(now(), 6 * SECOND - 14 * DAY) })],
] as const)
  test(`a job that ${what} leaves both by itself`, async () => {
    const title = aWord();
    const { jobId } = await aLiveJob(owner.employerId, { title: `Coder ${title}` });
    await transact(database(), async (trx) => {
      await trx.updateTable("job").set(dates()).where("id", "=", jobId).execute();
      jobChanged(trx, jobId);
    });
    await expectInBoth(title, 1, "written");
    await expectInBoth(title, 0, what);
  });

const browser = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0" };

/** How many views of the job are written down. */
async function viewsOf(jobId: JobId): Promise<number> {
  const rows = await database().selectFrom("job_day").select("views").where("job_id", "=", jobId).execute();
  return rows.reduce((sum, { views }) => sum + views, 0);
}

test("a person who looks at a job counts once, whichever process answers", async () => {
  const { jobId, slug } = await aLiveJob(owner.employerId);
  for (const process of [one, two, one])
    await process.ask(`/jobs/${slug}`, { headers: browser }).then(({ status }) => expect(status).toBe(200));
  await two.ask(`/jobs/${slug}`, { headers: { "User-Agent": `${browser["User-Agent"]} other` } });
  await expect.poll(() => viewsOf(jobId)).toBe(2);
});

test("a process that is killed is noticed by nobody but those whom it was answering, and comes back", async () => {
  const numberOf = async () => Number(JSON.parse((await web.ask("/healthz")).text).process);
  const children = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === web.primary.pid);
  expect(children).toHaveLength(2);

  let going = true;
  let killed = Infinity;
  const failures: number[] = [];
  let answered = 0;
  const visitors = Array.from({ length: 6 }, async () => {
    while (going) {
      const began = performance.now();
      await web.ask("/api/v1/jobs?q=coder").then(
        ({ status }) => (status === 200 ? answered++ : failures.push(began)),
        () => failures.push(began),
      );
    }
  });
  await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(20);
  killed = performance.now();
  process.kill(children[0]![0]!, "SIGKILL");
  const seen = new Set<number>();
  await expect.poll(async () => seen.add(await numberOf()).size, { timeout: 120_000 }).toBe(2);
  going = false;
  await Promise.all(visitors);
  expect(failures.filter((began) => began > killed)).toEqual([]);
  expect(failures.length).toBeLessThanOrEqual(6);
  expect(web.output).toMatch(/web process \d was ended by SIGKILL and is started again/);
});

test("a port that is taken is said, and nothing is started", async () => {
  const second = await WebProcesses.start(web.port);
  expect(await second.ended()).toBe(78);
  expect(second.output).toContain(`Port ${web.port} is taken by another program`);
  expect(second.output).not.toContain("is ready");
});

test("asked to end, all answer what is under way and end with 0", async () => {
  const own = await WebProcesses.start();
  (await own.connect(1)).close();
  (await own.connect(2)).close();
  const { jobId, slug } = await aLiveJob(owner.employerId);
  expect((await own.ask(`/jobs/${slug}`, { headers: browser })).status).toBe(200);
  const underWay = Array.from({ length: 6 }, () => own.ask("/jobs?q=coder"));
  await own.ask("/healthz");
  own.primary.kill("SIGTERM");
  expect(await own.ended()).toBe(0);
  for (const result of await Promise.allSettled(underWay))
    if (result.status === "fulfilled") expect(result.value.status).toBe(200);
  expect(own.output.match(/web process drains/g)).toHaveLength(2);
  expect(await viewsOf(jobId), "what was counted is written at the end").toBe(1);
});
