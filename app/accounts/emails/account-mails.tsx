import type { StaffRole } from "../account.ts";
import { MailButton, MailLayout, MailText } from "~/platform/mail/mail-layout.tsx";
import type { FactorNews } from "../account.tasks.ts";

/** Sent after a sign-up: the link proves that the address is the person's own. */
export function ConfirmEmailMail({ url }: { url: string }) {
  return (
    <MailLayout heading="Confirm your e-mail address" why="somebody signed up at CareerCenter with this address">
      <MailText>Follow the link and enter the password you chose. It works for 24 hours.</MailText>
      <MailButton href={url}>Confirm my address</MailButton>
      <MailText quiet>If it was not you, ignore this mail and nothing happens.</MailText>
    </MailLayout>
  );
}

/** Sent when somebody signs up with an address that has an account already. */
export function AlreadySignedUpMail({ signInUrl, resetUrl }: { signInUrl: string; resetUrl: string }) {
  return (
    <MailLayout heading="You already have an account" why="somebody tried to sign up at CareerCenter with this address">
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
      why="somebody asked for a new password for this address at CareerCenter"
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
    <MailLayout heading="Your password was changed" why="the password of your CareerCenter account was changed">
      <MailText>A new password was set through a link in your mail, and all your devices were signed out.</MailText>
      <MailText>If it was not you, choose another one now.</MailText>
      <MailButton href={resetUrl}>Choose another password</MailButton>
    </MailLayout>
  );
}

/** Sent when an admin suspends the account. `reason` is the admin's words. */
export function SuspendedMail({ reason, contact }: { reason: string; contact: string }) {
  return (
    <MailLayout heading="Your account was suspended" why="you have an account at CareerCenter">
      <MailText>You were signed out everywhere and cannot sign in for now. This is why:</MailText>
      <MailText>{reason}</MailText>
      <MailText>
        Nothing of yours was deleted: applications that you sent stay with their employers, and the jobs of an
        organization that you belong to stay as they are.
      </MailText>
      <MailText>{`If you think this is wrong, write to ${contact}. A person reads it.`}</MailText>
    </MailLayout>
  );
}

/** Sent when a suspension is lifted. */
export function SuspensionLiftedMail({ url }: { url: string }) {
  return (
    <MailLayout heading="Your account is open again" why="you have an account at CareerCenter">
      <MailText>The suspension was lifted. You can sign in as before; everything of yours is still there.</MailText>
      <MailButton href={url}>Sign in</MailButton>
    </MailLayout>
  );
}

/** Sent when an admin changes what somebody may do as staff, so that it never happens behind their back. */
export function RoleMail({ role, url, contact }: { role: StaffRole | null; url: string; contact: string }) {
  return (
    <MailLayout
      heading={role ? `You are ${role === "admin" ? "an admin" : "a moderator"} now` : "You are no longer staff"}
      why="an admin of CareerCenter changed what your account may do"
    >
      <MailText>
        {role
          ? "You were signed out everywhere; sign in again to begin."
          : "Your account stays, with everything that is yours. You were signed out everywhere."}
      </MailText>
      <MailButton href={url}>Sign in</MailButton>
      <MailText quiet>{`If you do not expect this, write to ${contact}.`}</MailText>
    </MailLayout>
  );
}

export const factorSubjects: Record<FactorNews, string> = {
  on: "Your second factor is on",
  replaced: "Your second factor was replaced",
  off: "Your second factor is off",
  reset: "Your second factor was taken off",
  "recovery-used": "A recovery code was used",
  "new-codes": "You have new recovery codes",
  "passkey-on": "A passkey was added",
  "passkey-off": "A passkey was removed",
};

const factorTexts: Record<FactorNews, string> = {
  on: "From now on you sign in with your password and a code of your authenticator app. All other devices were signed out.",
  replaced:
    "Codes come from the new authenticator app now; the old one and the old recovery codes do not work any more.",
  off: "Your password alone signs you in again.",
  reset:
    "Those who run CareerCenter took your second factor off your account, and all your devices were signed out. Set it up anew after you have signed in.",
  "recovery-used": "One of your recovery codes was used in the place of your authenticator app.",
  "new-codes": "Ten new recovery codes were made. The earlier ones do not work any more.",
  "passkey-on": "It may answer from now on where a code of your authenticator app is asked for.",
  "passkey-off": "It does not answer any more. Your authenticator app and your recovery codes stay as they are.",
};

/** Sent whenever something happens to a second factor, so that it never does behind its owner's back. */
export function FactorMail(told: { what: FactorNews; left?: number; url: string; resetUrl: string }) {
  const { what, left, url, resetUrl } = told;
  return (
    <MailLayout heading={factorSubjects[what]} why="the second factor of your CareerCenter account was used or changed">
      <MailText>{factorTexts[what]}</MailText>
      {left === undefined ? null : (
        <MailText>
          {left === 1 ? "One code is left." : `${left} codes are left.`} You can make new ones at any time.
        </MailText>
      )}
      <MailButton href={url}>Look at your second factor</MailButton>
      <MailText quiet>{`If you know nothing of it, choose a new password now: ${resetUrl}`}</MailText>
    </MailLayout>
  );
}
