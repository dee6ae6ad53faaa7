import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { byAccount } from "~/audit/record-audit.server.ts";
import { retryEvent } from "~/billing/retry-event.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import type { FormAnswer } from "~/ui/use-board-form.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import { AuditTable } from "~/moderation/components/audit-table.tsx";
import { BoardCounts } from "~/moderation/components/board-counts.tsx";
import { Failures, HealthTable } from "~/moderation/components/board-health.tsx";
import { showAudit, showBoard } from "~/moderation/show-board.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { retryTask } from "~/tasks/retry-task.server.ts";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";

export const meta: MetaFunction = () => [{ title: "Admin – CareerCenter" }];

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireAdmin(request);
  const before = parseId<"audit">(new URL(request.url).searchParams.get("before"));
  const [board, audit] = await Promise.all([showBoard(database()), showAudit(database(), before)]);
  return { board, audit, paged: before !== undefined, now: now() };
}

const adminForm = z.object({ act: z.enum(["retry-task", "retry-event"]), id: z.string().min(1).max(255) });

/** Admins only. Each act is written to the audit log. */
export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  return answerForm(request, adminForm, async ({ act, id }) => {
    const actor = byAccount(admin.id);
    if (act === "retry-event") await retryEvent(database(), id, actor);
    else {
      const taskId = parseId<"task">(id);
      if (!taskId) throw new DomainError("conflict", "There is no such task.");
      await retryTask(database(), taskId, actor);
    }
    const flash = { kind: "done", text: "It is queued again and runs within seconds." } as const;
    return redirect(paths.admin(), { headers: { "Set-Cookie": await setFlash(flash) } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function AdminPage() {
  const { board, audit, paged, now } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  return (
    <Page title="Admin" lead="How the board is, what failed, and what was done.">
      <ErrorSummary
        errors={summaryErrors([], answer?.lastResult.error?.[""] ?? undefined)}
        attempt={answer}
        title="Nothing was done"
      />
      <Section title="Health">
        <HealthTable board={board} />
      </Section>
      <Section title="What failed">
        <Failures board={board} now={now} />
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
