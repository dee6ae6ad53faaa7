import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SentContacts } from "~/candidates/components/sent-contacts.tsx";
import { listSentContacts } from "~/candidates/list-contacts.server.ts";
import { requireCandidateGate } from "~/http/candidate-gate.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "What you wrote to candidates – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Members of an organization that may search. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const { employer } = await requireCandidateGate(account.id, params.employerId);
  const after = parseId<"contact">(new URL(request.url).searchParams.get("after"));
  const sent = await listSentContacts(database(), employer.id, after);
  return { employer, ...sent, first: after === undefined, now: now() };
}

export default function Contacts() {
  const { employer, contacts, next, first, now: at } = useLoaderData<typeof loader>();
  return (
    <Page
      title="What you wrote"
      lead={`Messages of ${employer.name} to candidates, and what they answered.`}
      crumb={{ to: paths.candidates(employer.id), label: "Candidates" }}
    >
      {contacts.length > 0 ? (
        <SentContacts employerId={employer.id} contacts={contacts} now={at} />
      ) : (
        <EmptyState
          title={first ? "You have not written to a candidate yet" : "There are no older messages"}
          icon="mail"
          action={{ to: paths.candidates(employer.id), label: "Find candidates" }}
        />
      )}
      {next || !first ? (
        <Pager
          shown={`${countOf(contacts.length, "message")} on this page`}
          nextTo={next && paths.contacts(employer.id, { after: next })}
          nextLabel="Older messages"
          firstTo={first ? undefined : paths.contacts(employer.id)}
        />
      ) : null}
    </Page>
  );
}
