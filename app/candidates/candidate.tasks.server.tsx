import "./candidate.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { findMemberAddress, listOwnerAddresses } from "~/employers/list-member-addresses.server.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { isVisible } from "./candidate.queries.server.ts";
import { findContact, isBlocked } from "./contact.queries.server.ts";
import { AnswerMail, answerMailSubject, ContactMail, contactMailSubject } from "./emails/contact-mail.tsx";
import { isGateOpen } from "./gate.server.ts";
import { lintMessage } from "./lint-message.ts";
import { sweepCandidates } from "./sweep-candidates.server.ts";

export const candidateTasks = {
  "candidate.contact-mail": async (db, { contactId }, taskId) => {
    const contact = await findContact(db, contactId);
    if (contact?.state !== "sent" || contact.message === null) return;
    const { employerId, accountId, verification, bannedAt, employerName: employer } = contact;
    // Whoever may not write any more, or to this person, is not heard by mail either.
    if (!(await isGateOpen(db, { id: employerId, verification, bannedAt }))) return;
    if (!(await isVisible(db, employerId, accountId))) return;
    const person = await findAccount(db, accountId);
    if (!person) return;
    const message = lintMessage(contact.message).length > 0 ? null : contact.message;
    const url = absolute(env().BASE_URL, paths.contact(contactId));
    await sendUnlessRefused({
      to: person.email,
      subject: contactMailSubject(employer),
      element: <ContactMail {...{ employer, title: contact.title ?? "", message, url }} />,
      messageId: messageIdFor(taskId),
    });
  },
  "candidate.answer-mail": async (db, { contactId }, taskId) => {
    const contact = await findContact(db, contactId);
    if (contact?.state !== "yes") return;
    const { employerId, accountId, senderId, verification, bannedAt } = contact;
    // What the page would not show by now, no mail says.
    if (!(await isGateOpen(db, { id: employerId, verification, bannedAt }))) return;
    if (await isBlocked(db, employerId, accountId)) return;
    const person = await findAccount(db, accountId);
    if (!person || person.suspended_at) return;
    const sender = senderId && (await findMemberAddress(db, employerId, senderId));
    const url = absolute(env().BASE_URL, paths.contacts(employerId));
    for (const to of sender ? [sender] : await listOwnerAddresses(db, employerId))
      await sendUnlessRefused({
        to,
        subject: answerMailSubject(contact.title ?? ""),
        element: (
          <AnswerMail
            {...{ title: contact.title ?? "", name: person.name, email: person.email, url }}
            resume={contact.fileId !== null}
          />
        ),
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "candidate.sweep": async (db) => {
    await sweepCandidates(db);
  },
} satisfies Partial<TaskHandlers>;
