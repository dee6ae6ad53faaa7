import { JobMail, jobMailSubject } from "~/jobs/emails/job-mail.tsx";
import type { JobMailEvent } from "~/jobs/job.tasks.ts";
import { at, type MailPreview } from "./mail-preview.ts";

const desk = at("/employer/jobs/2N4vT8kQ6mX1pZ9rYwBcDe");
const links = {
  open: at("/still-open?token=p3mNq8sVb2cXk7TzRw4YdHf6&answer=open"),
  filled: at("/still-open?token=p3mNq8sVb2cXk7TzRw4YdHf6&answer=filled"),
  closed: at("/still-open?token=p3mNq8sVb2cXk7TzRw4YdHf6&answer=closed"),
};
const reason = "Please say which states you hire in.";

/** What goes into the mail beside the job. A record, so that a new event cannot be left out. */
const told: Record<JobMailEvent, { reason?: string; links?: typeof links }> = {
  submitted: {},
  live: {},
  changes_requested: { reason },
  rejected: { reason: "The job asks applicants for a fee." },
  payment_needed: {},
  plan_gone: {},
  lapsed: {},
  confirm: { links },
  ends_soon: { links },
  ends_tomorrow: { links },
  expired: { links },
  dead_link: { links, reason: "The page is not there (404)." },
  edit_approved: {},
  edit_changes_requested: { reason },
  edit_rejected: { reason },
  request_taken_back: {},
  edit_reopened: {},
  edit_approval_taken_back: {},
  suspended: { reason: "Applicants wrote that they were asked for bank details." },
  restored: {},
  taken_down: { reason: "Applicants wrote that they were asked for bank details." },
  correction_asked: { reason },
};

export const jobPreviews: MailPreview[] = (Object.keys(told) as JobMailEvent[]).map((event) => ({
  id: `jobs/job/${event.replaceAll("_", "-")}`,
  subject: jobMailSubject(event),
  element: (
    <JobMail
      event={event}
      title="Inpatient Coder, Level I trauma center"
      until={new Date("2026-12-04T12:00:00Z")}
      applicants={7}
      desk={(ask) => (ask ? `${desk}?ask=${ask}` : desk)}
      {...told[event]}
    />
  ),
}));
