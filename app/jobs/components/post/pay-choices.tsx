import { Button } from "~/ui/button.tsx";
import { countOf, formatMoney, formatNumber } from "~/ui/format.ts";

/** With what a job can be submitted: a card for so many US cents, the credits there are, the plan that works now. */
export type PayOffer = { cents: number; credits: number; planName: string | null };

/** What each way to pay for a job does; what is there already comes first. */
export function PayChoices({ offer: { cents, credits, planName } }: { offer: PayOffer }) {
  if (!planName && credits === 0)
    return (
      <p>
        Stripe authorizes {formatMoney(cents)} on your card; nothing is charged yet. It is charged only if the job is
        approved. Tax may be added.
      </p>
    );
  return (
    <ul>
      {planName ? (
        <li>
          <strong>By your plan</strong> ({planName}): nothing to pay, if the plan still works when the job is approved.
        </li>
      ) : null}
      {credits > 0 ? (
        <li>
          <strong>With a credit</strong> of {formatNumber(credits)}: held now, and spent only if the job is approved.
        </li>
      ) : null}
      <li>
        <strong>By card</strong>: {formatMoney(cents)} is authorized now, and charged only if the job is approved. Tax
        may be added.
      </li>
    </ul>
  );
}

/** The buttons that submit a job, one for each way to pay for it. `values` is what each sends as `name`. */
export function PayButtons({
  offer: { cents, credits, planName },
  name,
  values,
  pending,
}: {
  offer: PayOffer;
  name: string;
  values: { card: string; credit: string; plan: string };
  pending: unknown;
}) {
  const others = planName !== null || credits > 0;
  return (
    <>
      {planName ? (
        <Button
          variant="go"
          name={name}
          value={values.plan}
          pending={pending === values.plan}
          pendingLabel="Submitting…"
        >
          Submit by your plan
        </Button>
      ) : null}
      {credits > 0 ? (
        <Button
          variant={planName ? "plain" : "go"}
          name={name}
          value={values.credit}
          pending={pending === values.credit}
          pendingLabel="Submitting…"
        >
          {`Use 1 of ${countOf(credits, "credit")}${planName ? "" : " and submit"}`}
        </Button>
      ) : null}
      <Button
        variant={others ? "plain" : "go"}
        name={name}
        value={values.card}
        pending={pending === values.card}
        pendingLabel="Opening Stripe…"
      >
        {others
          ? `Pay ${formatMoney(cents)} by card${planName ? "" : " instead"}`
          : `Authorize ${formatMoney(cents)} and submit for review`}
      </Button>
    </>
  );
}
