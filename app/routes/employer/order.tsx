import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { dropOrder, mayHandleOrder } from "~/billing/buy-pack.server.ts";
import { MoneyBackTable } from "~/billing/components/money-back.tsx";
import { listMoneyBack, sumBack } from "~/billing/list-money-back.server.ts";
import { orderSentence, purchaseWords } from "~/billing/order-words.ts";
import { amountOf, isDead, isForLiveJob, orderStateLabels } from "~/billing/order.ts";
import { readOrder, readReceipt } from "~/billing/read-order.server.ts";
import { findEmployerForMember } from "~/employers/find-employer.server.ts";
import { answering, notFound } from "~/http/answer-error.server.ts";
import { catchUpWithWrites } from "~/http/catch-up.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { findDeskTitle } from "~/jobs/read-desk.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { formatFullMoment, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Note } from "~/ui/notes.tsx";
import { Refused } from "~/ui/refused.tsx";
import { useLooking } from "~/ui/use-looking.ts";

export const meta: MetaFunction = () => [{ title: "Order – CareerCenter" }];

/** Members of the employer that placed the order; Stripe leads back here from paying for a pack or an upgrade. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"order">(params.orderId);
  const found = id && (await readOrder(database(), account.id, id));
  if (!found) throw notFound();
  await catchUpWithWrites();
  const { order, fresh } = found;
  const employer = await findEmployerForMember(database(), account.id, order.employer_id);
  const mayHandle = employer !== undefined && mayHandleOrder(employer.role, order.kind);
  const [receipt, back] = await Promise.all([
    readReceipt(database(), account.id, order.id),
    listMoneyBack(database(), order.id),
  ]);
  return {
    id: order.id,
    employerId: order.employer_id,
    jobId: order.job_id,
    title: order.job_id ? await findDeskTitle(database(), account.id, order.job_id) : undefined,
    name: order.plan_name,
    cents: amountOf(order),
    kind: order.kind,
    credits: order.credits,
    days: order.term_days,
    periodStart: order.period_start,
    periodEnd: order.period_end,
    state: order.state,
    sentence: orderSentence(order, receipt, sumBack(back)),
    good:
      order.state === "no_cost" ||
      order.state === "authorized" ||
      (order.state === "captured" && !(isForLiveJob(order.kind) && order.failure) && sumBack(back) === 0),
    at: order.created_at,
    until: order.kind === "single" && order.state === "authorized" ? order.capture_before : null,
    checkoutUrl: order.state === "open" && mayHandle ? order.checkout_url : null,
    left: order.state === "open" && new URL(request.url).searchParams.has("left"),
    back,
    receipt: receipt !== undefined,
    fresh,
  };
}

/** Members of the employer, of a pack or plan its owners: closes the payment page of an order that nobody has paid. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"order">(params.orderId);
  const found = id && (await readOrder(database(), account.id, id));
  if (!found) throw notFound();
  return answering(
    async () => {
      if (found.order.state !== "open" || !(await dropOrder(database(), account.id, id)))
        return data({ refused: "This order is not open any more. See below how it stands." }, { status: 409 });
      const flash = await setFlash({ kind: "done", text: "The order is dropped. Nothing was charged." });
      return redirect(paths.billing(found.order.employer_id), { headers: { "Set-Cookie": flash } });
    },
    (error) => ({ refused: error.message }),
  );
}

/** While Stripe's word is out. */
const LOOKS = { every: 3_000, most: 10 };

export default function Order() {
  const order = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const taking = isForLiveJob(order.kind) && order.state === "authorized";
  const waiting = !order.fresh || taking || (order.state === "open" && !order.left);
  useLooking(waiting, LOOKS);
  return (
    <Page
      title={`${order.name}, ${formatMoney(order.cents)}`}
      crumb={
        order.jobId
          ? { to: paths.deskJob(order.jobId), label: order.title ?? "The job" }
          : { to: paths.billing(order.employerId), label: "Billing" }
      }
      width="prose"
    >
      <Refused why={answer?.refused} />
      <div role="status" className="flash">
        <Note kind={order.good ? "success" : isDead(order.state) || order.left ? "warn" : "info"}>
          {order.left ? "You left before paying. " : ""}
          {order.fresh
            ? order.sentence
            : "Stripe does not answer just now; this is how it stood last. Look again soon."}
        </Note>
      </div>
      <DefinitionList
        items={[
          { term: "State", value: orderStateLabels[order.state] },
          { term: "Amount", value: formatMoney(order.cents) },
          {
            term: "For",
            value: order.jobId ? `${order.title ?? "A job"}, ${purchaseWords(order)}` : purchaseWords(order),
          },
          { term: "Ordered", value: formatFullMoment(order.at) },
          ...(order.until ? [{ term: "Held until", value: formatFullMoment(order.until) }] : []),
          { term: "Number", value: <span className="code">{order.id}</span> },
        ]}
      />
      {order.back.length > 0 ? <MoneyBackTable lines={order.back} credits={order.credits > 0} /> : null}
      <Form method="post" action={paths.order(order.id)}>
        <Buttons>
          {order.checkoutUrl ? (
            <ButtonLink variant="go" to={order.checkoutUrl}>
              Go on paying at Stripe
            </ButtonLink>
          ) : null}
          {order.checkoutUrl ? <Button>Drop this order</Button> : null}
          {order.receipt ? (
            <ButtonLink variant="go" to={paths.receipt(order.id)}>
              See the receipt
            </ButtonLink>
          ) : null}
          {order.jobId ? <ButtonLink to={paths.deskJob(order.jobId)}>Go to the job</ButtonLink> : null}
          <ButtonLink to={paths.billing(order.employerId)}>Billing</ButtonLink>
        </Buttons>
      </Form>
    </Page>
  );
}
