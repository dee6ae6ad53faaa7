import { type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { parseAuditFilter } from "~/audit/audit-filter.ts";
import { searchAudit } from "~/audit/search-audit.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { AuditTable } from "~/moderation/components/audit-table.tsx";
import { BoardCounts } from "~/moderation/components/board-counts.tsx";
import { HealthTable } from "~/moderation/components/board-health.tsx";
import { showBoard } from "~/moderation/show-board.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction = () => [{ title: "Admin – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const everything = parseAuditFilter(new URLSearchParams());
  const [board, audit] = await Promise.all([
    showBoard(database()),
    searchAudit(database(), everything, { role: "admin", limit: 10 }),
  ]);
  return { board, lines: audit.lines, now: now() };
}

export default function AdminPage() {
  const { board, lines, now } = useLoaderData<typeof loader>();
  return (
    <Page title="Admin" lead="How the board is, and what was done.">
      <AdminTabs current="board" />
      <Section title="Health">
        <HealthTable board={board} />
        <Buttons>
          <ButtonLink to={paths.adminHealth()}>Everything about its health</ButtonLink>
        </Buttons>
      </Section>
      <Section title="On the board">
        <BoardCounts board={board} />
      </Section>
      <Section title="Audit log" id="audit">
        <AuditTable lines={lines} now={now} reader="admin" />
        <Buttons>
          <ButtonLink to={paths.adminAudit()}>Search the whole log</ButtonLink>
        </Buttons>
      </Section>
    </Page>
  );
}
