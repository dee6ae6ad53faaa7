import "./employer.tasks.ts";
import { findAccount } from "~/accounts/find-account.server.ts";
import { hashToken, newSecretToken } from "~/accounts/secret-token.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { env } from "~/platform/env.server.ts";
import { messageIdFor } from "~/platform/mail/send-mail.server.ts";
import { sendUnlessRefused } from "~/platform/mail/send-unless-refused.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { transact } from "~/platform/transaction.server.ts";
import type { TaskHandlers } from "~/tasks/run-tasks.server.ts";
import { InvitationMail, MemberMail, memberMailHeading, ownerMailHeading, OwnersMail } from "./emails/member-mails.tsx";
import { findClaim, lockClaim, updateWorkAddress } from "./claim.queries.server.ts";
import { ClaimAddressMail, claimAddressHeading, claimHeading, ClaimMail } from "./emails/claim-mail.tsx";
import { CodeMail, CorrectedMail, verificationHeading, VerificationMail } from "./emails/verification-mails.tsx";
import { deleteStaleCodes, lockCode, updateCode } from "./domain.queries.server.ts";
import { findEmployer } from "./employer.queries.server.ts";
import {
  deleteStaleInvitations,
  findReadableInvitation,
  lockInvitation,
  updateInvitation,
} from "./invitation.queries.server.ts";
import { INVITATION_DAYS } from "./member.ts";
import { listOwnerAddresses } from "./member.queries.server.ts";
import { CODE_MINUTES, GRACE_DAYS } from "./verification.ts";
import { enqueueRechecks, recheckDomain } from "./verify-by-dns.server.ts";
import { hashCode, newCode } from "./verify-by-email.server.ts";

const url = (pathname: string) => absolute(env().BASE_URL, pathname);
/** How long an invitation that ended is kept. */
const KEPT = 30 * DAY;

export const employerTasks = {
  "employer.invitation-mail": async (db, { invitationId }, taskId) => {
    const token = newSecretToken();
    const row = await transact(db, async (trx) => {
      const open = await lockInvitation(trx, invitationId);
      if (open?.state !== "open" || open.expires_at <= now()) return undefined;
      await updateInvitation(trx, invitationId, { token_hash: hashToken(token) });
      return open;
    });
    const invitation = row && (await findReadableInvitation(db, invitationId, { email: row.email }));
    if (!invitation) return;
    const { employerName: employer, verified, inviter, role } = invitation;
    await sendUnlessRefused({
      to: invitation.email,
      subject: `You are invited to ${employer}`,
      element: (
        <InvitationMail
          {...{ employer, verified, inviter, role }}
          days={INVITATION_DAYS}
          url={url(paths.invitation(invitationId, { token }))}
        />
      ),
      messageId: messageIdFor(taskId),
    });
  },
  "employer.member-mail": async (db, { employerId, accountId, event }, taskId) => {
    const [employer, account] = await Promise.all([findEmployer(db, employerId), findAccount(db, accountId)]);
    if (!employer || !account) return;
    if (event !== "joined" && event !== "left")
      return sendUnlessRefused({
        to: account.email,
        subject: memberMailHeading(event, employer.name),
        element: <MemberMail event={event} employer={employer.name} url={url(paths.desk())} />,
        messageId: messageIdFor(taskId),
      });
    const { name, email } = account;
    for (const to of await listOwnerAddresses(db, employerId))
      if (to !== email)
        await sendUnlessRefused({
          to,
          subject: ownerMailHeading(event, name),
          element: (
            <OwnersMail {...{ event, name, email }} employer={employer.name} url={url(paths.members(employerId))} />
          ),
          messageId: messageIdFor(`${taskId}:${to}`),
        });
  },
  "employer.code-mail": async (db, { employerId }, taskId) => {
    const code = newCode();
    const code_hash = await hashCode(code);
    const email = await transact(db, async (trx) => {
      const row = await lockCode(trx, employerId);
      if (!row || row.expires_at <= now()) return undefined;
      await updateCode(trx, employerId, { code_hash, attempts: 0 });
      return row.email;
    });
    const employer = email && (await findEmployer(db, employerId));
    if (!employer) return;
    await sendUnlessRefused({
      to: email,
      subject: `${code} verifies ${employer.name}`,
      element: <CodeMail code={code} employer={employer.name} minutes={CODE_MINUTES} />,
      messageId: messageIdFor(taskId),
    });
  },
  "employer.verification-mail": async (db, { employerId, event, domain, reason }, taskId) => {
    const employer = await findEmployer(db, employerId);
    if (!employer) return;
    for (const to of await listOwnerAddresses(db, employerId))
      await sendUnlessRefused({
        to,
        subject: verificationHeading(event, employer.name),
        element: (
          <VerificationMail
            {...{ event, domain, reason }}
            employer={employer.name}
            graceDays={GRACE_DAYS}
            url={url(paths.verification(employerId))}
          />
        ),
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "employer.corrected-mail": async (db, { employerId, reason, before, after }, taskId) => {
    for (const to of await listOwnerAddresses(db, employerId))
      await sendUnlessRefused({
        to,
        subject: `${after.name} was corrected`,
        element: <CorrectedMail {...{ before, after, reason }} url={url(paths.editEmployer(employerId))} />,
        messageId: messageIdFor(`${taskId}:${to}`),
      });
  },
  "employer.claim-address-mail": async (db, { claimId }, taskId) => {
    const token = newSecretToken();
    const isOpen = await transact(db, async (trx) => {
      const row = await lockClaim(trx, claimId);
      if (row?.state !== "open" || row.work_confirmed_at) return false;
      await updateWorkAddress(trx, claimId, { work_token_hash: hashToken(token) });
      return true;
    });
    const claim = isOpen && (await findClaim(db, claimId));
    if (!claim) return;
    await sendUnlessRefused({
      to: claim.workEmail,
      subject: claimAddressHeading(claim.employerName),
      element: (
        <ClaimAddressMail
          employer={claim.employerName}
          name={claim.name}
          url={url(paths.claim(claim.employerSlug, token))}
        />
      ),
      messageId: messageIdFor(taskId),
    });
  },
  "employer.claim-mail": async (db, { claimId }, taskId) => {
    const claim = await findClaim(db, claimId);
    if (!claim || (claim.state !== "approved" && claim.state !== "rejected")) return;
    const { state, employerName: employer, employerSlug, role, reason } = claim;
    const path = state === "approved" ? paths.desk({ employer: claim.employerId }) : paths.claim(employerSlug);
    await sendUnlessRefused({
      to: claim.email,
      subject: claimHeading(state, employer),
      element: <ClaimMail {...{ state, employer, role, reason }} url={url(path)} />,
      messageId: messageIdFor(taskId),
    });
  },
  "employer.recheck-domain": (db, { employerId }) => recheckDomain(db, employerId),
  "employer.recheck-domains": (db) => enqueueRechecks(db),
  "employer.sweep": async (db) => {
    await deleteStaleInvitations(db, later(now(), -KEPT));
    await deleteStaleCodes(db, later(now(), -DAY));
  },
} satisfies Partial<TaskHandlers>;
