import { findMemberAddress } from "~/employers/list-member-addresses.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { JobId, TaskId } from "~/platform/ids.ts";
import { log } from "~/platform/log.server.ts";
import { MailError, messageIdFor, sendMail } from "~/platform/mail/send-mail.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskPayloads } from "~/tasks/task.ts";
import { makeAnswerLink } from "./answer-by-link.server.ts";
import { JobMail, jobMailSubject, type JobMailLinks } from "./emails/job-mail.tsx";
import { findJobTitle } from "./job.queries.server.ts";
import type { JobMailEvent } from "./job.tasks.ts";
import { CONFIRMATION_DAYS, listedUntil, type JobState } from "./job.ts";
import { END_NOTICES } from "./remind-of-end.server.ts";
import { NOTICE_DAYS } from "./remind-to-confirm.server.ts";

type Facts = { state: JobState; expiresAt: Date | null; confirmedAt: Date | null; applicants: number };

/** The mails that ask something a link can answer without a sign-in. */
const asking: readonly JobMailEvent[] = ["confirm", "ends_soon", "ends_tomorrow", "expired", "dead_link"];

/**
 * Tells one member about a job. Whoever is no member any more is told nothing, and so is everybody of what has become
 * untrue while the mail waited, for example a question that a colleague has answered meanwhile.
 */
export async function sendJobMail(db: Db, payload: TaskPayloads["job.mail-to"], taskId: TaskId): Promise<void> {
  const { jobId, event, reason, accountId } = payload;
  const job = await findJobTitle(db, jobId);
  const to = job && (await findMemberAddress(db, job.employer_id, accountId));
  const facts = to && (await findFacts(db, jobId));
  if (!to || !facts || !isTrueStill(event, facts)) return;
  const url = (path: string) => absolute(env().BASE_URL, path);
  let links: JobMailLinks | undefined;
  if (asking.includes(event)) {
    const token = await makeAnswerLink(db, { jobId, accountId });
    const answer = (what: string) => url(paths.stillOpen({ token, answer: what }));
    links = { open: answer("open"), filled: answer("filled"), closed: answer("closed") };
  }
  try {
    await sendMail({
      to,
      subject: `${jobMailSubject(event)}: ${job.title}`,
      element: (
        <JobMail
          event={event}
          title={job.title}
          reason={reason}
          until={event === "confirm" ? new Date(listedUntil(facts)) : facts.expiresAt}
          applicants={facts.applicants}
          desk={(ask) => url(paths.deskJob(jobId, ask))}
          links={links}
        />
      ),
      messageId: messageIdFor(taskId),
    });
  } catch (error) {
    // An address that is refused for good is not tried again.
    if (!(error instanceof MailError && error.permanent)) throw error;
    log.warn({ job: jobId, error: error.message }, "a mail about a job was refused for good");
  }
}

function isTrueStill(event: JobMailEvent, { state, expiresAt, confirmedAt }: Facts): boolean {
  switch (event) {
    case "confirm":
      return (
        state === "live" &&
        confirmedAt !== null &&
        confirmedAt <= later(now(), -(CONFIRMATION_DAYS - NOTICE_DAYS) * DAY)
      );
    case "ends_soon":
    case "ends_tomorrow":
      return state === "live" && expiresAt !== null && expiresAt <= later(now(), END_NOTICES[event] * DAY);
    case "dead_link":
      return state === "live" && confirmedAt === null;
    case "expired":
      return state === "expired";
    default:
      return true;
  }
}

async function findFacts(db: Db, jobId: JobId): Promise<Facts | undefined> {
  const row = await db
    .selectFrom("job")
    .select((select) => [
      "state",
      "expires_at as expiresAt",
      "confirmed_at as confirmedAt",
      select
        .selectFrom("application")
        .select((count) => count.fn.countAll<number>().as("count"))
        .whereRef("application.job_id", "=", "job.id")
        .where("application.state", "not in", ["unconfirmed", "withdrawn"])
        .as("applicants"),
    ])
    .where("id", "=", jobId)
    .executeTakeFirst();
  return row && { ...row, applicants: Number(row.applicants ?? 0) };
}
