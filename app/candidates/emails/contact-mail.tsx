import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";

/** The subject of the mail to the person. */
export const contactMailSubject = (employer: string) => `${employer} wrote to you about a job`;

/** The subject of the mail to who wrote. */
export const answerMailSubject = (title: string) => `A candidate said yes: ${title}`;

/**
 * The person is told what an employer wrote, and why they get it.
 * @param mail.message null where it reads as a fraud does: then it is read on the board, beside a warning.
 */
export function ContactMail(mail: { employer: string; title: string; message: string | null; url: string }) {
  return (
    <MailLayout
      heading={`${mail.employer} wrote to you about a job`}
      why="you let all verified employers find your profile on CareerCenter; you can hide it, or block this employer, at any time"
    >
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Employer", value: mail.employer },
        ]}
      />
      {mail.message === null ? null : (
        <>
          <MailText quiet>{mail.employer} writes:</MailText>
          <MailText>{mail.message}</MailText>
        </>
      )}
      <MailText>
        They do not know who you are. If you say yes, they get your name, your e-mail address and the résumé that you
        choose; if you say no, they get nothing and cannot write again.
      </MailText>
      <MailButton href={mail.url}>Read and answer</MailButton>
    </MailLayout>
  );
}

/** Who wrote is told that the person said yes, with what they share. */
export function AnswerMail(mail: { title: string; name: string; email: string; resume: boolean; url: string }) {
  return (
    <MailLayout heading="A candidate said yes" why="you wrote to this person through the candidate search">
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Name", value: mail.name },
          { name: "E-mail", value: mail.email },
        ]}
      />
      <MailText>
        {mail.resume
          ? "Their résumé is on the board. Write to them directly from here on."
          : "They shared no résumé. Write to them directly from here on."}
      </MailText>
      <MailButton href={mail.url}>See what you wrote</MailButton>
    </MailLayout>
  );
}
