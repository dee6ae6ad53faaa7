import {
  confirmReportHeading,
  ConfirmReportMail,
  outcomeHeading,
  OutcomeMail,
} from "~/moderation/reports/emails/report-mails.tsx";
import { caseOutcomes, type CaseOutcome } from "~/moderation/reports/report.ts";
import {
  AppealMail,
  appealHeading,
  applicantHeading,
  ApplicantMail,
  banHeading,
  BanMail,
} from "~/moderation/sanctions/emails/sanction-mails.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const employer = "Quickcode Staffing";
const title = "Remote Coder, no experience needed";
const appeals = [
  ["kept", "suspended"],
  ["overturned", "suspended"],
  ["overturned", "rejected"],
  ["overturned", "banned"],
] as const;

export const moderationPreviews: MailPreview[] = [
  {
    id: "moderation/confirm-report",
    subject: confirmReportHeading,
    element: <ConfirmReportMail url={at("/reports/confirm?token=p3mNq8sVb2cXk7TzRw4YdHf6")} />,
  },
  ...(Object.keys(caseOutcomes) as CaseOutcome[]).map((outcome) => ({
    id: `moderation/outcome/${outcome.replaceAll("_", "-")}`,
    subject: outcomeHeading(outcome),
    element: <OutcomeMail outcome={outcome} about={title} employer={employer} url={at("/how-review-works")} />,
  })),
  ...(["banned", "lifted"] as const).map((event) => ({
    id: `moderation/ban/${event}`,
    subject: banHeading(event, employer),
    element: (
      <BanMail
        event={event}
        employer={employer}
        reason={event === "banned" ? "Three jobs asked applicants to pay for equipment." : "It was another’s doing."}
        url={event === "banned" ? at("/banned/2N4vT8kQ6mX1pZ9rYwBcDg") : at("/employer")}
      />
    ),
  })),
  {
    id: "moderation/applicant",
    subject: applicantHeading,
    element: <ApplicantMail title={title} employer={employer} url={at("/applications")} />,
  },
  ...appeals.map(([state, matter]) => ({
    id: `moderation/appeal/${state}-${matter}`,
    subject: appealHeading(state),
    element: (
      <AppealMail
        state={state}
        matter={matter}
        about={matter === "banned" ? employer : title}
        reason={state === "kept" ? "The fee is still asked for." : "The fee was the school’s, not yours."}
        url={at("/employer")}
      />
    ),
  })),
];
