import "../application.tasks.ts";
import { findAccountOfAddress } from "~/accounts/guest-account.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { formatDate } from "~/ui/format.ts";
import { findApplicationToJob } from "../application.queries.server.ts";
import {
  AppliedAlreadyMail,
  appliedAlreadySubject,
  ConfirmApplicationMail,
  confirmApplicationSubject,
} from "../emails/guest-mail.tsx";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { findGuestApplication, lockGuestApplication, updateGuestApplication } from "./guest.queries.server.ts";

export const guestTasks = {
  "application.guest-mail": async (db, { guestApplicationId }, taskId) => {
    const waiting = await findGuestApplication(db, guestApplicationId);
    const job = waiting && (await showJob(db, waiting.job_id));
    if (!waiting || !job) return;
    const to = waiting.email;
    const messageId = messageIdFor(taskId);
    const { title } = job.content;
    const about = { title, employer: job.employer.name };
    const account = await findAccountOfAddress(db, to);
    if (account?.suspended) return;
    const first = account && (await findApplicationToJob(db, account.id, job.id));
    if (first) {
      const url = absolute(env().BASE_URL, paths.application(first.id));
      const on = formatDate(first.createdAt, now());
      const element = <AppliedAlreadyMail {...about} on={on} state={first.state} url={url} />;
      return sendUnlessRefused({ to, subject: appliedAlreadySubject(title), element, messageId });
    }
    const token = newSecretToken();
    const stands = await transact(db, async (trx) => {
      if (!(await lockGuestApplication(trx, guestApplicationId))) return false;
      await updateGuestApplication(trx, guestApplicationId, { token_hash: hashToken(token) });
      return true;
    });
    if (!stands) return;
    const url = absolute(env().BASE_URL, paths.confirmApplication(token));
    const element = <ConfirmApplicationMail {...about} url={url} />;
    await sendUnlessRefused({ to, subject: confirmApplicationSubject(title), element, messageId });
  },
} satisfies Partial<TaskHandlers>;
