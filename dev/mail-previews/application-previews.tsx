import { applicationStates } from "~/applications/application.ts";
import {
  AssignedMail,
  assignedMailSubject,
  EmployerApplicationMail,
  employerMailSubject,
  SeekerApplicationMail,
  seekerMailSubject,
} from "~/applications/emails/application-mail.tsx";
import {
  AppliedAlreadyMail,
  appliedAlreadySubject,
  ConfirmApplicationMail,
  confirmApplicationSubject,
} from "~/applications/emails/guest-mail.tsx";
import { SavedEndingMail, savedEndingSubject } from "~/applications/emails/saved-mail.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const title = "Inpatient Coder, Level I trauma center";
const job = { title, employer: "Lakemont Health" };
const desk = at("/employer/jobs/2N4vT8kQ6mX1pZ9rYwBcDe/applicants/2N4vT8kQ6mX1pZ9rYwBcDf");

export const applicationPreviews: MailPreview[] = [
  // Of one that its guest has yet to confirm nobody is told.
  ...applicationStates
    .filter((state) => state !== "unconfirmed")
    .map((state) => ({
      id: `applications/seeker/${state}`,
      subject: seekerMailSubject(state, title),
      element: (
        <SeekerApplicationMail
          state={state}
          title={title}
          employer="Lakemont Health"
          message={state === "declined" ? "Thank you for your time.\nWe chose somebody with more trauma charts." : null}
          url={at("/applications/2N4vT8kQ6mX1pZ9rYwBcDf")}
        />
      ),
    })),
  ...(["received", "withdrawn"] as const).map((event) => ({
    id: `applications/employer/${event}`,
    subject: employerMailSubject(event, title),
    element: <EmployerApplicationMail event={event} title={title} name="Ruth Adeyemi" url={desk} />,
  })),
  {
    id: "applications/assigned",
    subject: assignedMailSubject(title),
    element: <AssignedMail title={title} name="Ruth Adeyemi" by="Maria Delgado" url={desk} />,
  },
  {
    id: "applications/confirm",
    subject: confirmApplicationSubject(title),
    element: <ConfirmApplicationMail {...job} url={at("/applications/confirm?token=example")} />,
  },
  {
    id: "applications/again",
    subject: appliedAlreadySubject(title),
    element: (
      <AppliedAlreadyMail {...job} on="November 3" state="reviewed" url={at("/applications/2N4vT8kQ6mX1pZ9rYwBcDf")} />
    ),
  },
  {
    id: "applications/saved-ending",
    subject: savedEndingSubject(title),
    element: (
      <SavedEndingMail
        {...job}
        ends="November 29"
        url={at("/jobs/inpatient-coder-2N4vT8kQ6mX1pZ9rYwBcDe")}
        list={at("/saved")}
      />
    ),
  },
];
