import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { amountOf } from "~/billing/order.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { readForm, readWish } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { DeskJobPage } from "~/jobs/components/post/desk-job.tsx";
import { discardEdit, withdrawEdit } from "~/jobs/edit-live-job.server.ts";
import { extendJob, offerExtension } from "~/jobs/extend-job.server.ts";
import { featureJob, offerFeature } from "~/jobs/feature-job.server.ts";
import { submittedWords } from "~/jobs/job-history.ts";
import { confirmJob, finishJob, takeJobBack } from "~/jobs/manage-job.server.ts";
import type { PayBy } from "~/jobs/pay-for-revision.server.ts";
import { readDeskJob } from "~/jobs/read-desk.server.ts";
import { offerRenewal, renewJob } from "~/jobs/renew-job.server.ts";
import { deleteDraft, duplicateJob } from "~/jobs/start-draft.server.ts";
import { listDecisionsOfJob } from "~/moderation/list-decisions.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { formatDate } from "~/ui/format.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.job.title ?? "Job"}: your desk – CareerCenter` },
];

const asks = z
  .enum(["withdraw", "fill", "close", "delete", "feature", "renew", "extend", "withdraw-edit", "discard-edit"])
  .optional()
  .catch(undefined);

/** Members of the job's employer. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const found = jobId && (await readDeskJob(database(), account.id, jobId));
  if (!found) throw notFound();
  const decisions = await listDecisionsOfJob(database(), jobId);
  const ask = asks.parse(new URL(request.url).searchParams.get("ask") ?? undefined);
  const { job } = found;
  return {
    job,
    history: found.history.map(({ id, at, action }) => ({ id, at, action })),
    orders: found.orders.map((order) => ({
      id: order.id,
      at: order.created_at,
      name: order.plan_name,
      cents: amountOf(order),
      state: order.state,
    })),
    decisions: decisions.map(({ id, at, decision, reason, step, undone }) => ({
      id,
      at,
      decision,
      reason,
      step,
      undone,
    })),
    ask,
    unsent: found.unsent,
    link: found.link,
    feature: job.state === "live" ? await offerFeature(database(), jobId) : undefined,
    extension: job.state === "live" ? await offerExtension(database(), job) : undefined,
    renewal:
      job.state === "expired" && job.origin === "employer" ? await offerRenewal(database(), job.employerId) : undefined,
    now: now(),
  };
}

const wishes = z.discriminatedUnion("deed", [
  z.object({
    deed: z.enum(["withdraw", "confirm", "fill", "close", "delete", "withdraw-edit", "discard-edit"]),
    /** When the edit was written that the page showed. */
    seen: z.coerce.date().catch(new Date(0)),
  }),
  z.object({ deed: z.literal("duplicate") }),
  /** What costs something, with the price that the page showed. */
  z.object({
    deed: z.enum(["feature", "renew", "renew-credit", "renew-plan", "extend", "extend-credit", "extend-plan"]),
    price: z.coerce.number().int().nonnegative(),
  }),
]);
type Wish = z.output<typeof wishes>;

/** Members of the job's employer; every use-case checks it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  if (!jobId) throw notFound();
  const wish = readWish(await readForm(request), wishes);
  return answering(
    async () => {
      if (!wish) return data({ refused: "This page does not know that. Choose again." }, { status: 400 });
      if ("price" in wish || wish.deed === "duplicate")
        await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
      if ("price" in wish) {
        if (wish.deed === "feature") return feature(wish.price, account.id, jobId);
        const buy = wish.deed.startsWith("extend") ? extend : renew;
        return buy(wish, account.id, jobId);
      }
      if (wish.deed === "duplicate")
        return done(
          "This is a copy, as a new draft. The job it was taken from stays as it is.",
          paths.editJob(await duplicateJob(database(), account.id, jobId), "job"),
        );
      const text = await perform(wish, account.id, jobId);
      await catchUpWithWrites();
      return done(text, wish.deed === "delete" ? paths.desk() : paths.deskJob(jobId));
    },
    (error) => ({ refused: error.message }),
  );
}

async function done(text: string, to: string) {
  return redirect(to, { headers: { "Set-Cookie": await setFlash({ kind: "done", text }) } });
}

async function feature(seenCents: number, accountId: AccountId, jobId: JobId) {
  const { orderId, checkoutUrl } = await featureJob(database(), { accountId, jobId, seenCents });
  return redirect(checkoutUrl ?? paths.order(orderId));
}

/** With what a deed like `renew-credit` is paid for. */
const payByOf = (deed: string): PayBy =>
  deed.endsWith("-credit") ? "credit" : deed.endsWith("-plan") ? "plan" : "card";

async function extend(wish: Extract<Wish, { price: number }>, accountId: AccountId, jobId: JobId) {
  const payBy = payByOf(wish.deed);
  const extension = await extendJob(database(), { accountId, jobId, payBy, seenCents: wish.price });
  await catchUpWithWrites();
  if (extension.kind === "checkout") return redirect(extension.url);
  if (extension.kind === "paid") return redirect(paths.order(extension.orderId));
  return done(`The job is extended. It stays live until ${formatDate(extension.until)}.`, paths.deskJob(jobId));
}

async function renew(wish: Extract<Wish, { price: number }>, accountId: AccountId, jobId: JobId) {
  const payBy = payByOf(wish.deed);
  const paid = await renewJob(database(), { accountId, jobId, payBy, seenCents: wish.price });
  await catchUpWithWrites();
  if (paid.kind === "checkout") return redirect(paid.url);
  if (paid.kind === "paid") return redirect(paths.checkoutReturn(jobId, paid.orderId));
  return done(submittedWords[paid.kind], paths.deskJob(jobId));
}

/** @returns what was done, for the next page. */
async function perform(wish: Extract<Wish, { seen: Date }>, accountId: AccountId, jobId: JobId) {
  switch (wish.deed) {
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
    case "withdraw-edit":
      await withdrawEdit(database(), accountId, jobId);
      return "The edit is out of review. The job stays live as it is, and what you wrote is kept in its form.";
    case "discard-edit":
      await discardEdit(database(), accountId, jobId, wish.seen);
      return "The edit is discarded. The job stays live as it is.";
    case "delete":
      await deleteDraft(database(), accountId, jobId);
      return "The draft is deleted.";
  }
}

/** What could not be done is shown as it is by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function DeskJob() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <DeskJobPage {...page} refused={answer?.refused} />;
}
