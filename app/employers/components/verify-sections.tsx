import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { asRequired, type FieldMeta } from "~/ui/field.tsx";
import { formatDate } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { CODE_MINUTES, GRACE_DAYS, NO_DOMAIN, verificationLabels } from "../verification.ts";
import type { ShownVerification } from "../show-verification.server.ts";

type Shown = { shown: ShownVerification; now: Date };

/** How it stands: verified by what and since when, or what a verification is good for. */
export function VerificationState({ shown, ask, now }: Shown & { ask: boolean }) {
  const { employer, missingSince } = shown;
  if (employer.verification === "unverified")
    return (
      <p className="narrow">
        Not verified. A verified organization shows a mark on its page and its jobs, with the domain that proves it.
        Applicants look for it, and moderators decide quicker.
      </p>
    );
  return (
    <>
      <p>
        <Mark kind="verified">{verificationLabels[employer.verification]}</Mark>{" "}
        {employer.verifiedDomain ? `for ${employer.verifiedDomain}` : ""}
        {employer.verifiedAt ? `, on ${formatDate(employer.verifiedAt, now)}` : ""}.
      </p>
      {missingSince ? (
        <Note kind="warn" title="The DNS record is missing">
          Not found since <Time at={missingSince} now={now} />. After {GRACE_DAYS} days without it the verification
          ends.
        </Note>
      ) : null}
      {employer.role !== "owner" ? null : ask ? (
        <Form method="post" action={paths.verification(employer.id)} className="ask" id="ask">
          <Note kind="warn" title="Give the verification up?">
            The mark leaves its page and all its jobs at once. The name and the website can be changed then, and it can
            be verified anew.
            <Buttons>
              <Button variant="stop" name="intent" value="give-up">
                Give it up
              </Button>
              <ButtonLink variant="text" to={paths.verification(employer.id)} preventScrollReset>
                Not now
              </ButtonLink>
            </Buttons>
          </Note>
        </Form>
      ) : (
        <ButtonLink variant="text" to={paths.verification(employer.id, { ask: "give-up" })}>
          Give it up…
        </ButtonLink>
      )}
    </>
  );
}

/** For whom there is nothing to do: recruiters, and who has no website yet. */
export function CannotVerify({ shown }: Pick<Shown, "shown">) {
  const { employer } = shown;
  return (
    <Section title="How to">
      {employer.role === "owner" ? (
        <>
          <p>{NO_DOMAIN}</p>
          <Buttons>
            <ButtonLink variant="go" to={paths.editEmployer(employer.id)}>
              Enter the website
            </ButtonLink>
          </Buttons>
        </>
      ) : (
        <p>An owner of the organization verifies it.</p>
      )}
    </Section>
  );
}

/** By a code to an address at the domain. `fields` are those of the two forms, `errors` stand at the top of the page. */
export function ByEmail({
  shown,
  domain,
  fields,
  pending,
  now,
  formId,
}: Shown & { domain: string; fields: Record<"email" | "code", FieldMeta>; pending: boolean; formId: string }) {
  const { employer, code } = shown;
  const here = paths.verification(employer.id);
  return (
    <Section title="By e-mail" id="by-email">
      <div className="verify">
        {code ? (
          <Form method="post" action={here} className="form narrow" noValidate>
            <p>
              A code went to <b>{code.email}</b> <Time at={code.sentAt} now={now} fine />. It works for {CODE_MINUTES}{" "}
              minutes.
            </p>
            <TextField
              field={asRequired(fields.code)}
              label="Code from the mail"
              code
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
            />
            <div className="btns">
              <Button variant="go" name="intent" value="confirm-code" pending={pending}>
                Verify with the code
              </Button>
            </div>
          </Form>
        ) : null}
        <Form method="post" action={here} id={formId} className="form narrow" noValidate>
          <TextField
            field={asRequired(fields.email)}
            label="Address at your domain"
            type="email"
            autoComplete="email"
            help={`At exactly @${domain}, the domain of your website. Addresses of mail providers and of subdomains show nothing.`}
          />
          <div className="btns">
            <Button variant={code || shown.record ? "plain" : "go"} name="intent" value="send-code" pending={pending}>
              {code ? "Send another code" : "Send the code"}
            </Button>
          </div>
        </Form>
      </div>
    </Section>
  );
}

/** By a TXT record at the domain. */
export function ByDns({ shown, domain, pending }: Omit<Shown, "now"> & { domain: string; pending: boolean }) {
  const { employer, record, code } = shown;
  let steps: ReactNode = (
    <>
      <p className="narrow">
        Publish a TXT record where the DNS of {domain} is managed. We look every day whether it is still there, so the
        mark ends when the domain changes hands.
      </p>
      <div className="btns">
        <Button name="intent" value="get-record" pending={pending}>
          Get the record
        </Button>
      </div>
    </>
  );
  if (record)
    steps = (
      <>
        <p className="narrow">
          Add this record where the DNS of {domain} is managed, and leave it there: we look for it every day.
        </p>
        <DefinitionList
          items={[
            { term: "Type", value: <code>TXT</code> },
            { term: "Name", value: <code className="wrap-any">{record.name}</code> },
            { term: "Value", value: <code className="wrap-any">{record.value}</code> },
          ]}
        />
        <div className="btns">
          <Button variant={code ? "plain" : "go"} name="intent" value="check-record" pending={pending}>
            Look for the record now
          </Button>
        </div>
      </>
    );
  return (
    <Section title="By DNS" id="by-dns">
      <Form method="post" action={paths.verification(employer.id)} className="verify">
        {steps}
      </Form>
    </Section>
  );
}
