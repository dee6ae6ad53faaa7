import { MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import { countOf } from "~/ui/format.ts";

/** The last mail to somebody: their account is gone. `applications` stay with their employers for `days` at most. */
export function FarewellMail({ applications, days, contact }: { applications: number; days: number; contact: string }) {
  return (
    <MailLayout heading="Your account is deleted" why="you deleted your account at CareerCenter">
      <MailText>
        Your profile, your files and everything else that is yours alone is erased, and you are signed out everywhere.
        This cannot be taken back. You can make a new account with this address at any time.
      </MailText>
      {applications ? (
        <MailText>
          {`${countOf(applications, "application")} that you sent ${applications === 1 ? "stays" : "stay"} with the employer, as the law asks of employers, and ${applications === 1 ? "is" : "are"} erased ${days} days after the end.`}
        </MailText>
      ) : null}
      <MailText quiet>{`If it was not you, write to ${contact}. We send nothing more to this address.`}</MailText>
    </MailLayout>
  );
}
