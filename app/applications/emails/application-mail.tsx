import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { applicationStateMeanings, type ApplicationState } from "../application.ts";
import { messageIntroduction, seekerHeadings } from "../mail-words.ts";

const employerHeadings = { received: "A new application", withdrawn: "An application was withdrawn" };

/** The subject of the seeker's mail about a state. */
export function seekerMailSubject(state: ApplicationState, title: string): string {
  return `${seekerHeadings[state]}: ${title}`;
}

/** The subject of the members' mail. */
export function employerMailSubject(event: "received" | "withdrawn", title: string): string {
  return `${employerHeadings[event]}: ${title}`;
}

/** The subject of the mail to a colleague. */
export function assignedMailSubject(title: string): string {
  return `An applicant was handed to you: ${title}`;
}

/** The colleague is told whose applicant it was made. */
export function AssignedMail(mail: { title: string; name: string; by: string; url: string }) {
  return (
    <MailLayout
      heading="An applicant was handed to you"
      why="you are a member of the organization that posted this job"
    >
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Applicant", value: mail.name },
          { name: "Handed over by", value: mail.by },
        ]}
      />
      <MailText>The letter, the résumé and your team's notes are on the board.</MailText>
      <MailButton href={mail.url}>See the application</MailButton>
    </MailLayout>
  );
}

/**
 * What the seeker is told at each change. `message` is the employer's own words; `url` is the application's page, and for a
 * guest the way to an account that has it.
 */
export function SeekerApplicationMail(mail: {
  state: ApplicationState;
  title: string;
  employer: string;
  message?: string | null;
  url: string;
  guest?: boolean;
}) {
  return (
    <MailLayout heading={seekerHeadings[mail.state]} why="you applied to this job on CareerCenter">
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Employer", value: mail.employer },
        ]}
      />
      <MailText>{applicationStateMeanings[mail.state]}</MailText>
      {mail.message ? (
        <>
          <MailText quiet>{messageIntroduction(mail.employer)}</MailText>
          <MailText>{mail.message}</MailText>
        </>
      ) : null}
      {mail.guest ? (
        <>
          <MailText quiet>
            You applied without an account. Sign up with this address to see each step, or to withdraw; your application
            is there already.
          </MailText>
          <MailButton href={mail.url}>Sign up</MailButton>
        </>
      ) : (
        <MailButton href={mail.url}>See your application</MailButton>
      )}
    </MailLayout>
  );
}

/** What the members of an employer are told. What was sent stays on the board, where only they may read it. */
export function EmployerApplicationMail(mail: {
  event: "received" | "withdrawn";
  title: string;
  name: string;
  url: string;
}) {
  return (
    <MailLayout heading={employerHeadings[mail.event]} why="you are a member of the organization that posted this job">
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Applicant", value: mail.name },
        ]}
      />
      <MailText>
        {mail.event === "received"
          ? "The letter and the résumé are on the board. The applicant sees, and is told by mail, when you move the application on."
          : "The applicant has withdrawn. There is nothing for you to do."}
      </MailText>
      <MailButton href={mail.url}>See the application</MailButton>
    </MailLayout>
  );
}
