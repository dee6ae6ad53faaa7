import { openSession } from "~/accounts/sessions.server.ts";
import { addNote } from "~/applications/write-note.server.ts";
import { moveApplication } from "~/applications/move-application.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import {
  newId,
  type AccountId,
  type ApplicationId,
  type CandidateId,
  type EmployerId,
  type FileId,
  type JobId,
} from "~/platform/ids.ts";
import { anAccount } from "#tests/support/accounts.ts";
import { aLiveJob, anApplication, anEmployer, anUpload } from "#tests/support/application-factories.ts";
import { aFactor, type App } from "#tests/support/factors.ts";

/** Stands in everything that is the person's alone, and in nothing else in the world. */
export const CANARY = "Zyxwina";
const HASH = "ab".repeat(32);

export type WholePerson = {
  id: AccountId;
  email: string;
  app: App;
  jobId: JobId;
  /** The organization that the person is a recruiter of, and sent applications to; its owner. */
  employerId: EmployerId;
  ownerId: AccountId;
  declined: ApplicationId;
  open: ApplicationId;
  resume: FileId;
  pending: FileId;
};

/** Somebody with a row in every table that can hold one of theirs: a test counts them, so a new table must come in here. */
export async function aWholePerson(): Promise<WholePerson> {
  const db = database();
  const at = now();
  const until = later(at, DAY);
  const email = `${CANARY}.${newId()}@canary.example`.toLowerCase();
  const id = await anAccount({ email, name: `${CANARY} Quorrel` });
  const { employerId, ownerId } = await anEmployer();
  const own = { account_id: id };

  // The account
  await openSession(id, `Browser of ${CANARY}`);
  const app = await aFactor(id);
  await db.insertInto("recovery_code").values({ ...own, code_hash: HASH, created_at: at, used_at: null }).execute(); // prettier-ignore
  await db
    .insertInto("passkey")
    .values({
      ...own,
      id: newId<"passkey">(),
      credential_id: newId(),
      public_key: "key",
      counter: 0,
      name: `${CANARY}'s laptop`,
      created_at: at,
      used_at: null,
    })
    .execute();
  await db
    .insertInto("passkey_challenge")
    .values({ ...own, challenge_hash: hashOf(id, "c"), purpose: "add", expires_at: until })
    .execute();
  await db
    .insertInto("pending_sign_in")
    .values({ ...own, token_hash: hashOf(id, "p"), created_at: at, expires_at: until })
    .execute();
  await db
    .insertInto("account_token")
    .values({
      ...own,
      token_hash: hashOf(id, "t"),
      purpose: "reset-password",
      created_at: at,
      expires_at: until,
      used_at: null,
    })
    .execute();
  await db
    .insertInto("email_change")
    .values({
      ...own,
      id: newId<"email-change">(),
      old_email: email,
      new_email: `new.${email}`,
      confirm_until: until,
      stop_until: until,
      created_at: at,
    })
    .execute();

  // The profile
  await db
    .insertInto("profile")
    .values({
      ...own,
      version: 1,
      home_state: "oh",
      practicode: 1,
      moves_anywhere: 0,
      pay_min_cents: null,
      pay_unit: null,
      visibility: "verified",
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("profile_credential")
    .values({ ...own, code: "cpc", apprentice: 0, number: CANARY, expires_on: "2027-03-31", created_at: at })
    .execute();
  await db.insertInto("profile_experience").values({ ...own, counted_in: "setting", code: "payer", years: 2 }).execute(); // prettier-ignore
  await db
    .insertInto("profile_state")
    .values({ ...own, kind: "move", state: "ky" })
    .execute();
  await db
    .insertInto("profile_choice")
    .values({ ...own, facet: "ehr", code: "epic" })
    .execute();
  await db
    .insertInto("profile_block")
    .values({ ...own, employer_id: employerId, created_at: at })
    .execute();

  // Alerts, and who looked
  const alertId = newId<"alert">();
  const { jobId: alertJob } = await aLiveJob(employerId);
  await db
    .insertInto("alert")
    .values({
      ...own,
      id: alertId,
      email: null,
      search: "q=inpatient",
      search_key: HASH.slice(0, 43),
      frequency: "daily",
      zone: "America/Chicago",
      state: "active",
      since: at,
      seq: 1,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("alert_link")
    .values({ alert_id: alertId, token_hash: hashOf(id, "a"), purpose: "change", created_at: at })
    .execute();
  await db.insertInto("alert_match").values({ alert_id: alertId, job_id: alertJob, at }).execute();
  const sightId: CandidateId = newId<"candidate">();
  await db
    .insertInto("candidate_sight")
    .values({ ...own, id: sightId, employer_id: employerId, created_at: at })
    .execute();
  await db.insertInto("candidate_look").values({ sight_id: sightId, day: 20_000, appeared: 2, opened: 1 }).execute();
  await db
    .insertInto("candidate_contact")
    .values({
      ...own,
      id: newId<"contact">(),
      employer_id: employerId,
      job_id: alertJob,
      sender_id: ownerId,
      message: `Dear ${CANARY}, do you know us?`,
      state: "no",
      created_at: at,
    })
    .execute();

  // Applications: one that ended, one that is open, and a résumé that was never sent
  const { jobId } = await aLiveJob(employerId);
  const { jobId: secondJob } = await aLiveJob(employerId);
  const letter = `I am ${CANARY} and code inpatient stays.`;
  const { applicationId: declined, fileId: resume } = await anApplication(jobId, { accountId: id, letter });
  const { applicationId: open } = await anApplication(secondJob, { accountId: id, letter });
  await addNote(db, ownerId, { jobId, applicationId: declined, note: `${CANARY} was pleasant.` });
  const message = `Dear ${CANARY}, we hired somebody else.`;
  await moveApplication(db, ownerId, { jobId, applicationId: declined, to: "declined", version: 1, message });
  const { approved_revision_id: revision } = await db
    .selectFrom("job")
    .select("approved_revision_id")
    .where("id", "=", jobId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("application_answer")
    .values({
      application_id: declined,
      position: 1,
      revision_id: revision!,
      kind: "text",
      question: "Why you?",
      answer: `Because I am ${CANARY}.`,
      expected: null,
      meets: null,
    })
    .execute();
  await db.deleteFrom("resume_text").where("file_id", "=", resume).execute();
  await db
    .insertInto("resume_text")
    .values({ file_id: resume, body: `${CANARY} Quorrel, CPC`, pages: 1, is_whole: 1, created_at: at })
    .execute();
  await db
    .updateTable("file")
    .set({ name: `${CANARY}.pdf` })
    .where("account_id", "=", id)
    .execute();
  const { id: pending } = await anUpload(id);
  await db
    .updateTable("file")
    .set({ name: `${CANARY} newer.pdf` })
    .where("id", "=", pending)
    .execute();

  // Saved jobs, and what is kept for the next application
  const ofJob = { ...own, job_id: jobId, created_at: at };
  await db
    .insertInto("saved_job")
    .values({ ...ofJob, noted_at: null })
    .execute();
  await db.insertInto("away_application").values(ofJob).execute();
  await db
    .insertInto("saved_job_silence")
    .values({ ...own, created_at: at })
    .execute();
  await db.deleteFrom("stored_resume").where("account_id", "=", id).execute();
  await db
    .insertInto("stored_resume")
    .values({ ...own, file_id: resume, created_at: at })
    .execute();
  await db
    .insertInto("remembered_answer")
    .values({
      ...own,
      question_key: HASH.slice(0, 43),
      kind: "text",
      question: "Why you?",
      answer: `Because I am ${CANARY}.`,
      updated_at: at,
    })
    .execute();
  const guestFile = newId<"file">();
  await db
    .insertInto("file")
    .values({
      id: guestFile,
      account_id: null,
      purpose: "resume",
      state: "pending",
      name: `${CANARY} as guest.pdf`,
      media_type: "application/pdf",
      bytes: 10,
      sha256: HASH,
      expires_at: until,
      created_at: at,
    })
    .execute();
  await db
    .insertInto("guest_application")
    .values({
      id: newId<"guest-application">(),
      job_id: jobId,
      file_id: guestFile,
      revision_id: revision!,
      email,
      name: `${CANARY} Quorrel`,
      letter,
      answers: "[]",
      consent_version: "test",
      token_hash: null,
      created_at: at,
      expires_at: until,
    })
    .execute();

  // Organizations
  await db
    .insertInto("member")
    .values({ ...own, employer_id: employerId, role: "recruiter", created_at: at })
    .execute();
  await db
    .insertInto("employer_claim")
    .values({
      ...own,
      id: newId<"claim">(),
      employer_id: employerId,
      open_account: null,
      work_email: `work.${email}`,
      evidence: `${CANARY} is on their page.`,
      state: "approved",
      role: "recruiter",
      reason: `We know ${CANARY}.`,
      created_at: at,
    })
    .execute();
  await db
    .insertInto("invitation")
    .values({
      id: newId<"invitation">(),
      employer_id: employerId,
      email,
      open_email: null,
      role: "recruiter",
      state: "accepted",
      token_hash: null,
      expires_at: until,
      sends: 1,
      sent_at: at,
      invited_by: ownerId,
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("domain_code")
    .values({
      employer_id: employerId,
      email,
      domain: "canary.example",
      code_hash: null,
      attempts: 0,
      sent_at: at,
      expires_at: until,
    })
    .execute();
  await db
    .insertInto("job_answer_link")
    .values({ ...own, token_hash: hashOf(id, "j"), job_id: jobId, created_at: at, expires_at: until, used_at: null })
    .execute();
  const plan = await db
    .selectFrom("plan")
    .select("code")
    .where("kind", "=", "single")
    .limit(1)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("order")
    .values({
      id: newId<"order">(),
      employer_id: employerId,
      plan_code: plan.code,
      plan_name: "One job",
      kind: "single",
      amount_cents: 19_900,
      currency: "usd",
      term_days: 30,
      credits: 0,
      state: "cancelled",
      created_by: id,
      created_at: at,
      updated_at: at,
    })
    .execute();

  // Reports and appeals: what they say is their case's
  const caseId = newId<"report-case">();
  await db
    .insertInto("report_case")
    .values({
      id: caseId,
      kind: "takedown",
      employer_id: employerId,
      open_key: null,
      state: "decided",
      severity: 1,
      reports: 1,
      reporters: 1,
      version: 1,
      outcome: "dismissed",
      created_at: at,
      updated_at: at,
    })
    .execute();
  await db
    .insertInto("report")
    .values({
      ...own,
      id: newId<"report">(),
      case_id: caseId,
      reporter_key: HASH.slice(0, 43),
      address_key: HASH.slice(0, 43),
      email,
      reason: "other",
      body: "This text is mine.",
      name: `${CANARY} Quorrel`,
      created_at: at,
      updated_at: at,
    })
    .execute();
  const sanctionId = newId<"sanction">();
  await db
    .insertInto("sanction")
    .values({
      id: sanctionId,
      kind: "ban",
      employer_id: employerId,
      open_key: null,
      state: "lifted",
      code: "fraud",
      reason: "Fees.",
      imposed_by: ownerId,
      imposed_at: at,
    })
    .execute();
  await db
    .insertInto("appeal")
    .values({
      ...own,
      id: newId<"appeal">(),
      sanction_id: sanctionId,
      matter: "banned",
      body: "We ask for no fees.",
      state: "overturned",
      created_at: at,
    })
    .execute();
  return { id, email, app, jobId, employerId, ownerId, declined, open, resume, pending };
}

const hashOf = (id: AccountId, letter: string) =>
  Buffer.from(`${letter}${id}`).toString("hex").padEnd(64, "0").slice(0, 64);
