import "./application.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { listMemberAddresses } from "~/employers/list-member-addresses.server.ts";
import { env } from "~/platform/env.server.ts";
import { log } from "~/platform/log.server.ts";
import { MailError, messageIdFor, sendMail, type Mail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { findApplicationForMail, findMessage } from "./application.queries.server.ts";
import { findHolder } from "./applicant.queries.server.ts";
import {
  AssignedMail,
  assignedMailSubject,
  EmployerApplicationMail,
  employerMailSubject,
  SeekerApplicationMail,
  seekerMailSubject,
} from "./emails/application-mail.tsx";
import { eraseOldApplications } from "./erase-applications.server.ts";
import { sweepUploads } from "./sweep-uploads.server.ts";

export const applicationTasks = {
  "application.seeker-mail": async (db, { applicationId, state }, taskId) => {
    const application = await findApplicationForMail(db, applicationId);
    if (!application) return;
    const { title, employerName: employer } = application;
    const message = await findMessage(db, applicationId, state);
    const url = absolute(env().BASE_URL, paths.application(applicationId));
    await sendUnlessRefused({
      to: application.accountEmail,
      subject: seekerMailSubject(state, title),
      element: <SeekerApplicationMail {...{ state, title, employer, message, url }} />,
      messageId: messageIdFor(taskId),
    });
  },
  "application.employer-mail": async (db, { applicationId, event }, taskId) => {
    const application = await findApplicationForMail(db, applicationId);
    if (!application) return;
    const { title, name } = application;
    const url = absolute(env().BASE_URL, paths.applicant(application.jobId, applicationId));
    for (const to of await listMemberAddresses(db, application.employerId))
      await sendUnlessRefused({
        to,
        subject: employerMailSubject(event, title),
        element: <EmployerApplicationMail event={event} title={title} name={name} url={url} />,
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "application.assigned-mail": async (db, { applicationId, to, by }, taskId) => {
    const [application, holder] = await Promise.all([
      findApplicationForMail(db, applicationId),
      findHolder(db, applicationId),
    ]);
    // Handed on, or the person has left: nothing to tell any more.
    if (!application || holder?.id !== to) return;
    const [colleague, giver] = await Promise.all([findAccount(db, to), findAccount(db, by)]);
    if (!colleague || !giver) return;
    const { title, name } = application;
    await sendUnlessRefused({
      to: colleague.email,
      subject: assignedMailSubject(title),
      element: (
        <AssignedMail
          {...{ title, name }}
          by={giver.name}
          url={absolute(env().BASE_URL, paths.applicant(application.jobId, applicationId))}
        />
      ),
      messageId: messageIdFor(taskId),
    });
  },
  "application.sweep-uploads": async (db) => {
    await sweepUploads(db);
  },
  "application.erase-old": async (db) => {
    await eraseOldApplications(db);
  },
} satisfies Partial<TaskHandlers>;

/** One address that is refused for good must not keep the task, and so the other members' mail, coming back. */
async function sendUnlessRefused(mail: Mail): Promise<void> {
  try {
    await sendMail(mail);
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ error: error.message }, "a mail about an application was refused for good");
  }
}
