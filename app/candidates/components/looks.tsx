import { paths } from "~/platform/paths.ts";
import { DataTable } from "~/ui/data.tsx";
import { countOf, formatDate, type Moment } from "~/ui/format.ts";
import { PageLink } from "~/ui/page-link.tsx";
import { contactStates } from "../contact.ts";
import type { OwnContact } from "../list-contacts.server.ts";
import type { LookView } from "../list-looks.server.ts";

const times = (count: number) => (count === 1 ? "once" : count === 2 ? "twice" : countOf(count, "time"));

/** What an employer saw on a day, in words. */
export function lookWords({ appeared, opened }: Pick<LookView, "appeared" | "opened">): string {
  const parts = [
    opened > 0 && `opened your profile ${times(opened)}`,
    appeared > 0 && `found you in ${countOf(appeared, "search", "searches")}`,
  ].filter(Boolean);
  const line = parts.join(", ");
  return line ? line[0]!.toUpperCase() + line.slice(1) : "Looked";
}

/** Who looked, by day. */
export function LookTable({ looks, now }: { looks: readonly LookView[]; now: Moment }) {
  return (
    <DataTable
      caption="Who looked at your profile, the last day first"
      captionHidden
      scrolls
      columns={[
        { key: "employer", label: "Employer" },
        { key: "what", label: "What they did" },
        { key: "day", label: "Day" },
      ]}
      rows={looks.map((look) => ({
        key: look.key,
        cells: [
          <PageLink key="employer" to={paths.employer(look.employerSlug)}>
            {look.employerName}
          </PageLink>,
          lookWords(look),
          <time key="day" dateTime={new Date(look.day).toISOString().slice(0, 10)} className="nowrap">
            {formatDate(look.day, now)}
          </time>,
        ],
      }))}
      empty="Nobody yet."
    />
  );
}

/** What employers wrote, and how each message stands. */
export function OwnContacts({ contacts, now }: { contacts: readonly OwnContact[]; now: Moment }) {
  return (
    <DataTable
      caption="What employers wrote to you, newest first"
      captionHidden
      scrolls
      columns={[
        { key: "employer", label: "Employer" },
        { key: "job", label: "About" },
        { key: "state", label: "Your answer" },
        { key: "at", label: "Written" },
      ]}
      rows={contacts.map(({ id, employerName, title, state, createdAt }) => ({
        key: id,
        cells: [
          <PageLink key="employer" to={paths.contact(id)}>
            {employerName}
          </PageLink>,
          title ?? "A job",
          state === "sent" ? "Not answered yet" : contactStates.label(state).replace("Said ", "You said "),
          <time key="at" dateTime={new Date(createdAt).toISOString()} className="nowrap">
            {formatDate(createdAt, now)}
          </time>,
        ],
      }))}
      empty="Nobody has written to you."
    />
  );
}
