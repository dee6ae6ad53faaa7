import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import type { z } from "zod";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { asksForFactor, confirmSensitiveAct } from "~/http/sensitive.server.ts";
import { AppealFacts, DecideAppeal } from "~/moderation/components/appeal-parts.tsx";
import { decideAppealForm } from "~/moderation/reports/report-forms.ts";
import { decideAppeal } from "~/moderation/sanctions/appeal.server.ts";
import { showAppeal } from "~/moderation/sanctions/list-appeals.server.ts";
import { isSensitive } from "~/moderation/sanctions/sanction.ts";
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
  const asked = isSensitive(shown.appeal.matter) && (await asksForFactor(request));
  return { shown, asked, now: now() };
}

/** Staff only. An appeal is decided once, by somebody who did not decide before; what lifts a ban or gives a credit asks again. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const appealId = parseId<"appeal">(params.appealId);
  const shown = appealId && (await showAppeal(database(), appealId, moderatorId));
  if (!shown) throw notFound();
  const decide = async ({ decision, reason, factor }: z.output<typeof decideAppealForm>) => {
    if (decision === "overturn" && isSensitive(shown.appeal.matter)) await confirmSensitiveAct(request, factor);
    await decideAppeal(database(), { appealId, moderatorId, decision, reason });
    await catchUpWithWrites();
    const text =
      decision === "overturn" ? "The decision is overturned, and its owners are told." : "It stays as it is decided.";
    return redirect(paths.appeals(), { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
  };
  return answerForm(request, decideAppealForm, decide, { secrets: ["factor"] });
}

/** A refused decision is read again: somebody was quicker. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AppealPage() {
  const { shown, asked, now } = useLoaderData<typeof loader>();
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
          <DecideAppeal matter={appeal.matter} asked={asked} />
        )
      ) : null}
    </Page>
  );
}
