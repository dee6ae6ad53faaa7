import { Form, Link } from "@remix-run/react";
import { claimStateLabels } from "~/employers/claim.ts";
import type { ClaimAddress, ShownClaim } from "~/employers/decide-claim.server.ts";
import { memberRoles, roleHelp, roleLabels } from "~/employers/member-roles.ts";
import { verificationLabels } from "~/employers/verification.ts";
import type { ClaimId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { formatDate, formatList } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";

type Listed = { id: ClaimId; name: string; employerName: string; imported: boolean; createdAt: Date };

/** The claims that wait, each leading to its page. */
export function ClaimList({ claims, now }: { claims: readonly Listed[]; now: Date }) {
  return (
    <ol className="waits">
      {claims.map(({ id, name, employerName, imported, createdAt }) => (
        <li key={id}>
          <p className="waits-left">
            <b>
              <Time at={createdAt} now={now} fine />
            </b>
          </p>
          <div>
            <h2>
              <Link to={paths.decideClaim(id)}>{employerName}</Link>
            </h2>
            <p className="age">
              <span>Claimed by {name}</span> {imported ? <span>Imported, nobody's yet</span> : null}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}

const addressWords: Record<ClaimAddress["kind"], string> = {
  own: "at the employer's own domain",
  provider: "at a mail provider, where anybody has one",
  other: "at another domain",
};

/** What a moderator decides by: who claims, with what address and words, and whose employer it is now. */
export function ClaimFacts({ shown, now }: { shown: ShownClaim; now: Date }) {
  const { claim, address, domain, members } = shown;
  return (
    <>
      <Section title="The claimant">
        <DefinitionList
          items={[
            { term: "Name", value: claim.name },
            { term: "Account", value: `${claim.email}, confirmed; since ${formatDate(claim.accountSince, now)}` },
            {
              term: "Address at work",
              value: (
                <>
                  {claim.workEmail}{" "}
                  <Mark kind={address.kind === "own" ? "ok" : "missing"}>{addressWords[address.kind]}</Mark>{" "}
                  <Mark kind={address.confirmed ? "ok" : "missing"}>
                    {address.confirmed ? "confirmed" : "typed, not confirmed"}
                  </Mark>
                </>
              ),
            },
            { term: "Domain", value: address.domain },
            { term: "Sent", value: <Time at={claim.createdAt} now={now} fine /> },
          ]}
        />
        <blockquote className="said-by claim-words">{claim.evidence}</blockquote>
      </Section>
      <Section title="The employer">
        <DefinitionList
          items={[
            {
              term: "Name",
              value: <Link to={paths.employer(claim.employerSlug)}>{claim.employerName}</Link>,
            },
            { term: "Website", value: claim.website },
            { term: "Its domain", value: domain },
            { term: "Verification", value: verificationLabels[claim.verification] },
            {
              term: "People",
              value:
                members.length > 0
                  ? formatList(
                      members.slice(0, 10).map(({ name, role }) => `${name} (${roleLabels[role].toLowerCase()})`),
                    )
                  : claim.imported
                    ? "Nobody: it came with imported postings"
                    : "Nobody",
            },
          ]}
        />
      </Section>
    </>
  );
}

/** How a decided claim ended. */
export function ClaimOutcome({ shown: { claim }, now }: { shown: ShownClaim; now: Date }) {
  return (
    <Note kind="info" title={claimStateLabels[claim.state]} className="invited">
      {claim.decidedAt ? (
        <>
          By {claim.decidedBy}, <Time at={claim.decidedAt} now={now} fine />
          {claim.role ? `, as ${roleLabels[claim.role].toLowerCase()}` : ""}.
          {claim.reason ? <p className="said-by">{claim.reason}</p> : null}
        </>
      ) : (
        "The claimant took it back."
      )}
    </Note>
  );
}

/** The labels of the decision's fields, for the error summary. */
export const decideLabels = { role: "Role", reason: "What the claimant reads" };

/** The form of the decision. */
export function DecideClaim({
  fields,
  formId,
  pending,
}: {
  fields: Record<keyof typeof decideLabels, FieldMeta>;
  formId: string;
  pending: boolean;
}) {
  return (
    <Section title="Your decision">
      <Form method="post" id={formId} className="form narrow" noValidate>
        <RadioGroup
          field={asRequired(fields.role)}
          label="As what, if you approve"
          options={memberRoles.map((role) => ({ value: role, label: roleLabels[role], help: roleHelp[role] }))}
        />
        <TextArea
          field={fields.reason}
          label={decideLabels.reason}
          help="Needed to reject: say what is missing. With an approval it is sent along."
          rows={4}
        />
        <div className="btns">
          <Button variant="go" name="decision" value="approve" pending={pending}>
            Approve and make a member
          </Button>
          <Button variant="stop" name="decision" value="reject" pending={pending}>
            Reject with the reason
          </Button>
        </div>
      </Form>
    </Section>
  );
}
