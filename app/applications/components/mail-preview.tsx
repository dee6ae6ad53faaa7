import { applicationStateMeanings } from "../application.ts";
import { messageIntroduction, seekerHeadings } from "../mail-words.ts";

/** The words of the mail that declines an applicant, with the employer's own. */
export function MailPreview({ title, employer, message }: { title: string; employer: string; message: string }) {
  return (
    <section className="mail-preview" aria-label="The mail">
      <h2>{seekerHeadings.declined}</h2>
      <p className="quiet small">
        Job: {title}
        <br />
        Employer: {employer}
      </p>
      <p>{applicationStateMeanings.declined}</p>
      {message.trim() ? (
        <>
          <p className="quiet small">{messageIntroduction(employer)}</p>
          <p className="letter">{message.trim()}</p>
        </>
      ) : null}
    </section>
  );
}
