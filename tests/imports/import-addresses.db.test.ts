import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { editImport, removeImport } from "~/imports/edit-import.server.ts";
import { type ImportForm } from "~/imports/import-forms.ts";
import { KEPT_RUNS, MOST_FAILURES, MOST_SOURCES, type By } from "~/imports/import.ts";
import { readRun, type Fetch } from "~/imports/read-run.server.ts";
import { startDueImports, sweepImports } from "~/imports/schedule-imports.server.ts";
import { listImports, showImport } from "~/imports/show-imports.server.ts";
import { fetchNow, uploadAgain } from "~/imports/start-import.server.ts";
import { DAY, freezeClock, HOUR, later } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { FetchError, type FetchOptions } from "~/platform/fetch-public.server.ts";
import type { EmployerId, ImportSourceId } from "~/platform/ids.ts";
import { settings as boardSettings } from "~/settings/settings.ts";
import * as importRoute from "~/routes/employer/import.tsx";
import * as importsRoute from "~/routes/employer/imports.tsx";
import { call, runTasks } from "#tests/employers/desk.ts";
import { ADDRESS, anEmployer } from "#tests/support/application-factories.ts";
import { csvOf, draftsOf, finished, ofAddress, report, upload, verify, type Posting } from "./import-desk.ts";

const db = database();
const at = new Date("2026-11-22T08:00:00Z");
let by: By;
let employerId: EmployerId;
let number = 0;

beforeEach(async () => {
  freezeClock(at);
  await db.deleteFrom("rate_limit").execute();
  await db.deleteFrom("task").execute();
  await db.deleteFrom("import_source").execute();
  const made = await anEmployer(`Fetcher ${++number}`);
  employerId = made.employerId;
  by = { accountId: made.ownerId, employerId };
  await verify(employerId);
});
afterEach(() => freezeClock());

/** A world that answers with postings, and remembers what it was asked with. */
function world(...postings: Posting[]) {
  const asked: FetchOptions[] = [];
  const fetch: Fetch = async (_address, options) => {
    asked.push(options);
    if (options.etag === '"1"') return { notModified: true };
    const body = Buffer.from(csvOf(...postings).bytes);
    return {
      notModified: false,
      body,
      url: "https://feeds.example.org/jobs.csv",
      contentType: "text/csv",
      etag: '"1"',
      lastModified: null,
    };
  };
  return { asked, fetch };
}
const failing: Fetch = () => Promise.reject(new FetchError("feeds.example.org could not be reached."));
/** Runs the newest run with a world to fetch from. */
async function fetched(sourceId: ImportSourceId, fetch: Fetch) {
  await readRun(db, (await report(by, sourceId)).run.id, fetch);
  return finished(by, sourceId);
}
const sourceRow = (id: ImportSourceId) =>
  db.selectFrom("import_source").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const settings = (more: Partial<Extract<ImportForm, { intent: "settings" }>> = {}) => ({
  ...{ intent: "settings" as const, version: 1, name: "Feed", url: "https://feeds.example.org/jobs.csv" },
  ...{ format: null, schedule: "off" as const, anyWork: false },
  ...more,
});

describe("an address", () => {
  it("is fetched for verified organizations only, now and whenever it is due", async () => {
    await verify(employerId, "unverified");
    await expect(ofAddress(by)).rejects.toMatchObject({ code: "invalid", field: "url" });
    await verify(employerId);
    const id = await ofAddress(by, { schedule: "daily" });
    expect((await fetched(id, world({ id: "a" }).fetch)).told).toEqual(["2 made Inpatient Coder a"]);
    await verify(employerId, "unverified");
    await expect(fetchNow(db, { ...by, clientAddress: ADDRESS }, id)).rejects.toMatchObject({ field: "url" });
    freezeClock(later(at, DAY));
    await startDueImports(db);
    const { run } = await fetched(id, world().fetch);
    expect(run).toMatchObject({ cause: "schedule", state: "refused" });
    expect(run.reason).toMatch(/only for verified organizations/);
  });

  it.each([
    "http://127.0.0.1/feed",
    "http://169.254.169.254/",
    "http://2130706433/",
    "https://intranet/",
    "ftp://x.example/",
    "https://a:b@x.example/",
  ])("%s is refused beside its field", async (url) => {
    await expect(ofAddress(by, { url })).rejects.toMatchObject({ code: "invalid", field: "url" });
    expect((await listImports(db, by))?.imports).toEqual([]);
  });

  it("that cannot be fetched ends in a report with the reason", async () => {
    const id = await ofAddress(by);
    expect((await fetched(id, failing)).run).toMatchObject({
      state: "refused",
      reason: "feeds.example.org could not be reached.",
    });
  });

  it("is fetched so often a day and no more", async () => {
    const id = await ofAddress(by);
    for (let round = 1; round < 24; round++) {
      await fetched(id, failing);
      await fetchNow(db, { ...by, clientAddress: ADDRESS }, id);
    }
    await fetched(id, failing);
    await expect(fetchNow(db, { ...by, clientAddress: ADDRESS }, id)).rejects.toMatchObject({ code: "too-many" });
  });
});

describe("a schedule", () => {
  it("starts a run once when it is due, however many workers look, and asks whether anything changed", async () => {
    const id = await ofAddress(by, { schedule: "daily" });
    const { asked, fetch } = world({ id: "a" });
    await fetched(id, fetch);
    await startDueImports(db);
    expect((await showImport(db, by, id, {}))?.runs).toHaveLength(1);
    freezeClock(later(at, DAY));
    await Promise.all([startDueImports(db), startDueImports(db), startDueImports(db)]);
    expect((await showImport(db, by, id, {}))?.runs).toHaveLength(2);
    const { run } = await fetched(id, fetch);
    expect(run).toMatchObject({ cause: "schedule", state: "same", total: 0 });
    expect(asked.map(({ etag }) => etag)).toEqual([undefined, '"1"']);
    expect((await sourceRow(id)).next_run_at).toEqual(later(at, 2 * DAY));
    await fetchNow(db, { ...by, clientAddress: ADDRESS }, id);
    expect((await fetched(id, fetch)).told).toEqual(["2 unchanged Inpatient Coder a"]);
    expect(asked.at(-1)?.etag).toBeUndefined();
  });

  it("is switched off after it failed again and again, and says so", async () => {
    const id = await ofAddress(by, { schedule: "weekly" });
    await fetched(id, failing);
    for (let week = 1; week < MOST_FAILURES; week++) {
      expect((await sourceRow(id)).schedule).toBe("weekly");
      freezeClock(later(at, 7 * week * DAY));
      await startDueImports(db);
      await fetched(id, failing);
    }
    expect(await sourceRow(id)).toMatchObject({ schedule: "off", next_run_at: null, failures: MOST_FAILURES });
  });

  it("reads the whole again once the form is read in another way", async () => {
    const id = await ofAddress(by, { schedule: "daily" });
    await fetched(id, world({ id: "a" }).fetch);
    expect((await sourceRow(id)).etag).toBe('"1"');
    await editImport(db, by, id, settings({ schedule: "daily", anyWork: true }));
    expect(await sourceRow(id)).toMatchObject({ etag: null, any_work: 1, version: 2, next_run_at: later(at, DAY) });
  });
});

describe("settings", () => {
  it("that somebody changed since are not overwritten", async () => {
    const id = await ofAddress(by);
    await editImport(db, by, id, settings({ name: "First" }));
    await expect(editImport(db, by, id, settings({ name: "Second" }))).rejects.toMatchObject({ code: "conflict" });
    expect((await sourceRow(id)).name).toBe("First");
  });

  it("take no private address, and no address where files are uploaded", async () => {
    const id = await ofAddress(by);
    for (const url of ["", "http://10.0.0.1/"])
      await expect(editImport(db, by, id, settings({ url }))).rejects.toMatchObject({ field: "url" });
    const files = await upload(by, csvOf({ id: "a" }));
    await expect(editImport(db, by, files, settings())).rejects.toMatchObject({ field: "url" });
  });

  it("are for so many imports", async () => {
    for (let count = 0; count < MOST_SOURCES; count++) await upload(by, csvOf({ id: "a" }));
    await expect(upload(by, csvOf({ id: "a" }))).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("what is over", () => {
  it("an import is removed with its reports, also while it runs; its drafts stay", async () => {
    const id = await upload(by, csvOf({ id: "a" }));
    await finished(by, id);
    await uploadAgain(db, { ...by, clientAddress: ADDRESS }, id, csvOf({ id: "b" }));
    await removeImport(db, by, id);
    await runTasks();
    expect(await showImport(db, by, id, {})).toBeUndefined();
    expect([...(await draftsOf(employerId)).keys()]).toEqual(["a"]);
    const dead = await db.selectFrom("task").select("id").where("last_error", "is not", null).execute();
    expect(dead).toEqual([]);
  });

  it("a run that hangs is ended, and old reports are forgotten, but for the newest", async () => {
    const id = await upload(by, csvOf({ id: "a" }));
    await finished(by, id);
    freezeClock(later(at, HOUR));
    await uploadAgain(db, { ...by, clientAddress: ADDRESS }, id, csvOf({ id: "a" }));
    freezeClock(later(at, 2 * DAY));
    await sweepImports(db);
    expect((await report(by, id)).run).toMatchObject({
      state: "refused",
      reason: "The import broke off. Start it again.",
    });
    freezeClock(later(at, (boardSettings["retention.imports"].fallback + 9) * DAY));
    await sweepImports(db);
    expect((await showImport(db, by, id, {}))?.runs).toHaveLength(1);
    expect((await report(by, id)).run.state).toBe("refused");
  });
});

it("keeps the newest reports of an import, and no more of them than it lists", async () => {
  const id = await upload(by, csvOf({ id: "a" }));
  await finished(by, id);
  const runs = () => db.selectFrom("import_run").select("id").where("source_id", "=", id).orderBy("id").execute();
  const [first] = await runs();
  for (let run = 0; run < KEPT_RUNS; run++) {
    await uploadAgain(db, { ...by, clientAddress: ADDRESS }, id, csvOf({ id: "a" }));
    await finished(by, id);
  }
  const kept = await runs();
  expect(kept).toHaveLength(KEPT_RUNS);
  expect(kept).not.toContainEqual(first);
  expect(await db.selectFrom("import_row").select("number").where("run_id", "=", first!.id).execute()).toEqual([]);
  expect((await report(by, id)).run.counts.unchanged).toBe(1);
});

describe("the pages", () => {
  const form = (fields: Record<string, string>, file?: Uint8Array<ArrayBuffer>) => {
    const posted = new FormData();
    for (const [name, value] of Object.entries(fields)) posted.append(name, value);
    posted.append("file", new File(file ? [file] : [], file ? "jobs.csv" : ""));
    return posted;
  };
  const errorsOf = (body: Record<string, unknown>) =>
    (body.lastResult as { error?: Record<string, string[]> } | undefined)?.error ?? {};
  const list = (posted?: FormData, who = by.accountId) =>
    call(importsRoute, who, { employerId }, posted ? { form: posted } : {});

  it("take a file, and lead to its report", async () => {
    const made = await list(form({ name: "Autumn", format: "csv", anyWork: "on" }, csvOf({ id: "a" }).bytes));
    expect([made.status, made.location]).toEqual([302, expect.stringMatching(/\/imports\/\w{22}$/)]);
    const importId = made.location!.split("/").at(-1) as ImportSourceId;
    const waiting = await call(importRoute, by.accountId, { employerId, importId });
    expect(waiting.body).toMatchObject({
      source: { name: "Autumn", format: "csv", anyWork: true },
      run: { state: "waiting" },
    });
    await finished(by, importId);
    const done = await call(importRoute, by.accountId, { employerId, importId }, { search: "?outcome=made" });
    expect(done.body).toMatchObject({ run: { state: "done" }, rows: [{ number: 2, outcome: "made" }] });
    expect((await list()).body).toMatchObject({ imports: [{ last: { counts: { made: 1 } } }] });
  });

  it("say beside the field what is missing, and keep what was typed", async () => {
    const nothing = await list(form({ name: "Autumn" }));
    expect([nothing.status, errorsOf(nothing.body)]).toEqual([
      422,
      { file: ["Choose a file, or give an address to fetch."] },
    ]);
    expect(nothing.body.lastResult).toMatchObject({ initialValue: { name: "Autumn" } });
    const both = await list(form({ url: "https://x.example/feed" }, csvOf({ id: "a" }).bytes));
    expect(errorsOf(both.body)).toHaveProperty("url");
    const huge = await list(form({ name: "Autumn" }, new Uint8Array(20 * 1024 * 1024 + 1)));
    expect([huge.status, errorsOf(huge.body)]).toEqual([
      422,
      { file: ["The file is larger than 20 MB. Choose a smaller one."] },
    ]);
    expect(huge.body.lastResult).toMatchObject({ initialValue: { name: "Autumn" } });
    expect((await listImports(db, by))?.imports).toEqual([]);
  });

  it("are not there for another employer's recruiter, nor for one who was removed", async () => {
    const importId = await upload(by, csvOf({ id: "a" }));
    const { ownerId: stranger } = await anEmployer("Elsewhere");
    const own = await anEmployer("Own");
    const ask = async (who: typeof stranger, more: Parameters<typeof call>[3] = {}) => [
      (await call(importRoute, who, { employerId, importId }, more)).status,
      (await call(importRoute, who, { employerId: own.employerId, importId }, more)).status,
    ];
    expect(await ask(stranger)).toEqual([404, 404]);
    expect(await ask(own.ownerId)).toEqual([404, 404]);
    for (const intent of ["fetch", "upload", "remove", "settings"])
      expect(await ask(own.ownerId, { form: { intent, version: "1" } })).toEqual([404, 404]);
    expect((await list(undefined, stranger)).status).toBe(404);
    expect((await list(form({}, csvOf({ id: "x" }).bytes), stranger)).status).toBe(404);
    await db.deleteFrom("member").where("employer_id", "=", employerId).execute();
    expect((await call(importRoute, by.accountId, { employerId, importId })).status).toBe(404);
    expect((await list(form({}, csvOf({ id: "x" }).bytes))).status).toBe(404);
  });

  it("do what is asked of an import, and say why not", async () => {
    const importId = await upload(by, csvOf({ id: "a" }));
    const page = (fields: FormData | Record<string, string>) =>
      call(importRoute, by.accountId, { employerId, importId }, { form: fields });
    expect(await page({ intent: "fetch" })).toMatchObject({
      status: 422,
      body: { refused: "This import has no address to fetch." },
    });
    expect(await page(form({ intent: "upload" }, csvOf({ id: "a" }).bytes))).toMatchObject({ status: 409 });
    await finished(by, importId);
    expect(await page(form({ intent: "upload" }))).toMatchObject({
      status: 422,
      body: { refused: "Choose a file first." },
    });
    expect((await page(form({ intent: "upload" }, csvOf({ id: "b" }).bytes))).status).toBe(302);
    expect((await page({ intent: "settings", version: "1", name: "Winter" })).status).toBe(302);
    const stale = await page({ intent: "settings", version: "1", name: "Spring" });
    expect([stale.status, errorsOf(stale.body)[""]?.[0]]).toEqual([409, expect.stringMatching(/^Somebody changed/)]);
    expect((await page({ intent: "nonsense" })).status).toBe(400);
    expect(await page({ intent: "remove" })).toMatchObject({
      status: 302,
      location: expect.stringMatching(/\/imports$/),
    });
  });
});
