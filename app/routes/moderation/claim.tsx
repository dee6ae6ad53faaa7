import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { decideClaimForm } from "~/employers/claim-forms.ts";
import { decideClaim, showClaim } from "~/employers/decide-claim.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { ClaimFacts, ClaimOutcome, DecideClaim, decideLabels } from "~/moderation/components/claims.tsx";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Claim on ${page?.shown.claim.employerName ?? "an employer"} – CareerCenter` },
];

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireModerator(request);
  const id = parseId<"claim">(params.claimId);
  const shown = id && (await showClaim(database(), id));
  if (!shown) throw notFound();
  return { shown, now: now() };
}

/** Staff only. A claim is decided once, by nobody whom it concerns. */
export async function action({ request, params }: ActionFunctionArgs) {
  const moderator = await requireModerator(request);
  const claimId = parseId<"claim">(params.claimId);
  if (!claimId || !(await showClaim(database(), claimId))) throw notFound();
  return answerForm(request, decideClaimForm, async (decision) => {
    await decideClaim(database(), { ...decision, claimId, moderatorId: moderator.id });
    const text =
      decision.decision === "approve"
        ? "The claim is approved: the person belongs to the organization now and is told by mail."
        : "The claim is rejected. The person reads your reason by mail.";
    return redirect(paths.claims(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

/** A refused decision is read again: somebody was quicker. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ClaimReview() {
  const { shown, now } = useLoaderData<typeof loader>();
  const { claim } = shown;
  const { form, fields, pending, attempt } = useBoardForm<{ role: string; reason: string }>("decide-claim", {
    role: shown.members.length === 0 ? "owner" : "recruiter",
  });
  const labelled = (["role", "reason"] as const).map((name) => ({ label: decideLabels[name], field: fields[name] }));
  return (
    <Page
      title={`${claim.name} claims ${claim.employerName}`}
      crumb={{ to: paths.claims(), label: "Claims" }}
      lead="Approve only what you can see: whoever belongs to an employer posts in its name and reads its applications."
    >
      <ErrorSummary
        errors={attempt ? summaryErrors(labelled, form.errors) : []}
        attempt={attempt}
        title="Nothing was decided"
      />
      {claim.state === "open" ? null : <ClaimOutcome shown={shown} now={now} />}
      <ClaimFacts shown={shown} now={now} />
      {claim.state === "open" ? <DecideClaim fields={fields} formId={form.id} pending={pending} /> : null}
    </Page>
  );
}
