import { AnswerMail, answerMailSubject, ContactMail, contactMailSubject } from "~/candidates/emails/contact-mail.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const title = "Inpatient Coder, Level I trauma center";
const employer = "Lakemont Health";
const message = "We code trauma charts for nine hospitals in Ohio.\nWould you talk to our lead next week?";
const page = at("/profile/contacts/2N4vT8kQ6mX1pZ9rYwBcDf");
const desk = at("/employer/organizations/2N4vT8kQ6mX1pZ9rYwBcDe/contacts");
const person = { name: "Ruth Adeyemi", email: "ruth.adeyemi@example.org" };

export const candidatePreviews: MailPreview[] = [
  ...[message, null].map((words) => ({
    id: `candidates/contact/${words ? "quoted" : "not-quoted"}`,
    subject: contactMailSubject(employer),
    element: <ContactMail employer={employer} title={title} message={words} url={page} />,
  })),
  ...[true, false].map((resume) => ({
    id: `candidates/answer/${resume ? "with-resume" : "without-resume"}`,
    subject: answerMailSubject(title),
    element: <AnswerMail {...person} title={title} resume={resume} url={desk} />,
  })),
];
