import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { byAccount } from "~/audit/record-audit.server.ts";
import { retryEvent } from "~/billing/retry-event.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAdmin } from "~/http/guards.server.ts";
import {
  Assertions,
  BrokenRows,
  DeadTasks,
  FailedEvents,
  Reconciler,
} from "~/moderation/components/billing-health.tsx";
import { Alerts } from "~/moderation/components/alert-health.tsx";
import { ApplyLinks, FailingTasks, Processes, QueueDepth, TasksByKind } from "~/moderation/components/works-health.tsx";
import { showHealth } from "~/moderation/show-health.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { hastenTask, retryTask } from "~/tasks/retry-task.server.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { AdminTabs } from "~/ui/admin-tabs.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import type { FormAnswer } from "~/ui/use-board-form.ts";

export const meta: MetaFunction = () => [{ title: "Health – CareerCenter" }];

const acts = z.enum(["retry-task", "hasten-task", "retry-event"]);
const adminForm = z.object({ act: acts, id: z.string().min(1).max(255) });

/** `1732233600000.evt_…`: the moment and the id of the last event already shown. */
function parseEventKey(text: string | null) {
  const match = /^(\d{1,14})\.([\x21-\x7e]{1,255})$/.exec(text ?? "");
  return match ? { at: new Date(Number(match[1])), id: match[2]! } : undefined;
}

/** Admins only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { id: adminId } = await requireAdmin(request);
  const search = new URL(request.url).searchParams;
  const eventsBefore = parseEventKey(search.get("events"));
  const tasksBefore = parseId<"task">(search.get("tasks"));
  const after = /^[\x21-\x7e]{1,255}$/.exec(search.get("after") ?? "")?.[0];
  const check = search.get("check")?.slice(0, 40);
  const ask = adminForm.safeParse({ act: search.get("act"), id: search.get("id") });
  return {
    health: await showHealth(database(), { adminId, check, after, eventsBefore, tasksBefore }),
    ask: ask.success ? ask.data : undefined,
    paged: { rows: after !== undefined, events: eventsBefore !== undefined, tasks: tasksBefore !== undefined },
    now: now(),
  };
}

/** Admins only. Each act is written to the audit log. */
export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireAdmin(request);
  return answerForm(request, adminForm, async ({ act, id }) => {
    const actor = byAccount(admin.id);
    if (act === "retry-event") await retryEvent(database(), id, actor);
    else {
      const taskId = parseId<"task">(id);
      if (!taskId) throw new DomainError("conflict", "There is no such task.");
      await (act === "hasten-task" ? hastenTask : retryTask)(database(), taskId, actor);
    }
    const flash = { kind: "done", text: "It is queued again and runs within seconds." } as const;
    return redirect(paths.adminHealth(), { headers: { "Set-Cookie": await setFlash(flash) } });
  });
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function HealthPage() {
  const { health, ask, paged, now } = useLoaderData<typeof loader>();
  const answer = useActionData<FormAnswer>();
  return (
    <Page title="Health" lead="What heals the board by itself, what it found, and what it could not do.">
      <AdminTabs current="health" />
      <ErrorSummary
        errors={summaryErrors([], answer?.lastResult.error?.[""] ?? undefined)}
        attempt={answer}
        title="Nothing was done"
      />
      {ask && !answer ? (
        <Form method="post" action={paths.adminHealth()} id="ask" className="ask">
          <input type="hidden" name="id" value={ask.id} />
          <Note kind="warn" title={ask.act === "retry-event" ? "Process this event again?" : "Run this task again?"}>
            <code>{ask.id}</code> is queued at once{ask.act === "hasten-task" ? "" : " and has all its attempts again"}.
            It is written to the audit log.
            <Buttons>
              <Button variant="go" name="act" value={ask.act}>
                Try again
              </Button>
              <ButtonLink variant="text" to={paths.adminHealth()} preventScrollReset>
                Not now
              </ButtonLink>
            </Buttons>
          </Note>
        </Form>
      ) : null}
      <Section title="Processes" id="processes">
        <Processes health={health} now={now} />
      </Section>
      <Section title="Moderation queue">
        <QueueDepth health={health} now={now} />
      </Section>
      <Section title="Apply addresses" id="links">
        <ApplyLinks health={health} now={now} />
      </Section>
      <Section title="Alerts" id="alerts">
        <Alerts health={health} />
      </Section>
      <Section title="Reconciler">
        <Reconciler health={health} now={now} />
      </Section>
      <Section title="Money and rights">
        <Assertions health={health} now={now} />
      </Section>
      {health.broken ? (
        <Section title="Rows that are wrong" id="rows">
          <BrokenRows broken={health.broken} paged={paged.rows} />
        </Section>
      ) : null}
      <Section title="Tasks" id="tasks">
        <TasksByKind health={health} now={now} />
      </Section>
      <Section title="What failed" id="failed">
        <FailingTasks health={health} now={now} />
        <FailedEvents health={health} now={now} paged={paged.events} />
        <DeadTasks health={health} now={now} paged={paged.tasks} />
      </Section>
    </Page>
  );
}
