import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findOrderForMember } from "~/billing/find-order.server.ts";
import { amountOf, orderStateLabels } from "~/billing/order.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { orderSentence } from "~/jobs/order-sentences.ts";
import { findDeskTitle } from "~/jobs/read-desk.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink, Buttons } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/data.tsx";
import { formatFullMoment, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Order – CareerCenter" }];

/** Members of the employer that placed the order. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const id = parseId<"order">(params.orderId);
  const order = id && (await findOrderForMember(database(), account.id, id));
  if (!order) throw notFound();
  return {
    id: order.id,
    jobId: order.job_id,
    title: order.job_id ? await findDeskTitle(database(), account.id, order.job_id) : undefined,
    name: order.plan_name,
    cents: amountOf(order),
    days: order.term_days,
    state: order.state,
    at: order.created_at,
    until: order.state === "authorized" ? order.capture_before : null,
  };
}

export default function Order() {
  const order = useLoaderData<typeof loader>();
  return (
    <Page
      title={`${order.name}, ${formatMoney(order.cents)}`}
      lead={orderSentence(order.state, formatMoney(order.cents))}
      crumb={
        order.jobId
          ? { to: paths.deskJob(order.jobId), label: order.title ?? "The job" }
          : { to: paths.desk(), label: "Your desk" }
      }
      width="prose"
    >
      <DefinitionList
        items={[
          { term: "State", value: orderStateLabels[order.state] },
          { term: "Amount", value: `${formatMoney(order.cents)} before tax and promotion codes` },
          { term: "For", value: `${order.title ?? "A job"}, ${order.days} days` },
          { term: "Ordered", value: formatFullMoment(order.at) },
          ...(order.until ? [{ term: "Held until", value: formatFullMoment(order.until) }] : []),
          { term: "Number", value: <span className="code">{order.id}</span> },
        ]}
      />
      {order.jobId ? (
        <Buttons>
          <ButtonLink to={paths.deskJob(order.jobId)}>Go to the job</ButtonLink>
        </Buttons>
      ) : null}
    </Page>
  );
}
