import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { LastDecisionNote } from "~/moderation/components/last-decision.tsx";
import { ModerationTabs } from "~/moderation/components/moderation-tabs.tsx";
import { QueueFilters } from "~/moderation/components/queue-filters.tsx";
import { QueueKeys } from "~/moderation/components/queue-keys.tsx";
import { QueueList, TAKE_FORM } from "~/moderation/components/queue-list.tsx";
import { countWaitingWork } from "~/moderation/count-waiting.server.ts";
import { countDoneToday, countQueueChoices, listQueue } from "~/moderation/list-queue.server.ts";
import { isOpen, parseQueueFilter, queueSearch } from "~/moderation/queue-filter.ts";
import { parseQueueKey } from "~/moderation/queue.ts";
import { showLastDecision } from "~/moderation/show-last-decision.server.ts";
import { takeNext, takeReading } from "~/moderation/take-reading.server.ts";
import { undoDecision } from "~/moderation/undo-decision.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { idSchema } from "~/platform/id-schema.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Button } from "~/ui/button.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Moderation queue – CareerCenter" }];

const PAGE = 25;

/** Staff only. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const search = new URL(request.url).searchParams;
  const [after, filter] = [parseQueueKey(search.get("after")), parseQueueFilter(search)];
  const at = now();
  const [queue, counts, done, waiting, last] = await Promise.all([
    listQueue(database(), { moderatorId, filter, after, limit: PAGE }),
    countQueueChoices(database(), { filter, moderatorId }),
    countDoneToday(database(), at, moderatorId),
    countWaitingWork(database()),
    showLastDecision(database(), moderatorId),
  ]);
  return { queue, filter, counts, done, waiting, last, paged: after !== undefined, now: at };
}

/** Staff only. Takes a job, the first that nobody reads, or a decision back; what is refused is said on the page that follows. */
export async function action({ request }: ActionFunctionArgs) {
  const { id: moderatorId } = await requireModerator(request);
  const form = await readForm(request);
  const wish = readWish(form, queueForm);
  if (!wish) throw notFound();
  try {
    return await act(wish, form, moderatorId);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not-found") throw notFound();
    return leadTo(paths.moderation(), { kind: "warn", text: error.message });
  }
}

/** A job's own button takes that one. */
const queueForm = z.union([
  z.object({ take: idSchema<"job">(), deed: z.literal("next").optional() }),
  z.object({ deed: z.literal("undo"), decision: idSchema<"moderation_decision">() }),
  z.object({ deed: z.literal("next") }),
]);

async function act(wish: z.output<typeof queueForm>, form: FormData, moderatorId: AccountId): Promise<Response> {
  if ("take" in wish) {
    await takeReading(database(), { jobId: wish.take, moderatorId });
    return redirect(paths.review(wish.take));
  }
  if (wish.deed === "undo") {
    const { jobId } = await undoDecision(database(), { decisionId: wish.decision, moderatorId });
    await catchUpWithWrites();
    const text = "The decision is taken back: the job waits again as it was, and its employer is told.";
    return leadTo(paths.review(jobId), { kind: "done", text });
  }
  const filter = parseQueueFilter(form);
  const next = await takeNext(database(), { moderatorId, filter, from: parseId<"job">(form.get("from")) });
  if (next) return redirect(paths.review(next));
  const text = "Nothing is left to take: what waits is read by somebody else, or is your own organization's.";
  return leadTo(paths.queue(queueSearch(filter)), { kind: "warn", text });
}

const leadTo = async (path: string, flash: Parameters<typeof setFlash>[0]) =>
  redirect(path, { headers: { "Set-Cookie": await setFlash(flash) } });

export default function QueuePage() {
  const { queue, filter, counts, done, waiting, last, paged, now } = useLoaderData<typeof loader>();
  const narrowed = !isOpen(filter);
  const lead =
    `${countOf(done.all, "decision")} in the last 24 hours, ` +
    (done.own ? `${formatNumber(done.own)} of them yours.` : "none of them yours.");
  return (
    <Page
      title={queue.count === 1 ? "1 job waits for a decision" : `${countOf(queue.count, "job")} wait for a decision`}
      lead={lead}
    >
      <ModerationTabs current="jobs" waiting={waiting} />
      {last ? <LastDecisionNote last={last} at={now} /> : null}
      <QueueFilters filter={filter} counts={counts} />
      <Form method="post" id={TAKE_FORM} className="waits-tools">
        {Object.entries(queueSearch(filter)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {queue.jobs.length > 0 ? (
          <Button variant="go" id="take-first" name="deed" value="next" shortcut="N">
            {narrowed ? "Review the first of these" : "Review the first"}
          </Button>
        ) : null}
        <QueueKeys />
      </Form>
      {queue.jobs.length === 0 ? (
        <EmptyState
          title={narrowed ? "Nothing that waits is like that" : paged ? "The queue ends here" : "Nothing waits"}
          icon={narrowed ? "info" : "ok"}
          action={
            paged || narrowed
              ? { to: paths.moderation(), label: narrowed ? "The whole queue" : "Back to its beginning" }
              : { to: paths.jobs(), label: "Look at the board" }
          }
        >
          {narrowed
            ? "Try fewer words, or leave a choice open."
            : paged
              ? "What stood here was decided meanwhile."
              : "Every job that was sent in has been decided."}
        </EmptyState>
      ) : (
        <>
          <p className="small quiet">
            What runs out first stands first: card authorizations end after about seven days, and a job that was paid
            for otherwise is promised an answer within seven.
          </p>
          <QueueList jobs={queue.jobs} at={now} />
          <Pager
            shown={`${countOf(queue.jobs.length, "job")} of ${formatNumber(queue.shown)}`}
            nextTo={queue.next && paths.queue({ ...queueSearch(filter), after: queue.next })}
            firstTo={paged ? paths.queue(queueSearch(filter)) : undefined}
          />
        </>
      )}
    </Page>
  );
}
