import { Form } from "@remix-run/react";
import { Button } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextArea, TextField } from "~/ui/text-fields.tsx";

/** The labels of the claim's fields, for the error summary. */
export const claimLabels = { workEmail: "Your address at work", evidence: "How can one see that you belong to it?" };

/** What a claimant says. `own` is the confirmed address of their account. */
export function ClaimFields({ fields, own }: { fields: Record<keyof typeof claimLabels, FieldMeta>; own: string }) {
  return (
    <>
      <TextField
        field={asRequired(fields.workEmail)}
        label={claimLabels.workEmail}
        type="email"
        autoComplete="email"
        help={`Best is an address at the organization's domain. The one of your account, ${own}, counts as confirmed.`}
      />
      <TextArea
        field={asRequired(fields.evidence)}
        label={claimLabels.evidence}
        help="Your position, a page of its website that names you, whom to call there. Only moderators read it."
        rows={6}
      />
    </>
  );
}

/** A claim that waits, as the person who made it sees it. */
export type OwnClaim = { at: Date; evidence: string; workEmail: string; confirmed: boolean };

/** A claim that waits; `token` is that of the link to the address at work, where that was followed. */
export function OpenClaim({ claim, token, to, now }: { claim: OwnClaim; token?: string; to: string; now: Date }) {
  return (
    <>
      {claim.confirmed ? null : token ? (
        <Form method="post" action={to} className="form">
          <input type="hidden" name="token" value={token} />
          <p>This link was mailed to {claim.workEmail}.</p>
          <div className="btns">
            <Button variant="go" name="intent" value="confirm">
              Confirm that this address is mine
            </Button>
          </div>
        </Form>
      ) : (
        <Note kind="warn" title="Your address at work is not confirmed">
          Follow the link that was mailed to {claim.workEmail}. A moderator trusts a confirmed address more.
        </Note>
      )}
      <Note kind="info" title="Your claim waits for a moderator">
        Sent <Time at={claim.at} now={now} fine />. The answer comes by mail.
      </Note>
      <blockquote className="said-by claim-words">{claim.evidence}</blockquote>
      <Form method="post" action={to}>
        <Button variant="text" name="intent" value="withdraw">
          Withdraw the claim
        </Button>
      </Form>
    </>
  );
}
