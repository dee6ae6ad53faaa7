import { Form, useNavigation } from "@remix-run/react";
import { DAY, later } from "~/platform/clock.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { countOf, formatDate, formatMoney, formatNumber } from "~/ui/format.ts";
import type { ExtensionOffer } from "../../extend-job.server.ts";
import type { FeatureOffer } from "../../feature-job.server.ts";
import type { DeskJob } from "../../read-desk.server.ts";
import type { RenewalOffer } from "../../renew-job.server.ts";
import { PayButtons, PayChoices } from "./pay-choices.tsx";

/** Asks before a job is featured: what it brings, what it costs, when it is charged. */
export function ConfirmFeature({ job, offer, now }: { job: DeskJob; offer: FeatureOffer; now: Date }) {
  const pending = usePending();
  return (
    <Form method="post" action={paths.deskJob(job.id, "feature")} className="box deskbar">
      <h2>Feature this job?</h2>
      <p>
        It is labelled “Featured” and stands before the jobs that answer a search as well as it does; a job that answers
        it better still comes first. It stays so until {formatDate(offer.until, now)}.
      </p>
      <p>
        {formatMoney(offer.cents)} is charged at once, since the job is live and nobody has to approve it again; tax may
        be added. Closing the job earlier pays nothing back.
      </p>
      <input type="hidden" name="price" value={offer.cents} />
      <Buttons>
        <Button variant="go" name="deed" value="feature" pending={pending === "feature"} pendingLabel="Opening Stripe…">
          Pay {formatMoney(offer.cents)} and feature it
        </Button>
        <ButtonLink to={paths.deskJob(job.id)}>Keep it as it is</ButtonLink>
      </Buttons>
    </Form>
  );
}

/** Asks before an expired job is submitted for another term: what happens next, and what it costs. */
export function ConfirmRenewal({ job, offer }: { job: DeskJob; offer: RenewalOffer }) {
  const pending = usePending();
  return (
    <Form method="post" action={paths.deskJob(job.id, "renew")} className="box deskbar">
      <h2>Renew it for another term?</h2>
      <p>
        A moderator reads it once more, in the words that were live. Approved, it is live again for {offer.days} days
        from then, at its old address and with the applicants it has; rejected, or taken back by you, it costs nothing.
        To change its words, duplicate it to a new draft instead.
      </p>
      <PayChoices offer={offer} />
      <input type="hidden" name="price" value={offer.cents} />
      <Buttons>
        <PayButtons
          offer={offer}
          name="deed"
          values={{ card: "renew", credit: "renew-credit", plan: "renew-plan" }}
          pending={pending}
        />
        <ButtonLink to={paths.deskJob(job.id)}>Leave it expired</ButtonLink>
      </Buttons>
    </Form>
  );
}

/** Asks before a live job gets one more term: from when, what it costs, and what is paid back when it ends before. */
export function ConfirmExtension({ job, offer, now }: { job: DeskJob; offer: ExtensionOffer; now: Date }) {
  const pending = usePending();
  const { cents, credits, days, planName } = offer;
  const until = later(offer.from, days * DAY);
  return (
    <Form method="post" action={paths.deskJob(job.id, "extend")} className="box deskbar">
      <h2>Extend it for another term?</h2>
      <p>
        It stays live for {days} days more after {formatDate(offer.from, now)}, until {formatDate(until, now)}. Nobody
        has to approve it again, and its page and applicants stay what they are. It counts as confirmed today.
      </p>
      <ul>
        {planName ? (
          <li>
            <strong>By your plan</strong> ({planName}): nothing to pay.
          </li>
        ) : null}
        {credits > 0 ? (
          <li>
            <strong>With a credit</strong> of {formatNumber(credits)}: held now and spent when the new term begins. It
            comes back if the job ends before that.
          </li>
        ) : null}
        <li>
          <strong>By card</strong>: {formatMoney(cents)} is charged at once; tax may be added. Ending the job earlier
          pays nothing back.
        </li>
      </ul>
      <input type="hidden" name="price" value={cents} />
      <Buttons>
        {planName ? (
          <Button
            variant="go"
            name="deed"
            value="extend-plan"
            pending={pending === "extend-plan"}
            pendingLabel="Extending…"
          >
            Extend by your plan
          </Button>
        ) : null}
        {credits > 0 ? (
          <Button
            variant={planName ? "plain" : "go"}
            name="deed"
            value="extend-credit"
            pending={pending === "extend-credit"}
            pendingLabel="Extending…"
          >
            Use 1 of {countOf(credits, "credit")}
          </Button>
        ) : null}
        <Button
          variant={planName || credits > 0 ? "plain" : "go"}
          name="deed"
          value="extend"
          pending={pending === "extend"}
          pendingLabel="Opening Stripe…"
        >
          Pay {formatMoney(cents)} by card
        </Button>
        <ButtonLink to={paths.deskJob(job.id)}>Keep its end</ButtonLink>
      </Buttons>
    </Form>
  );
}

function usePending(): unknown {
  const { state, formData } = useNavigation();
  return state === "idle" ? undefined : formData?.get("deed");
}
