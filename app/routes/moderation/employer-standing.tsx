import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { KinNote, SanctionList } from "~/moderation/components/case-parts.tsx";
import { BannedNote, EmployerFacts, StandingAct } from "~/moderation/components/employer-standing.tsx";
import { employerStandingForm } from "~/moderation/reports/report-forms.ts";
import { banEmployer, liftBan } from "~/moderation/sanctions/ban-employer.server.ts";
import { showEmployerStanding } from "~/moderation/sanctions/show-standing.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.standing.employer.name ?? "Employer"}: standing – CareerCenter` },
];

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireModerator(request);
  const id = parseId<"employer">(params.employerId);
  const standing = id && (await showEmployerStanding(database(), id));
  if (!standing) throw notFound();
  const ask = new URL(request.url).searchParams.get("ask");
  const banned = standing.employer.bannedAt !== null;
  return {
    standing,
    ask: ask === "ban" && !banned ? ("ban" as const) : ask === "lift" && banned ? ("lift" as const) : undefined,
    asked: await asksForFactor(request),
    now: now(),
  };
}

/** Staff only; asks for the second factor again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const employerId = parseId<"employer">(params.employerId);
  if (!employerId || !(await showEmployerStanding(database(), employerId))) throw notFound();
  return answerForm(
    request,
    employerStandingForm,
    async (wish) => {
      await confirmSensitiveAct(request, wish.factor);
      const act = { employerId, moderatorId, reason: wish.reason };
      let text = "The employer is banned. Its jobs are down, and its members are told.";
      if (wish.intent === "ban") await banEmployer(database(), { ...act, code: wish.code });
      else text = `The ban is lifted. ${countOf((await liftBan(database(), act)).jobs, "job")} live again.`;
      await catchUpWithWrites();
      return redirect(paths.employerStanding(employerId), {
        headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
      });
    },
    { secrets: ["factor"] },
  );
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function EmployerStandingPage() {
  const { standing, ask, asked, now } = useLoaderData<typeof loader>();
  const { employer, kin, sanctions } = standing;
  const act = employer.bannedAt ? "lift" : "ban";
  return (
    <Page
      title={employer.name}
      lead="Standing of the employer: its record, its reports and what was done about it."
      crumb={{ to: paths.reports(), label: "Reports" }}
      tools={
        ask ? null : (
          <ButtonLink to={`${paths.employerStanding(employer.id, { ask: act })}#ask`}>
            {act === "ban" ? "Ban it…" : "Lift the ban…"}
          </ButtonLink>
        )
      }
    >
      <BannedNote standing={standing} now={now} />
      <KinNote kin={kin} />
      {ask ? <StandingAct standing={standing} ask={ask} asked={asked} /> : null}
      <Section title="The employer">
        <EmployerFacts standing={standing} now={now} />
      </Section>
      <Section title="More of it">
        <ul className="plain">
          <li>
            <Link to={paths.employer(employer.slug)}>Its page, as everybody sees it</Link>
          </li>
          <li>
            <Link to={paths.reports({ words: employer.name.slice(0, 100) })}>Reports of it and its jobs that wait</Link>
          </li>
          <li>
            <Link to={paths.adminAudit({ id: employer.id })}>What was done to it, in the audit log</Link>
          </li>
        </ul>
      </Section>
      <Section title="Sanctions on it and its jobs">
        <SanctionList sanctions={sanctions} now={now} />
      </Section>
    </Page>
  );
}
