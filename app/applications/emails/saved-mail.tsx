import { MailButton, MailFacts, MailLayout, MailLink, MailText } from "~/platform/mail/mail-layout.tsx";

/** The subject of the mail about a saved job that ends soon. */
export const savedEndingSubject = (title: string) => `A job you saved ends soon: ${title}`;

/** Tells who saved a job that it ends soon. `ends` is a day in words; `list` is where these mails are turned off. */
export function SavedEndingMail(mail: { title: string; employer: string; ends: string; url: string; list: string }) {
  return (
    <MailLayout heading="A job you saved ends soon" why="you saved this job on CareerCenter">
      <MailFacts
        facts={[
          { name: "Job", value: mail.title },
          { name: "Employer", value: mail.employer },
          { name: "Ends on", value: mail.ends },
        ]}
      />
      <MailText>After that day it takes no more applications, unless the employer extends it.</MailText>
      <MailButton href={mail.url}>See the job</MailButton>
      <MailText quiet>
        Such notes are turned off on <MailLink href={mail.list}>your list of saved jobs</MailLink>.
      </MailText>
    </MailLayout>
  );
}
