import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { auditParams, parseAuditFilter, parseAuditKey, readableKinds } from "~/audit/audit-filter.ts";
import { searchAudit } from "~/audit/search-audit.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { AuditSearch } from "~/moderation/components/audit-search.tsx";
import { AuditTable } from "~/moderation/components/audit-table.tsx";
import { ModerationTabs } from "~/moderation/components/moderation-tabs.tsx";
import { countWaitingWork } from "~/moderation/count-waiting.server.ts";
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
  const [{ lines, next }, waiting] = await Promise.all([
    searchAudit(database(), filter, { role, before }),
    role === "moderator" ? countWaitingWork(database()) : undefined,
  ]);
  return { lines, next, filter, kinds: readableKinds(role), role, waiting, paged: before !== undefined, now: now() };
}

export default function AuditPage() {
  const { lines, next, filter, kinds, role, waiting, paged, now } = useLoaderData<typeof loader>();
  const narrowed = auditParams(filter);
  const isNarrowed = Object.keys(narrowed).length > 0;
  return (
    <Page
      title="Audit log"
      lead="Who did what to what. Lines are only ever added; the database refuses to change or to delete one."
      tools={
        role === "admin" ? (
          <ButtonLink to={paths.adminAuditCsv(narrowed)} reloadDocument>
            As a spreadsheet
          </ButtonLink>
        ) : null
      }
    >
      {waiting ? <ModerationTabs current="audit" waiting={waiting} /> : <AdminTabs current="audit" />}
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
