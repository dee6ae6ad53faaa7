import { Form } from "@remix-run/react";
import { useRef, type ChangeEvent } from "react";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { Button } from "~/ui/button.tsx";
import { formatMoney } from "~/ui/format.ts";
import { ErrorSummary, summaryErrors } from "~/ui/notes.tsx";
import { SelectField, TextArea } from "~/ui/text-fields.tsx";
import { cannedReason, cannedReasons } from "../canned-reasons.ts";
import { useDecideKeys, type DecideKeys } from "./use-decide-keys.ts";

const FORM = "decide";
const byId = (id: string) => () => document.getElementById(id);
/** The reason first where none is given yet: what needs words cannot be sent without. */
const reasonOr = (button: string) => () => {
  const reason = document.getElementById("decide-reason");
  return reason instanceof HTMLTextAreaElement && reason.value.trim() ? document.getElementById(button) : reason;
};
const keys: DecideKeys = {
  a: byId("decide-approve"),
  c: reasonOr("decide-changes"),
  r: reasonOr("decide-reject"),
  j: () => document.querySelector<HTMLElement>(".queue li:has([aria-current]) + li a"),
};

const options = [
  { decision: "request_changes", label: "To ask for changes" },
  { decision: "reject", label: "To reject" },
].map(({ decision, label }) => ({
  label,
  options: cannedReasons.filter((one) => one.decision === decision).map(({ code, label }) => ({ value: code, label })),
}));

/** The form's fields; its buttons stand in `DecideBar`. */
export function useDecideForm() {
  return useBoardForm<{ canned: string; reason: string; decision: string }>(FORM);
}

type DecideState = ReturnType<typeof useDecideForm>;

/** What went wrong with the last decision, at the top of the page. */
export function DecideErrors({ state: { form, fields, attempt } }: { state: DecideState }) {
  return (
    <ErrorSummary
      errors={summaryErrors([{ label: "What the employer reads", field: fields.reason }], form.errors)}
      attempt={attempt}
      title="Nothing was decided"
    />
  );
}

/** The words to the employer. `revision` is what the page shows, so that nobody decides on what was not read. */
export function DecideForm({ state: { form, fields }, revision }: { state: DecideState; revision: string }) {
  const box = useRef<HTMLFormElement>(null);
  function fill(event: ChangeEvent<HTMLSelectElement>) {
    const area = box.current?.querySelector("textarea");
    const text = cannedReason(event.target.value)?.text;
    if (!area || !text) return;
    const own = cannedReasons.reduce((rest, { text }) => rest.replace(text, ""), area.value).trim();
    area.value = own ? `${text}\n\n${own}` : text;
    area.focus();
  }
  return (
    <section aria-labelledby="your-decision">
      <h2 id="your-decision">Your decision</h2>
      <Form method="post" id={form.id} ref={box} noValidate className="decide-form">
        <input type="hidden" name="revision" value={revision} />
        <SelectField
          field={fields.canned}
          label="A prepared reason"
          help="It goes before your own words. Needed for nothing but rejecting or asking for changes."
          placeholder="None"
          options={options}
          onChange={fill}
        />
        <TextArea
          field={fields.reason}
          label="What the employer reads"
          help="Say what to correct, or why the job cannot be listed. Leave it empty to approve."
          rows={5}
        />
      </Form>
    </section>
  );
}

/** The bar with the three decisions and their keys. */
export function DecideBar({
  state: { pending },
  amountCents,
  edit,
}: {
  state: DecideState;
  /** Whether the decision is about the edit of a job that stays live. */
  edit: boolean;
  /** What an approval will charge, in cents; undefined where it charges nothing. */
  amountCents: number | undefined;
}) {
  const { on, set } = useDecideKeys(keys);
  const shown = (key: string) => (on ? key : undefined);
  return (
    <div className="submitbar decide" role="region" aria-label="Decide">
      <div className="wrap wrap--wide">
        <p className="said">
          {on === undefined ? null : (
            <span className="keys">
              {on ? (
                <span>
                  Next <kbd>J</kbd>, then Enter
                </span>
              ) : null}
              <button type="button" className="btn btn--text" aria-pressed={on} onClick={() => set(!on)}>
                {on ? "Turn the keys off" : "Turn keys A, C, R, J on"}
              </button>
            </span>
          )}
        </p>
        <Button
          id="decide-reject"
          form={FORM}
          name="decision"
          value="reject"
          variant="stop"
          shortcut={shown("R")}
          pending={pending}
        >
          {edit ? "Reject the edit" : "Reject with a reason"}
        </Button>
        <Button
          id="decide-changes"
          form={FORM}
          name="decision"
          value="request_changes"
          shortcut={shown("C")}
          pending={pending}
        >
          Ask for changes
        </Button>
        <Button
          id="decide-approve"
          form={FORM}
          name="decision"
          value="approve"
          variant="go"
          shortcut={shown("A")}
          pending={pending}
        >
          {edit
            ? "Approve the edit"
            : amountCents
              ? `Approve and charge ${formatMoney(amountCents)}`
              : "Approve, nothing to charge"}
        </Button>
      </div>
    </div>
  );
}
