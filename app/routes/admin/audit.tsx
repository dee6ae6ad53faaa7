import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditParams, parseAuditFilter, parseAuditKey, readableKinds } from "~/audit/audit-filter.ts";
import { searchAudit } from "~/audit/search-audit.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { AuditSearch } from "~/moderation/components/audit-search.tsx";
import { AuditTable } from "~/moderation/components/audit-table.tsx";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Audit log – CareerCenter" }];

/** Staff. A moderator reads of jobs and employers; of accounts, money and the board itself only an admin does. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { staffRole } = await requireModerator(request);
  const role = staffRole === "admin" ? ("admin" as const) : ("moderator" as const);
  const search = new URL(request.url).searchParams;
  const filter = parseAuditFilter(search);
  const before = parseAuditKey(search.get("before"));
  const { lines, next } = await searchAudit(database(), filter, { role, before });
  return { lines, next, filter, kinds: readableKinds(role), role, paged: before !== undefined, now: now() };
}

export default function AuditPage() {
  const { lines, next, filter, kinds, role, paged, now } = useLoaderData<typeof loader>();
  const narrowed = auditParams(filter);
  const isNarrowed = Object.keys(narrowed).length > 0;
  return (
    <Page
      title="Audit log"
      lead="Who did what to what. Lines are only ever added; the database refuses to change or to delete one."
      crumb={role === "admin" ? undefined : { to: paths.moderation(), label: "Queue" }}
      tools={
        role === "admin" ? (
          <ButtonLink to={paths.adminAuditCsv(narrowed)} reloadDocument>
            As a spreadsheet
          </ButtonLink>
        ) : null
      }
    >
      {role === "admin" ? <AdminTabs current="audit" /> : null}
      <AuditSearch filter={filter} kinds={kinds} />
      <AuditTable
        lines={lines}
        now={now}
        narrowed={isNarrowed}
        reader={role}
        who={(id) => paths.adminAudit({ ...narrowed, who: id })}
      />
      <Pager
        label="Pages of the log"
        shown={countOf(lines.length, "line")}
        nextTo={next && paths.adminAudit({ ...narrowed, before: next })}
        nextLabel="Older lines"
        firstTo={paged ? paths.adminAudit(narrowed) : undefined}
        firstLabel="Newest lines"
      />
    </Page>
  );
}
