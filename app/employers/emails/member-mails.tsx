import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { isNobody } from "~/platform/mail/nobody.ts";
import { roleHelp, roleWords, type MemberRole } from "../member-roles.ts";

/** Sent to whoever an owner invites. `url` opens the invitation and is good for `days` days. */
export function InvitationMail(mail: {
  employer: string;
  verified: boolean;
  inviter: string;
  role: MemberRole;
  url: string;
  days: number;
}) {
  return (
    <MailLayout
      heading={`You are invited to ${mail.employer}`}
      why="an owner of this organization invited this address on CareerCenter"
    >
      <MailFacts
        facts={[
          { name: "Organization", value: `${mail.employer} (${mail.verified ? "verified" : "not verified"})` },
          { name: "Invited by", value: mail.inviter },
          { name: "As", value: roleWords[mail.role] },
        ]}
      />
      <MailText>{`${roleHelp[mail.role]} Accept with an account of this very address; if you have none, you can sign up on the way.`}</MailText>
      <MailButton href={mail.url}>See the invitation</MailButton>
      <MailText quiet>
        {`The link works for ${mail.days} days. If you do not know these people, ignore this mail and nothing happens.`}
      </MailText>
    </MailLayout>
  );
}

type OwnerEvent = "joined" | "left";
const ownerHeadings: Record<OwnerEvent, string> = {
  joined: "joined your organization",
  left: "left your organization",
};

/** The heading and the subject of the owners' mail. */
export const ownerMailHeading = (event: OwnerEvent, name: string) => `${name} ${ownerHeadings[event]}`;

/** What the owners are told when somebody joined or left. */
export function OwnersMail(mail: { event: OwnerEvent; employer: string; name: string; email: string; url: string }) {
  return (
    <MailLayout heading={ownerMailHeading(mail.event, mail.name)} why="you are an owner of this organization">
      <MailFacts
        facts={[
          { name: "Organization", value: mail.employer },
          { name: "Person", value: isNobody(mail.email) ? mail.name : `${mail.name}, ${mail.email}` },
        ]}
      />
      <MailText>
        {mail.event === "joined"
          ? "They can post jobs and read applications from now on. If you do not know them, remove them."
          : "They can no longer reach the organization's jobs and applications."}
      </MailText>
      <MailButton href={mail.url}>See its people</MailButton>
    </MailLayout>
  );
}

type MemberEvent = "removed" | MemberRole;

/** The heading and the subject of a member's mail. */
export const memberMailHeading = (event: MemberEvent, employer: string) =>
  event === "removed" ? `You no longer belong to ${employer}` : `You are ${roleWords[event]} of ${employer} now`;

/** What a member is told when an owner removed them or changed their role. */
export function MemberMail(mail: { event: MemberEvent; employer: string; url: string }) {
  return (
    <MailLayout
      heading={memberMailHeading(mail.event, mail.employer)}
      why="you belong or belonged to this organization on CareerCenter"
    >
      <MailText>
        {mail.event === "removed"
          ? "An owner removed you. Its jobs and applications are no longer open to you; your own account stays as it is."
          : roleHelp[mail.event]}
      </MailText>
      <MailButton href={mail.url}>Go to your desk</MailButton>
    </MailLayout>
  );
}
