import { Button } from "~/ui/button.tsx";
import { countOf, formatMoney } from "~/ui/format.ts";

/** With what a job can be submitted: a card for so many US cents, the credits there are, the plan that works now. */
export type PayOffer = { cents: number; credits: number; planName: string | null };

/** What each way to pay does, in sentences; what is there already comes first. */
export function payWords({ cents, credits, planName }: PayOffer): string {
  const card = `Stripe authorizes ${formatMoney(cents)} on your card, and it is charged only if the job is approved.`;
  if (planName)
    return `Your plan (${planName}) pays for it, as long as it works when a moderator approves the job. ${
      credits > 0 ? "A credit or a card" : "A card"
    } pays for it as well: ${credits > 0 ? "a credit is held and spent only if the job is approved; " : ""}${card}`;
  if (credits > 0)
    return `You have ${countOf(credits, "credit")}. One is held when you submit, and spent only if the job is approved. Or pay ${formatMoney(cents)} for this post: ${card}`;
  return `${card} Nothing is charged yet.`;
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
          Use 1 of {countOf(credits, "credit")} and submit
        </Button>
      ) : null}
      <Button
        variant={others ? "plain" : "go"}
        name={name}
        value={values.card}
        pending={pending === values.card}
        pendingLabel="Opening Stripe…"
      >
        {others ? `Pay ${formatMoney(cents)} by card instead` : `Authorize ${formatMoney(cents)} and submit for review`}
      </Button>
    </>
  );
}
