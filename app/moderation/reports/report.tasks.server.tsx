import "./report.tasks.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { ConfirmReportMail, confirmReportHeading, OutcomeMail, outcomeHeading } from "./emails/report-mails.tsx";
import {
  findReportForMail,
  forgetAddresses,
  listToldReports,
  lockReportById,
  updateReport,
} from "./report.queries.server.ts";

const url = (path: string) => absolute(env().BASE_URL, path);
const PAGE = 500;
/** How long a guest's address is kept after the decision: as long as somebody may ask about it. */
const KEPT = 90 * DAY;

export const reportTasks = {
  "report.confirm-mail": async (db, { reportId }, taskId) => {
    const token = newSecretToken();
    const email = await transact(db, async (trx) => {
      const report = await lockReportById(trx, reportId);
      if (!report?.email || report.email_confirmed_at) return undefined;
      await updateReport(trx, reportId, { email_token_hash: hashToken(token) });
      return report.email;
    });
    if (!email) return;
    await sendUnlessRefused({
      to: email,
      subject: confirmReportHeading,
      element: <ConfirmReportMail url={url(paths.confirmReport(token))} />,
      messageId: messageIdFor(taskId),
    });
  },
  "report.tell-outcome": async (db, { caseId, version }) => {
    for (let after; ;) {
      const ids = await listToldReports(db, caseId, after, PAGE);
      for (const reportId of ids)
        await enqueueTask(
          db,
          "report.outcome-mail",
          { reportId, version },
          { dedupeKey: `report.outcome:${reportId}:${version}` },
        );
      after = ids.at(-1);
      if (ids.length < PAGE) return;
    }
  },
  "report.outcome-mail": async (db, { reportId, version }, taskId) => {
    const report = await findReportForMail(db, reportId);
    const to = report?.accountEmail ?? (report?.confirmedAt ? report.email : undefined);
    // Opened again meanwhile: what was decided is not so any more.
    if (!report || !to || report.state !== "decided" || report.version !== version || !report.outcome) return;
    await sendUnlessRefused({
      to,
      subject: outcomeHeading(report.outcome),
      element: (
        <OutcomeMail
          outcome={report.outcome}
          about={report.title ?? report.material}
          employer={report.employerName}
          url={url(paths.howReviewWorks())}
        />
      ),
      messageId: messageIdFor(taskId),
    });
  },
  "report.sweep": (db) => forgetAddresses(db, later(now(), -KEPT)),
} satisfies Partial<TaskHandlers>;
