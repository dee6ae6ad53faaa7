import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import type { FeatureOffer } from "../../feature-job.server.ts";
import type { DeskJob } from "../../read-desk.server.ts";
import type { RenewalOffer } from "../../renew-job.server.ts";
import { PayButtons, PayChoices } from "./pay-choices.tsx";

/** Asks before a job is featured: what it brings, what it costs, when it is charged. */
export function ConfirmFeature({ job, offer, now }: { job: DeskJob; offer: FeatureOffer; now: Date }) {
  const pending = usePending();
  return (
    <Form method="post" action={`${paths.deskJob(job.id)}?ask=feature`} className="box deskbar">
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
    <Form method="post" action={`${paths.deskJob(job.id)}?ask=renew`} className="box deskbar">
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

function usePending(): unknown {
  const { state, formData } = useNavigation();
  return state === "idle" ? undefined : formData?.get("deed");
}
