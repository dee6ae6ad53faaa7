import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { CaseErrors, DecideCase, ReopenCase, useCaseForm } from "~/moderation/components/case-form.tsx";
import { CaseFacts, EarlierCases, KinNote, ReportedJob, Reports } from "~/moderation/components/case-parts.tsx";
import { decideCase, reopenCase } from "~/moderation/reports/decide-case.server.ts";
import { caseForm } from "~/moderation/reports/report-forms.ts";
import { caseKinds, caseOutcomes } from "~/moderation/reports/report.ts";
import { showCase } from "~/moderation/reports/show-cases.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatMoment } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Reports – CareerCenter" }];

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireModerator(request);
  const id = parseId<"report-case">(params.caseId);
  const shown = id && (await showCase(database(), id));
  if (!shown) throw notFound();
  return { shown, asks: new URL(request.url).searchParams.get("ask") === "reopen", now: now() };
}

/** Staff only. A case is decided once, by nobody whom it concerns. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const caseId = parseId<"report-case">(params.caseId);
  if (!caseId) throw notFound();
  return answerForm(request, caseForm, async (wish) => {
    const act = { caseId, version: wish.version, moderatorId };
    if (wish.intent === "reopen") await reopenCase(database(), act);
    else if (wish.intent === "suspended")
      await decideCase(database(), act, { outcome: "suspended", reason: wish.reason, code: wish.code });
    else await decideCase(database(), act, { outcome: wish.intent, reason: wish.reason });
    await catchUpWithWrites();
    const reopened = wish.intent === "reopen";
    const text = reopened ? "The case waits again." : `${caseOutcomes[wish.intent]}. Whoever reported it is told.`;
    const to = reopened ? paths.reportCase(caseId) : paths.reports();
    return redirect(to, { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

/** A refused decision is read again: somebody was quicker. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ReportCase() {
  const { shown, asks, now } = useLoaderData<typeof loader>();
  const { case: one, reports, job, earlier, kin } = shown;
  const state = useCaseForm();
  return (
    <Page
      title={one.title ?? one.employerName ?? caseKinds[one.kind]}
      crumb={{ to: paths.reports(), label: "Reports" }}
      lead={one.state === "open" ? "It waits for a decision." : undefined}
    >
      <CaseErrors state={state} />
      {one.outcome && one.decidedAt ? (
        <Note kind="info" title={caseOutcomes[one.outcome]}>
          By {one.decidedBy}, {formatMoment(one.decidedAt, now)}.
          {one.reason ? <span className="said-reason">{one.reason}</span> : null}
          {asks ? null : <ReopenCase shown={shown} asks={false} />}
        </Note>
      ) : null}
      {asks && one.outcome ? <ReopenCase shown={shown} asks /> : null}
      <KinNote kin={kin} />
      <Section title="The case">
        <CaseFacts shown={shown} now={now} />
      </Section>
      <Reports reports={reports} total={one.reports} now={now} />
      {one.state === "open" ? <DecideCase state={state} shown={shown} /> : null}
      {job ? <ReportedJob job={job} now={now} /> : null}
      {one.employerId ? <EarlierCases earlier={earlier} now={now} /> : null}
    </Page>
  );
}
