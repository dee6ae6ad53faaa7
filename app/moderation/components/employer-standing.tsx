import { Form, Link } from "@remix-run/react";
import { verificationLabels } from "~/employers/verification.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { asRequired } from "~/ui/field.tsx";
import { countOf, formatDate } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextArea } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { EmployerStanding } from "../sanctions/show-standing.server.ts";
import { CodeField, reasonLabels } from "./case-form.tsx";

/** What is known of an employer, before its ban or its lifting. */
export function EmployerFacts({ standing, now }: { standing: EmployerStanding; now: Date }) {
  const { record, counts, credits, plan } = standing;
  return (
    <DefinitionList
      items={[
        { term: "Verification", value: verificationLabels[record.verification] },
        { term: "Website", value: record.website },
        { term: "Here since", value: formatDate(record.created_at, now) },
        { term: "Decided so far", value: `${record.approved} approved, ${record.rejected} rejected` },
        {
          term: "Jobs",
          value: `${counts.live} live, ${counts.waiting} in review or waiting for payment, ${counts.suspended} suspended`,
        },
        { term: "People", value: countOf(counts.members, "member") },
        { term: "Credits", value: standing.employer.bannedAt ? `${credits}, held` : String(credits) },
        { term: "Plan", value: plan ?? "None" },
      ]}
    />
  );
}

/** What a ban does, in numbers. */
function BanMeans({ standing: { counts, credits, plan } }: { standing: EmployerStanding }) {
  return (
    <ul>
      <li>
        {countOf(counts.live, "live job")} suspended at once
        {counts.waiting
          ? `, ${countOf(counts.waiting, "job")} on the way to being live made drafts again; what was only authorized is let go, held credits return`
          : ""}
        .
      </li>
      <li>
        {countOf(counts.members, "member")} signed out everywhere. They may sign in again, but nobody acts for this
        employer{counts.invitations ? `; ${countOf(counts.invitations, "open invitation")} void` : ""}. Imports stop.
      </li>
      <li>
        {countOf(credits, "credit")} held: kept, not usable.
        {plan
          ? ` The plan “${plan}” ends with the month that is paid, and lifting the ban does not bring it back.`
          : ""}
      </li>
      <li>
        {counts.applicants === 0
          ? "Nobody has an open application there."
          : `${counts.applicants === 1 ? "One person" : `${counts.applicants} people`} with open applications told once, in an hour, unless the ban is lifted before.`}
      </li>
      <li>All open reports of it and its jobs are decided with it, and whoever sent them is told.</li>
    </ul>
  );
}

/** What lifting the ban brings back, and what not. */
function LiftMeans({ standing: { down, counts, credits } }: { standing: EmployerStanding }) {
  const others = counts.suspended - down;
  return (
    <ul>
      <li>
        {countOf(down, "job")} that the ban took down live again, with the days they had
        {others > 0 ? `; ${countOf(others, "job")} suspended for reasons of their own stay so` : ""}.
      </li>
      <li>{countOf(credits, "credit")} usable again, and its members act for it when they sign in.</li>
      <li>
        Not back: what was taken out of review (drafts, to be sent again), invitations, and a plan that ends (its owner
        can keep it in the portal, while it runs).
      </li>
      <li>Reports stay decided. Those who applied are not written to again.</li>
    </ul>
  );
}

/** The question before a ban or its lifting, with what it means, and the form. */
export function StandingAct({
  standing,
  ask,
  asked,
}: {
  standing: EmployerStanding;
  ask: "ban" | "lift";
  asked: boolean;
}) {
  // prettier-ignore
  const { form, fields, pending, attempt } = useBoardForm<Record<"reason" | "code" | "factor", string>>("standing");
  const { id, name } = standing.employer;
  const labelled = [
    { label: reasonLabels.code, field: fields.code },
    { label: reasonLabels.reason, field: fields.reason },
    { label: "Code of your authenticator app", field: fields.factor },
  ];
  const bans = ask === "ban";
  return (
    <>
      <ErrorSummary errors={summaryErrors(labelled, form.errors)} attempt={attempt} title="Nothing was done" />
      <Section title={bans ? `Ban ${name}?` : `Lift the ban of ${name}?`} id="ask">
        <Form method="post" id={form.id} className="stack stack--wide narrow" noValidate>
          <div className="prose">{bans ? <BanMeans standing={standing} /> : <LiftMeans standing={standing} />}</div>
          {bans ? <CodeField field={asRequired(fields.code)} /> : null}
          <TextArea
            field={asRequired(fields.reason)}
            label={reasonLabels.reason}
            help="Its members read it. Never say who reported it."
            rows={4}
          />
          <FactorField field={fields.factor} asked={asked} />
          <div className="btns">
            <Button variant={bans ? "stop" : "go"} name="intent" value={ask} pending={pending}>
              {bans ? "Ban the employer" : "Lift the ban"}
            </Button>
            <ButtonLink to={paths.employerStanding(id)}>Leave it as it is</ButtonLink>
          </div>
        </Form>
      </Section>
    </>
  );
}

/** That it is banned, since when, and whether it has appealed. */
export function BannedNote({ standing: { employer, appeal }, now }: { standing: EmployerStanding; now: Date }) {
  if (!employer.bannedAt) return null;
  return (
    <Note kind="warn" title={`Banned since ${formatDate(employer.bannedAt, now)}`}>
      {appeal?.state === "open" ? (
        <>
          It has appealed: <Link to={paths.appeal(appeal.id)}>decide on the appeal</Link>.
        </>
      ) : appeal ? (
        <>
          It had appealed; <Link to={paths.appeal(appeal.id)}>that is decided</Link>.
        </>
      ) : (
        "It has not appealed."
      )}
    </Note>
  );
}
