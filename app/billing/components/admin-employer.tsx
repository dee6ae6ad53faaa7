import { Form, Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { RadioGroup } from "~/ui/choice-fields.tsx";
import { DataTable, DefinitionList } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { FactorField } from "~/ui/factor-field.tsx";
import { asRequired, FieldRow } from "~/ui/field.tsx";
import { countOf, formatDate, formatDay, formatMoney, formatNumber } from "~/ui/format.ts";
import { ErrorSummary, Note, summaryErrors } from "~/ui/notes.tsx";
import { TextField } from "~/ui/text-fields.tsx";
import { useBoardForm } from "~/ui/use-board-form.ts";
import { amountOf, orderStateLabels } from "../order.ts";
import type { showEmployerBilling } from "../show-admin.server.ts";
import { LedgerCause } from "./ledger-cause.tsx";

export type AdminEmployer = NonNullable<Awaited<ReturnType<typeof showEmployerBilling>>>;

/** What an admin is about to do to an employer's credits, as the question repeats it. */
export type CreditAsk = { id: string; how: "give" | "take"; credits: number; note: string };

/** What the employer holds. */
export function EmployerCredits({ shown: { employer, balance, held, shortfall } }: { shown: AdminEmployer }) {
  return (
    <DefinitionList
      items={[
        { term: "To use", value: countOf(balance, "credit") },
        { term: "Held", value: `${formatNumber(held)} for jobs in review` },
        ...(shortfall > 0
          ? [{ term: "Shortfall", value: `${countOf(shortfall, "credit")} of refunds or disputes, used already` }]
          : []),
        { term: "Number", value: <span className="code">{employer.id}</span> },
      ]}
    />
  );
}

/** Gives or takes credits; the next page asks before anything is done. */
export function CreditForm({ shown: { employer } }: { shown: AdminEmployer }) {
  const { form, fields, pending, attempt } = useBoardForm<{ how: string; credits: string; note: string }>("credits", {
    how: "give",
  });
  return (
    <>
      <ErrorSummary
        errors={summaryErrors(
          [
            { label: "Give or take", field: fields.how },
            { label: "Credits", field: fields.credits },
            { label: "Reason", field: fields.note },
          ],
          form.errors,
        )}
        attempt={attempt}
        title="Nothing was done"
      />
      <Form method="post" action={paths.adminEmployer(employer.id)} id={form.id} className="form narrow" noValidate>
        <RadioGroup
          field={asRequired(fields.how)}
          label="Give or take"
          options={[
            { value: "give", label: "Give" },
            { value: "take", label: "Take" },
          ]}
        />
        <FieldRow>
          <TextField
            field={asRequired(fields.credits)}
            label="Credits"
            help="From 1 to 100."
            inputMode="numeric"
            autoComplete="off"
          />
        </FieldRow>
        <TextField
          field={{ ...asRequired(fields.note), maxLength: 200 }}
          label="Reason"
          help="The employer reads it in its ledger."
        />
        <Buttons>
          <Button name="act" value="ask" pending={pending}>
            Change the credits…
          </Button>
        </Buttons>
      </Form>
    </>
  );
}

/** The question before credits are given or taken. */
export function ConfirmCredits({ shown, ask, asked }: { shown: AdminEmployer; ask: CreditAsk; asked: boolean }) {
  const { employer, balance } = shown;
  const { fields } = useBoardForm<{ factor: string }>("confirm-credits");
  const gives = ask.how === "give";
  const after = balance + (gives ? ask.credits : -ask.credits);
  return (
    <Form method="post" id="ask" className="ask" noValidate>
      <input type="hidden" name="id" value={ask.id} />
      <input type="hidden" name="how" value={ask.how} />
      <input type="hidden" name="credits" value={ask.credits} />
      <input type="hidden" name="note" value={ask.note} />
      <input type="hidden" name="seen" value={balance} />
      <Note
        kind="warn"
        title={
          gives
            ? `Give ${countOf(ask.credits, "credit")} to ${employer.name}?`
            : `Take ${countOf(ask.credits, "credit")} from ${employer.name}?`
        }
      >
        {after < 0
          ? `It has only ${countOf(balance, "credit")}, so this will be refused. `
          : `It has ${formatNumber(balance)} now and ${formatNumber(after)} then. `}
        It is written to the audit log, and the employer reads why:
        <p className="quiet">{ask.note}</p>
        <FactorField field={fields.factor} asked={asked} />
        <Buttons>
          <Button variant={gives ? "go" : "stop"} name="act" value="credits">
            {gives ? "Give" : "Take"} {countOf(ask.credits, "credit")}
          </Button>
          <ButtonLink variant="text" to={paths.adminEmployer(employer.id)} preventScrollReset>
            Not now
          </ButtonLink>
        </Buttons>
      </Note>
    </Form>
  );
}

type Listed = { shown: AdminEmployer; paged: { orders: boolean; lines: boolean }; now: Date };

/** Every line of the employer's credits. */
export function EmployerLedger({ shown: { employer, ledger }, paged, now }: Listed) {
  return (
    <>
      <DataTable
        caption="Ledger of credits"
        captionHidden
        scrolls
        columns={[
          { key: "date", label: "Date" },
          { key: "what", label: "What" },
          { key: "change", label: "Change", numeric: true },
        ]}
        rows={ledger.items.map((line) => ({
          key: line.id,
          cells: [
            formatDay(line.at, now),
            <LedgerCause key="what" line={line} staff />,
            line.delta > 0 ? `+${formatNumber(line.delta)}` : formatNumber(line.delta),
          ],
        }))}
        empty="Empty."
      />
      <Pager
        label="Lines of the ledger"
        shown={countOf(ledger.items.length, "line")}
        nextTo={ledger.last && `${paths.adminEmployer(employer.id, { lines: ledger.last.id })}#ledger`}
        firstTo={paged.lines ? `${paths.adminEmployer(employer.id)}#ledger` : undefined}
      />
    </>
  );
}

/** What the employer ordered. */
export function EmployerOrders({ shown: { employer, orders }, paged, now }: Listed) {
  return (
    <>
      <DataTable
        caption="Orders"
        captionHidden
        scrolls
        columns={[
          { key: "date", label: "Date" },
          { key: "what", label: "What" },
          { key: "state", label: "How it stands" },
          { key: "amount", label: "Amount", numeric: true },
        ]}
        rows={orders.items.map((order) => ({
          key: order.id,
          cells: [
            formatDay(order.at, now),
            <Link key="what" to={paths.adminOrder(order.id)}>
              {order.planName}
              <span className="vh"> of {formatDate(order.at, now)}</span>
            </Link>,
            orderStateLabels[order.state],
            formatMoney(amountOf(order)),
          ],
        }))}
        empty="None."
      />
      <Pager
        label="Orders"
        shown={countOf(orders.items.length, "order")}
        nextTo={orders.last && `${paths.adminEmployer(employer.id, { orders: orders.last.id })}#orders`}
        firstTo={paged.orders ? `${paths.adminEmployer(employer.id)}#orders` : undefined}
      />
    </>
  );
}
