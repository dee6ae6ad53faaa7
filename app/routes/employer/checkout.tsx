import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { readReturn, returnWords } from "~/jobs/return-from-checkout.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";
import { useLooking } from "~/ui/use-looking.ts";

export const meta: MetaFunction = () => [{ title: "Your payment – CareerCenter" }];

/** Members of the job's employer, back from Stripe: asks Stripe what happened, as often as the page is loaded. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const search = new URL(request.url).searchParams;
  const asked = search.has("order") ? parseId<"order">(search.get("order")) : undefined;
  if (!jobId || (search.has("order") && !asked)) throw notFound();
  const found = await readReturn(database(), account.id, jobId, asked);
  if (!found) throw notFound();
  await catchUpWithWrites();
  const { orderId, jobState, order } = found;
  return {
    jobId,
    orderId,
    renewal: jobState === "expired",
    seenCents: order.amount_cents,
    ...returnWords(found, search.has("left")),
  };
}

/** While Stripe's word is out. */
const LOOKS = { every: 3_000, most: 10 };

export default function CheckoutReturn() {
  const { jobId, orderId, renewal, seenCents, kind, title, text, again, waiting } = useLoaderData<typeof loader>();
  useLooking(waiting, LOOKS);
  return (
    <Page title={title} crumb={{ to: paths.desk(), label: "Your desk" }} width="prose">
      <div role="status">
        <Note kind={kind}>{text}</Note>
      </div>
      <Form method="post" action={renewal ? paths.deskJob(jobId, "renew") : paths.editJob(jobId, "review")}>
        <input type="hidden" name="price" value={seenCents} />
        <Buttons>
          {waiting ? (
            <ButtonLink variant="go" to={paths.checkoutReturn(jobId, orderId)}>
              Look again
            </ButtonLink>
          ) : null}
          {again ? (
            <Button variant="go" name={renewal ? "deed" : "go"} value={renewal ? "renew" : "submit"}>
              Try again
            </Button>
          ) : null}
          <ButtonLink to={paths.deskJob(jobId)}>Go to the job</ButtonLink>
          {again && !renewal ? <ButtonLink to={paths.editJob(jobId, "job")}>Edit it first</ButtonLink> : null}
        </Buttons>
      </Form>
    </Page>
  );
}
