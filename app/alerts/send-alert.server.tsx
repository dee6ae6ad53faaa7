import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { employmentWords, payWords, placeWords } from "~/jobs/components/job-words.ts";
import type { Job } from "~/jobs/job.ts";
import { listListedJobs } from "~/jobs/list-listed-jobs.server.ts";
import { now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { AlertId, JobId, TaskId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { MailError, messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import { qualify } from "~/profiles/qualify.ts";
import { findAsker } from "~/profiles/show-profile.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import { readDocuments } from "~/search/read-feed.server.ts";
import { withSort } from "~/search/criteria.ts";
import { readSettingsNow } from "~/settings/read-settings.server.ts";
import { apprenticeAnswers } from "~/vocabulary/terms.ts";
import { fromSearchText, MAIL_JOBS, toSearchText } from "./alert.ts";
import { paused } from "./alert-states.server.ts";
import { AlertIndex } from "./alert-index.server.ts";
import { findAddress, findAlert, insertLink, lockAlert, updateAlert, type AlertRow } from "./alert.queries.server.ts";
import { AlertMail, alertSubject, type AlertMailProps, type MailedJob } from "./emails/alert-mails.tsx";
import { isTold, toMatched } from "./match-jobs.server.ts";
import { claimMatches, finishMatches, slices } from "./match.queries.server.ts";
import { titleOf } from "./show-alerts.server.ts";

const url = (path: string) => absolute(env().BASE_URL, path);

/**
 * Mails what waits for an alert: of the jobs that came up for it those that are listed at this moment and match it still.
 * Where none is left, no mail goes. May be run again: what a run has claimed is told by no other, and a mail that a crash
 * sends twice has the same Message-ID. An address that is refused for good pauses the alert.
 * @throws MailError when it may be tried again; Error while there is no postal address, which each mail must have.
 */
export async function sendAlert(db: Db, alertId: AlertId, taskId: TaskId): Promise<void> {
  const alert = await findAlert(db, alertId);
  if (!alert) return;
  const claimed = await transact(db, async (trx) => {
    await lockAlert(trx, alertId);
    return claimMatches(trx, alertId, taskId);
  });
  if (claimed.length === 0) return;
  const to = alert.state === "active" ? await findAddress(db, alert) : undefined;
  const jobIds = to === undefined ? [] : await stillTold(db, alert, claimed);
  if (to !== undefined && jobIds.length > 0 && !(await mail(db, alert, { to, jobIds, taskId }))) return;
  await transact(db, (trx) => finishMatches(trx, { alertId, taskId, sent: jobIds }));
}

/** Those of the jobs that are listed now, and match now: also by the profile, where the search asks for that, the newest first. */
async function stillTold(db: Db, alert: AlertRow, ids: readonly JobId[]): Promise<JobId[]> {
  const index = new AlertIndex();
  index.put(toMatched(alert));
  const at = now().getTime();
  const fits = await fitOf(db, alert);
  const told: { id: JobId; postedAt: number }[] = [];
  for (const slice of slices(ids))
    told.push(
      ...(await readDocuments(db, slice)).filter((job) => isTold(job) && index.match(job, at).length > 0 && fits(job)),
    );
  return told.sort((a, b) => b.postedAt - a.postedAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
}

/** Whether a job stands for the alert's person as the search asks. Who says nothing in their profile is told of all, as by the search. */
async function fitOf(db: Db, alert: AlertRow): Promise<(job: JobDocument) => boolean> {
  const { fit } = fromSearchText(alert.search);
  const asker = fit.length && alert.account_id ? await findAsker(db, alert.account_id) : undefined;
  if (!asker) return () => true;
  const today = now().toISOString().slice(0, 10);
  return ({ demands }) => fit.includes(qualify(asker.standing, demands, today).outcome);
}

/** @returns false when the address is refused for good. */
async function mail(
  db: Db,
  alert: AlertRow,
  { to, jobIds, taskId }: { to: string; jobIds: readonly JobId[]; taskId: TaskId },
): Promise<boolean> {
  const postal = (await readSettingsNow(db))["contact.postal"];
  if (!postal) throw new Error("No alert is mailed while the board has no postal address (/admin/settings)");
  const jobs = (await listListedJobs(db, jobIds.slice(0, MAIL_JOBS))).map(mailedJob);
  const token = newSecretToken();
  await transact(db, (trx) => insertLink(trx, { alert_id: alert.id, token_hash: hashToken(token), purpose: "change" }));
  const props: AlertMailProps = {
    ...{ jobs, postal, total: jobIds.length, title: titleOf(fromSearchText(alert.search)) },
    allUrl: url(paths.jobs(toSearchText(withSort(fromSearchText(alert.search), "newest")))),
    preferencesUrl: url(paths.alertPreferences(token)),
    unsubscribeUrl: url(paths.unsubscribe(token)),
  };
  try {
    await sendMail({
      to,
      subject: alertSubject(props),
      element: <AlertMail {...props} />,
      messageId: messageIdFor(taskId),
      // RFC 8058: the mail service posts to it when its person presses "unsubscribe".
      headers: {
        "List-Unsubscribe": `<${props.unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      },
    });
    return true;
  } catch (error) {
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ error: error.message }, "a mail of an alert was refused for good");
    await transact(db, async (trx) => {
      const current = await lockAlert(trx, alert.id);
      if (current?.state === "active") await updateAlert(trx, alert.id, paused("bounce"));
      await finishMatches(trx, { alertId: alert.id, taskId, sent: [] });
    });
    return false;
  }
}

function mailedJob({ slug, employer, content }: Job): MailedJob {
  return {
    url: url(paths.job(slug)),
    title: content.title,
    employer: employer.name,
    facts: [
      `${payWords(content.pay)}, ${employmentWords(content)}`,
      placeWords(content),
      content.apprentice === "not-stated" ? "Apprentices: not stated" : apprenticeAnswers.label(content.apprentice),
    ],
  };
}
