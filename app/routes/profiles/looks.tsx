import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LookTable, OwnContacts } from "~/candidates/components/looks.tsx";
import { SEEN_PARTS } from "~/candidates/candidate.ts";
import { listOwnContacts } from "~/candidates/list-contacts.server.ts";
import { listLooks, parseLookCursor } from "~/candidates/list-looks.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import { readSettings } from "~/settings/read-settings.server.ts";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { PageLink } from "~/ui/page-link.tsx";

export const meta: MetaFunction = () => [{ title: "Who looked at you – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const search = new URL(request.url).searchParams;
  const [after, before] = [parseLookCursor(search.get("after")), parseId<"contact">(search.get("before"))];
  const [looks, contacts, { visibility }, settings] = await Promise.all([
    listLooks(database(), account.id, after),
    listOwnContacts(database(), account.id, before),
    showProfile(database(), account.id),
    readSettings(database()),
  ]);
  const days = settings["retention.candidates"];
  return { looks, contacts, visibility, days, first: { looks: !after, contacts: !before }, now: now() };
}

export default function Looks() {
  const { looks, contacts, visibility, days, first, now: at } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Who looked at you"
      lead="Every employer that found your profile in a search, opened it, or wrote to you."
      crumb={{ to: paths.profile(), label: "Your profile" }}
    >
      <Section title="What they see">
        <p>
          {visibility === "verified"
            ? `Verified employers with a plan see your ${SEEN_PARTS}. They do not see your name, your address or any file until you say yes to one of them.`
            : "Nobody finds you now. Let all verified employers see your profile, and those with a plan may find it, without your name."}{" "}
          <PageLink to={paths.profilePart("privacy")}>Change who sees it, or block an employer</PageLink>
        </p>
      </Section>
      <Section title="Messages">
        <OwnContacts contacts={contacts.contacts} now={at} />
        {contacts.next || !first.contacts ? (
          <Pager
            label="Pages of messages"
            shown={`${countOf(contacts.contacts.length, "message")} on this page`}
            nextTo={contacts.next && paths.looks({ before: contacts.next })}
            nextLabel="Older messages"
            firstTo={first.contacts ? undefined : paths.looks()}
          />
        ) : null}
      </Section>
      <Section title="Looks">
        <LookTable looks={looks.looks} now={at} />
        {looks.next || !first.looks ? (
          <Pager
            label="Pages of looks"
            shown={`${countOf(looks.looks.length, "line")} on this page`}
            nextTo={looks.next && paths.looks({ after: looks.next })}
            nextLabel="Earlier days"
            firstTo={first.looks ? undefined : paths.looks()}
          />
        ) : null}
        <p className="help">Days are UTC. Looks are kept for {countOf(days, "day")}.</p>
      </Section>
    </Page>
  );
}
