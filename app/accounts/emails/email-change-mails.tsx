import { MailButton, MailFacts, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";

/** Sent to the new address: the link shows that its mail is read by whoever asked for it. */
export function NewEmailMail({ url }: { url: string }) {
  return (
    <MailLayout
      heading="Confirm your new e-mail address"
      why="somebody wants to use this address for their account at CareerCenter"
    >
      <MailText>Follow the link and enter the password of your account. It works for 24 hours.</MailText>
      <MailButton href={url}>Use this address</MailButton>
      <MailText quiet>If it was not you, ignore this mail and nothing happens.</MailText>
    </MailLayout>
  );
}

/** Sent to a new address that has an account already. */
export function AddressTakenMail({ signInUrl }: { signInUrl: string }) {
  return (
    <MailLayout
      heading="This address has an account already"
      why="somebody wanted to use this address for another account at CareerCenter"
    >
      <MailText>
        Nothing was changed: an address belongs to one account. If it was you, sign in with this address and delete the
        account that you do not need; then ask again.
      </MailText>
      <MailButton href={signInUrl}>Sign in</MailButton>
      <MailText quiet>If it was not you, ignore this mail.</MailText>
    </MailLayout>
  );
}

/** The subject of the mail to the old address. */
export const emailNoticeSubjects = {
  asked: "Somebody wants to change your e-mail address",
  changed: "Your e-mail address was changed",
} as const;

/** Sent to the old address, when a change is asked for and when it is done. */
export function EmailNoticeMail(mail: { event: "asked" | "changed"; newEmail: string; days: number; url: string }) {
  const asked = mail.event === "asked";
  return (
    <MailLayout
      heading={emailNoticeSubjects[mail.event]}
      why={
        asked
          ? "this is the address of your account at CareerCenter"
          : "this was the address of your account at CareerCenter"
      }
    >
      <MailFacts facts={[{ name: "New address", value: mail.newEmail }]} />
      <MailText>
        {asked
          ? "Nothing changes before the link that we mailed to the new address is followed. If that is you, there is nothing to do here."
          : "Mail about your account goes to the new address from now on, and all your other devices were signed out. If that was you, there is nothing to do."}
      </MailText>
      <MailText>
        {asked
          ? "If it is not you, somebody knows your password. Stop them now."
          : `If it was not you, take it back within ${mail.days} days.`}
      </MailText>
      <MailButton href={mail.url}>{asked ? "It was not me: stop it" : "It was not me: take it back"}</MailButton>
      <MailText quiet>Every device is signed out then, and we mail you a link to choose another password.</MailText>
    </MailLayout>
  );
}
