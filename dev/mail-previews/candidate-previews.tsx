import { AnswerMail, answerMailSubject, ContactMail, contactMailSubject } from "~/candidates/emails/contact-mail.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const employer = "Lakemont Health";
const title = "Inpatient Coder, Level I trauma center";
const contact = { employer, title, url: at("/profile/contacts/2N4vT8kQ6mX1pZ9rYwBcDe") };
const answer = {
  title,
  name: "Ruth Adeyemi",
  email: "ruth@mail.example",
  url: at("/employer/candidates/2N4vT8kQ6mX1pZ9rYwBcDe"),
};

export const candidatePreviews: MailPreview[] = [
  {
    id: "candidates/contact",
    subject: contactMailSubject(employer),
    element: <ContactMail {...contact} message={"We look for somebody who knows trauma charts.\nShall we talk?"} />,
  },
  {
    id: "candidates/contact/suspicious",
    subject: contactMailSubject(employer),
    element: <ContactMail {...contact} message={null} />,
  },
  { id: "candidates/answer", subject: answerMailSubject(title), element: <AnswerMail {...answer} resume /> },
];
