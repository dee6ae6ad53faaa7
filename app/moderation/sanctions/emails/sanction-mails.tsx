import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import type { AppealMatter } from "../sanction.ts";

/** The subject of the mail to the members. */
export const banHeading = (event: "banned" | "lifted", employer: string) =>
  event === "banned" ? `${employer} is banned from CareerCenter` : `${employer} is no longer banned`;

/** Tells a member that their organization is banned, or not any more; never who reported it. */
export function BanMail(mail: { event: "banned" | "lifted"; employer: string; reason: string; url: string }) {
  const { event, employer, reason, url } = mail;
  return (
    <MailLayout heading={banHeading(event, employer)} why="you are a member of this organization">
      <MailFacts facts={[{ name: "The moderator writes", value: reason }]} />
      {event === "banned" ? (
        <>
          <MailText>
            Its live jobs are suspended, what was in review is a draft again, and nothing that was only authorized is
            charged. Credits stay on its account but cannot be used; a monthly plan ends with the month that is paid.
            You were signed out. You may sign in again, for yourself or another organization.
          </MailText>
          <MailText>
            If this is a mistake, an owner of the organization may appeal; another moderator then looks.
          </MailText>
          <MailButton href={url}>Read why and appeal</MailButton>
        </>
      ) : (
        <>
          <MailText>
            Its jobs that were live are live again, with the days they had. What was taken out of review is a draft that
            you can send again, credits can be used, and open invitations must be sent anew. A plan that was to end can
            be kept in the billing page’s portal.
          </MailText>
          <MailButton href={url}>To your desk</MailButton>
        </>
      )}
    </MailLayout>
  );
}

export const applicantHeading = "About a job that you applied for";

/** Tells an applicant, once, that the employer is banned. */
export function ApplicantMail({ title, employer, url }: { title: string; employer: string; url: string }) {
  return (
    <MailLayout heading={applicantHeading} why="you applied to this employer on this board">
      <MailFacts
        facts={[
          { name: "Job", value: title },
          { name: "Employer", value: employer },
        ]}
      />
      <MailText>
        We took all jobs of this employer down, and it cannot read applications here any more. What you sent before may
        have been read. Your application is as it was; you can withdraw it.
      </MailText>
      <MailText>
        If somebody writes to you about this job: send no money, bank details or copies of documents, and tell us.
      </MailText>
      <MailButton href={url}>See your applications</MailButton>
    </MailLayout>
  );
}

export const appealHeading = (state: "kept" | "overturned") =>
  state === "kept" ? "Your appeal: the decision stands" : "Your appeal was right";

const overturned: Record<AppealMatter, string> = {
  suspended: "The job is live again. Its end moved by the time that it was down.",
  rejected:
    "The job itself cannot come back, so your organization has a credit to post it anew: duplicate it on its page, and submit the copy with the credit.",
  banned: "The ban is lifted. A mail of its own says what is back.",
};

/** Tells the owners what became of their appeal. */
export function AppealMail(mail: {
  state: "kept" | "overturned";
  matter: AppealMatter;
  about: string;
  reason: string;
  url: string;
}) {
  const { state, matter, about, reason, url } = mail;
  return (
    <MailLayout heading={appealHeading(state)} why="you own the organization that appealed">
      <MailFacts
        facts={[
          { name: "About", value: about },
          { name: "The moderator writes", value: reason },
        ]}
      />
      <MailText>
        {state === "kept"
          ? "Somebody who did not decide before has looked at it once more, where the board has more than one moderator. It stays as it is."
          : overturned[matter]}
      </MailText>
      <MailButton href={url}>See how it stands</MailButton>
    </MailLayout>
  );
}
