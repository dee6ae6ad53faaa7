import { MailButton, MailFacts, MailLayout, MailLink, MailText } from "~/platform/mail/mail-layout.tsx";
import { formatDate, formatNumber } from "~/ui/format.ts";
import { ANSWER_LINK_DAYS } from "../job-answers.ts";
import type { JobMailEvent } from "../job.tasks.ts";

type Words = { subject: string; text: string; button: string };

const words: Record<JobMailEvent, Words> = {
  submitted: {
    subject: "Your job is in review",
    text: "A moderator reads it next. A card you authorized is charged only if the job is approved.",
    button: "See the job",
  },
  live: { subject: "Your job is live", text: "It was approved, and coders can find it now.", button: "See the job" },
  changes_requested: {
    subject: "Your job needs a change",
    text: "A moderator asks for a change before the job can go live. Your authorization stays; nothing is charged yet.",
    button: "Make the change",
  },
  rejected: {
    subject: "Your job was not approved",
    text: "It costs you nothing: an authorized card is released, a credit is returned.",
    button: "See the job",
  },
  payment_needed: {
    subject: "Your job is approved, but the payment was refused",
    text: "Your bank refused the charge. Nothing was taken. Authorize another card, and the job goes back to review.",
    button: "Pay another way",
  },
  plan_gone: {
    subject: "Your job is approved, but your plan does not work any more",
    text: "You submitted it by your plan, which ended or was not paid before the review was done. Nothing was charged. Use a credit or a card, or put the plan in order; the job then goes back to review.",
    button: "Pay another way",
  },
  confirm: {
    subject: "Is your job still open?",
    text: "Say so with one click, without signing in, or it leaves the lists and search engines on the day above. Who has its address may still apply then.",
    button: "Yes, it is still open",
  },
  dead_link: {
    subject: "Nobody can apply to your job",
    text: "We looked several times over two days, and the web address where your job takes applications leads nowhere. The job has left the lists until you say that it is still open. Correct the address first, or say so if it works after all.",
    button: "It works: the job is still open",
  },
  ends_soon: {
    subject: "Your job ends in a few days",
    text: "Extend it for another term before its end, and it stays live without a new review. After its end you can renew it.",
    button: "Extend it",
  },
  ends_tomorrow: {
    subject: "Your job ends tomorrow",
    text: "Extend it for another term before its end, and it stays live without a new review. After its end you can renew it.",
    button: "Extend it",
  },
  expired: {
    subject: "Your job has ended",
    text: "Its term is over, so it takes no more applications. Renew it if the position is still open; a moderator reads it once more. If you found somebody, mark it as filled.",
    button: "Renew it",
  },
  edit_approved: {
    subject: "Your edit is live",
    text: "A moderator approved it. It cost nothing, and the job ends on the day it would have ended.",
    button: "See the job",
  },
  edit_changes_requested: {
    subject: "Your edit needs a change",
    text: "A moderator asks for a change in your edit. Your job stays live as it is; what you wrote is kept in its form.",
    button: "Go on with the edit",
  },
  edit_rejected: {
    subject: "Your edit was not approved",
    text: "Your job stays live in the words it has. What you wrote is kept in its form.",
    button: "See the job",
  },
  request_taken_back: {
    subject: "Your job is in review again",
    text: "A moderator had asked for a change and has taken that back. You need to change nothing: the job is read again as you sent it. Your authorization stays; nothing is charged yet.",
    button: "See the job",
  },
  edit_reopened: {
    subject: "Your edit is in review again",
    text: "A moderator had returned your edit and has taken that back. You need to do nothing. Your job stays live as it is, and we write to you when the edit is decided.",
    button: "See the job",
  },
  edit_approval_taken_back: {
    subject: "Your edit is in review again",
    text: "A moderator approved it by mistake. Your job stays live in the words it had before, no day of its term is lost, and we write to you when the edit is decided.",
    button: "See the job",
  },
  suspended: {
    subject: "Your job is suspended",
    text: "A moderator took it out of the lists for now, and it takes no applications. Its clock stands still: if it comes back, it has the days it had. If this is a mistake, an owner of your organization may appeal on the job's page; another moderator then looks.",
    button: "See the job and appeal",
  },
  restored: {
    subject: "Your job is live again",
    text: "The suspension is over. Its end moved by the time that it was down, and you pay nothing for that.",
    button: "See the job",
  },
  taken_down: {
    subject: "Your job was taken down for good",
    text: "It does not come back, and its price is not returned. If this is a mistake, an owner of your organization may appeal on the job's page; another moderator then looks.",
    button: "See the job and appeal",
  },
  correction_asked: {
    subject: "Please correct your job",
    text: "A moderator looked at your job and asks for a correction. It stays live meanwhile: edit it on its page, and the edit is looked at once more. A job that stays wrong may be suspended.",
    button: "See the job",
  },
  lapsed: {
    subject: "The authorization for your job ended",
    text: "Your bank let the authorization go before the review was done. Nothing was charged. Submit the job again to authorize a new one.",
    button: "Submit it again",
  },
};

/** The subject of a mail about a job. */
export function jobMailSubject(event: JobMailEvent): string {
  return words[event].subject;
}

/** The addresses that answer without a sign-in; each opens a page with one button. */
export type JobMailLinks = { open: string; filled: string; closed: string };

type Props = {
  event: JobMailEvent;
  title: string;
  /** The moderator's, as written. */
  reason?: string;
  /** The day on which the job leaves the lists, or ends. */
  until?: Date | null;
  applicants?: number;
  /** The address of the job's page on the desk, and of the question that it asks. */
  desk: (ask?: string) => string;
  links?: JobMailLinks;
};

/** What an employer's member is told about their job. */
export function JobMail({ event, title, reason, until, applicants, desk, links }: Props) {
  const { subject, text, button } = words[event];
  const asks = links !== undefined;
  const main = (event === "confirm" || event === "dead_link") && links ? links.open : desk(asked[event]);
  return (
    <MailLayout heading={subject} why="you are a member of the organization that posted this job">
      <MailFacts
        facts={[
          { name: "Job", value: title },
          { name: event === "dead_link" ? "What we met there" : "The moderator writes", value: reason },
          { name: event === "confirm" ? "Leaves the lists" : "Ends", value: asks && until ? formatDate(until) : null },
          { name: "Applicants so far", value: asks && applicants !== undefined ? formatNumber(applicants) : null },
        ]}
      />
      <MailText>{text}</MailText>
      <MailButton href={main}>{button}</MailButton>
      {links ? (
        <MailText>
          Or: <MailLink href={links.filled}>it is filled</MailLink>
          {event === "expired" ? null : (
            <>
              {" "}
              · <MailLink href={links.closed}>close it</MailLink>
            </>
          )}{" "}
          · <MailLink href={desk()}>see it on your desk</MailLink>
        </MailText>
      ) : null}
      {links ? (
        <MailText quiet>
          The links work for {ANSWER_LINK_DAYS} days and for you alone: do not pass this mail on. Nothing happens before
          you press the button on the page that they open.
        </MailText>
      ) : null}
    </MailLayout>
  );
}

/** What the desk asks at once when the button is pressed. */
const asked: Partial<Record<JobMailEvent, string>> = {
  ends_soon: "extend",
  ends_tomorrow: "extend",
  expired: "renew",
};
