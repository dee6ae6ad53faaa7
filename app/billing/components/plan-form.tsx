import { Form } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { CheckboxField } from "~/ui/choice-fields.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { asRequired, FieldRow } from "~/ui/field.tsx";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { MoneyField, TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import type { PlanRow } from "../order.queries.server.ts";

export type PlanFields = { name: string; price: string; credits: string; days: string; active?: "on" };

/** What an admin is about to change of a plan, as the question repeats it: each with how it is and how it would be. */
export type PlanAsk = { fields: PlanFields; changes: { what: string; from: string; to: string }[] };

type Props = { plan: PlanRow; seen: string };

/** Edits a plan; the next page asks before anything is saved. */
export function PlanForm({ plan, seen, price }: Props & { price: string }) {
  const { form, fields, pending, attempt } = useBoardForm<PlanFields>("plan", {
    name: plan.name,
    price,
    credits: String(plan.credits),
    days: String(plan.term_days),
    active: plan.active ? "on" : undefined,
  });
  const pack = plan.kind === "pack";
  return (
    <>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Name", field: fields.name },
            { label: "Price", field: fields.price },
            { label: "Credits", field: fields.credits },
            { label: "Days", field: fields.days },
            { label: "On sale", field: fields.active },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was saved"
      />
      <Form method="post" action={paths.adminPlan(plan.code)} id={form.id} className="form" noValidate>
        <input type="hidden" name="seen" value={seen} />
        <TextField
          field={{ ...asRequired(fields.name), maxLength: 80 }}
          label="Name"
          help="Stands on Stripe's page and on the receipt."
          autoComplete="off"
        />
        <FieldRow>
          <MoneyField
            field={asRequired(fields.price)}
            label="Price"
            unit={plan.kind === "subscription" ? "a month" : undefined}
          />
          {pack ? (
            <TextField field={asRequired(fields.credits)} label="Credits" inputMode="numeric" autoComplete="off" />
          ) : (
            <input type="hidden" name="credits" value={plan.credits} />
          )}
          <TextField
            field={asRequired(fields.days)}
            label="Days a job is live"
            inputMode="numeric"
            autoComplete="off"
          />
        </FieldRow>
        <CheckboxField
          field={fields.active}
          label="On sale"
          help="What is not on sale any more stays good for those who have it."
        />
        <Buttons>
          <Button name="act" value="ask" pending={pending}>
            Change the plan…
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

/** The question before a plan is changed. */
export function ConfirmPlan({ plan, seen, ask, asked }: Props & { ask: PlanAsk; asked: boolean }) {
  const { fields } = useBoardForm<{ factor: string }>("confirm-plan");
  return (
    <Form method="post" id="ask" className="ask" noValidate>
      <input type="hidden" name="seen" value={seen} />
      {Object.entries(ask.fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
      <Note kind="warn" title={ask.changes.length ? `Change ${plan.name}?` : "Nothing would change"}>
        <ul>
          {ask.changes.map(({ what, from, to }) => (
            <li key={what}>
              {what}: {from} → {to}
            </li>
          ))}
        </ul>
        {ask.changes.length
          ? "It holds for what is ordered from now on. Open payment pages and running plans keep what they were ordered with. It is written to the audit log."
          : null}
        {ask.changes.length ? <FactorField field={fields.factor} asked={asked} /> : null}
        <Buttons>
          {ask.changes.length ? (
            <Button variant="go" name="act" value="save">
              Save the change
            </Button>
          ) : null}
          <ButtonLink variant="text" to={paths.adminPlan(plan.code)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}
