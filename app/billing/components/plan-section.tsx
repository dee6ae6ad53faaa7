import { Form, useNavigation } from "@remix-run/react";
import type { EmployerId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import { Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import type { PlanPart, PlanView } from "../read-plan.server.ts";

type Props = PlanPart & { employerId: EmployerId; mayBuy: boolean; now: Date };

/** The monthly plan: how the employer's stands and what to do about it, or what one would bring. */
export function PlanSection({ plan, sold, portal, employerId, mayBuy, now }: Props) {
  const { state, formData } = useNavigation();
  const pending = state === "idle" ? undefined : formData?.get("deed");
  const runs = plan !== undefined && plan.state !== "over";
  if (!plan && sold.length === 0) return null;
  return (
    <Section title="Monthly plan" id="plan">
      {plan ? <Standing plan={plan} now={now} /> : null}
      {runs ? null : <Offer sold={sold} mayBuy={mayBuy} pending={pending} />}
      {mayBuy && portal ? (
        <Form method="post" action={paths.billing(employerId)}>
          <Buttons>
            {plan?.state === "unpaid" && plan.invoiceUrl ? (
              <ButtonLink variant="go" to={plan.invoiceUrl}>
                Pay the open invoice at Stripe
              </ButtonLink>
            ) : null}
            <Button name="deed" value="portal" pending={pending === "portal"} pendingLabel="Opening Stripe…">
              {runs ? "Manage the plan, card and invoices" : "Card and invoices at Stripe"}
            </Button>
          </Buttons>
        </Form>
      ) : null}
      {!mayBuy && runs ? (
        <p className="quiet">
          {plan.until ? "You can submit jobs by it. " : ""}An owner of the organization manages it.
        </p>
      ) : null}
    </Section>
  );
}

function Standing({ plan, now }: { plan: PlanView; now: Date }) {
  const price = `${formatMoney(plan.cents)} a month before promotions and tax`;
  if (plan.taken && (plan.state === "active" || plan.state === "ending"))
    return (
      <Note kind="warn" title={`The money of this month of ${plan.name} went back`}>
        <p>
          It was refunded or is disputed, so no job is submitted or approved by the plan
          {plan.state === "active"
            ? `, until it renews on ${formatDate(plan.periodEnd, now)} at ${price}. You can cancel it until then`
            : `, and it ends on ${formatDate(plan.periodEnd, now)}`}
          . What is live stays live, and credits and cards work as ever.
        </p>
      </Note>
    );
  switch (plan.state) {
    case "active":
      return (
        <Note kind="success" title={`${plan.name} is active`}>
          <p>
            Submit as many jobs as you like: none needs a card or a credit. It renews on{" "}
            {formatDate(plan.periodEnd, now)} at {price}, until you cancel it.
            {plan.paidCents === undefined || plan.paidCents === plan.cents
              ? ""
              : ` The month that is paid came to ${formatMoney(plan.paidCents)}.`}
          </p>
        </Note>
      );
    case "ending":
      return (
        <Note kind="info" title={`${plan.name} ends on ${formatDate(plan.until ?? plan.periodEnd, now)}`}>
          <p>
            It was cancelled and works until then; nothing more is charged. Jobs that are live stay live to the end of
            their terms. One that is still in review on that day has to be paid another way. You can take the
            cancellation back until then.
          </p>
        </Note>
      );
    case "unpaid":
      return (
        <Note kind="warn" title={`${plan.name} is not paid for`}>
          <p>
            {plan.invoiceUrl
              ? `The bank refused ${plan.openCents === null ? "the charge" : formatMoney(plan.openCents)} for the renewal. Pay the open invoice, or change the card`
              : "Stripe has not confirmed the renewal. Look at the plan and its card at Stripe"}
            {plan.nextAttempt ? `; Stripe tries the card again on ${formatDate(plan.nextAttempt, now)}` : ""}. Until it
            is paid, no job is submitted or approved by the plan. What is live stays live.
          </p>
        </Note>
      );
    case "over":
      return (
        <Note title={`${plan.name} ended${plan.endedAt ? ` on ${formatDate(plan.endedAt, now)}` : ""}`}>
          <p>Jobs that it paid for stay live to the end of their terms.</p>
        </Note>
      );
  }
}

function Offer({ sold, mayBuy, pending }: { sold: PlanPart["sold"]; mayBuy: boolean; pending: unknown }) {
  if (sold.length === 0) return <p className="quiet">No monthly plan is on sale at the moment.</p>;
  return (
    <>
      <p>
        While a plan is active, every job you submit is paid for by it. It is charged now and every month until you
        cancel it, and works to the end of the month that is paid.
      </p>
      <ul className="orgs">
        {sold.map((offer) => (
          <li key={offer.code}>
            <p>
              <b>{offer.name}</b>, {formatMoney(offer.cents)} a month
              <br />
              <span className="quiet small">
                As many jobs as you like, each live for {offer.days} days. By card; tax may be added.
              </span>
            </p>
            {mayBuy ? (
              <Form method="post">
                <input type="hidden" name="plan" value={offer.code} />
                <input type="hidden" name="seen" value={offer.cents} />
                <Button name="deed" value="subscribe" pending={pending === "subscribe"} pendingLabel="Opening Stripe…">
                  Subscribe for {formatMoney(offer.cents)} a month
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {mayBuy ? null : <p className="quiet">Only an owner of the organization buys a plan.</p>}
    </>
  );
}
