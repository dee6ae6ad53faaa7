import {
  AlertMail,
  alertSubject,
  ConfirmAlertMail,
  confirmAlertHeading,
  KnownAlertMail,
  knownAlertHeading,
} from "~/alerts/emails/alert-mails.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const title = "Risk adjustment, remote";
const mail = {
  title,
  jobs: [
    {
      url: at("/jobs/risk-adjustment-coder-2N4vT8kQ6mX1pZ9rYwBcDe"),
      title: "Risk Adjustment Coder",
      employer: "Lakemont Health",
      facts: ["$31 to $38 an hour", "Remote, 14 states", "CRC or CPC"],
    },
    {
      url: at("/jobs/hcc-auditor-2N4vT8kQ6mX1pZ9rYwBcDf"),
      title: "HCC Auditor",
      employer: "Harrow Valley Health",
      facts: ["$74,000 to $82,000 a year", "Remote, all states"],
    },
  ],
  total: 14,
  allUrl: at("/jobs?q=hcc&mode=remote"),
  preferencesUrl: at("/alerts/manage?token=example"),
  unsubscribeUrl: at("/alerts/unsubscribe?token=example"),
  postal: "CareerCenter\n100 Ledger Street\nColumbus, OH 43004",
};
const single = { ...mail, jobs: mail.jobs.slice(0, 1), total: 1 };

export const alertPreviews: MailPreview[] = [
  {
    id: "alerts/confirm",
    subject: confirmAlertHeading,
    element: <ConfirmAlertMail title={title} frequency="daily" url={at("/alerts/confirm?token=example")} />,
  },
  {
    id: "alerts/known",
    subject: knownAlertHeading,
    element: <KnownAlertMail title={title} url={mail.preferencesUrl} />,
  },
  { id: "alerts/jobs/several", subject: alertSubject(mail), element: <AlertMail {...mail} /> },
  { id: "alerts/jobs/one", subject: alertSubject(single), element: <AlertMail {...single} /> },
];
