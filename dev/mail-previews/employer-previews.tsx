import { ClaimAddressMail, claimAddressHeading, claimHeading, ClaimMail } from "~/employers/emails/claim-mail.tsx";
import {
  InvitationMail,
  MemberMail,
  memberMailHeading,
  ownerMailHeading,
  OwnersMail,
} from "~/employers/emails/member-mails.tsx";
import {
  CodeMail,
  CorrectedMail,
  verificationHeading,
  VerificationMail,
} from "~/employers/emails/verification-mails.tsx";
import { at, type MailPreview } from "./mail-preview.ts";

const employer = "Lakemont Health";
const organization = at("/employer/organizations/2N4vT8kQ6mX1pZ9rYwBcDg");
const invitedAs = "recruiter";
const token = "p3mNq8sVb2cXk7TzRw4YdHf6";

export const employerPreviews: MailPreview[] = [
  ...(["approved", "rejected"] as const).map((state) => ({
    id: `employers/claim/${state}`,
    subject: claimHeading(state, employer),
    element: (
      <ClaimMail
        state={state}
        employer={employer}
        role={state === "approved" ? "owner" : null}
        reason={state === "approved" ? "The address is the hospital’s." : "We could not find you on its pages."}
        url={state === "approved" ? organization : at("/employers/lakemont-health/claim")}
      />
    ),
  })),
  {
    id: "employers/claim-address",
    subject: claimAddressHeading(employer),
    element: (
      <ClaimAddressMail
        employer={employer}
        name="Maria Delgado"
        url={at(`/employers/lakemont-health/claim?token=${token}`)}
      />
    ),
  },
  {
    id: "employers/invitation",
    subject: `You are invited to ${employer}`,
    element: (
      <InvitationMail
        employer={employer}
        verified
        inviter="Maria Delgado"
        role={invitedAs}
        url={at(`/invitations/2N4vT8kQ6mX1pZ9rYwBcDh?token=${token}`)}
        days={14}
      />
    ),
  },
  ...(["joined", "left"] as const).map((event) => ({
    id: `employers/owners/${event}`,
    subject: ownerMailHeading(event, "Ruth Adeyemi"),
    element: (
      <OwnersMail
        event={event}
        employer={employer}
        name="Ruth Adeyemi"
        email="ruth@lakemont.example"
        url={`${organization}/members`}
      />
    ),
  })),
  ...(["removed", "owner", "recruiter"] as const).map((event) => ({
    id: `employers/member/${event}`,
    subject: memberMailHeading(event, employer),
    element: <MemberMail event={event} employer={employer} url={at("/employer")} />,
  })),
  {
    id: "employers/code",
    subject: "482913 verifies Lakemont Health",
    element: <CodeMail code="482913" employer={employer} minutes={15} />,
  },
  ...(["verified", "record-missing", "record-gone", "given-up", "by-staff"] as const).map((event) => ({
    id: `employers/verification/${event}`,
    subject: verificationHeading(event, employer),
    element: (
      <VerificationMail
        event={event}
        employer={employer}
        domain="lakemont.example"
        graceDays={7}
        reason={event === "by-staff" ? "The domain was sold." : undefined}
        url={`${organization}/verification`}
      />
    ),
  })),
  {
    id: "employers/corrected",
    subject: "Lakemont Health was corrected",
    element: (
      <CorrectedMail
        before={{ name: "Lakemont Helth", website: null }}
        after={{ name: employer, website: "https://lakemont.example" }}
        reason="A letter was missing in the name."
        url={organization}
      />
    ),
  },
];
