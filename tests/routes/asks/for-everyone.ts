/** Requests in order of the public pages, of accounts and of the seeker's own pages. */
import { findAccount, replaceTokens } from "~/accounts/account.queries.server.ts";
import { replaceWaitingChange, updateEmailChange } from "~/accounts/email-change.queries.server.ts";
import { deleteFactor, findFactor } from "~/accounts/factor.queries.server.ts";
import { addPasskey, askNewPasskey, listPasskeys } from "~/accounts/passkeys.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { openSecret } from "~/accounts/seal-secret.server.ts";
import { beginSecondStep } from "~/accounts/second-step.server.ts";
import { beginFactor } from "~/accounts/set-up-factor.server.ts";
import { fileGuestApplication } from "~/applications/guest/file-guest-application.server.ts";
import { updateGuestApplication } from "~/applications/guest/guest.queries.server.ts";
import { keepGuestUpload } from "~/applications/guest/guest-upload.server.ts";
import { rememberAnswers } from "~/applications/kept/keep-for-next-time.server.ts";
import { questionKey } from "~/applications/kept/question-key.server.ts";
import { setSecondStep } from "~/http/cookies.server.ts";
import type { Role } from "~/http/policies.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type AccountId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { smallPdf } from "#tests/platform/files/zip-archive.ts";
import { anAccount, PASSWORD } from "#tests/support/accounts.ts";
import { anApplication, receivedFile } from "#tests/support/application-factories.ts";
import { anAuthenticator } from "#tests/support/authenticator.ts";
import { aFactor, appWith, type App } from "#tests/support/factors.ts";
import type { Asks } from "../walk.ts";
import type { World } from "../world.ts";

const db = () => database();
const newAddress = () => `${newId().toLowerCase()}@example.org`;

/** A mailed link's secret, and whose it is. */
async function aToken(purpose: "confirm-email" | "reset-password") {
  const accountId = await anAccount({ confirmed: purpose === "reset-password" });
  const token = newSecretToken();
  const about = { tokenHash: hashToken(token), accountId, purpose, expiresAt: later(now(), DAY) };
  await transact(db(), (trx) => replaceTokens(trx, about));
  return token;
}

/** The secret of a link that confirms or stops a new person's change of address. */
async function anEmailLink(link: "confirm" | "stop") {
  const accountId = await anAccount();
  const { email } = (await findAccount(db(), accountId))!;
  const token = newSecretToken();
  const id = newId<"email-change">();
  const until = later(now(), DAY);
  const change = { id, account_id: accountId, old_email: email, new_email: newAddress() };
  await transact(db(), (trx) => replaceWaitingChange(trx, { ...change, confirm_until: until, stop_until: until }));
  await updateEmailChange(db(), id, { [`${link}_hash`]: hashToken(token) });
  return token;
}

const person = async (id: AccountId) => {
  const { email, name } = (await findAccount(db(), id))!;
  return { id, email, name };
};
async function addNewPasskey(id: AccountId): Promise<string> {
  const answer = anAuthenticator().make(await askNewPasskey(db(), await person(id)));
  await addPasskey(db(), id, { name: "Laptop", answer });
  return (await listPasskeys(db(), id))[0]!.id;
}
/** A passkey beside a second factor that was turned on just now. */
async function aPasskey(id: AccountId): Promise<string> {
  await transact(db(), (trx) => deleteFactor(trx, id));
  await aFactor(id);
  return addNewPasskey(id);
}

/** The cookie between password and code, of a new person, with their app. */
async function aSecondStep({ passkey = false } = {}): Promise<{ cookie: string; app: App }> {
  const accountId = await anAccount();
  const app = await aFactor(accountId);
  if (passkey) await addNewPasskey(accountId);
  const token = await beginSecondStep(db(), accountId);
  return { app, cookie: (await setSecondStep(token)).split(";")[0]! };
}

const aResume = () => new File([new Uint8Array(smallPdf())], "cv.pdf", { type: "application/pdf" });

/** The secret of the link that a guest's application to the job waits for. */
async function aGuestsToken(jobId: JobId): Promise<string> {
  const { id: fileId } = await keepGuestUpload(db(), await receivedFile(), "192.0.2.9");
  const screening = { revisionId: null, answers: {} };
  const said = { name: "Ruth Adeyemi", email: newAddress(), letter: "", clientAddress: "192.0.2.9" };
  const id = await fileGuestApplication(db(), { jobId, fileId, screening, ...said });
  const token = newSecretToken();
  await transact(db(), (trx) => updateGuestApplication(trx, id, { token_hash: hashToken(token) }));
  return token;
}

const idOf = (world: World, role: Role): AccountId | undefined =>
  role === "guest" || role === "suspended" ? undefined : world.people[role];

/** The role's second factor, turned on just now; it takes away an earlier one. */
async function factorOf(world: World, role: Role): Promise<App> {
  const id = idOf(world, role);
  if (!id) return () => "123456";
  await transact(db(), (trx) => deleteFactor(trx, id));
  return aFactor(id);
}

const elsewhere = { kind: "url", url: "https://jobs.lakemont.example/1" } as const;
const ofNewJob = async (world: World) => ({ params: { slug: (await world.liveJob()).slug } });
const ofEmployer = (world: World) => ({ params: { slug: world.employerSlug } });
const ofJobElsewhere = async (world: World) => ({ params: { slug: (await world.liveJob(elsewhere)).slug } });

export const forEveryone: Asks = {
  "pages/theme.ts": { action: () => ({ fields: { theme: "dark", returnTo: "/" } }) },
  "pages/not-found.tsx": { loader: () => ({ status: 404 }), action: () => ({ status: 404 }) },
  "jobs/employer.tsx": { loader: ofEmployer },

  "accounts/sign-up.tsx": {
    action: () => ({ fields: { name: "Ada Coder", email: newAddress(), password: PASSWORD, consent: "on" } }),
  },
  "accounts/confirm-email.tsx": {
    action: async () => ({ fields: { token: await aToken("confirm-email"), password: PASSWORD } }),
  },
  "accounts/sign-in.tsx": {
    action: async () => {
      const email = newAddress();
      await anAccount({ email });
      return { fields: { email, password: PASSWORD } };
    },
  },
  "accounts/sign-in-code.tsx": {
    loader: async () => ({ cookie: (await aSecondStep()).cookie }),
    action: async () => {
      const { cookie, app } = await aSecondStep();
      return { cookie, fields: { factor: app() } };
    },
  },
  "accounts/passkey.ts": {
    add: () => ({}),
    check: async (world, role) => {
      const id = idOf(world, role);
      if (id) await aPasskey(id);
      return id ? {} : { cookie: (await aSecondStep({ passkey: true })).cookie };
    },
  },
  "accounts/forgot-password.tsx": { action: () => ({ fields: { email: newAddress() } }) },
  "accounts/reset-password.tsx": {
    action: async () => ({ fields: { token: await aToken("reset-password"), password: PASSWORD } }),
  },
  "accounts/change-email.tsx": {
    action: async (world, role) => ({
      fields: { email: newAddress(), password: PASSWORD, factor: (await factorOf(world, role))() },
    }),
  },
  "accounts/confirm-new-email.tsx": {
    action: async () => ({ fields: { token: await anEmailLink("confirm"), password: PASSWORD } }),
  },
  "accounts/keep-email.tsx": { action: async () => ({ fields: { token: await anEmailLink("stop") } }) },
  "accounts/my-data.tsx": {
    action: async (world, role) => ({
      fields: { password: PASSWORD, factor: (await factorOf(world, role))() },
    }),
  },
  // The world's people stay: what is asked for the right password is tested beside the use-case.
  "accounts/delete-account.tsx": {
    action: () => ({
      fields: { password: "not the password", sure: "on" },
      status: 422,
      refusal: /staff cannot just leave/,
    }),
  },
  "accounts/account.tsx": {
    save: () => ({ fields: { name: "Ada Coder" } }),
    "sign-out-device": () => ({ fields: { session: newId() } }),
  },
  "accounts/factor.tsx": {
    begin: () => ({ fields: { password: PASSWORD } }),
    confirm: async (world, role) => {
      const id = idOf(world, role);
      if (!id) return { fields: { factor: "123456" } };
      await transact(db(), (trx) => deleteFactor(trx, id));
      await beginFactor(db(), id);
      return { fields: { factor: appWith(openSecret((await findFactor(db(), id))!.pending_secret!, id))() } };
    },
    codes: async (world, role) => ({ fields: { factor: (await factorOf(world, role))() } }),
    check: async (world, role) => ({ fields: { factor: (await factorOf(world, role))() } }),
    "add-passkey": async (world, role) => {
      const id = idOf(world, role);
      if (!id) return { fields: { name: "Laptop", answer: "{}" } };
      await factorOf(world, role);
      return {
        fields: { name: "Laptop", answer: anAuthenticator().make(await askNewPasskey(db(), await person(id))) },
      };
    },
    "remove-passkey": async (world, role) => {
      const id = idOf(world, role);
      return { fields: { passkey: id ? await aPasskey(id) : newId() } };
    },
    off: async (world, role) => ({
      fields: { password: PASSWORD, factor: (await factorOf(world, role))() },
      refusal: /Staff need their second factor/,
    }),
  },

  "applications/apply.tsx": {
    loader: ofNewJob,
    action: async (world, role) => ({
      ...(await ofNewJob(world)),
      fields: {
        letter: "I code inpatient stays.",
        resume: aResume(),
        ...(idOf(world, role)
          ? { who: "account" }
          : { who: "guest", name: "Ruth Adeyemi", email: newAddress(), consent: "on" }),
      },
    }),
  },
  "applications/apply-sent.tsx": { loader: ofNewJob, action: () => ({ fields: { ref: newId() } }) },
  "applications/confirm-application.tsx": {
    action: async (world) => {
      const { jobId } = await world.liveJob();
      return { fields: { token: await aGuestsToken(jobId) } };
    },
  },
  "applications/kept.tsx": {
    store: () => ({ fields: { resume: aResume() } }),
    "change-answer": async (world, role) => {
      const id = idOf(world, role);
      const question = { text: "Do you live in Ohio?", kind: "yes-no" } as const;
      if (id) await transact(db(), (trx) => rememberAnswers(trx, id, [{ question, answer: "yes" }]));
      return { fields: { key: questionKey(question), answer: "no" } };
    },
    "forget-answer": () => ({ fields: { key: questionKey({ text: "Do you live in Ohio?", kind: "yes-no" }) } }),
  },
  "applications/apply-away.tsx": { loader: ofJobElsewhere },
  "applications/applied-away.tsx": { loader: ofJobElsewhere, mark: ofJobElsewhere, undo: ofJobElsewhere },
  "applications/save-job.tsx": { loader: ofNewJob, save: ofNewJob, remove: ofNewJob },
  "applications/saved.tsx": { remove: () => ({ fields: { job: newId() } }) },
  "applications/application.tsx": {
    action: async (world) => {
      const { jobId } = await world.liveJob();
      const { applicationId } = await anApplication(jobId, { accountId: world.people.seeker });
      return { params: { applicationId }, fields: { version: "1" } };
    },
  },
};
