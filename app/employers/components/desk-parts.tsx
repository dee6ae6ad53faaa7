import { paths } from "~/platform/paths.ts";
import type { EmployerId, InvitationId } from "~/platform/ids.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Note } from "~/ui/notes.tsx";
import { PageLink } from "~/ui/page-link.tsx";
import { roleWords, type MemberRole } from "../member-roles.ts";

/** Which organization's jobs the desk shows; for whoever belongs to several. */
export function EmployerSwitch({
  employers,
  chosen,
}: {
  employers: readonly { id: EmployerId; name: string }[];
  chosen: EmployerId | undefined;
}) {
  if (employers.length < 2) return null;
  const entries = [{ id: undefined, name: "All organizations" }, ...employers];
  return (
    <nav className="tabs" aria-label="Whose jobs">
      {entries.map(({ id, name }) => (
        <PageLink
          key={id ?? "all"}
          to={paths.desk({ employer: id })}
          className="chip"
          aria-current={id === chosen ? "page" : undefined}
        >
          {name}
        </PageLink>
      ))}
    </nav>
  );
}

/** The open invitations to the address of whoever is signed in, and their claims that wait. */
export function DeskInvitations({
  invitations,
  claims,
}: {
  invitations: readonly { id: InvitationId; employerName: string; role: MemberRole; inviter: string }[];
  claims: readonly { name: string; slug: string }[];
}) {
  return (
    <>
      {invitations.map(({ id, employerName, role, inviter }) => (
        <Note key={id} kind="info" title={`You are invited to ${employerName}`} className="invited">
          {inviter} would like you to join as {roleWords[role]}.{" "}
          <ButtonLink variant="text" to={paths.invitation(id)}>
            See the invitation<span className="vh"> to {employerName}</span>
          </ButtonLink>
        </Note>
      ))}
      {claims.map(({ name, slug }) => (
        <Note key={slug} kind="info" title={`Your claim on ${name} waits for a moderator`} className="invited">
          The answer comes by mail.{" "}
          <ButtonLink variant="text" to={paths.claim(slug)}>
            See the claim<span className="vh"> on {name}</span>
          </ButtonLink>
        </Note>
      ))}
    </>
  );
}

/** The banned organizations of whoever is signed in, each leading to why. */
export function BannedNotes({ banned }: { banned: readonly { id: EmployerId; name: string }[] }) {
  return banned.map(({ id, name }) => (
    <Note key={id} kind="warn" title={`${name} is banned`} className="invited">
      Nobody can act for it here.{" "}
      <ButtonLink variant="text" to={paths.banned(id)}>
        Read why, and appeal<span className="vh"> for {name}</span>
      </ButtonLink>
    </Note>
  ));
}
