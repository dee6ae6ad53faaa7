import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";

/** The code, sent to an address at the organization's domain. */
export function CodeMail(mail: { code: string; employer: string; minutes: number }) {
  return (
    <MailLayout
      heading={`Your code: ${mail.code}`}
      why={`an owner of ${mail.employer} on CareerCenter asked for a code to this address`}
    >
      <MailFacts facts={[{ name: "Organization", value: mail.employer }]} />
      <MailText>{`Enter the code on the page where you asked for it. It works for ${mail.minutes} minutes and shows that the organization is yours.`}</MailText>
      <MailText quiet>
        If it was not you, give the code to nobody: whoever enters it is shown as speaking for your domain.
      </MailText>
    </MailLayout>
  );
}

type Event = "verified" | "record-missing" | "record-gone" | "given-up" | "by-staff";

const headings: Record<Event, string> = {
  verified: "is verified",
  "record-missing": "is about to lose its verification",
  "record-gone": "is no longer verified",
  "given-up": "is no longer verified",
  "by-staff": "is no longer verified",
};

/** The heading and the subject of the mail. */
export const verificationHeading = (event: Event, employer: string) => `${employer} ${headings[event]}`;

/** What the owners are told of the verification. */
export function VerificationMail(mail: {
  event: Event;
  employer: string;
  domain: string;
  graceDays: number;
  reason?: string;
  url: string;
}) {
  const texts: Record<Event, string> = {
    verified: `It was verified by its domain ${mail.domain}. The mark stands on its page and on its jobs from now on. If this was not you or your colleagues, tell us.`,
    "record-missing": `We no longer find the DNS record of ${mail.domain} by which it was verified. Publish it again within ${mail.graceDays} days, and nothing changes.`,
    "record-gone": `The DNS record of ${mail.domain} was missing for ${mail.graceDays} days. The mark is gone from its page and its jobs; the jobs stay. You can verify it again at any time.`,
    "given-up": "An owner gave the verification up. The mark is gone from its page and its jobs; the jobs stay.",
    "by-staff":
      "Those who run CareerCenter took the verification back. The mark is gone from its page and its jobs; the jobs stay.",
  };
  return (
    <MailLayout
      heading={verificationHeading(mail.event, mail.employer)}
      why="you are an owner of this organization on CareerCenter"
    >
      <MailText>{texts[mail.event]}</MailText>
      {mail.reason ? <MailText>{`This is why: ${mail.reason}`}</MailText> : null}
      <MailButton href={mail.url}>See its verification</MailButton>
    </MailLayout>
  );
}

type Said = { name: string; website: string | null };

/** Tells the owners what an admin corrected of their organization; `reason` is the admin's words. */
export function CorrectedMail(mail: { before: Said; after: Said; reason: string; url: string }) {
  const { before, after, reason, url } = mail;
  return (
    <MailLayout heading={`${after.name} was corrected`} why="you are an owner of this organization on CareerCenter">
      {before.name === after.name ? null : (
        <MailText>{`Its name was “${before.name}” and is “${after.name}” now.`}</MailText>
      )}
      {before.website === after.website ? null : (
        <MailText>{`Its website was ${before.website ?? "not stated"} and is ${after.website ?? "not stated"} now.`}</MailText>
      )}
      <MailText>{`This is why: ${reason}`}</MailText>
      <MailText>Its page and its jobs follow. If this is wrong, answer us.</MailText>
      <MailButton href={url}>See your organization</MailButton>
    </MailLayout>
  );
}
