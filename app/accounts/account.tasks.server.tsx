import "./account.tasks.ts";
import type { ReactElement } from "react";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { HOUR, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { AccountId, TaskId } from "~/platform/ids.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { contactAddress } from "~/settings/read-settings.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { deleteStaleTokens, findAccount, replaceTokens, type AccountRow } from "./account.queries.server.ts";
import { deleteUnconfirmedAccounts } from "./delete-unconfirmed.server.ts";
import {
  AlreadySignedUpMail,
  ConfirmEmailMail,
  FactorMail,
  factorSubjects,
  PasswordChangedMail,
  ResetPasswordMail,
  RoleMail,
  SuspendedMail,
  SuspensionLiftedMail,
} from "./emails/account-mails.tsx";
import { deleteStaleChanges } from "./email-change.queries.server.ts";
import { deleteStalePending } from "./factor.queries.server.ts";
import { emailChangeTasks } from "./email-change.tasks.server.tsx";
import { deleteStaleChallenges } from "./passkey.queries.server.ts";
import { hashToken, newSecretToken } from "./secret-token.server.ts";
import { deleteExpiredSessions } from "./sessions.server.ts";

const url = (pathname: string) => absolute(env().BASE_URL, pathname);

/** Sends one mail to an account; nothing when the account is gone, or there is nothing to say to it by now. */
async function mailAccount(
  db: Db,
  accountId: AccountId,
  taskId: TaskId,
  subject: string,
  element: (account: AccountRow) => ReactElement | undefined | Promise<ReactElement | undefined>,
) {
  const account = await findAccount(db, accountId);
  const made = account && (await element(account));
  // Read again: a link that was made just now is for whoever has the address by now, and a change ended those before it.
  const to = made && (await findAccount(db, accountId))?.email;
  if (made && to) await sendMail({ to, subject, element: made, messageId: messageIdFor(taskId) });
}

/** Makes a token whose earlier ones stop working, and @returns its raw form, which only the mail carries. */
async function freshToken(
  db: Db,
  accountId: AccountId,
  purpose: "confirm-email" | "reset-password",
  hours: number,
): Promise<string> {
  const token = newSecretToken();
  await transact(db, async (trx) => {
    const expiresAt = later(now(), hours * HOUR);
    await replaceTokens(trx, { accountId, purpose, tokenHash: hashToken(token), expiresAt });
    const subject = { kind: "account", id: accountId } as const;
    await recordAudit(trx, { actor: system, action: "account.link", subject, detail: { purpose } });
  });
  return token;
}

export const accountTasks = {
  "account.confirm-mail": (db, { accountId, returnTo }, taskId) =>
    mailAccount(db, accountId, taskId, "Confirm your e-mail address", async () => {
      const token = await freshToken(db, accountId, "confirm-email", 24);
      return <ConfirmEmailMail url={url(paths.confirmEmail(token, returnTo))} />;
    }),
  "account.already-mail": (db, { accountId, returnTo }, taskId) =>
    mailAccount(db, accountId, taskId, "You already have an account", () => (
      <AlreadySignedUpMail signInUrl={url(paths.signIn(returnTo))} resetUrl={url(paths.forgotPassword())} />
    )),
  "account.reset-mail": (db, { accountId }, taskId) =>
    mailAccount(db, accountId, taskId, "Choose a new password", async () => {
      const token = await freshToken(db, accountId, "reset-password", 1);
      return <ResetPasswordMail url={url(paths.resetPassword(token))} />;
    }),
  "account.password-changed-mail": (db, { accountId }, taskId) =>
    mailAccount(db, accountId, taskId, "Your password was changed", () => (
      <PasswordChangedMail resetUrl={url(paths.forgotPassword())} />
    )),
  "account.suspended-mail": (db, { accountId }, taskId) =>
    mailAccount(db, accountId, taskId, "Your account was suspended", async ({ suspended_at, suspended_reason }) =>
      suspended_at ? <SuspendedMail reason={suspended_reason ?? ""} contact={await contactAddress(db)} /> : undefined,
    ),
  "account.suspension-lifted-mail": (db, { accountId }, taskId) =>
    mailAccount(db, accountId, taskId, "Your account is open again", ({ suspended_at }) =>
      suspended_at ? undefined : <SuspensionLiftedMail url={url(paths.signIn())} />,
    ),
  "account.role-mail": (db, { accountId, role }, taskId) =>
    mailAccount(db, accountId, taskId, "What you may do at CareerCenter has changed", async () => (
      <RoleMail role={role} url={url(paths.signIn())} contact={await contactAddress(db)} />
    )),
  "account.factor-mail": (db, { accountId, what, left }, taskId) =>
    mailAccount(db, accountId, taskId, factorSubjects[what], () => (
      <FactorMail what={what} left={left} url={url(paths.factor())} resetUrl={url(paths.forgotPassword())} />
    )),
  ...emailChangeTasks,
  "account.sweep": async (db) => {
    await deleteExpiredSessions();
    await deleteStalePending(db);
    await deleteStaleChallenges(db);
    await deleteStaleTokens(db);
    await deleteStaleChanges(db);
    await deleteUnconfirmedAccounts(db);
  },
} satisfies Partial<TaskHandlers>;
