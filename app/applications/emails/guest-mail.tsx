import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { applicationStateLabels, type ApplicationState } from "../application.ts";

/** The subject of the mail whose link sends a guest's application. */
export const confirmApplicationSubject = (title: string) => `Confirm your application: ${title}`;

/** The subject of the mail to somebody who has applied before. */
export const appliedAlreadySubject = (title: string) => `You have applied already: ${title}`;

const facts = ({ title, employer }: { title: string; employer: string }) => [
  { name: "Job", value: title },
  { name: "Employer", value: employer },
];

/** Asks the owner of an address whether an application is theirs. */
export function ConfirmApplicationMail(mail: { title: string; employer: string; url: string }) {
  return (
    <MailLayout
      heading="Confirm your application"
      why="somebody wrote an application on CareerCenter and gave this address"
    >
      <MailFacts facts={facts(mail)} />
      <MailText>
        Nothing has been sent yet. The link shows what will be sent, and sends it when you say so. It works for two
        days.
      </MailText>
      <MailButton href={mail.url}>Look at it and send it</MailButton>
      <MailText quiet>
        If it was not you, do nothing: it is deleted after two days, and the employer never learns of it.
      </MailText>
    </MailLayout>
  );
}

/** Tells the owner of an address that there is an application from it already. */
export function AppliedAlreadyMail(mail: {
  title: string;
  employer: string;
  /** A day, in words. */
  on: string;
  state: ApplicationState;
  url: string;
}) {
  return (
    <MailLayout
      heading="You have applied to this job already"
      why="somebody wrote an application on CareerCenter and gave this address"
    >
      <MailFacts
        facts={[
          ...facts(mail),
          { name: "Applied", value: mail.on },
          { name: "It is in", value: applicationStateLabels[mail.state] },
        ]}
      />
      <MailText>
        An employer gets one application from each person, so the new one was not sent. The first one stands on your
        account with this address; if you have none yet, sign up with it and you find it there.
      </MailText>
      <MailButton href={mail.url}>See your application</MailButton>
    </MailLayout>
  );
}
