import "./account.tasks.ts";
import { now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { findAccountByEmail } from "./account.queries.server.ts";
import { UNDO_DAYS } from "./change-email.server.ts";
import { AddressTakenMail, EmailNoticeMail, emailNoticeSubjects, NewEmailMail } from "./emails/email-change-mails.tsx";
import { findEmailChange, updateEmailChange } from "./email-change.queries.server.ts";
import { hashToken, newSecretToken } from "./secret-token.server.ts";

const url = (pathname: string) => absolute(env().BASE_URL, pathname);

/** The mails of a change of address. Each makes its link's secret anew, so that no table ever holds one that works. */
export const emailChangeTasks = {
  "account.new-email-mail": async (db, { changeId }, taskId) => {
    const change = await findEmailChange(db, changeId);
    if (!change || change.confirmed_at || change.confirm_until <= now()) return;
    const messageId = messageIdFor(taskId);
    const to = change.new_email;
    if ((await findAccountByEmail(db, to))?.email_verified_at) {
      const element = <AddressTakenMail signInUrl={url(paths.signIn())} />;
      return sendMail({ to, subject: "This address has an account already", element, messageId });
    }
    const token = newSecretToken();
    await updateEmailChange(db, changeId, { confirm_hash: hashToken(token) });
    const element = <NewEmailMail url={url(paths.confirmNewEmail(token))} />;
    await sendMail({ to, subject: "Confirm your new e-mail address", element, messageId });
  },
  "account.email-notice-mail": async (db, { changeId, event }, taskId) => {
    const change = await findEmailChange(db, changeId);
    // Of a change that is done by now the next mail tells.
    if (!change || change.stop_until <= now() || (event === "changed") !== (change.confirmed_at !== null)) return;
    const token = newSecretToken();
    await updateEmailChange(db, changeId, { stop_hash: hashToken(token) });
    await sendMail({
      to: change.old_email,
      subject: emailNoticeSubjects[event],
      element: (
        <EmailNoticeMail event={event} newEmail={change.new_email} days={UNDO_DAYS} url={url(paths.keepEmail(token))} />
      ),
      messageId: messageIdFor(taskId),
    });
  },
} satisfies Pick<TaskHandlers, "account.new-email-mail" | "account.email-notice-mail">;
