import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { hashPassword } from "~/accounts/password.server.ts";
import { openDatabase, type Db } from "~/platform/database.server.ts";
import { newId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { timingOf, type Timing } from "./stats.ts";
import { browserHeaders, get, type Web } from "./web-process.ts";

/** Milliseconds from the change's own time (written in its transaction, before the commit) to the first answer that has it. */
export type FreshnessFigures = { other: Timing; otherMost: number; writer: { changes: number; late: number } };

const GIVE_UP_MS = 5_000;

/**
 * Marks jobs as filled through the desk of `writer`, one after another, and asks `other` for the employer's jobs until it
 * leaves them out; also whether the writer's own next answer does.
 */
export async function measureFreshness(
  databaseUrl: string,
  writer: Web,
  other: Web,
  changes: number,
  report: (progress: number) => void,
): Promise<FreshnessFigures> {
  const db = openDatabase(databaseUrl, { connections: 2 });
  try {
    const { employer, jobs } = await largestEmployer(db, changes);
    const cookie = await signInOwner(db, employer.id, writer);
    const lags: number[] = [];
    let late = 0;
    for (const [at, job] of jobs.entries()) {
      const listed = await countOf(other, employer.slug);
      // Between two looks of the other process at the feed, wherever that may be.
      await sleep(Math.random() * 100);
      const answered = fill(writer, job, cookie).then(async () => {
        if ((await countOf(writer, employer.slug)) !== listed - 1) late++;
      });
      answered.catch(() => {});
      const end = Date.now() + GIVE_UP_MS;
      while ((await countOf(other, employer.slug)) === listed)
        if (Date.now() > end) throw new Error(`The other process has not seen a change for ${GIVE_UP_MS} ms`);
      const seen = Date.now();
      await answered;
      const change = await db
        .selectFrom("change_feed")
        .select("at")
        .where("job_id", "=", job)
        .orderBy("seq", "desc")
        .executeTakeFirstOrThrow();
      lags.push(seen - change.at.getTime());
      report((at + 1) / jobs.length);
    }
    return { other: timingOf(lags), otherMost: Math.max(...lags), writer: { changes: lags.length, late } };
  } finally {
    await db.destroy();
  }
}

async function largestEmployer(db: Db, jobs: number) {
  const employer = await db
    .selectFrom("job")
    .innerJoin("employer", "employer.id", "job.employer_id")
    .select(["employer.id", "employer.slug"])
    .where("job.state", "=", "live")
    .groupBy(["employer.id", "employer.slug"])
    .orderBy((expression) => expression.fn.countAll(), "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom("job")
    .select("id")
    .where("employer_id", "=", employer.id)
    .where("state", "=", "live")
    .limit(jobs)
    .execute();
  return { employer, jobs: rows.map(({ id }) => id) };
}

/** An owner of the employer, signed in at `web` as people do. @returns the Cookie header. */
async function signInOwner(db: Db, employerId: EmployerId, web: Web): Promise<string> {
  const password = randomBytes(12).toString("hex");
  const id = newId<"account">();
  const email = `owner-${id.toLowerCase()}@bench.example`;
  const at = new Date();
  await db
    .insertInto("account")
    .values({
      id,
      email,
      email_verified_at: at,
      password_hash: await hashPassword(password),
      name: "The bench",
      staff_role: null,
      consent_version: "bench",
      consented_at: at,
      suspended_at: null,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("member")
    .values({ employer_id: employerId, account_id: id, role: "owner", created_at: at })
    .execute();
  const answer = await post(web, "/sign-in", { email, password });
  const cookie = answer.headers["set-cookie"]?.map((line) => line.split(";")[0]).join("; ");
  if (answer.status !== 302 || !cookie) throw new Error(`Signing in was answered with ${answer.status}`);
  return cookie;
}

async function fill(web: Web, job: JobId, cookie: string): Promise<void> {
  const { status } = await post(web, `/employer/jobs/${job}`, { deed: "fill" }, cookie);
  if (status !== 302) throw new Error(`The desk answered ${status}`);
}

function post(web: Web, path: string, fields: Record<string, string>, cookie?: string) {
  return get(web.baseUrl + path, {
    method: "POST",
    headers: {
      ...browserHeaders,
      "content-type": "application/x-www-form-urlencoded",
      origin: web.baseUrl,
      ...(cookie ? { cookie } : {}),
    },
    body: new URLSearchParams(fields).toString(),
  });
}

async function countOf(web: Web, employer: string): Promise<number> {
  const { status, body } = await get(`${web.baseUrl}/api/v1/jobs?employer=${employer}`);
  if (status !== 200) throw new Error(`The API answered ${status}`);
  return (JSON.parse(body.toString()) as { total: number }).total;
}
