import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
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
    text: "It was last confirmed ten days ago. Confirm it on your desk, or it leaves the lists four days from now. If it is filled, mark it so.",
    button: "Confirm it on my desk",
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

/** What an employer's members are told about their job. `reason` is the moderator's, as written. */
export function JobMail({
  event,
  title,
  reason,
  url,
}: {
  event: JobMailEvent;
  title: string;
  reason?: string;
  url: string;
}) {
  const { subject, text, button } = words[event];
  return (
    <MailLayout heading={subject} reason="You are a member of the organization that posted this job.">
      <MailFacts
        facts={[
          { name: "Job", value: title },
          { name: "The moderator writes", value: reason },
        ]}
      />
      <MailText>{text}</MailText>
      <MailButton href={url}>{button}</MailButton>
    </MailLayout>
  );
}
