import { readFileSync } from "node:fs";
import path from "node:path";
import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { LETTER_LENGTH } from "~/applications/application.ts";
import { database } from "~/platform/database.server.ts";
import { MAX_RESUME_BYTES } from "~/platform/files/resume-file.ts";
import type { AccountId, ApplicationId, EmployerId, FileId, JobId } from "~/platform/ids.ts";
import * as applyRoute from "~/routes/applications/apply.tsx";
import * as applicationRoute from "~/routes/applications/application.tsx";
import * as fileRoute from "~/routes/applications/file.ts";
import * as applicantRoute from "~/routes/employer/applicant.tsx";
import * as applicantsRoute from "~/routes/employer/applicants.tsx";
import * as declineRoute from "~/routes/employer/decline-applicants.tsx";
import * as exportRoute from "~/routes/employer/export-applicants.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { ADDRESS, aLiveJob, anApplication, anEmployer, anUpload } from "#tests/support/application-factories.ts";
import { docxParts, smallPdf, zipArchive } from "#tests/platform/files/zip-archive.ts";

type Params = ActionFunctionArgs["params"];
type Route = { loader?: (args: ActionFunctionArgs) => unknown; action?: (args: ActionFunctionArgs) => unknown };
type Answer = {
  status: number;
  location: string | null;
  headers: Headers;
  body: Record<string, unknown>;
  response?: Response;
};

const db = database();
const locked = readFileSync(path.join(import.meta.dirname, "../platform/files/encrypted-pdfs/r6-locked.pdf"));
let employerId: EmployerId, ownerId: AccountId, jobId: JobId, slug: string;
let applicationId: ApplicationId, seekerId: AccountId, fileId: FileId;

beforeAll(async () => {
  ({ employerId, ownerId } = await anEmployer());
  ({ jobId, slug } = await aLiveJob(employerId));
  ({ applicationId, seekerId, fileId } = await anApplication(jobId));
});

/** Calls a route as the framework does, signed in as `who` or as a guest, and reads its answer whatever form it has. */
async function call(
  route: Route,
  who: AccountId | undefined,
  params: Params,
  form?: FormData,
  search = "",
): Promise<Answer> {
  const url = `http://localhost:3000/here${search}`;
  const init: RequestInit = form ? { method: "POST", body: form } : {};
  const request = who ? await requestAs(who, url, init) : new Request(url, init);
  const context = { clientAddress: ADDRESS, requestId: "1", nonce: "1" };
  const work = form ? route.action : route.loader;
  let answer: unknown;
  try {
    answer = await work?.({ request, params, context });
  } catch (thrown) {
    if (!(thrown instanceof Response)) throw thrown;
    answer = thrown;
  }
  if (answer instanceof Response)
    return {
      status: answer.status,
      location: answer.headers.get("Location"),
      headers: answer.headers,
      body: {},
      response: answer,
    };
  const { data, init: own } =
    (answer as { type?: string }).type === "DataWithResponseInit"
      ? (answer as { data: Record<string, unknown>; init: ResponseInit | null })
      : { data: answer as Record<string, unknown>, init: null };
  return { status: own?.status ?? 200, location: null, headers: new Headers(own?.headers), body: data };
}

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const file = (bytes: Uint8Array | string, name = "cv.pdf") =>
  new File([typeof bytes === "string" ? bytes : new Uint8Array(bytes)], name, { type: "application/pdf" });
const filesOf = (id: AccountId) => db.selectFrom("file").select(["id", "state"]).where("account_id", "=", id).execute();
const errorsOf = (answer: Answer) => (answer.body.lastResult as { error?: Record<string, string[]> }).error ?? {};
const typed = (answer: Answer) =>
  (answer.body.lastResult as { initialValue?: Record<string, unknown> }).initialValue?.letter;

describe("the apply form", () => {
  const hostile: [string, Uint8Array | string, number][] = [
    ["a page of HTML named .pdf", "<html><script>alert(1)</script></html>", 422],
    ["an archive named .pdf", zipArchive([{ name: "a.txt", content: "a" }]), 422],
    ["more than 5 MB", Buffer.concat([smallPdf(), Buffer.alloc(MAX_RESUME_BYTES)]), 413],
    ["nothing", "", 422],
    ["a PDF behind a password", locked, 422],
  ];

  it.each(hostile)("refuses %s beside the field, keeps the letter and writes nothing", async (_, bytes, status) => {
    const person = await anAccount();
    const answer = await call(applyRoute, person, { slug }, formOf({ letter: "Dear all", resume: file(bytes) }));
    expect(answer.status).toBe(status);
    expect(errorsOf(answer).resume?.[0]).toMatch(/\w/);
    expect(typed(answer)).toBe("Dear all");
    expect(await filesOf(person)).toEqual([]);
    expect(await db.selectFrom("application").select("id").where("account_id", "=", person).execute()).toEqual([]);
  });

  it("keeps a good résumé when the letter was wrong, so that it need not be chosen again", async () => {
    const person = await anAccount();
    const letter = "x".repeat(LETTER_LENGTH + 1);
    const first = await call(applyRoute, person, { slug }, formOf({ letter, resume: file(smallPdf(), "my cv.pdf") }));
    expect(first.status).toBe(400);
    expect(Object.keys(errorsOf(first))).toEqual(["letter"]);
    const kept = first.body.kept as { id: string; name: string };
    expect(kept.name).toBe("my cv.pdf");

    const worse = await call(applyRoute, person, { slug }, formOf({ letter, kept: kept.id, resume: file("no") }));
    expect(Object.keys(errorsOf(worse)).sort()).toEqual(["letter", "resume"]);
    expect(worse.body.kept).toEqual(kept);

    const sent = await call(applyRoute, person, { slug }, formOf({ letter: "Short", kept: kept.id }));
    expect(sent.status).toBe(302);
    expect(sent.location).toMatch(/^\/applications\//);
    expect(await filesOf(person)).toEqual([{ id: kept.id, state: "kept" }]);
  });

  it("takes a Word document, and shows the first application to whoever applies again", async () => {
    const person = await anAccount();
    const resume = () => file(zipArchive(docxParts()), "cv.docx");
    const first = await call(applyRoute, person, { slug }, formOf({ letter: "", resume: resume() }));
    const second = await call(applyRoute, person, { slug }, formOf({ letter: "Again", resume: resume() }));
    expect(second.location).toBe(first.location);
    expect((await call(applyRoute, person, { slug })).body.own).toMatchObject({ earlier: { state: "received" } });
  });

  it("does not take the kept upload of somebody else", async () => {
    const theirs = await anUpload(await anAccount());
    const answer = await call(applyRoute, await anAccount(), { slug }, formOf({ letter: "x", kept: theirs.id }));
    expect(answer.status).toBe(400);
    expect(answer.body.kept).toBeUndefined();
    expect(errorsOf(answer).resume).toBeDefined();
  });

  it("refuses what is no upload form at all", async () => {
    const request = await requestAs(await anAccount(), "http://localhost:3000/here", {
      method: "POST",
      body: new URLSearchParams({ letter: "x" }),
    });
    const context = { clientAddress: ADDRESS, requestId: "1", nonce: "1" };
    const answer = await applyRoute.action({ request, params: { slug }, context });
    expect(answer).toMatchObject({ init: { status: 415 } });
  });

  it("is shown to guests, and says of an address elsewhere without asking who it is", async () => {
    expect((await call(applyRoute, undefined, { slug })).body).toMatchObject({ how: { how: "board" }, own: null });
    const form = () => formOf({ who: "account", letter: "x", resume: file(smallPdf()) });
    expect((await call(applyRoute, undefined, { slug }, form())).location).toBe("/sign-in?returnTo=%2Fhere");
    const elsewhere = await aLiveJob(employerId, { apply: { kind: "url", url: "https://x.example/apply" } });
    expect((await call(applyRoute, undefined, { slug: elsewhere.slug })).body.how).toMatchObject({ how: "elsewhere" });
    expect((await call(applyRoute, undefined, { slug: "no-such-job" })).status).toBe(404);
  });
});

describe("a résumé's address", () => {
  it("serves it to the person and to the members, never to be kept by the browser", async () => {
    for (const who of [seekerId, ownerId]) {
      const { status, headers } = await call(fileRoute, who, { fileId });
      expect(status).toBe(200);
      expect(headers.get("Cache-Control")).toBe("private, no-store");
      expect(headers.get("Content-Type")).toBe("application/pdf");
      expect(headers.get("Content-Disposition")).toMatch(/^inline; filename="cv.pdf"/);
      expect(headers.get("Content-Security-Policy")).toContain("sandbox");
    }
    const saved = await call(fileRoute, seekerId, { fileId }, undefined, "?save=1");
    expect(saved.headers.get("Content-Disposition")).toMatch(/^attachment/);
  });
});

describe("everybody else", () => {
  it("finds nothing at any of these addresses, and a guest is asked to sign in", async () => {
    const { ownerId: rival } = await anEmployer("Stonebrook Medical");
    const others = [
      rival,
      await anAccount(),
      await anAccount({ staffRole: "moderator" }),
      await anAccount({ staffRole: "admin" }),
    ];
    const move = () => formOf({ intent: "move", application: applicationId, to: "hired", version: "1" });
    const addresses: [Route, Params, (() => FormData)?][] = [
      [fileRoute, { fileId }],
      [applicationRoute, { applicationId }],
      [applicationRoute, { applicationId }, () => formOf({ version: "1" })],
      [applicantsRoute, { jobId }],
      [applicantsRoute, { jobId }, move],
      [applicantsRoute, { jobId }, () => formOf({ intent: "review", pick: `${applicationId}.1` })],
      [exportRoute, { jobId }],
      [declineRoute, { jobId }],
      [declineRoute, { jobId }, () => formOf({ intent: "decline", message: "", pick: `${applicationId}.1` })],
      [applicantRoute, { jobId, applicationId }, () => formOf({ intent: "rate", rating: "5", seen: "0" })],
      [applicantRoute, { jobId, applicationId }, () => formOf({ intent: "note", note: "A note" })],
      [applicantRoute, { jobId, applicationId }, () => formOf({ intent: "assign", to: ownerId })],
      [applicantRoute, { jobId, applicationId }],
      [applicantRoute, { jobId, applicationId }, move],
    ];
    for (const [route, params, form] of addresses) {
      for (const other of others) expect((await call(route, other, params, form?.())).status).toBe(404);
      expect((await call(route, undefined, params, form?.())).location).toBe("/sign-in?returnTo=%2Fhere");
    }
    expect((await call(applicationRoute, ownerId, { applicationId })).status).toBe(404);
    expect((await call(applicantRoute, seekerId, { jobId, applicationId })).status).toBe(404);
    const row = await db.selectFrom("application").select("state").where("id", "=", applicationId).executeTakeFirst();
    expect(row?.state).toBe("received");
  });

  it("gets a plain 404 for ids that are none", async () => {
    expect((await call(fileRoute, seekerId, { fileId: "../../etc/passwd" })).status).toBe(404);
    expect((await call(applicationRoute, seekerId, { applicationId: "x" })).status).toBe(404);
    expect((await call(applicantsRoute, ownerId, { jobId: "" })).status).toBe(404);
  });
});

describe("the employer's pages", () => {
  it("move an application and refuse a stale or a senseless move with what it is now", async () => {
    const fresh = await anApplication(jobId);
    const params = { jobId, applicationId: fresh.applicationId };
    const post = (to: string, version: string) =>
      call(applicantRoute, ownerId, params, formOf({ intent: "move", to, version }));
    expect((await post("interview", "1")).status).toBe(302);
    const stale = await post("reviewed", "1");
    expect(stale.status).toBe(409);
    expect(errorsOf(stale)[""]?.[0]).toContain("in Interview by now");
    expect((await post("boss", "2")).status).toBe(400);
    const page = await call(applicantRoute, ownerId, params, undefined, "?confirm=declined");
    expect(page.body).toMatchObject({ confirm: "declined", moves: ["offer", "hired", "declined"] });
  });

  it("ask about an end only where it can be reached", async () => {
    const page = await call(applicantRoute, ownerId, { jobId, applicationId }, undefined, "?confirm=withdrawn");
    expect(page.body.confirm).toBeUndefined();
  });

  it("list one state, and never what a guest has not confirmed", async () => {
    const received = await call(applicantsRoute, ownerId, { jobId }, undefined, "?state=received");
    expect(received.body).toMatchObject({ filter: { state: "received" }, view: "list" });
    const unconfirmed = await call(applicantsRoute, ownerId, { jobId }, undefined, "?state=unconfirmed");
    expect(unconfirmed.body.page).toBeUndefined();
  });
});
