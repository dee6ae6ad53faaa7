import { Link } from "@remix-run/react";
import type { BannedKin } from "~/employers/ban-employer.server.ts";
import { verificationLabels } from "~/employers/verification.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { paths } from "~/platform/paths.ts";
import { DefinitionList, Time } from "~/ui/data.tsx";
import { countOf, formatDate, formatList, formatMoment } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { basisWords, caseKinds, caseOutcomes, reasonWords } from "../reports/report.ts";
import type { CasePage } from "../reports/show-cases.server.ts";
import { sanctionWords } from "../sanctions/sanction.ts";

type Sanctions = {
  id: string;
  kind: "suspension" | "ban";
  state: "active" | "lifted" | "final";
  code: string;
  reason: string;
  banId: string | null;
  at: Date;
  endedAt: Date | null;
  endReason: string | null;
  by: string;
  endedBy: string | null;
}[];

const kindWords = { suspension: "Suspended", ban: "Banned" };
const endWords = { active: "in force", lifted: "lifted", final: "taken down for good" };

/** The sanctions on a job or an employer, newest first. */
export function SanctionList({ sanctions, now }: { sanctions: Sanctions; now: Date }) {
  if (sanctions.length === 0) return <p className="small quiet">None so far.</p>;
  return (
    <ol className="hist">
      {sanctions.map((one) => (
        <li key={one.id}>
          <Time at={one.at} now={now}>
            {formatMoment(one.at, now)}
          </Time>{" "}
          <span>
            {kindWords[one.kind]} by {one.by}, {endWords[one.state]}
            {one.banId ? " (with its employer)" : ""}: {sanctionWords(one.code)}
            <span className="said-reason">{one.reason}</span>
            {one.endedAt ? (
              <span className="said-reason">
                {formatMoment(one.endedAt, now)}
                {one.endedBy ? `, ${one.endedBy}` : ""}: {one.endReason}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

const shares = { members: "a member", domain: "the domain", name: "the name" };

/** Banned organizations that this one may be again. Renders nothing where there is none. */
export function KinNote({ kin }: { kin: readonly BannedKin[] }) {
  if (kin.length === 0) return null;
  return (
    <Note kind="warn" title="This may be a banned employer again">
      <ul>
        {kin.map((one) => (
          <li key={one.id}>
            It shares {formatList(one.shares.map((share) => shares[share]))} with{" "}
            <Link to={paths.employerStanding(one.id)}>{one.name}</Link>, which is banned.
          </li>
        ))}
      </ul>
    </Note>
  );
}

/** What every case is: of what, since when, by how many. */
export function CaseFacts({ shown, now }: { shown: CasePage; now: Date }) {
  const { case: one, employer } = shown;
  return (
    <DefinitionList
      items={[
        { term: "Kind", value: caseKinds[one.kind] },
        ...(one.jobId
          ? [
              {
                term: "Job",
                value: (
                  <>
                    {one.jobSlug ? <Link to={paths.job(one.jobSlug)}>{one.title}</Link> : one.title}{" "}
                    {one.jobState ? <Mark icon="info">{jobStateLabels[one.jobState]}</Mark> : null}
                  </>
                ),
              },
            ]
          : []),
        ...(one.jobId
          ? [
              {
                term: "Moderation",
                value: (
                  <>
                    <Link to={paths.review(one.jobId)}>Review of the job</Link>,{" "}
                    <Link to={paths.jobStanding(one.jobId)}>standing of the job</Link>
                  </>
                ),
              },
            ]
          : []),
        ...(one.employerId
          ? [
              {
                term: "Employer",
                value: (
                  <>
                    <Link to={paths.employerStanding(one.employerId)}>{one.employerName}</Link>{" "}
                    {one.bannedAt ? <Mark kind="bad">Banned</Mark> : null}
                  </>
                ),
              },
            ]
          : []),
        ...(employer
          ? [
              {
                term: "Its record",
                value: `${verificationLabels[employer.verification]}, here since ${formatDate(employer.created_at, now)}, ${employer.approved} approved and ${employer.rejected} rejected, ${countOf(employer.live, "job")} live`,
              },
            ]
          : []),
        { term: "First reported", value: <Time at={one.at} now={now} fine /> },
        { term: "Reports", value: `${countOf(one.reports, "report")} by ${peopleWords(one.reporters)}` },
      ]}
    />
  );
}

/** How many people reported something, in words. */
export const peopleWords = (count: number) => (count === 1 ? "one person" : `${count} people`);

/** What was reported, each as its reporter wrote it. */
export function Reports({ reports, total, now }: { reports: CasePage["reports"]; total: number; now: Date }) {
  return (
    <Section title="What was reported">
      <ol className="waits">
        {reports.map((one) => (
          <li key={one.id}>
            <p className="waits-left">
              <b>
                <Time at={one.at} now={now} fine />
              </b>
            </p>
            <div>
              <h3>{basisWords(one.basis) ?? reasonWords(one.reason)}</h3>
              <p className="age">
                <span>{one.accountName ? `${one.accountName}, signed in` : (one.name ?? "A guest")}</span>{" "}
                {one.email ? (
                  <span>{one.confirmedAt ? `${one.email}, confirmed` : "an address that is not confirmed"}</span>
                ) : null}
              </p>
              {one.material ? <p className="small">Where: {one.material}</p> : null}
              <blockquote className="said-by claim-words">{one.body}</blockquote>
            </div>
          </li>
        ))}
      </ol>
      {total > reports.length ? (
        <p className="small quiet">
          These are the first {reports.length}; there are {total}.
        </p>
      ) : null}
    </Section>
  );
}

/** The job as it reads now, its history, decisions and sanctions. */
export function ReportedJob({ job, now }: { job: NonNullable<CasePage["job"]>; now: Date }) {
  return (
    <>
      <Section title="The job as it reads now">
        {job.content ? (
          <blockquote className="said-by claim-words">{job.content.text}</blockquote>
        ) : (
          <p className="quiet">It was never live.</p>
        )}
      </Section>
      <Section title="What happened to it">
        <ol className="hist">
          {job.history.map((entry) => (
            <li key={entry.id}>
              <Time at={entry.at} now={now}>
                {formatMoment(entry.at, now)}
              </Time>{" "}
              <span>{entry.words}</span>
            </li>
          ))}
        </ol>
      </Section>
      {job.decisions.length > 0 ? (
        <Section title="What moderators wrote">
          <ol className="hist">
            {job.decisions.map((one) => (
              <li key={one.at.toISOString()}>
                <Time at={one.at} now={now}>
                  {formatMoment(one.at, now)}
                </Time>{" "}
                <span>
                  {one.moderator}, to {one.decision.replace("_", " ")}
                  <span className="said-reason">{one.reason}</span>
                </span>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      <Section title="Its suspensions">
        <SanctionList sanctions={job.sanctions} now={now} />
      </Section>
    </>
  );
}

/** Other cases of the same employer. */
export function EarlierCases({ earlier, now }: { earlier: CasePage["earlier"]; now: Date }) {
  return (
    <Section title="Other cases of this employer">
      {earlier.length === 0 ? (
        <p className="small quiet">None.</p>
      ) : (
        <ol className="hist">
          {earlier.map((one) => (
            <li key={one.id}>
              <Time at={one.at} now={now}>
                {formatMoment(one.at, now)}
              </Time>{" "}
              <span>
                <Link to={paths.reportCase(one.id)}>{one.title ?? one.employerName ?? caseKinds[one.kind]}</Link>,{" "}
                {one.outcome ? caseOutcomes[one.outcome].toLowerCase() : "waits"}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
