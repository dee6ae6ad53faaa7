import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAdmin } from "~/http/guards.server.ts";
import { AuditTable } from "~/moderation/components/audit-table.tsx";
import { BoardCounts } from "~/moderation/components/board-counts.tsx";
import { HealthTable } from "~/moderation/components/board-health.tsx";
import { showAudit, showBoard } from "~/moderation/show-board.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction = () => [{ title: "Admin – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const before = parseId<"audit">(new URL(request.url).searchParams.get("before"));
  const [board, audit] = await Promise.all([showBoard(database()), showAudit(database(), before)]);
  return { board, audit, paged: before !== undefined, now: now() };
}

export default function AdminPage() {
  const { board, audit, paged, now } = useLoaderData<typeof loader>();
  return (
    <Page title="Admin" lead="How the board is, and what was done.">
      <AdminTabs current="board" />
      <Section title="Health">
        <HealthTable board={board} />
        <Buttons>
          <ButtonLink to={paths.adminHealth()}>Billing and what failed</ButtonLink>
        </Buttons>
      </Section>
      <Section title="On the board">
        <BoardCounts board={board} />
      </Section>
      <Section title="Audit log" id="audit">
        <AuditTable entries={audit.entries} now={now} />
        <Pager
          shown={countOf(audit.entries.length, "entry", "entries")}
          nextTo={audit.next && `${paths.admin()}?before=${audit.next}#audit`}
          nextLabel="Older entries"
          firstTo={paged ? `${paths.admin()}#audit` : undefined}
          firstLabel="Newest entries"
        />
      </Section>
    </Page>
  );
}
