import type { FactorNews } from "~/accounts/account.tasks.ts";
import {
  AlreadySignedUpMail,
  ConfirmEmailMail,
  FactorMail,
  factorSubjects,
  PasswordChangedMail,
  ResetPasswordMail,
  RoleMail,
  SuspendedMail,
  SuspensionLiftedMail,
} from "~/accounts/emails/account-mails.tsx";
import {
  AddressTakenMail,
  EmailNoticeMail,
  emailNoticeSubjects,
  NewEmailMail,
} from "~/accounts/emails/email-change-mails.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const token = "p3mNq8sVb2cXk7TzRw4YdHf6";
const contact = "help@board.example";
const resetUrl = at("/forgot-password");

export const accountPreviews: MailPreview[] = [
  {
    id: "accounts/confirm-email",
    subject: "Confirm your e-mail address",
    element: <ConfirmEmailMail url={at(`/confirm-email?token=${token}`)} />,
  },
  {
    id: "accounts/already-signed-up",
    subject: "You already have an account",
    element: <AlreadySignedUpMail signInUrl={at("/sign-in")} resetUrl={resetUrl} />,
  },
  {
    id: "accounts/reset-password",
    subject: "Choose a new password",
    element: <ResetPasswordMail url={at(`/reset-password?token=${token}`)} />,
  },
  {
    id: "accounts/password-changed",
    subject: "Your password was changed",
    element: <PasswordChangedMail resetUrl={resetUrl} />,
  },
  {
    id: "accounts/new-email",
    subject: "Confirm your new e-mail address",
    element: <NewEmailMail url={at(`/confirm-new-email?token=${token}`)} />,
  },
  {
    id: "accounts/address-taken",
    subject: "This address has an account already",
    element: <AddressTakenMail signInUrl={at("/sign-in")} />,
  },
  ...(["asked", "changed"] as const).map((event) => ({
    id: `accounts/email-notice/${event}`,
    subject: emailNoticeSubjects[event],
    element: (
      <EmailNoticeMail event={event} newEmail="ada@new.example" days={7} url={at(`/keep-email?token=${token}`)} />
    ),
  })),
  {
    id: "accounts/suspended",
    subject: "Your account was suspended",
    element: <SuspendedMail reason="Applications in your name came with somebody else’s résumé." contact={contact} />,
  },
  {
    id: "accounts/suspension-lifted",
    subject: "Your account is open again",
    element: <SuspensionLiftedMail url={at("/sign-in")} />,
  },
  ...([null, "moderator", "admin"] as const).map((role) => ({
    id: `accounts/role/${role ?? "none"}`,
    subject: "What you may do at CareerCenter has changed",
    element: <RoleMail role={role} url={at("/sign-in")} contact={contact} />,
  })),
  ...(Object.keys(factorSubjects) as FactorNews[]).map((what) => ({
    id: `accounts/factor/${what}`,
    subject: factorSubjects[what],
    element: (
      <FactorMail
        what={what}
        left={what === "recovery-used" ? 3 : undefined}
        url={at("/account/factor")}
        resetUrl={resetUrl}
      />
    ),
  })),
];
