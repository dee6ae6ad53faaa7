import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listSessions } from "~/accounts/sessions.server.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { signUp } from "~/accounts/sign-up.server.ts";
import { eraseOldApplications } from "~/applications/erase-applications.server.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import { byAccount } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import { deleteAccount, finishDeletion } from "~/my-data/delete-account.server.ts";
import { countTheirs } from "~/my-data/person-rows.queries.server.ts";
import { personTables, tableNames, type TableName } from "~/my-data/person-tables.ts";
import { DAY, freezeClock, HOUR, later } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { isNobody } from "~/platform/mail/nobody.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as deleteRoute from "~/routes/accounts/delete-account.tsx";
import { auditOf, call, runTasks } from "#tests/employers/desk.ts";
import { lastMailTo, mails, mailsTo } from "#tests/employers/kept-mail.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { accountOf, aLiveJob, anApplication, anEmployer } from "#tests/support/application-factories.ts";
import { aWholePerson, CANARY, type WholePerson } from "./whole-person.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const start = new Date("2026-11-22T12:00:00Z");
beforeEach(async () => {
  freezeClock(start);
  mails.length = 0;
  for (const table of ["rate_limit", "task", "setting"] as const) await db.deleteFrom(table).execute();
});
afterEach(() => freezeClock());

const departs = async (id: AccountId, factor?: string, password = PASSWORD) =>
  deleteAccount(db, { account: await accountOf(id), hasFactor: factor !== undefined }, { password, factor });

type Column = { table: TableName; column: string };
async function columnsLike(types: string): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as ${sql.ref("table")}, c.column_name as ${sql.ref("column")}
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = database() and t.table_type = 'BASE TABLE' and c.table_name not like 'kysely%'
      and c.data_type in (${sql.join(types.split(" "))})
    order by 1, 2`.execute(db);
  return rows;
}

/** The columns in which a text stands, in any row of any table. */
async function whereStands(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const { table, column } of await columnsLike("char varchar text tinytext mediumtext longtext json")) {
    const { rows } = await sql`
      select 1 from ${sql.table(table)} where ${sql.ref(column)} like ${`%${text}%`} limit 1`.execute(db);
    if (rows.length) found.push(`${table}.${column}`);
  }
  return found;
}

const waits = (name: string) => {
  const table = personTables[name as TableName];
  return "rows" in table && typeof table.erase === "object" && "retention" in table.erase;
};

describe("the table of whose data is where", () => {
  test("has every table of the database", async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = database() and table_type = 'BASE TABLE' and table_name not like 'kysely%'`.execute(db);
    expect([...tableNames].sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  test("says of every column that refers to an account whose row that is, or who did something there", async () => {
    const { rows } = await sql<Column>`
      select table_name as ${sql.ref("table")}, column_name as ${sql.ref("column")}
      from information_schema.key_column_usage
      where table_schema = database() and referenced_table_name in ('account', 'profile', 'member')
        and referenced_column_name in ('id', 'account_id')`.execute(db);
    const named = (await columnsLike("char")).filter(({ column }) =>
      /account|_by$|moderator|admin_id|author/.test(column),
    );
    const unknown = [...rows, ...named].filter(({ table: name, column }) => {
      const table = personTables[name];
      const rows = "rows" in table ? table.rows.map((one) => one.column) : [];
      return ![...rows, ...(table.by ?? [])].includes(column);
    });
    expect(rows.length).toBeGreaterThan(30);
    expect(unknown).toEqual([]);
  });

  test("names only columns that are there", async () => {
    const known = new Set((await columnsLike("char varchar text longtext mediumtext datetime date int tinyint smallint bigint")).map(({ table, column }) => `${table}.${column}`)); // prettier-ignore
    const named = tableNames.flatMap((name) => {
      const table = personTables[name];
      const own = "rows" in table ? table.rows.map(({ column }) => column) : [];
      return [...own, ...(table.by ?? [])].map((column) => `${name}.${column}`);
    });
    expect(named.filter((column) => !known.has(column))).toEqual([]);
  });
});

describe("what is left of somebody who had a row in every table", () => {
  let person: WholePerson;
  beforeEach(async () => {
    person = await aWholePerson();
  }, 60_000);

  test("is nothing but what waits for the retention of applications, and after that nothing", async () => {
    const who = { id: person.id, email: person.email };
    for (const name of tableNames)
      if ("rows" in personTables[name])
        expect(await countTheirs(db, name, who), `the whole person has no row in ${name}`).toBeGreaterThan(0);
    expect((await whereStands(CANARY)).length).toBeGreaterThan(20);

    await departs(person.id, person.app());
    await runTasks();
    for (const name of tableNames) {
      const table = personTables[name];
      if ("rows" in table && table.erase === "delete") expect(await countTheirs(db, name, who), name).toBe(0);
    }
    const left = await whereStands(CANARY);
    expect(left.filter((column) => !waits(column.split(".")[0]!))).toEqual([]);
    expect(left).toContain("application.letter");
    expect(await fileStore().get(person.pending)).toBeNull();
    expect(await fileStore().get(person.resume)).not.toBeNull();

    freezeClock(later(start, 731 * DAY));
    await eraseOldApplications(db);
    await sweepUploads(db);
    expect(await whereStands(CANARY)).toEqual([]);
    expect(await whereStands("canary.example")).toEqual([]);
    expect(await fileStore().get(person.resume)).toBeNull();

    // The id itself is nobody's by now, and stands only where the table says that it does.
    const allowed = tableNames.flatMap((name) => {
      const table = personTables[name];
      const kept = "rows" in table && table.erase !== "delete" ? table.rows.map(({ column }) => column) : [];
      return [...kept, ...(table.by ?? [])].map((column) => `${name}.${column}`);
    });
    const stands = await whereStands(person.id);
    expect(stands.filter((column) => !allowed.includes(column))).toEqual(
      // The tasks are deleted after the set time; the audit log has ids in its details; the address is nobody's.
      ["account.email", "audit.detail", "task.payload"].filter((column) => stands.includes(column)),
    );
  }, 60_000);

  test("can be told from nobody: no name, no address, and no way in", async () => {
    await departs(person.id, person.app());
    await runTasks();
    const row = await db.selectFrom("account").selectAll().where("id", "=", person.id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: "Deleted account", email_verified_at: null, deleted_at: start });
    expect(isNobody(row.email)).toBe(true);
    expect(await listSessions(db, person.id)).toEqual([]);
    for (const email of [person.email, row.email])
      await expect(signIn(db, { email, password: PASSWORD }, "192.0.2.9")).rejects.toMatchObject({ code: "invalid" });
  });

  test("the open application is withdrawn, and its employer is told; the one that ended stays as it was", async () => {
    await departs(person.id, person.app());
    await runTasks();
    const states = await db.selectFrom("application").select(["id", "state"]).where("account_id", "=", person.id).orderBy("id").execute(); // prettier-ignore
    expect(states).toEqual([
      { id: person.declined, state: "declined" },
      { id: person.open, state: "withdrawn" },
    ]);
    const { email: owner } = await accountOf(person.ownerId);
    expect(mailsTo(owner).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([expect.stringMatching(/withdrawn/), expect.stringMatching(/Deleted account left/)]),
    );
  });

  test("one mail confirms it, and the address is forgotten with it", async () => {
    await departs(person.id, person.app());
    expect(await whereStands(person.email)).toContain("farewell.email");
    await runTasks();
    expect(lastMailTo(person.email)).toMatchObject({
      subject: "Your account is deleted",
      props: { applications: 2, days: 730 },
    });
    expect(await db.selectFrom("farewell").selectAll().execute()).toEqual([]);
    expect(mailsTo(person.email)).toHaveLength(1);
    expect(await auditOf(person.id)).toContain("account.delete");
  });

  test("what a request that was under way wrote after it goes as well", async () => {
    await departs(person.id, person.app());
    await runTasks();
    await db
      .insertInto("profile_block")
      .values({ account_id: person.id, employer_id: person.employerId, created_at: start })
      .execute()
      .catch(() => undefined);
    await db
      .insertInto("account_token")
      .values({
        account_id: person.id,
        token_hash: "cd".repeat(32),
        purpose: "reset-password",
        created_at: start,
        expires_at: later(start, DAY),
        used_at: null,
      }) // prettier-ignore
      .execute();
    freezeClock(later(start, HOUR));
    await runTasks();
    expect(await countTheirs(db, "account_token", { id: person.id })).toBe(0);
  });

  test("a broken-off task is done again: bytes first, then their row", async () => {
    await departs(person.id, person.app());
    const remove = vi.spyOn(fileStore(), "remove").mockRejectedValueOnce(new Error("the disk is away"));
    await expect(finishDeletion(db, person.id)).rejects.toThrow("the disk is away");
    remove.mockRestore();
    await finishDeletion(db, person.id);
    await finishDeletion(db, person.id);
    expect(await fileStore().get(person.pending)).toBeNull();
    expect(await db.selectFrom("file").select("id").where("id", "=", person.pending).execute()).toEqual([]);
  });

  test("nothing at all of somebody else", async () => {
    const { seekerId } = await anApplication(person.jobId);
    await finishDeletion(db, seekerId);
    await departs(person.id, person.app());
    await runTasks();
    expect(await db.selectFrom("account").select(["name", "deleted_at"]).where("id", "=", seekerId).execute()).toEqual([
      { name: "Ruth Adeyemi", deleted_at: null },
    ]);
    expect(await countTheirs(db, "application", { id: seekerId })).toBe(1);
  });
});

describe("deleting an account", () => {
  test("without anything that others refer to leaves no row", async () => {
    const id = await anAccount();
    const { email } = await accountOf(id);
    await departs(id);
    await runTasks();
    expect(await db.selectFrom("account").select("id").where("id", "=", id).execute()).toEqual([]);
    await signUp(db, { name: "Ada", email, password: PASSWORD, consent: "on" }, "192.0.2.9");
    expect(await db.selectFrom("account").select("name").where("email", "=", email).execute()).toEqual([
      { name: "Ada" },
    ]);
  });

  test("asks for the password, and for a code where there is a second factor", async () => {
    const person = await aWholePerson();
    await expect(departs(person.id, person.app(), "a guess")).rejects.toMatchObject({ field: "password" });
    for (const code of ["", "000000"])
      await expect(departs(person.id, code)).rejects.toMatchObject({ field: "factor" });
    expect((await accountOf(person.id)).email).toBe(person.email);
  });

  test("is not for staff, who must hand their role back first", async () => {
    const id = await anAccount({ staffRole: "moderator" });
    await expect(departs(id)).rejects.toMatchObject({ code: "invalid", message: expect.stringMatching(/staff role/) });
  });

  test("waits until the last owner has handed the organization over, or closed what is open", async () => {
    const { employerId, ownerId } = await anEmployer();
    const { jobId } = await aLiveJob(employerId);
    await expect(departs(ownerId)).rejects.toMatchObject({ code: "conflict", message: /close its 1 open job/ });
    const recruiter = await anAccount();
    const member = { employer_id: employerId, account_id: recruiter, role: "recruiter" as const, created_at: start };
    await db.insertInto("member").values(member).execute();
    await expect(departs(ownerId)).rejects.toMatchObject({ message: /Make somebody else an owner first/ });
    await db.updateTable("member").set({ role: "owner" }).where("account_id", "=", recruiter).execute();
    await departs(ownerId);
    await expect(departs(recruiter)).rejects.toMatchObject({ message: /close its 1 open job/ });
    await transact(db, (trx) => endJob(trx, jobId, "closed", byAccount(recruiter)));
    await departs(recruiter);
    expect(await db.selectFrom("member").selectAll().where("employer_id", "=", employerId).execute()).toEqual([]);
  });

  test("by two owners at once leaves one of them", async () => {
    const { employerId, ownerId } = await anEmployer();
    await aLiveJob(employerId);
    const second = await anAccount();
    const member = { employer_id: employerId, account_id: second, role: "owner" as const, created_at: start };
    await db.insertInto("member").values(member).execute();
    const done = await Promise.allSettled([departs(ownerId), departs(second)]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.selectFrom("member").selectAll().where("employer_id", "=", employerId).execute()).toHaveLength(1);
  });

  test("from two browsers at once does it once", async () => {
    const id = await anAccount();
    const done = await Promise.allSettled([departs(id), departs(id)]);
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await auditOf(id)).filter((action) => action === "account.delete")).toHaveLength(1);
  });

  test("is said in plain words before, and asks whether they are sure", async () => {
    const { employerId } = await anEmployer();
    const { jobId } = await aLiveJob(employerId);
    const { seekerId } = await anApplication(jobId);
    const page = await call(deleteRoute, seekerId, {});
    expect(page.body).toMatchObject({ obstacles: [], applications: { kept: 1, open: 1 }, days: 730, staff: false });
    const unsure = await call(deleteRoute, seekerId, {}, { form: { password: PASSWORD } });
    expect(unsure.status).toBe(400);
    const done = await call(deleteRoute, seekerId, {}, { form: { password: PASSWORD, sure: "on" } });
    expect(done).toMatchObject({ status: 302, location: "/" });
    expect(done.headers.get("Set-Cookie")).toMatch(/cc_session=;/);
  });
});
