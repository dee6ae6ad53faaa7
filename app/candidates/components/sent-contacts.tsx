import { ResumeLinks } from "~/applications/components/resume-links.tsx";
import type { EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatDate, type Moment } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import type { SentContact } from "../list-contacts.server.ts";
import { contactStates } from "../contact.ts";

/** What an organization wrote, each message with its answer; of who said yes, who they are. */
export function SentContacts({
  employerId,
  contacts,
  now,
}: {
  employerId: EmployerId;
  contacts: readonly SentContact[];
  now: Moment;
}) {
  return (
    <div className="contacts">
      {contacts.map((contact) => (
        <article key={contact.id} className="candidate">
          <div className="contact-head">
            <h2>{contact.shared ? contact.shared.name : "A candidate"}</h2>
            <Mark kind={contact.state === "yes" ? "ok" : contact.state === "no" ? "refused" : "fact"}>
              {contactStates.label(contact.state)}
              {contact.answeredAt ? ` on ${formatDate(contact.answeredAt, now)}` : ""}
            </Mark>
          </div>
          <p className="small quiet">
            About {contact.title}, {formatDate(contact.createdAt, now)}
            {contact.senderName ? `, by ${contact.senderName}` : ""}
          </p>
          {contact.shared ? (
            <>
              <p>
                <a href={`mailto:${contact.shared.email}`}>{contact.shared.email}</a>
              </p>
              {contact.shared.file ? <ResumeLinks {...contact.shared.file} /> : null}
            </>
          ) : null}
          {contact.message === null ? (
            <p className="quiet">The message is erased by now.</p>
          ) : (
            <details>
              <summary className="small">Your message</summary>
              <p className="contact-text">{contact.message}</p>
            </details>
          )}
          {contact.candidateId ? (
            <p className="small">
              <PageLink prefetch={false} to={paths.candidate(employerId, contact.candidateId, { job: contact.jobId })}>
                See the profile
              </PageLink>
            </p>
          ) : null}
        </article>
      ))}
    </div>
  );
}
