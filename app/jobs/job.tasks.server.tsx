import "./job.tasks.ts";
import { system } from "~/audit/record-audit.server.ts";
import { listMailedMembers } from "~/employers/list-member-addresses.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { sweepAnswerLinks } from "./answer-by-link.server.ts";
import { checkLink, enqueueLinkChecks } from "./check-links.server.ts";
import { expireDueJobs } from "./end-job.server.ts";
import { findJobTitle } from "./job.queries.server.ts";
import { beginNextTerm } from "./next-term.server.ts";
import { remindOfEnd } from "./remind-of-end.server.ts";
import { remindToConfirm } from "./remind-to-confirm.server.ts";
import { sendJobMail } from "./send-job-mail.server.tsx";

export const jobTasks = {
  "job.mail": async (db, payload, taskId) => {
    const job = await findJobTitle(db, payload.jobId);
    if (!job) return;
    for (const accountId of await listMailedMembers(db, job.employer_id))
      await enqueueTask(
        db,
        "job.mail-to",
        { ...payload, accountId },
        { dedupeKey: `job.mail-to:${taskId}:${accountId}` },
      );
  },
  "job.mail-to": (db, payload, taskId) => sendJobMail(db, payload, taskId),
  "job.remind-to-confirm": (db) => remindToConfirm(db),
  "job.begin-term": (db, { jobId }) => beginNextTerm(db, jobId),
  "job.remind-of-end": (db) => remindOfEnd(db),
  "job.check-links": (db) => enqueueLinkChecks(db),
  "job.check-link": (db, { jobId }) => checkLink(db, jobId),
  "job.sweep-links": (db) => sweepAnswerLinks(db),
  "job.expire-due": async (db) => {
    await expireDueJobs(db, system);
  },
} satisfies Partial<TaskHandlers>;
