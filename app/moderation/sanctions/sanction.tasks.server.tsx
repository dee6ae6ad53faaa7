import "./sanction.tasks.ts";
import { stopSelling } from "~/billing/stop-selling.server.ts";
import { findEmployer } from "~/employers/find-employer.server.ts";
import { listMemberAddresses, listOwnerAddresses } from "~/employers/list-member-addresses.server.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import {
  AppealMail,
  appealHeading,
  ApplicantMail,
  applicantHeading,
  BanMail,
  banHeading,
} from "./emails/sanction-mails.tsx";
import { findAppeal, findApplicantForMail, findSanction, listOpenApplications } from "./sanction.queries.server.ts";

const url = (path: string) => absolute(env().BASE_URL, path);
const PAGE = 200;

export const sanctionTasks = {
  "sanction.stop-selling": (db, { employerId }) => stopSelling(db, employerId),
  "sanction.ban-mail": async (db, { sanctionId, event }, taskId) => {
    const ban = await findSanction(db, sanctionId);
    const employer = ban && (await findEmployer(db, ban.employer_id));
    // What has become untrue while the mail waited is not said.
    if (!ban || !employer || (event === "banned") !== (ban.state === "active")) return;
    const reason = event === "banned" ? ban.reason : (ban.end_reason ?? "");
    const path = event === "banned" ? paths.banned(employer.id) : paths.desk({ employer: employer.id });
    for (const to of await listMemberAddresses(db, employer.id))
      await sendUnlessRefused({
        to,
        subject: banHeading(event, employer.name),
        element: <BanMail event={event} employer={employer.name} reason={reason} url={url(path)} />,
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "sanction.tell-applicants": async (db, { sanctionId, after }) => {
    const ban = await findSanction(db, sanctionId);
    if (ban?.state !== "active") return;
    const found = await listOpenApplications(db, ban.employer_id, after, PAGE);
    for (const { id, accountId } of found)
      await enqueueTask(
        db,
        "sanction.applicant-mail",
        { sanctionId, applicationId: id },
        { dedupeKey: `ban-applicant:${sanctionId}:${accountId}` },
      );
    const last = found.at(-1)?.id;
    if (found.length === PAGE && last)
      await enqueueTask(
        db,
        "sanction.tell-applicants",
        { sanctionId, after: last },
        { dedupeKey: `tell-applicants:${sanctionId}:${last}` },
      );
  },
  "sanction.applicant-mail": async (db, { sanctionId, applicationId }, taskId) => {
    const [ban, applicant] = await Promise.all([findSanction(db, sanctionId), findApplicantForMail(db, applicationId)]);
    if (ban?.state !== "active" || !applicant) return;
    const { email, title, employerName } = applicant;
    await sendUnlessRefused({
      to: email,
      subject: applicantHeading,
      element: <ApplicantMail title={title} employer={employerName} url={url(paths.applications())} />,
      messageId: messageIdFor(taskId),
    });
  },
  "appeal.mail": async (db, { appealId }, taskId) => {
    const appeal = await findAppeal(db, appealId);
    if (appeal?.state !== "kept" && appeal?.state !== "overturned") return;
    const { state, matter, employerId, jobId } = appeal;
    const path = jobId ? paths.deskJob(jobId) : state === "kept" ? paths.banned(employerId) : paths.desk();
    for (const to of await listOwnerAddresses(db, employerId))
      await sendUnlessRefused({
        to,
        subject: appealHeading(state),
        element: (
          <AppealMail
            {...{ state, matter }}
            about={appeal.title && jobId ? appeal.title : appeal.employerName}
            reason={appeal.answer ?? ""}
            url={url(path)}
          />
        ),
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
} satisfies Partial<TaskHandlers>;
