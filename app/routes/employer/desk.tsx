import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { countApplicantsOfJobs } from "~/applications/count-applicants.server.ts";
import { readReplyRecordOfDay } from "~/applications/read-reply-record.server.ts";
import { replyWords } from "~/applications/reply-record.ts";
import { listInvitationsTo } from "~/employers/answer-invitation.server.ts";
import { BannedNotes, DeskInvitations, EmployerSwitch } from "~/employers/components/desk-parts.tsx";
import { listBannedOfAccount, listEmployersOfAccount } from "~/employers/find-employer.server.ts";
import { listClaimedBy } from "~/employers/file-claim.server.ts";
import { roleWords } from "~/employers/member-roles.ts";
import { verificationLabels } from "~/employers/verification.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { DeskList } from "~/jobs/components/post/desk-list.tsx";
import { readDesk } from "~/jobs/read-desk.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction = () => [{ title: "Your desk – CareerCenter" }];

/** The signed-in person: the organizations they belong to and those organizations' jobs. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const search = new URL(request.url).searchParams;
  const employerId = parseId<"employer">(search.get("employer"));
  const before = parseId<"job">(search.get("before"));
  const [employers, invitations, claims, banned] = await Promise.all([
    listEmployersOfAccount(database(), account.id),
    listInvitationsTo(database(), account.email),
    listClaimedBy(database(), account.id),
    listBannedOfAccount(database(), account.id),
  ]);
  const chosen = employers.find((employer) => employer.id === employerId);
  if (search.has("employer") && !chosen) throw notFound();
  const { jobs, next } = await readDesk(database(), account.id, { employerId: chosen?.id, before });
  const applicants = await countApplicantsOfJobs(
    database(),
    jobs.map((job) => job.id),
  );
  const at = now();
  const records = await Promise.all(employers.map(({ id }) => readReplyRecordOfDay(database(), id, at)));
  return {
    employers: employers.map(({ id, name, slug, role, verification }, index) => ({
      ...{ id, name, slug, role, verification },
      reply: records[index] && replyWords(records[index], "You answer"),
    })),
    chosen: chosen && { id: chosen.id, name: chosen.name },
    jobs: jobs.map((job) => ({ ...job, applicants: applicants.get(job.id) ?? 0 })),
    older: next && paths.desk({ employer: chosen?.id, before: next }),
    first: before === undefined,
    invitations: invitations.map(({ id, employerName, role, inviter }) => ({ id, employerName, role, inviter })),
    claims,
    banned: banned.map(({ id, name }) => ({ id, name })),
    now: at,
  };
}

export default function Desk() {
  const { employers, chosen, jobs, older, first, invitations, claims, banned, now } = useLoaderData<typeof loader>();
  if (employers.length === 0)
    return (
      <Page title="For employers" lead="Post a job, and hear from coders who know that they qualify.">
        <BannedNotes banned={banned} />
        <DeskInvitations invitations={invitations} claims={claims} />
        <EmptyState
          title="Begin with your organization"
          icon="edit"
          action={{ to: paths.newEmployer(), label: "Make an organization" }}
          secondary={{ to: paths.howReviewWorks(), label: "How review works" }}
        >
          Jobs are posted in its name. A single post is authorized when you submit it and charged only when a moderator
          approves it; a rejected one costs nothing.
        </EmptyState>
      </Page>
    );
  return (
    <Page
      title="Your desk"
      lead={chosen && `Jobs of ${chosen.name}`}
      tools={
        <ButtonLink variant="go" to={paths.newJob(chosen?.id)} icon="plus">
          Post a job
        </ButtonLink>
      }
    >
      <BannedNotes banned={banned} />
      <DeskInvitations invitations={invitations} claims={claims} />
      <EmployerSwitch employers={employers} chosen={chosen?.id} />
      {jobs.length > 0 ? (
        <DeskList jobs={jobs} now={now} withEmployer={employers.length > 1 && !chosen} />
      ) : (
        <EmptyState
          title={first ? "No jobs yet" : "No older jobs"}
          action={{ to: paths.newJob(chosen?.id), label: "Write the first one" }}
        >
          It takes about ten minutes. The draft saves itself, and you pay nothing until a moderator approves the job.
        </EmptyState>
      )}
      {older || !first ? (
        <nav className="pager" aria-label="Pages">
          {first ? null : <ButtonLink to={paths.desk({ employer: chosen?.id })}>Newest</ButtonLink>}
          {older ? (
            <ButtonLink to={older} rel="next">
              Older jobs
            </ButtonLink>
          ) : null}
        </nav>
      ) : null}
      <Section title="Organizations">
        <ul className="orgs">
          {employers.map((employer) => (
            <li key={employer.id}>
              <p>
                <b>{employer.name}</b>{" "}
                <span className="quiet small">
                  {verificationLabels[employer.verification]}, you are {roleWords[employer.role]}
                  {employer.reply ? `. ${employer.reply}` : null}
                </span>
              </p>
              <div className="btns">
                <ButtonLink to={paths.members(employer.id)}>
                  People<span className="vh"> of {employer.name}</span>
                </ButtonLink>
                <ButtonLink to={paths.employerStatistics(employer.id)}>
                  Statistics<span className="vh"> of {employer.name}</span>
                </ButtonLink>
                <ButtonLink to={paths.billing(employer.id)}>
                  Billing<span className="vh"> of {employer.name}</span>
                </ButtonLink>
                <ButtonLink to={paths.editEmployer(employer.id)}>
                  {employer.role === "owner" ? "Edit" : "Look at"}
                  <span className="vh"> {employer.name}</span>
                </ButtonLink>
              </div>
            </li>
          ))}
        </ul>
        <ButtonLink variant="text" to={paths.newEmployer()} icon="plus">
          Make another organization
        </ButtonLink>
      </Section>
    </Page>
  );
}
