import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { amountOf } from "~/billing/order.ts";
import { countAttempt } from "~/accounts/limits.server.ts";
import { readForm } from "~/http/forms.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { DeskJobPage } from "~/jobs/components/post/desk-job.tsx";
import { confirmJob, finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import { readDeskJob } from "~/jobs/read-desk.server.ts";
import { deleteDraft, duplicateJob } from "~/jobs/start-draft.server.ts";
import { listDecisionsOfJob } from "~/moderation/list-decisions.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.job.title ?? "Job"}: your desk – CareerCenter` },
];

const asks = z.enum(["withdraw", "fill", "close", "delete"]).optional().catch(undefined);

/** Members of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const found = jobId && (await readDeskJob(database(), account.id, jobId));
  if (!found) throw notFound();
  const decisions = await listDecisionsOfJob(database(), jobId);
  const ask = asks.parse(new URL(request.url).searchParams.get("ask") ?? undefined);
  return {
    job: found.job,
    history: found.history.map(({ id, at, action }) => ({ id, at, action })),
    orders: found.orders.map((order) => ({
      id: order.id,
      at: order.created_at,
      name: order.plan_name,
      cents: amountOf(order),
      state: order.state,
    })),
    decisions: decisions.map(({ id, at, decision, reason }) => ({ id, at, decision, reason })),
    ask,
    now: now(),
  };
}

const deeds = z.enum(["withdraw", "confirm", "fill", "close", "delete", "duplicate"]).optional().catch(undefined);

/** Members of the job's employer; every use-case checks it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId) throw notFound();
  const deed = deeds.parse((await readForm(request)).get("deed") ?? undefined);
  return answering(
    async () => {
      if (deed === "duplicate") {
        await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
        return redirect(paths.editJob(await duplicateJob(database(), account.id, jobId), "job"));
      }
      if (!deed) return data({ refused: "This page does not know that. Choose again." }, { status: 400 });
      const text = await perform(deed, account.id, jobId);
      await catchUpWithWrites();
      const flash = await setFlash({ kind: "done", text });
      return redirect(deed === "delete" ? paths.desk() : paths.deskJob(jobId), { headers: { "Set-Cookie": flash } });
    },
    (error) => ({ refused: error.message }),
  );
}

/** @returns what was done, for the next page. */
async function perform(deed: "withdraw" | "confirm" | "fill" | "close" | "delete", accountId: AccountId, jobId: JobId) {
  switch (deed) {
    case "withdraw":
      await takeJobBack(database(), accountId, jobId);
      return "The job is a draft again. Nothing was charged, and a credit that was held for it is back.";
    case "confirm":
      await confirmJob(database(), accountId, jobId);
      return "Thank you. The job stays in the lists for another 14 days, or until its term ends.";
    case "fill":
      await finishJob(database(), accountId, jobId, "filled");
      return "The job is marked as filled and takes no more applications.";
    case "close":
      await finishJob(database(), accountId, jobId, "closed");
      return "The job is closed and takes no more applications.";
    case "delete":
      await deleteDraft(database(), accountId, jobId);
      return "The draft is deleted.";
  }
}

export default function DeskJob() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <DeskJobPage {...page} refused={answer?.refused} />;
}
