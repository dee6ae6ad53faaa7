import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { asRequired, FieldRow } from "~/ui/field.tsx";
import { formatMoney } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { MoneyField, SelectField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { refundReasons, type RefundReason } from "../reversal.ts";
import { creditsSentence } from "../refund-words.ts";
import type { AdminOrder } from "./admin-order.tsx";

/** What an admin is about to do, as the question repeats it. */
export type RefundAsk = {
  id: string;
  cents: number;
  reason: RefundReason;
  note: string;
  ends: boolean;
  credits: number;
};

/** Asks for a refund: how much, why, and whether the job goes down. The next page asks again before anything is done. */
export function RefundForm({ shown, amount }: { shown: AdminOrder; amount: string }) {
  const { order, refundable, endable } = shown;
  const { form, fields, pending, attempt } = useBoardForm<{
    amount: string;
    reason: string;
    note: string;
    ends: string;
  }>("refund", { amount, reason: "requested_by_customer" });
  return (
    <>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Amount", field: fields.amount },
            { label: "Reason", field: fields.reason },
            { label: "Note", field: fields.note },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was done"
      />
      <Form method="post" action={paths.adminOrder(order.id)} id={form.id} className="form" noValidate>
        <FieldRow>
          <MoneyField
            field={asRequired(fields.amount)}
            label="Amount"
            help={`At most ${formatMoney(refundable)}: a part, or the whole.`}
          />
          <SelectField
            field={asRequired(fields.reason)}
            label="Reason"
            help="Stripe keeps it with the refund."
            options={Object.entries(refundReasons).map(([value, label]) => ({ value, label }))}
          />
        </FieldRow>
        <TextField
          field={{ ...asRequired(fields.note), maxLength: 300 }}
          label="Note"
          help="What happened, for the audit log; without personal data."
        />
        {endable ? (
          <CheckboxField
            field={fields.ends}
            label="Take the live job down as well"
            help="It is closed for good. Otherwise it stays live until its term ends."
          />
        ) : null}
        <Buttons>
          <Button name="act" value="ask" pending={pending}>
            Refund…
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

/** What becomes of the job that an order paid for, where the admin leaves it up. */
function jobSentence({ order, refundable }: AdminOrder, ask: RefundAsk): string {
  if (order.kind === "extension" && ask.cents === refundable)
    return "Its job ends when it would have without this order, unless the term it bought has begun.";
  return order.kind === "upgrade" && ask.cents === refundable
    ? "Its job is not featured any more; otherwise it stays as it is."
    : "Its job stays as it is.";
}

/** The question before a refund. */
export function ConfirmRefund({ shown, ask, asked }: { shown: AdminOrder; ask: RefundAsk; asked: boolean }) {
  const { order, refundable } = shown;
  const { fields } = useBoardForm<{ factor: string }>("confirm-refund");
  return (
    <Form method="post" id="ask" className="ask" noValidate>
      <input type="hidden" name="id" value={ask.id} />
      <input type="hidden" name="cents" value={ask.cents} />
      <input type="hidden" name="seen" value={refundable} />
      <input type="hidden" name="reason" value={ask.reason} />
      <input type="hidden" name="note" value={ask.note} />
      {ask.ends ? <input type="hidden" name="ends" value="on" /> : null}
      <Note kind="warn" title={`Give ${formatMoney(ask.cents)} back to ${order.employerName}?`}>
        {ask.cents === refundable ? "That is all that is left of this order. " : ""}
        {order.credits ? `${creditsSentence(ask.credits)} ` : ""}
        {ask.ends ? "The job is taken down and closed for good as soon as Stripe gives the money. " : ""}
        {order.kind === "subscription"
          ? "Once all of a month went back, the plan puts no new job up in that month; live jobs stay. The plan itself goes on and renews: cancel it at Stripe if it shall not. "
          : ""}
        {order.job_id && !ask.ends ? `${jobSentence(shown, ask)} ` : ""}A refund cannot be taken back. It is written to
        the audit log.
        <p className="quiet">{ask.note}</p>
        <FactorField field={fields.factor} asked={asked} />
        <Buttons>
          <Button variant="stop" name="act" value="refund">
            Give {formatMoney(ask.cents)} back
          </Button>
          <ButtonLink variant="text" to={paths.adminOrder(order.id)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}

/** The question before an order is read again. */
export function ConfirmSync({ shown: { order } }: { shown: AdminOrder }) {
  return (
    <Form method="post" action={paths.adminOrder(order.id)} id="ask" className="ask">
      <Note kind="warn" title="Read this order from Stripe again?">
        Its payment, plan, refunds and disputes are read, and our side follows them. It is what happens by itself every
        few minutes while something is open. It is written to the audit log.
        <Buttons>
          <Button variant="go" name="act" value="sync">
            Read it again
          </Button>
          <ButtonLink variant="text" to={paths.adminOrder(order.id)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}
