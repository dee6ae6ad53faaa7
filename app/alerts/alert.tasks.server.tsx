import "./alert.tasks.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { DAY } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { AlertId, TaskId } from "~/platform/ids.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { CONFIRM_DAYS, fromSearchText, GONE_DAYS, LINK_DAYS } from "./alert.ts";
import { insertLink, lockAlert } from "./alert.queries.server.ts";
import { joinGuestAlerts } from "./confirm-alert.server.ts";
import { ConfirmAlertMail, confirmAlertHeading, KnownAlertMail, knownAlertHeading } from "./emails/alert-mails.tsx";
import { NEW_DAYS } from "./match-jobs.server.ts";
import { sweepRows } from "./match.queries.server.ts";
import { sendAlert } from "./send-alert.server.tsx";
import { askedTitleOf } from "./show-alerts.server.ts";

const url = (path: string) => absolute(env().BASE_URL, path);
const SWEPT = 5_000;

/** Mails a guest the link that begins the alert; or, where it was begun before, one that shows it. */
async function sendConfirmation(db: Db, alertId: AlertId, taskId: TaskId): Promise<void> {
  const token = newSecretToken();
  const alert = await transact(db, async (trx) => {
    const found = await lockAlert(trx, alertId);
    if (!found || found.email === null) return undefined;
    const purpose = found.state === "unconfirmed" ? ("confirm" as const) : ("change" as const);
    await insertLink(trx, { alert_id: alertId, token_hash: hashToken(token), purpose });
    return { ...found, purpose, email: found.email };
  });
  if (!alert) return;
  const { email: to, frequency, purpose } = alert;
  const title = askedTitleOf(fromSearchText(alert.search));
  const asks = purpose === "confirm";
  await sendUnlessRefused({
    to,
    subject: asks ? confirmAlertHeading : knownAlertHeading,
    element: asks ? (
      <ConfirmAlertMail {...{ title, frequency }} url={url(paths.confirmAlert(token))} />
    ) : (
      <KnownAlertMail title={title} url={url(paths.alertPreferences(token))} />
    ),
    messageId: messageIdFor(taskId),
  });
}

export const alertTasks = {
  "alert.confirm-mail": (db, { alertId }, taskId) => sendConfirmation(db, alertId, taskId),
  "alert.join": (db, { accountId }) => joinGuestAlerts(db, accountId),
  "alert.send": (db, { alertId }, taskId) => sendAlert(db, alertId, taskId),
  "alert.sweep": async (db) => {
    const days = {
      ...{ links: LINK_DAYS * DAY, unconfirmed: CONFIRM_DAYS * DAY, gone: GONE_DAYS * DAY },
      // As long as a job may come up at all, and what comes after it: never twice.
      matches: 2 * NEW_DAYS * DAY,
    };
    while ((await sweepRows(db, days, SWEPT)) >= SWEPT);
  },
} satisfies Partial<TaskHandlers>;
