import { Form, useLocation, useNavigation } from "@remix-run/react";
import { useEffect, type ReactNode } from "react";
import { paths } from "~/platform/paths.ts";
import { Button } from "~/ui/button.tsx";
import { formatAgo } from "~/ui/format.ts";
import { ErrorSummary, Note } from "~/ui/notes.tsx";
import { Steps, SubmitBar, type Step } from "~/ui/steps.tsx";
import {
  errorLabel,
  fieldId,
  postSteps,
  stepLabels,
  type FillStep,
  type PostErrors,
  type PostForm,
  type PostStep,
} from "../../post-form.ts";
import { isUnchanged } from "../../edit-kinds.ts";
import type { DraftView } from "../../show-draft.server.ts";
import { ApplyStep } from "./apply-step.tsx";
import { ConflictNote } from "./conflict-note.tsx";
import { EditNote } from "./edit-note.tsx";
import { JobStep } from "./job-step.tsx";
import { PayStep } from "./pay-step.tsx";
import { LintNotes, PreviewAside } from "./preview-aside.tsx";
import { PayButtons, type PayOffer } from "./pay-choices.tsx";
import { ReviewStep } from "./review-step.tsx";
import { useAutosave, type SaveAnswer } from "./use-autosave.ts";
import { useTyped } from "./use-typed.ts";
import { WhoStep } from "./who-step.tsx";
import { WorkStep } from "./work-step.tsx";

const stepViews = { job: JobStep, pay: PayStep, who: WhoStep, work: WorkStep, apply: ApplyStep };
const stepNotes: Record<PostStep, string> = {
  job: "Title, function, place, text",
  pay: "Range, unit and extras",
  who: "Credentials, apprentices, experience",
  work: "EHR, encoder, production",
  apply: "On the board or away, questions",
  review: "Preview and pay",
};
const stepLeads: Record<PostStep, string> = {
  job: "What it is called, where it is done and what it is like.",
  pay: "The first thing every seeker looks at.",
  who: "Seekers see at once whether they qualify, so the rule you set here decides who writes to you.",
  work: "What coders ask about in the first interview. All of it is optional, and all of it brings better applications.",
  apply: "One place where every application ends up.",
  review: "This is what goes to the moderator, and what seekers will read.",
};

/** What the edit page answered to a whole submission. */
export type DraftAnswerData = SaveAnswer & { form?: PostForm; errors?: PostErrors; formError?: string };

type Props = {
  draft: DraftView;
  step: PostStep;
  tab: string;
  now: Date;
  /** Shows the step's errors though nothing was posted: the reader came to correct them. */
  check: boolean;
  /** What a moderator asked to be changed. */
  asked: { reason: string; step: FillStep | null } | null;
  answer: DraftAnswerData | undefined;
  /** The search engines' view, which the route composes; on the last step whole. */
  searchView: ReactNode;
};

/** One step of writing a job: the steps, the form, the preview and the bar that saves. */
export function DraftPage({ draft, step, tab, now, check, asked, answer, searchView }: Props) {
  const mark = step === "review" ? "" : draft.marks[step];
  const save = useAutosave({ mark, tab }, answer);
  const { state, formData } = useNavigation();
  const { key, hash } = useLocation();
  useEffect(() => {
    if (hash) document.getElementById(hash.slice(1))?.focus();
  }, [key, hash]);
  const form = answer?.form ?? draft.form;
  const typing = useTyped(step, form, answer);
  const errors = answer?.errors ?? (check ? ofStep(draft, step) : {});
  const here = paths.editJob(draft.jobId, step);
  const View = step === "review" ? undefined : stepViews[step];
  const savedAt = save.savedAt ?? answer?.savedAt ?? draft.savedAt;
  return (
    <Form
      method="post"
      action={here}
      noValidate
      onInput={
        View &&
        ((event) => {
          save.onInput(event);
          typing.onInput(event);
        })
      }
      onSubmit={save.onSubmit}
      autoComplete="off"
    >
      {/* The first button of a form is what Enter presses: it must be a harmless one. */}
      <button className="vh" type="submit" name="go" value="stay" tabIndex={-1} aria-hidden="true">
        Save
      </button>
      <input type="hidden" name="seen" value={save.hidden.seen} autoComplete="off" />
      <input type="hidden" name="tab" value={save.hidden.tab} autoComplete="off" />
      <input type="hidden" name="seq" defaultValue="" autoComplete="off" />
      <div className="wrap post">
        <Steps steps={stepList(draft, step)} />
        <main className="form" id="main">
          <h1>{stepLabels[step]}</h1>
          <p className="quiet">{stepLeads[step]}</p>
          {draft.edit ? <EditNote draft={draft} /> : null}
          {asked ? (
            <Note kind="warn" title="A moderator asks for this">
              <p className="said-by">{asked.reason}</p>
              {asked.step ? (
                <p>
                  It is about the step “{stepLabels[asked.step]}”.{" "}
                  {asked.step === step ? null : (
                    <Button variant="text" formNoValidate name="go" value={asked.step}>
                      Save and go there
                    </Button>
                  )}
                </p>
              ) : null}
            </Note>
          ) : null}
          {save.conflict ? <ConflictNote conflict={save.conflict} here={here} /> : null}
          <ErrorSummary errors={summary(errors, answer?.formError)} attempt={answer} />
          {View ? (
            <>
              <View form={form} errors={errors} live={typing.live} places={draft.places} />
              <LintNotes findings={draft.findings.filter((finding) => finding.step === step)} />
            </>
          ) : (
            <ReviewStep {...draft} offer={offerOf(draft)} searchView={searchView} />
          )}
        </main>
        <PreviewAside
          card={draft.card}
          readiness={draft.readiness}
          more={View && { preview: draft.preview, searchView }}
        />
      </div>
      <SubmitBar
        said={
          save.conflict
            ? "Not saved: this step was changed elsewhere."
            : save.saving
              ? "Saving…"
              : savedAt
                ? `Draft saved ${formatAgo(savedAt, later(now, savedAt))}.`
                : "Not saved yet."
        }
        detail={save.refused ?? barDetail(draft)}
      >
        <Bar draft={draft} step={step} pending={state === "submitting" ? formData?.get("go") : undefined} />
      </SubmitBar>
    </Form>
  );
}

function Bar({ draft, step, pending }: { draft: DraftView; step: PostStep; pending: unknown }) {
  const at = postSteps.indexOf(step);
  const before = postSteps[at - 1];
  const ready = Object.keys(draft.errors).length === 0;
  return (
    <>
      {before ? (
        <Button formNoValidate name="go" value={before}>
          Back to {stepLabels[before]}
        </Button>
      ) : null}
      {step !== "review" ? (
        <Button variant="go" name="go" value="next" pending={pending === "next"} pendingLabel="Saving…">
          Save and continue
        </Button>
      ) : ready && !isIdle(draft) ? (
        <Submit draft={draft} pending={pending} />
      ) : null}
    </>
  );
}

function Submit({ draft, pending }: { draft: DraftView; pending: unknown }) {
  const offer = offerOf(draft);
  if (offer)
    return (
      <PayButtons
        offer={offer}
        name="go"
        values={{ card: "submit", credit: "credit", plan: "plan" }}
        pending={pending}
      />
    );
  return (
    <Button variant="go" name="go" value="submit" pending={pending === "submit"} pendingLabel="Submitting…">
      {!draft.edit ? "Send back for review" : draft.edit.review.length > 0 ? "Send the edit for review" : "Put it live"}
    </Button>
  );
}

/** An edit of a live job that changes nothing has nothing to send, unless another one is to be taken back by it. */
function isIdle({ edit }: DraftView): boolean {
  return edit !== null && isUnchanged(edit) && !edit.inReview;
}

/** With what it can be submitted; undefined where nothing more is owed. */
function offerOf({ priceCents, credits, planName }: DraftView): PayOffer | undefined {
  return priceCents === null ? undefined : { cents: priceCents, credits, planName };
}

function barDetail(draft: DraftView): string {
  if (draft.edit) return "What is live stays as it is until you send the edit.";
  if (draft.priceCents === null) return "There is nothing more to pay.";
  if (draft.planName) return "Your plan pays for it.";
  return draft.credits > 0
    ? "A credit is held, and spent only if approved."
    : "Authorized when you submit, charged only if approved.";
}

/** A page that stays open sees saves later than its own loading. */
function later(now: Date, savedAt: Date): Date {
  return now > savedAt ? now : savedAt;
}

function ofStep(draft: DraftView, step: PostStep): PostErrors {
  return step === "review" ? {} : draft.errorsByStep[step];
}

function summary(errors: PostErrors, formError: string | undefined) {
  return [
    ...(formError ? [{ message: formError }] : []),
    ...Object.entries(errors).flatMap(([name, messages]) =>
      messages.map((message) => ({ id: fieldId(name), message: `${errorLabel(name)}: ${message}` })),
    ),
  ];
}

function stepList(draft: DraftView, current: PostStep): Step[] {
  return postSteps.map((step) => ({
    key: step,
    label: stepLabels[step],
    note: (step !== "review" && draft.notes[step]) || stepNotes[step],
    state: step === current ? "current" : step === "review" ? "open" : draft.steps[step],
    submit: { name: "go", value: step },
  }));
}
