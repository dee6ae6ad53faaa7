import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAccount } from "~/http/guards.server.ts";
import { dayOf, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { FitCounts } from "~/profiles/components/fit-counts.tsx";
import { ProfileOverview } from "~/profiles/components/profile-overview.tsx";
import { findAsker, showProfile } from "~/profiles/show-profile.server.ts";
import { countFits } from "~/search/count-fits.server.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Your profile – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const [profile, asker] = await Promise.all([showProfile(database(), account.id), findAsker(database(), account.id)]);
  return { profile, fits: asker && (await countFits(asker)), today: dayOf(now()).toISOString().slice(0, 10) };
}

export default function ProfilePage() {
  const { profile, fits, today } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Your profile"
      lead="What you can do and what you look for, in the words of the field."
      crumb={{ to: paths.account(), label: "Your account" }}
      tools={<ButtonLink to={paths.looks()}>Who looked at you</ButtonLink>}
    >
      {fits ? <FitCounts counts={fits} /> : null}
      <ProfileOverview profile={profile} today={today} />
    </Page>
  );
}
