import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { roleWords, type MemberRole } from "../member-roles.ts";

type Decided = "approved" | "rejected";

/** The heading and the subject of the mail. */
export const claimHeading = (state: Decided, employer: string) =>
  state === "approved" ? `You belong to ${employer} now` : `Your claim on ${employer} was not approved`;

/** What a claimant is told of a moderator's decision, with the words the moderator wrote. */
export function ClaimMail(mail: {
  state: Decided;
  employer: string;
  role: MemberRole | null;
  reason: string;
  url: string;
}) {
  const approved = mail.state === "approved";
  return (
    <MailLayout
      heading={claimHeading(mail.state, mail.employer)}
      why="you wrote on CareerCenter that you belong to this organization"
    >
      <MailText>
        {approved
          ? `A moderator looked at your claim and approved it. You are ${roleWords[mail.role ?? "recruiter"]} of the organization.`
          : "A moderator looked at your claim and could not approve it. You can send another one that answers this:"}
      </MailText>
      <MailFacts facts={[{ name: "The moderator wrote", value: mail.reason }]} />
      <MailButton href={mail.url}>{approved ? "Go to its jobs" : "Send another claim"}</MailButton>
    </MailLayout>
  );
}

/** The heading and the subject of the mail. */
export const claimAddressHeading = (employer: string) => `Do you work for ${employer}?`;

/** Sent to the address at work that a claimant typed; `url` confirms it for whoever is signed in as the claimant. */
export function ClaimAddressMail(mail: { employer: string; name: string; url: string }) {
  return (
    <MailLayout
      heading={claimAddressHeading(mail.employer)}
      why="somebody named this address in a claim on CareerCenter"
    >
      <MailText>{`${mail.name} wrote on CareerCenter that they belong to ${mail.employer}, with this address. If that is you, open the link in the browser in which you are signed in and confirm it: a moderator then sees that you read its mail.`}</MailText>
      <MailButton href={mail.url}>Confirm this address</MailButton>
      <MailText quiet>If it is not you, do nothing: without it the address counts as not confirmed.</MailText>
    </MailLayout>
  );
}
