import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { z } from "zod";
import { countAttempt } from "~/accounts/limits.server.ts";
import { jobPosting } from "~/distribution/job-posting.ts";
import { previewPosting } from "~/distribution/posting-preview.ts";
import { PostingTally, SearchEngineView, SearchResult } from "~/distribution/search-result.tsx";
import { readForm, readWish } from "~/http/forms.server.ts";
import { notFound, statusOf } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { DraftPage, type DraftAnswerData } from "~/jobs/components/post/draft-page.tsx";
import { draftChanges } from "~/jobs/draft-changes.ts";
import { editedWords, submittedWords } from "~/jobs/job-history.ts";
import { judgeStep } from "~/jobs/judge-post-form.server.ts";
import type { PayBy } from "~/jobs/pay-for-revision.server.ts";
import { fieldId, postSteps, stepLabels, type PostStep } from "~/jobs/post-form.ts";
import { readDraftPost, type DraftPost } from "~/jobs/read-draft-post.ts";
import { saveDraft } from "~/jobs/save-draft.server.ts";
import { showDraft, type DraftView } from "~/jobs/show-draft.server.ts";
import { submitDraft } from "~/jobs/submit-draft.server.ts";
import { listDecisionsOfJob } from "~/moderation/list-decisions.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { newId, parseId, type AccountId, type JobId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? stepLabels[page.step] : "Post a job"}: post a job – CareerCenter` },
];

const isStep = (text: unknown): text is PostStep => postSteps.some((step) => step === text);

/** Members of the job's employer, while the job may still be written. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const draft = jobId && (await showDraft(database(), account.id, jobId, { toSend: params.step === "review" }));
  if (!draft) throw notFound();
  if (!draft.writable) throw redirect(paths.deskJob(jobId));
  if (params.step === undefined) throw redirect(paths.editJob(jobId, "job"));
  if (!isStep(params.step)) throw notFound();
  const decision =
    draft.state === "changes_requested" || (draft.edit && !draft.edit.inReview)
      ? (await listDecisionsOfJob(database(), jobId)).findLast(({ undone }) => !undone)
      : undefined;
  const asked = decision?.decision === "request_changes" ? { reason: decision.reason, step: decision.step } : null;
  const check = new URL(request.url).searchParams.has("check");
  return { draft, step: params.step, asked, check, tab: newId<"tab">(), now: now(), ...searchView(draft, params.step) };
}

/** What search engines would make of the draft; on the last step with the markup itself. */
function searchView({ preview, form, about }: DraftView, step: PostStep) {
  const content = { ...preview.content, title: form.title?.trim().slice(0, 120) ?? "" };
  const posting = jobPosting({ ...preview, origin: "employer", content }, env().BASE_URL, about);
  return {
    search: posting && previewPosting(posting),
    markup: step === "review" ? JSON.stringify(posting, null, 2) : undefined,
  };
}

/** Where a press of a button leads; the builders' buttons and Enter lead nowhere. */
const goes = z.object({
  go: z.enum(["stay", "next", "autosave", "submit", "credit", "plan", ...postSteps]).optional(),
});

/** Members of the job's employer, while the job may still be written. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const { step } = params;
  if (!jobId || !isStep(step)) throw notFound();
  const form = await readForm(request);
  const wish = readWish(form, goes);
  if (!wish) throw new Response(null, { status: 400 });
  const { go } = wish;
  const post = step === "review" ? undefined : readDraftPost(step, form);
  try {
    if (post) return await saveStep(account.id, jobId, post, go);
    if (go !== "submit" && go !== "credit" && go !== "plan")
      return redirect(paths.editJob(jobId, isStep(go) ? go : "review"));
    await countAttempt("submit-job", { address: context.clientAddress, account: account.id });
    return await submit(account.id, jobId, go === "submit" ? "card" : go, price.parse(form.get("price")));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not-found") throw notFound();
    const answer: DraftAnswerData = { form: post?.part, formError: error.message, refused: error.message };
    return data(answer, { status: statusOf(error) });
  }
}

async function saveStep(accountId: AccountId, jobId: JobId, post: DraftPost, go: unknown) {
  const { step, part, focus } = post;
  const saved = await saveDraft(database(), { accountId, jobId, ...post });
  const answer: DraftAnswerData = { mark: saved.mark, savedAt: saved.at };
  if (!saved.saved) {
    const conflict = { mark: saved.mark, changes: draftChanges(saved.theirs, part, step) };
    return data<DraftAnswerData>({ form: part, conflict }, { status: 409 });
  }
  if (go === "autosave") return data(answer);
  if (!focus && go !== "next") return redirect(paths.editJob(jobId, isStep(go) ? go : step));
  const judged = Object.entries(judgeStep(part, step).errors);
  // A builder button judges only what it was to add; "Save and continue" judges the step.
  const errors = Object.fromEntries(judged.filter(([name]) => !focus || fieldId(name) === focus));
  if (Object.keys(errors).length) return data<DraftAnswerData>({ ...answer, form: part, errors }, { status: 400 });
  if (focus) return redirect(`${paths.editJob(jobId, step)}#${focus}`);
  return redirect(paths.editJob(jobId, postSteps[postSteps.indexOf(step) + 1]));
}

/** The price that the page showed, in US cents; a page that was not asked to pay showed none. */
const price = z.coerce.number().int().positive().optional().catch(undefined);

async function submit(accountId: AccountId, jobId: JobId, payBy: PayBy, seenCents: number | undefined) {
  const submission = await submitDraft(database(), accountId, jobId, payBy, seenCents);
  await catchUpWithWrites();
  switch (submission.kind) {
    case "checkout":
      return redirect(submission.url);
    case "paid":
      return redirect(paths.checkoutReturn(jobId, submission.orderId));
    case "credit":
    case "plan": {
      const flash = await setFlash({ kind: "done", text: submittedWords[submission.kind] });
      return redirect(paths.deskJob(jobId), { headers: { "Set-Cookie": flash } });
    }
    case "edited":
      return redirect(paths.deskJob(jobId), {
        headers: { "Set-Cookie": await setFlash({ kind: "done", text: editedWords[submission.outcome] }) },
      });
    case "resubmitted": {
      const flash = await setFlash({ kind: "done", text: "Sent back for review. There is nothing more to pay." });
      return redirect(paths.deskJob(jobId), { headers: { "Set-Cookie": flash } });
    }
    case "wrong":
      return data<DraftAnswerData>({}, { status: 400 });
  }
}

/**
 * A step that has errors was saved nevertheless, so what is read back beside it is loaded anew. After a conflict nothing
 * is: the fields must stay as they were typed.
 */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 400 || defaultShouldRevalidate;

export default function EditJob() {
  const { search, markup, ...page } = useLoaderData<typeof loader>();
  const answer = useActionData<DraftAnswerData>();
  const view = !search ? null : markup ? (
    <SearchEngineView preview={search} markup={markup} />
  ) : (
    <>
      <SearchResult preview={search} />
      <PostingTally preview={search} />
    </>
  );
  return <DraftPage key={page.step} {...page} answer={answer} searchView={view} />;
}
