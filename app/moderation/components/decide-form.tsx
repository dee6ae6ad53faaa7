import { Form } from "@remix-run/react";
import { useMemo, useState, type MouseEvent } from "react";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { Button } from "~/ui/button.tsx";
import { fillSteps, stepLabels } from "~/jobs/post-form.ts";
import { formatMoney } from "~/ui/format.ts";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextArea } from "~/ui/text-fields.tsx";
import { cannedReasons, fillReason, type CannedReason } from "../canned-reasons.ts";
import type { Decision } from "../decision.ts";
import { readerWords, type Reader } from "../reading.ts";
import { DeskKeyHelp, type KeyHelp } from "./key-help.tsx";
import { byId, press, step, type DeskKeys } from "./use-desk-keys.ts";

/** The form that holds what is typed: whatever else the page posts is a button of it, so that nothing typed is lost. */
export const DECIDE_FORM = "decide";
const REASON = "decide-reason";
const STEP = "decide-step";

const groups = [
  { decision: "request_changes", label: "To ask for changes" },
  { decision: "reject", label: "To reject" },
] as const;

const buttons: Record<Decision, string> = {
  approve: "decide-approve",
  request_changes: "decide-changes",
  reject: "decide-reject",
};
const chosenWords: Record<Decision, string> = {
  approve: "approve",
  request_changes: "ask for changes",
  reject: "reject",
};

/** The form's fields, and the decision that a key or a prepared reason has chosen; its buttons stand in `DecideBar`. */
export function useDecideForm() {
  const board = useBoardForm<{ reason: string; step: string; decision: string }>(DECIDE_FORM);
  const [chosen, choose] = useState<Decision>();
  return { ...board, chosen, choose };
}

type DecideState = ReturnType<typeof useDecideForm>;

/** What went wrong with the last decision, at the top of the page. */
export function DecideErrors({ state: { form, fields, attempt } }: { state: DecideState }) {
  return (
    <ErrorSummary
      errors={summaryErrors(
        [
          { label: "What the employer reads", field: fields.reason },
          { label: "Where something is to be changed", field: fields.step },
        ],
        form.errors,
      )}
      attempt={attempt}
      title="Nothing was decided"
    />
  );
}

const reasonArea = () => {
  const area = document.getElementById(REASON);
  return area instanceof HTMLTextAreaElement ? area : null;
};

/** Where a reason that is still missing is chosen: the first prepared one for that decision. */
function missingReason(decision: Decision): HTMLElement | null {
  if (decision === "approve" || reasonArea()?.value.trim()) return null;
  const first = cannedReasons.findIndex((canned) => canned.decision === decision);
  return document.getElementById(`canned-${first + 1}`);
}

/** Puts a prepared text into the field, before what was typed there, and chooses the step that it is about. */
function fill(canned: CannedReason) {
  const area = reasonArea();
  if (area) area.value = fillReason(canned, area.value);
  const step = document.getElementById(STEP);
  if (step instanceof HTMLSelectElement) step.value = canned.step ?? "";
}

/** The words to the employer. `revision` is what the page shows, so that nobody decides on what was not read. */
export function DecideForm({ state: { form, fields, choose }, revision }: { state: DecideState; revision: string }) {
  return (
    <section aria-labelledby="your-decision">
      <h2 id="your-decision">Your decision</h2>
      <Form method="post" id={form.id} noValidate preventScrollReset className="decide-form">
        <input type="hidden" name="revision" value={revision} />
        {groups.map(({ decision, label }) => (
          <div key={decision} role="group" aria-label={`Prepared reasons: ${label.toLowerCase()}`} className="canned">
            <b>{label}</b>
            <ul>
              {cannedReasons.map((canned, index) =>
                canned.decision === decision ? (
                  <li key={canned.code}>
                    <button
                      className="btn btn--text"
                      name="fill"
                      value={canned.code}
                      id={`canned-${index + 1}`}
                      title={canned.text}
                      onClick={(event) => {
                        event.preventDefault();
                        fill(canned);
                        choose(decision);
                      }}
                    >
                      <kbd aria-hidden="true">{index + 1}</kbd> {canned.label}
                    </button>
                  </li>
                ) : null,
              )}
            </ul>
          </div>
        ))}
        <TextArea
          field={fields.reason}
          label="What the employer reads"
          help="A prepared reason is put here and can be changed before it is sent. Leave it empty to approve."
          rows={5}
        />
        <SelectField
          field={fields.step}
          label="Where something is to be changed"
          help="The employer is led to this step of the form. Only where you ask for changes."
          placeholder="No step in particular"
          options={fillSteps.map((name) => ({ value: name, label: stepLabels[name] }))}
        />
      </Form>
    </section>
  );
}

const help: KeyHelp = [
  ["J K", "The next and the previous job of the queue; Enter opens it"],
  ["N", "Put this one back and take the next"],
  ["T", "Take this job, or go to Take over"],
  ["P", "Put it back"],
  ["A", "Choose to approve"],
  ["C", "Choose to ask for changes"],
  ["R", "Choose to reject"],
  ["1 … 9", "Put a prepared reason into the text, and choose its decision"],
  ["E", "Write in the reason; Escape leaves it"],
  ["S", "Send the decision that is chosen"],
  ["L", "The next look-alike or other job of the employer; Enter puts it beside this one"],
  ["U", "Go to Undo, where a decision can be taken back"],
  ["?", "These keys"],
];

function useKeys({ chosen, choose }: DecideState): DeskKeys {
  return useMemo(() => {
    const decide = (decision: Decision) => () => {
      choose(decision);
      return missingReason(decision) ?? document.getElementById(buttons[decision]);
    };
    const canned = cannedReasons.map((reason, index) => [
      String(index + 1),
      () => {
        if (!reasonArea()) return null;
        fill(reason);
        choose(reason.decision);
        return document.getElementById(buttons[reason.decision]);
      },
    ]);
    return {
      ...Object.fromEntries(canned),
      j: step(".queue li a", 1, "[aria-current]"),
      k: step(".queue li a", -1, "[aria-current]"),
      n: () => (reasonArea()?.value.trim() ? document.getElementById("next") : press("next")()),
      t: () => (document.getElementById("take") ? press("take")() : document.getElementById("take-over")),
      p: press("put-back"),
      a: decide("approve"),
      c: decide("request_changes"),
      r: decide("reject"),
      e: byId(REASON),
      s: () => (chosen ? press(buttons[chosen])() : document.getElementById(buttons.approve)),
      l: step(".look-alikes a", 1),
      u: () => byId("undo")() ?? byId("undo-last")(),
    };
  }, [chosen, choose]);
}

type BarProps = {
  state: DecideState;
  /** Whether the decision is about the edit of a job that stays live. */
  edit: boolean;
  /** What an approval will charge, in cents; undefined where it charges nothing. */
  amountCents: number | undefined;
  /** Who has the job before them. */
  reader: Reader | undefined;
  /** Whether the job waits; else the bar holds the keys alone. */
  waiting: boolean;
};

/** The bar with the three decisions and their keys. While another moderator reads the job there is nothing to decide. */
export function DecideBar({ state, amountCents, edit, reader, waiting }: BarProps) {
  const { pending, chosen, choose } = state;
  const keys = useKeys(state);
  const decide = (decision: Decision) => ({
    id: buttons[decision],
    form: DECIDE_FORM,
    name: "decision",
    value: decision,
    pending,
    "data-chosen": chosen === decision || undefined,
    // Without script the server says that the reason is missing.
    onClick: (event: MouseEvent) => {
      choose(decision);
      const missing = missingReason(decision);
      if (!missing) return;
      event.preventDefault();
      missing.focus();
    },
  });
  const others = reader && !reader.own;
  return (
    <div className="submitbar decide" role="region" aria-label="Decide">
      <div className="wrap wrap--wide">
        <p className="said">
          {waiting ? (
            <b>{reader?.own ? "Only you have this job" : reader ? readerWords(reader) : "Nobody reads it"}</b>
          ) : null}{" "}
          <span role="status">{chosen && !others ? `Chosen: ${chosenWords[chosen]}. S sends it.` : ""}</span>
          <DeskKeyHelp keys={keys} help={help} />
        </p>
        {waiting && !others ? (
          <>
            <Button {...decide("reject")} variant="stop" shortcut="R">
              {edit ? "Reject the edit" : "Reject with a reason"}
            </Button>
            <Button {...decide("request_changes")} shortcut="C">
              Ask for changes
            </Button>
            <Button {...decide("approve")} variant="go" shortcut="A">
              {edit
                ? "Approve the edit"
                : amountCents
                  ? `Approve and charge ${formatMoney(amountCents)}`
                  : "Approve, nothing to charge"}
            </Button>
          </>
        ) : null}
      </div>
    </div>
  );
}
