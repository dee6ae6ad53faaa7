import "../application.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { isListed } from "~/jobs/job.ts";
import { showJob } from "~/jobs/show-job.server.ts";
import { DAY, now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { formatDate } from "~/ui/format.ts";
import { findApplicationToJob } from "../application.queries.server.ts";
import { SavedEndingMail, savedEndingSubject } from "../emails/saved-mail.tsx";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { findSaved, isSilent, listEndingSaved, noteSaved } from "./saved.queries.server.ts";
import { ENDING_DAYS } from "./saved.ts";

const PAGE = 500;

export const savedTasks = {
  "application.note-ending": async (db) => {
    for (let found = PAGE; found === PAGE;) {
      const due = await listEndingSaved(db, ENDING_DAYS * DAY, PAGE);
      found = due.length;
      for (const { accountId, jobId } of due)
        await transact(db, async (trx) => {
          if (await noteSaved(trx, accountId, jobId))
            await enqueueTask(trx, "application.saved-ending-mail", { accountId, jobId });
        });
    }
  },
  // All of it is asked again here: the mail may go out hours after it was found to be due.
  "application.saved-ending-mail": async (db, { accountId, jobId }, taskId) => {
    const [account, job, saved] = await Promise.all([
      findAccount(db, accountId),
      showJob(db, jobId),
      findSaved(db, accountId, jobId),
    ]);
    if (!account?.email_verified_at || account.suspended_at || !saved) return;
    if (!job?.expiresAt || !isListed(job, now()) || (await isSilent(db, accountId))) return;
    if (await findApplicationToJob(db, accountId, jobId)) return;
    const { title } = job.content;
    const { BASE_URL } = env();
    const list = absolute(BASE_URL, paths.saved());
    await sendUnlessRefused({
      to: account.email,
      subject: savedEndingSubject(title),
      element: (
        <SavedEndingMail
          title={title}
          employer={job.employer.name}
          ends={formatDate(job.expiresAt, now())}
          url={absolute(BASE_URL, paths.job(job.slug))}
          list={list}
        />
      ),
      messageId: messageIdFor(taskId),
      // RFC 2369: where these notes are turned off.
      headers: { "List-Unsubscribe": `<${list}>` },
    });
  },
} satisfies Partial<TaskHandlers>;
