import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { AppealFacts, DecideAppeal } from "~/moderation/components/appeal-parts.tsx";
import { decideAppealForm } from "~/moderation/reports/report-forms.ts";
import { decideAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { showAppeal } from "~/moderation/sanctions/list-appeals.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Appeal – CareerCenter" }];

/** Staff only. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const moderator = await requireModerator(request);
  const id = parseId<"appeal">(params.appealId);
  const shown = id && (await showAppeal(database(), id, moderator.id));
  if (!shown) throw notFound();
  return { shown, now: now() };
}

/** Staff only. An appeal is decided once, by somebody who did not decide before. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const appealId = parseId<"appeal">(params.appealId);
  if (!appealId) throw notFound();
  return answerForm(request, decideAppealForm, async ({ decision, reason }) => {
    await decideAppeal(database(), { appealId, moderatorId, decision, reason });
    await catchUpWithWrites();
    const text =
      decision === "overturn" ? "The decision is overturned, and its owners are told." : "It stays as it is decided.";
    return redirect(paths.appeals(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  });
}

/** A refused decision is read again: somebody was quicker. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AppealPage() {
  const { shown, now } = useLoaderData<typeof loader>();
  const { appeal, refusal } = shown;
  return (
    <Page
      title={appeal.title ?? appeal.employerName}
      lead={`Appeal of ${appeal.employerName}`}
      crumb={{ to: paths.appeals(), label: "Appeals" }}
    >
      <AppealFacts appeal={appeal} now={now} />
      {appeal.state === "open" ? (
        refusal ? (
          <Note kind="warn" title="Another moderator decides on this">
            {refusal}
          </Note>
        ) : (
          <DecideAppeal matter={appeal.matter} />
        )
      ) : null}
    </Page>
  );
}
