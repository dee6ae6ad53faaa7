import "./application.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { listMemberAddresses } from "~/employers/list-member-addresses.server.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
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
import { guestTasks } from "./guest/guest.tasks.server.tsx";
import { savedTasks } from "./saved/saved.tasks.server.tsx";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { sweepUploads } from "./sweep-uploads.server.ts";

export const applicationTasks = {
  ...guestTasks,
  ...savedTasks,
  "application.seeker-mail": async (db, { applicationId, state }, taskId) => {
    const application = await findApplicationForMail(db, applicationId);
    if (!application) return;
    const { title, employerName: employer } = application;
    const message = await findMessage(db, applicationId, state);
    const page = paths.application(applicationId);
    const guest = !application.isConfirmed;
    const url = absolute(env().BASE_URL, guest ? paths.signUp(page) : page);
    await sendUnlessRefused({
      to: application.accountEmail,
      subject: seekerMailSubject(state, title),
      element: <SeekerApplicationMail {...{ state, title, employer, message, url, guest }} />,
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
