import { Link } from "@remix-run/react";
import { isClaimable } from "~/employers/claim.ts";
import type { Employer } from "~/employers/employer.ts";
import { verificationLabels } from "~/employers/verification.ts";
import { paths } from "~/platform/paths.ts";
import { countOf, formatDate } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Mark } from "~/ui/mark.tsx";

/** `Verified by DNS for lakemont.org on March 4`, or what it means that nobody verified it. */
export function verificationWords(
  employer: Pick<Employer, "verification" | "verifiedAt" | "verifiedDomain">,
  at: Date,
): string {
  if (employer.verification === "unverified") return "Not verified: nobody has shown yet that they speak for it.";
  const since = employer.verifiedAt ? ` on ${formatDate(employer.verifiedAt, at)}` : "";
  const domain = employer.verifiedDomain ? ` for ${employer.verifiedDomain}` : "";
  return `${verificationLabels[employer.verification]}${domain}${since}.`;
}

/** The employer on the page of its job. `openJobs` counts its listed ones; `reply` says how it answers applications. */
export function EmployerSection({
  employer,
  openJobs,
  reply,
  at,
}: {
  employer: Employer;
  openJobs: number;
  reply?: string;
  at: Date;
}) {
  const [about = ""] = employer.about.split(/\n\s*\n/);
  return (
    <Section title="The employer">
      <p>
        <Link to={paths.employer(employer.slug)}>
          <b>{employer.name}</b>
        </Link>{" "}
        {employer.verification === "unverified" ? null : <Mark kind="verified">Verified</Mark>}
      </p>
      <p className="small quiet">
        {verificationWords(employer, at)}{" "}
        {openJobs > 0 ? `${countOf(openJobs, "job")} listed here.` : "No job listed here now."}
      </p>
      {reply ? <p className="small">{reply}</p> : null}
      {about ? (
        <p className="about">{about.length > 400 ? `${about.slice(0, 400).replace(/\s+\S*$/, "")}…` : about}</p>
      ) : null}
      {employer.verification === "unverified" && isClaimable(employer) ? (
        <p className="small quiet">
          Is this your organization? <Link to={paths.claim(employer.slug)}>Claim it</Link>.
        </p>
      ) : null}
    </Section>
  );
}
