import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { confirmEmail } from "~/accounts/confirm-email.server.ts";
import { deleteUnconfirmedAccounts } from "~/accounts/delete-unconfirmed.server.ts";
import { signIn } from "~/accounts/sign-in.server.ts";
import { signUp } from "~/accounts/sign-up.server.ts";
import { applyToJob, UPLOAD_GONE } from "~/applications/apply-to-job.server.ts";
import { eraseOldApplications } from "~/applications/erase-applications.server.ts";
import { confirmGuestApplication, DEAD_LINK } from "~/applications/guest/confirm-guest-application.server.ts";
import {
  CONFIRM_LIFE,
  fileGuestApplication,
  mailGuestAgain,
} from "~/applications/guest/file-guest-application.server.ts";
import { findGuestUpload, keepGuestUpload } from "~/applications/guest/guest-upload.server.ts";
import { pageOfApplications } from "~/applications/list-applications.server.ts";
import { listAnswers } from "~/applications/list-answers.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { sweepUploads } from "~/applications/sweep-uploads.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import { endJob } from "~/jobs/end-job.server.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { askedFields } from "~/applications/asked-questions.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { DAY, freezeClock, HOUR, later, now, SECOND } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { fileStore } from "~/platform/files/file-store.server.ts";
import { newId, type AccountId, type EmployerId, type FileId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import * as applyRoute from "~/routes/applications/apply.tsx";
import * as sentRoute from "~/routes/applications/apply-sent.tsx";
import * as confirmRoute from "~/routes/applications/confirm-application.tsx";
import { runTasks } from "#tests/employers/desk.ts";
import { lastMailTo, mails, mailsTo } from "#tests/employers/kept-mail.ts";
import { smallPdf } from "#tests/platform/files/zip-archive.ts";
import { anAccount, PASSWORD, requestAs } from "#tests/support/accounts.ts";
import {
  accountOf,
  ADDRESS,
  aLiveJob,
  anEmployer,
  anUpload,
  receivedFile,
} from "#tests/support/application-factories.ts";
import { answerTo } from "#tests/support/ask-route.ts";

vi.mock("~/platform/mail/send-mail.server.ts", async (original) =>
  (await import("#tests/employers/kept-mail.ts")).keepingMail(original<object>),
);

const db = database();
const ohio: ScreeningQuestion = {
  text: "Do you live in Ohio?",
  hint: null,
  required: true,
  kind: "yes-no",
  expects: "yes",
};
let employerId: EmployerId, ownerId: AccountId, jobId: JobId, slug: string;
let number = 0;
let email = "";

beforeAll(async () => {
  ({ employerId, ownerId } = await anEmployer());
});
beforeEach(async () => {
  freezeClock();
  mails.length = 0;
  await db.deleteFrom("rate_limit").execute();
  ({ jobId, slug } = await aLiveJob(employerId, { questions: [ohio] }));
  await db.deleteFrom("task").execute();
  email = `guest-${++number}@example.org`;
});

const upload = async () => keepGuestUpload(db, await receivedFile(), ADDRESS);
async function file(more: { fileId?: FileId; jobId?: JobId; letter?: string; email?: string } = {}) {
  const { revisionId } = (await showJob(db, slug))!;
  const screening = { revisionId, answers: { [askedFields([ohio])[0]!.name]: "yes" } };
  const fileId = more.fileId ?? (await upload()).id;
  const said = { jobId, name: "Ruth Adeyemi", email, letter: "Dear all", clientAddress: ADDRESS, screening };
  return fileGuestApplication(db, { ...said, ...more, fileId });
}
async function tokenMailed(to = email): Promise<string> {
  await runTasks();
  return new URL(lastMailTo(to).props.url!).searchParams.get("token") ?? "";
}
const confirm = (token: string) => confirmGuestApplication(db, token, ADDRESS);
const applications = () => db.selectFrom("application").selectAll().where("job_id", "=", jobId).execute();
const waiting = () => db.selectFrom("guest_application").selectAll().where("email", "=", email).execute();
const accountsOf = (address: string) => db.selectFrom("account").selectAll().where("email", "=", address).execute();
const tasks = () => db.selectFrom("task").select(["kind", "payload"]).execute();

describe("before the link is followed", () => {
  test("nothing reaches the employer, and no account is made", async () => {
    await file();
    const token = await tokenMailed();
    expect(await applications()).toEqual([]);
    expect(await accountsOf(email)).toEqual([]);
    expect(mails.map(({ to }) => to)).toEqual([email]);
    expect(token).toHaveLength(43);
    const [row] = await waiting();
    expect(JSON.stringify([row, await tasks()])).not.toContain(token);
    expect(JSON.stringify(await tasks())).not.toContain(email);
  });

  test("it is deleted with its file once the time is over", async () => {
    await file();
    const token = await tokenMailed();
    const [row] = await waiting();
    freezeClock(later(now(), CONFIRM_LIFE));
    await expect(confirm(token)).rejects.toThrow(DEAD_LINK);
    freezeClock(later(now(), HOUR));
    await sweepUploads(db);
    expect(await waiting()).toEqual([]);
    expect(await fileStore().get(row!.file_id)).toBeNull();
    expect(await accountsOf(email)).toEqual([]);
  });

  test("a résumé that was never sent with a form goes after a day", async () => {
    const { id, value } = await upload();
    expect(await findGuestUpload(db, value)).toMatchObject({ id });
    expect(await findGuestUpload(db, id)).toBeUndefined();
    expect(await findGuestUpload(db, `${id}.${"0".repeat(64)}`)).toBeUndefined();
    freezeClock(later(now(), DAY + HOUR));
    expect(await findGuestUpload(db, value)).toBeUndefined();
    await sweepUploads(db);
    expect(await fileStore().get(id)).toBeNull();
  });

  test("a form that is posted twice is one application, and its file is no other's", async () => {
    const { id: fileId } = await upload();
    const both = await Promise.all([file({ fileId }), file({ fileId })]);
    expect(both[0]).toBe(both[1]);
    await expect(file({ fileId, email: `other-${email}` })).rejects.toThrow(UPLOAD_GONE);
    expect(await waiting()).toHaveLength(1);
  });

  test("an account's waiting upload is not a guest's to send", async () => {
    const { id } = await anUpload(await anAccount());
    await expect(file({ fileId: id })).rejects.toThrow(UPLOAD_GONE);
  });
});

describe("the link", () => {
  test("sends the application as it was written, and the employer and the guest are told", async () => {
    await file();
    const { applicationId } = await confirm(await tokenMailed());
    expect(await applications()).toMatchObject([
      { id: applicationId, state: "received", name: "Ruth Adeyemi", email, letter: "Dear all" },
    ]);
    expect((await listAnswers(db, [applicationId])).get(applicationId)).toMatchObject([{ answer: "yes", meets: true }]);
    expect(await waiting()).toEqual([]);
    await runTasks();
    expect(lastMailTo(email)).toMatchObject({ subject: expect.stringContaining("was sent"), props: { guest: true } });
    const owner = await accountOf(ownerId);
    expect(mailsTo(owner.email).at(-1)).toMatchObject({ subject: expect.stringContaining("A new application") });
  });

  test("sends it once, pressed twice or at once; afterwards it is as dead as a forged one", async () => {
    await file();
    const token = await tokenMailed();
    const pressed = await Promise.allSettled(Array.from({ length: 4 }, () => confirm(token)));
    expect(pressed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await applications()).toHaveLength(1);
    for (const dead of [token, "forged", "", "x".repeat(500)]) {
      await expect(confirm(dead)).rejects.toThrow(DEAD_LINK);
      const request = new Request(`http://localhost:3000/here?token=${dead}`);
      expect((await answerTo(confirmRoute.loader, request, {})).data?.waiting).toBeUndefined();
    }
  });

  test("of two applications of one address to one job the first confirmed is sent, and the other shows it", async () => {
    await file();
    const one = await tokenMailed();
    await file({ letter: "Again" });
    const two = await tokenMailed();
    const both = await Promise.all([confirm(one), confirm(two)]);
    expect(both[0].applicationId).toBe(both[1].applicationId);
    expect(both.filter(({ earlier }) => earlier)).toHaveLength(1);
    expect(await applications()).toHaveLength(1);
    expect(await accountsOf(email)).toHaveLength(1);
  });

  test("of a job that ended meanwhile sends nothing, and says so", async () => {
    await file();
    const token = await tokenMailed();
    await transact(db, (trx) => endJob(trx, jobId, "closed", system));
    await expect(confirm(token)).rejects.toThrow("takes no more applications");
    expect(await applications()).toEqual([]);
    expect(await accountsOf(email)).toEqual([]);
  });

  test("that was mailed again replaces the one before", async () => {
    const id = await file();
    const first = await tokenMailed();
    await mailGuestAgain(db, id, ADDRESS);
    const second = await tokenMailed();
    await expect(confirm(first)).rejects.toThrow(DEAD_LINK);
    await expect(confirm(second)).resolves.toMatchObject({ jobId });
  });
});

describe("the account of the address", () => {
  test("gets the application once it is made and confirmed; nobody enters before", async () => {
    await file();
    const { applicationId } = await confirm(await tokenMailed());
    const [kept] = await accountsOf(email);
    expect(kept).toMatchObject({ email_verified_at: null });
    await expect(signIn(db, { email, password: PASSWORD }, ADDRESS)).rejects.toThrow("do not belong together");
    await signUp(db, { email, name: "Ruth A.", password: PASSWORD, consent: "on" }, ADDRESS);
    await expect(signIn(db, { email, password: PASSWORD }, ADDRESS)).rejects.toThrow("not confirmed yet");
    const id = await confirmEmail(db, { token: await tokenMailed(), password: PASSWORD }, ADDRESS);
    const { rows } = await pageOfApplications(db, id);
    expect(rows.map((row) => row.id)).toEqual([applicationId]);
  });

  test("that is confirmed already has it at once", async () => {
    const id = await anAccount({ email });
    await file();
    await confirm(await tokenMailed());
    expect((await pageOfApplications(db, id)).rows).toHaveLength(1);
    expect(await accountsOf(email)).toHaveLength(1);
  });

  test("that is suspended sends nothing: it gets no link, and a link from before is dead", async () => {
    const id = await anAccount({ email });
    await file();
    const token = await tokenMailed();
    await db.updateTable("account").set({ suspended_at: now() }).where("id", "=", id).execute();
    await expect(confirm(token)).rejects.toThrow(DEAD_LINK);
    mails.length = 0;
    await file();
    await runTasks();
    expect(mails).toEqual([]);
  });

  test("loses name and address when all its applications are erased", async () => {
    await file();
    const { applicationId } = await confirm(await tokenMailed());
    const [kept] = await accountsOf(email);
    await moveApplication(db, ownerId, { jobId, applicationId, to: "declined", version: 1 });
    freezeClock(later(now(), 800 * DAY));
    await eraseOldApplications(db);
    expect(await accountsOf(email)).toEqual([]);
    const left = await db.selectFrom("account").selectAll().where("id", "=", kept!.id).executeTakeFirst();
    expect(JSON.stringify(left)).not.toMatch(/guest-|Ruth/);
  });

  test("loses them later where somebody signed up with it shortly before, and never confirmed it", async () => {
    await file();
    const { applicationId } = await confirm(await tokenMailed());
    await moveApplication(db, ownerId, { jobId, applicationId, to: "declined", version: 1 });
    freezeClock(later(now(), 790 * DAY));
    await signUp(db, { name: "Ruth", email, password: PASSWORD, consent: "on" }, ADDRESS);
    freezeClock(later(now(), 10 * DAY));
    await eraseOldApplications(db);
    await deleteUnconfirmedAccounts(db);
    expect(await accountsOf(email)).toHaveLength(1);
    freezeClock(later(now(), 91 * DAY));
    await deleteUnconfirmedAccounts(db);
    expect(await accountsOf(email)).toEqual([]);
  });
});

describe("whoever types an address", () => {
  test("is answered alike whether it is nobody's, has an account, or has applied; only the mailbox learns it", async () => {
    const [nobody, member, applicant] = [email, `m-${email}`, `a-${email}`];
    await anAccount({ email: member });
    const account = await accountOf(await anAccount({ email: applicant }));
    const { revisionId } = (await showJob(db, slug))!;
    const screening = { revisionId, answers: { [askedFields([ohio])[0]!.name]: "no" } };
    const fileId = (await anUpload(account.id)).id;
    await applyToJob(db, { account, jobId, letter: "", fileId, clientAddress: ADDRESS, screening });
    await runTasks();
    mails.length = 0;
    const answers = [];
    for (const address of [nobody, member, applicant]) {
      const body = new FormData();
      const fields = { who: "guest", name: "R", email: address, letter: "", revision: revisionId, consent: "on" };
      for (const [name, value] of Object.entries({ ...fields, ...screening.answers })) body.set(name, value);
      body.set("resume", new File([new Uint8Array(smallPdf())], "cv.pdf"));
      const request = new Request("http://localhost:3000/here", { method: "POST", body });
      const { status, location } = await answerTo(applyRoute.action, request, { slug });
      answers.push({ status, location: location?.replace(/ref=.*/, "") });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 302, location: expect.stringContaining("/apply/sent?") });
    await runTasks();
    expect(lastMailTo(nobody).subject).toBe(lastMailTo(member).subject);
    expect(lastMailTo(applicant).subject).toContain("You have applied already");
    expect(lastMailTo(applicant).props.url).toContain("/applications/");
    expect(await applications()).toHaveLength(1);
  });

  test("cannot have it flooded: three mails a job, eight in all, whoever asks and however", async () => {
    const id = await file();
    await mailGuestAgain(db, id, "192.0.2.8");
    await file({ letter: "More" });
    await expect(mailGuestAgain(db, id, "192.0.2.9")).rejects.toMatchObject({ code: "too-many" });
    await expect(file()).rejects.toMatchObject({ code: "too-many" });
    let sent = 3;
    for (; sent < 20; sent++) {
      const other = await aLiveJob(employerId);
      const fileId = (await upload()).id;
      const said = { name: "R", letter: "", screening: { revisionId: null, answers: {} }, clientAddress: ADDRESS };
      const filed = await fileGuestApplication(db, { ...said, jobId: other.jobId, email, fileId }).catch(
        () => undefined,
      );
      if (!filed) break;
    }
    // The refused ones were counted too.
    expect(sent).toBeLessThanOrEqual(8);
    await runTasks();
    expect(mailsTo(email).length).toBeLessThanOrEqual(8);
  });

  test("learns nothing by asking for a mail again", async () => {
    const ask = async (ref: string) => {
      const body = new URLSearchParams({ ref });
      const request = new Request("http://localhost:3000/here", { method: "POST", body });
      return (await answerTo(sentRoute.action, request, { slug })).status;
    };
    expect(await ask(await file())).toBe(302);
    expect(await ask(newId())).toBe(302);
    expect(await ask("../x")).toBe(404);
  });
});

describe("the guest's form", () => {
  const post = async (fields: Record<string, string | File>, who?: AccountId) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const init = { method: "POST", body };
    const request = who ? await requestAs(who, "/here", init) : new Request("http://localhost:3000/here", init);
    return answerTo(applyRoute.action, request, { slug });
  };

  test("refuses what is missing beside each field, and keeps the rest with the file", async () => {
    const resume = new File([new Uint8Array(smallPdf())], "my cv.pdf");
    const revision = (await showJob(db, slug))!.revisionId;
    const { status, data } = await post({
      who: "guest",
      name: "",
      email: "nobody",
      letter: "Dear all",
      revision,
      resume,
    });
    expect(status).toBe(400);
    const { error, initialValue } = data!.lastResult as Record<string, Record<string, unknown>>;
    expect(Object.keys(error!).sort()).toEqual([askedFields([ohio])[0]!.name, "consent", "email", "name"].sort());
    expect(initialValue).toMatchObject({ letter: "Dear all", email: "nobody" });
    const { value } = data!.kept as { value: string };
    const again = await post({ who: "guest", kept: value, letter: "Dear all" });
    expect(again.data).toMatchObject({ kept: { name: "my cv.pdf" } });
    expect(await waiting()).toEqual([]);
  });

  test("of somebody who has signed in meanwhile is shown once more before it goes out under their name", async () => {
    const who = await anAccount();
    const { revisionId } = (await showJob(db, slug))!;
    const answers = { [askedFields([ohio])[0]!.name]: "yes" };
    const resume = new File([new Uint8Array(smallPdf())], "cv.pdf");
    const answer = await post({ who: "guest", letter: "x", revision: revisionId, resume, ...answers }, who);
    expect(answer.status).toBe(409);
    freezeClock(later(now(), SECOND));
    expect(await applications()).toEqual([]);
  });
});
