import { Link } from "@remix-run/react";
import { roleLabels } from "~/employers/member-roles.ts";
import { verificationLabels } from "~/employers/verification.ts";
import { jobStateLabels } from "~/jobs/job.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, DefinitionList } from "~/ui/data.tsx";
import { formatDate, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import type { ShownFacts } from "../show-employer.server.ts";

/** What the organization is, with the ways to correct it. */
export function EmployerFacts({ facts: { employer, jobs }, now }: { facts: ShownFacts; now: Date }) {
  const { id, slug, website, verification, verifiedAt, verifiedDomain, sourceKey, bannedAt } = employer;
  return (
    <>
      <DefinitionList
        items={[
          { term: "Public page", value: <Link to={paths.employer(slug)}>{paths.employer(slug)}</Link> },
          { term: "Website", value: website ? <span className="wrap-any">{website}</span> : undefined },
          {
            term: "Verification",
            value:
              verification === "unverified"
                ? verificationLabels[verification]
                : [
                    verificationLabels[verification],
                    verifiedDomain ? `by ${verifiedDomain}` : "",
                    verifiedAt ? `on ${formatDate(verifiedAt, now)}` : "",
                  ]
                    .filter(Boolean)
                    .join(" "),
          },
          {
            term: "Jobs",
            value: jobs.length
              ? jobs
                  .map(({ state, count }) => `${formatNumber(count)} ${jobStateLabels[state].toLowerCase()}`)
                  .join(", ")
              : "None",
          },
          { term: "Banned", value: bannedAt ? `On ${formatDate(bannedAt, now)}` : "No" },
          { term: "Made by", value: sourceKey ? "An import" : "A member" },
        ]}
      />
      <Buttons>
        <ButtonLink to={paths.employerStanding(id)}>Its standing: reports, bans</ButtonLink>
        <ButtonLink to={paths.adminCorrectEmployer(id)}>Correct its name or website…</ButtonLink>
        {verification === "unverified" ? null : (
          <ButtonLink to={`${paths.adminCorrectEmployer(id, { ask: "unverify" })}#ask`}>
            Take the verification back…
          </ButtonLink>
        )}
      </Buttons>
    </>
  );
}

/** Who belongs to it. */
export function EmployerPeople({ facts: { people }, now }: { facts: ShownFacts; now: Date }) {
  return (
    <DataTable
      caption="Its people, owners first"
      captionHidden
      scrolls
      columns={[
        { key: "name", label: "Person" },
        { key: "role", label: "Role" },
        { key: "since", label: "Since" },
      ]}
      rows={people.map(({ id, name, email, role, suspendedAt, since }) => ({
        key: id,
        cells: [
          <>
            <Link to={paths.adminUser(id)}>{name}</Link>
            <br />
            <span className="quiet">{email}</span>
          </>,
          <>
            {roleLabels[role]} {suspendedAt ? <Mark kind="bad">Suspended</Mark> : null}
          </>,
          formatDate(since, now),
        ],
      }))}
      empty="Nobody belongs to it."
    />
  );
}
