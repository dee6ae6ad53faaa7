import { MailButton, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";

/** Sent after a sign-up: the link proves that the address is the person's own. */
export function ConfirmEmailMail({ url }: { url: string }) {
  return (
    <MailLayout heading="Confirm your e-mail address" reason="Somebody signed up at CareerCenter with this address.">
      <MailText>Follow the link and enter the password you chose. It works for 24 hours.</MailText>
      <MailButton href={url}>Confirm my address</MailButton>
      <MailText quiet>If it was not you, ignore this mail and nothing happens.</MailText>
    </MailLayout>
  );
}

/** Sent when somebody signs up with an address that has an account already. */
export function AlreadySignedUpMail({ signInUrl, resetUrl }: { signInUrl: string; resetUrl: string }) {
  return (
    <MailLayout
      heading="You already have an account"
      reason="Somebody tried to sign up at CareerCenter with this address."
    >
      <MailText>This address has an account, so no second one was made. You can simply sign in.</MailText>
      <MailButton href={signInUrl}>Sign in</MailButton>
      <MailText quiet>{`If you do not know the password any more, choose a new one: ${resetUrl}`}</MailText>
    </MailLayout>
  );
}

/** Sent on request: the link lets its holder choose a new password. */
export function ResetPasswordMail({ url }: { url: string }) {
  return (
    <MailLayout
      heading="Choose a new password"
      reason="Somebody asked for a new password for this address at CareerCenter."
    >
      <MailText>The link works once, for an hour. Your present password works until you choose a new one.</MailText>
      <MailButton href={url}>Choose a new password</MailButton>
      <MailText quiet>If it was not you, ignore this mail: nothing has changed.</MailText>
    </MailLayout>
  );
}

/** Sent after a reset, so that nobody's password is changed behind their back. */
export function PasswordChangedMail({ resetUrl }: { resetUrl: string }) {
  return (
    <MailLayout heading="Your password was changed" reason="The password of your CareerCenter account was changed.">
      <MailText>A new password was set through a link in your mail, and all your devices were signed out.</MailText>
      <MailText>If it was not you, choose another one now.</MailText>
      <MailButton href={resetUrl}>Choose another password</MailButton>
    </MailLayout>
  );
}
