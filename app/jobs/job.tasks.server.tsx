import "./job.tasks.ts";
import { system } from "~/audit/record-audit.server.ts";
import { listMemberAddresses } from "~/employers/list-member-addresses.server.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { JobMail, jobMailSubject } from "./emails/job-mail.tsx";
import { expireDueJobs } from "./end-job.server.ts";
import { remindToConfirm } from "./remind-to-confirm.server.ts";
import { findJobTitle } from "./job.queries.server.ts";

export const jobTasks = {
  "job.mail": async (db, { jobId, event, reason }, taskId) => {
    const job = await findJobTitle(db, jobId);
    if (!job) return;
    const url = absolute(env().BASE_URL, paths.deskJob(jobId));
    for (const to of await listMemberAddresses(db, job.employer_id))
      await sendMail({
        to,
        subject: `${jobMailSubject(event)}: ${job.title}`,
        element: <JobMail event={event} title={job.title} reason={reason} url={url} />,
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "job.remind-to-confirm": (db) => remindToConfirm(db),
  "job.expire-due": async (db) => {
    await expireDueJobs(db, system);
  },
} satisfies Partial<TaskHandlers>;
