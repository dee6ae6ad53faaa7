import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { findEmployerByText } from "~/employers/find-employer-by-text.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { dayOf, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { paths } from "~/platform/paths.ts";
import { changeProfile } from "~/profiles/change-profile.server.ts";
import { CredentialsPart } from "~/profiles/components/credentials-part.tsx";
import { ExperiencePart } from "~/profiles/components/experience-part.tsx";
import { PartNow } from "~/profiles/components/profile-overview.tsx";
import { PlacePart } from "~/profiles/components/place-part.tsx";
import { PrivacyPart } from "~/profiles/components/privacy-part.tsx";
import { ToolsPart, WorkPart } from "~/profiles/components/tick-parts.tsx";
import { blockEmployer } from "~/profiles/edit-profile.server.ts";
import { answered, profileForm } from "~/profiles/profile-forms.ts";
import { partLabels, profileParts, unlocks } from "~/profiles/profile.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import { Page } from "~/ui/frame.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? partLabels[page.part] : "Your profile"}: your profile – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Parts whose page has a list that one goes on with. */
const lists: readonly string[] = ["credentials", "experience", "privacy"];

/** The signed-in person's own. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const part = profileParts.find((one) => one === params.part);
  if (!part) throw notFound();
  const profile = await showProfile(database(), account.id);
  const edited = new URL(request.url).searchParams.get("edit");
  if (edited !== null && !profile.credentials.some(({ code }) => code === edited)) throw notFound();
  return { part, profile, edited, today: dayOf(now()).toISOString().slice(0, 10) };
}

/** The signed-in person's own. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  if (!profileParts.some((one) => one === params.part)) throw notFound();
  return answerForm(request, profileForm, async (form) => {
    const by = { accountId: account.id, seen: form.seen };
    if (form.intent === "block") {
      const employer = await findEmployerByText(database(), form.employer);
      if (!employer)
        throw new DomainError(
          "invalid",
          "The board knows no employer by this name. Enter it as its page does, or that page’s address",
          "employer",
        );
      await blockEmployer(database(), by, employer.id);
    } else await changeProfile(database(), by, form);
    const { part, text } = answered[form.intent];
    return redirect(lists.includes(part) ? paths.profilePart(part) : paths.profile(), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

/** What was changed elsewhere is shown as it is by now, beside what was typed. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function ProfilePartPage() {
  const { part, profile, edited, today } = useLoaderData<typeof loader>();
  const refused = useActionData<FormAnswer>()?.lastResult.error?.[""];
  // A form whose version has passed begins anew; after a refusal with what was typed.
  const key = `${part} ${profile.version} ${edited ?? ""}`;
  return (
    <Page title={partLabels[part]} lead={unlocks[part]} crumb={{ to: paths.profile(), label: "Your profile" }}>
      {refused ? <PartNow profile={profile} part={part} today={today} /> : null}
      {part === "credentials" ? <CredentialsPart key={key} profile={profile} edited={edited} today={today} /> : null}
      {part === "experience" ? <ExperiencePart key={key} profile={profile} /> : null}
      {part === "place" ? <PlacePart key={key} profile={profile} /> : null}
      {part === "tools" ? <ToolsPart key={key} profile={profile} /> : null}
      {part === "work" ? <WorkPart key={key} profile={profile} /> : null}
      {part === "privacy" ? <PrivacyPart key={key} profile={profile} /> : null}
    </Page>
  );
}
