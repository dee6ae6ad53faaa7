import { Link } from "@remix-run/react";
import { paths } from "~/platform/paths.ts";
import { DataTable, DefinitionList, Time } from "~/ui/data.tsx";
import { countOf, formatDay, formatFullMoment, formatMoment, formatMoney, formatNumber } from "~/ui/format.ts";
import { Mark } from "~/ui/mark.tsx";
import { Note } from "~/ui/notes.tsx";
import { amountOf, orderStateLabels } from "../order.ts";
import { balanceWords, receiptNumber } from "../order-words.ts";
import {
  disputeStateLabel,
  isUndecided,
  refundReasons,
  refundStateLabels,
  withholds,
  type RefundReason,
} from "../reversal.ts";
import type { showOrder } from "../show-admin.server.ts";

export type AdminOrder = NonNullable<Awaited<ReturnType<typeof showOrder>>>;
type Shown = { shown: AdminOrder; now: Date };

/** What was ordered, by whom, and the names that it has at Stripe. */
export function OrderFacts({ shown: { order } }: { shown: AdminOrder }) {
  const code = (text: string | null) => (text ? <span className="code">{text}</span> : undefined);
  return (
    <DefinitionList
      items={[
        { term: "Employer", value: <Link to={paths.adminEmployer(order.employer_id)}>{order.employerName}</Link> },
        { term: "State", value: orderStateLabels[order.state] },
        { term: "Price", value: formatMoney(order.amount_cents) },
        { term: "Came to", value: order.total_cents === null ? "Not known yet" : formatMoney(order.total_cents) },
        ...(order.balanceCents
          ? [{ term: balanceWords(order.balanceCents), value: formatMoney(Math.abs(order.balanceCents)) }]
          : []),
        ...(order.failure ? [{ term: "Failure", value: order.failure }] : []),
        {
          term: "For",
          value: order.job_id ? (
            <Link to={paths.review(order.job_id)}>{order.jobTitle ?? "A job"}</Link>
          ) : order.credits ? (
            `${countOf(order.credits, "job post")} of ${order.term_days} days`
          ) : (
            `${order.term_days} days a job`
          ),
        },
        { term: "Ordered", value: formatFullMoment(order.created_at) },
        { term: "Receipt", value: order.receiptNumber ? receiptNumber(order.receiptNumber) : "None" },
        { term: "Number", value: code(order.id) },
        { term: "At Stripe", value: code(order.stripe_payment_intent ?? order.stripe_session) ?? "Nothing yet" },
        { term: "Customer", value: code(order.stripeCustomer) ?? "None" },
      ]}
    />
  );
}

/** Ours beside what Stripe says at this moment. */
export function StripeSide({ shown: { comparison } }: { shown: AdminOrder }) {
  if (!comparison)
    return (
      <Note kind="warn" title="Nothing to compare">
        Stripe does not answer, or the order never reached it.
      </Note>
    );
  return (
    <DataTable
      caption="The order here and at Stripe"
      captionHidden
      scrolls
      rowHeaders
      columns={[
        { key: "what", label: "What" },
        { key: "ours", label: "Here" },
        { key: "stripes", label: "At Stripe" },
        { key: "agree", label: "Agreed" },
      ]}
      rows={comparison.map(({ what, ours, stripes, agree }) => ({
        key: what,
        cells: [
          what,
          ours,
          stripes,
          <Mark key="agree" kind={agree ? "ok" : "bad"}>
            {agree ? "Yes" : "No"}
          </Mark>,
        ],
      }))}
    />
  );
}

/** The refunds and disputes of the order, one a line. */
export function Reversals({ shown: { refunds, disputes }, now }: Shown) {
  if (refunds.length + disputes.length === 0)
    return <p className="quiet">Nothing was given back, and nothing is disputed.</p>;
  return (
    <>
      {refunds.length > 0 ? <Refunds refunds={refunds} now={now} /> : null}
      {disputes.length > 0 ? <Disputes disputes={disputes} now={now} /> : null}
    </>
  );
}

function Refunds({ refunds, now }: { refunds: AdminOrder["refunds"]; now: Date }) {
  return (
    <DataTable
      caption="Refunds"
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "state", label: "How it stands" },
        { key: "why", label: "Why" },
        { key: "id", label: "At Stripe" },
        { key: "amount", label: "Amount", numeric: true },
      ]}
      rows={refunds.map((refund) => ({
        key: refund.id,
        cells: [
          formatDay(refund.created_at, now),
          <>
            {refundStateLabels[refund.state]}
            {refund.failure ? <span className="quiet">: {refund.failure}</span> : null}
          </>,
          <>
            {refund.actor_account_id
              ? refundReasons[refund.reason as RefundReason]
              : "Made in Stripe's Dashboard, or by Stripe"}
            {refund.note ? <span className="quiet">: {refund.note}</span> : null}
          </>,
          <span key="id" className="error-text">
            {refund.stripe_refund ?? "Not yet"}
          </span>,
          formatMoney(refund.amount_cents),
        ],
      }))}
    />
  );
}

function Disputes({ disputes, now }: { disputes: AdminOrder["disputes"]; now: Date }) {
  return (
    <DataTable
      caption="Disputes"
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "state", label: "How it stands" },
        { key: "why", label: "What the bank says" },
        { key: "due", label: "Answer at Stripe by" },
        { key: "amount", label: "Amount", numeric: true },
      ]}
      rows={disputes.map((dispute) => ({
        key: dispute.id,
        cells: [
          formatDay(dispute.created_at, now),
          <Mark key="state" kind={withholds(dispute.state) ? "bad" : "fact"}>
            {disputeStateLabel(dispute.state)}
          </Mark>,
          dispute.reason.replaceAll("_", " "),
          dispute.due_by && isUndecided(dispute.state) ? formatMoment(dispute.due_by, now) : "",
          formatMoney(dispute.amount_cents),
        ],
      }))}
    />
  );
}

const lineNames: Record<AdminOrder["lines"][number]["kind"], string> = {
  grant: "Given",
  purchase: "Bought",
  hold: "Held",
  spend: "Spent",
  return: "Returned",
  refund: "Refund",
  dispute: "Dispute",
  shortfall: "Shortfall made up for",
  take: "Taken",
};

/** The lines that the order wrote into the ledger of credits. */
export function OrderLines({ shown: { lines }, now }: Shown) {
  return (
    <DataTable
      caption="Credits of this order"
      captionHidden
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "what", label: "What" },
        { key: "key", label: "Because of" },
        { key: "change", label: "Credits", numeric: true },
        { key: "short", label: "Used already", numeric: true },
      ]}
      rows={lines.map((line) => ({
        key: line.id,
        cells: [
          formatDay(line.at, now),
          lineNames[line.kind],
          <span key="key" className="error-text">
            {line.sourceKey}
          </span>,
          line.delta > 0 ? `+${formatNumber(line.delta)}` : formatNumber(line.delta),
          line.shortfall ? formatNumber(line.shortfall) : "",
        ],
      }))}
      empty="None: this order brings no credits, or is not paid."
    />
  );
}

/** What happened to the order, oldest first, as the audit log tells it. */
export function OrderHistory({ shown: { history }, now }: Shown) {
  return (
    <DataTable
      caption="What happened, oldest first"
      captionHidden
      scrolls
      columns={[
        { key: "at", label: "When (UTC)" },
        { key: "who", label: "Who" },
        { key: "what", label: "What" },
        { key: "detail", label: "Particulars" },
      ]}
      rows={history.map(({ id, at, actorKind, actor, action, detail }) => ({
        key: id,
        cells: [
          <Time key="at" at={at} now={now}>
            {formatMoment(at, now)}
          </Time>,
          actorKind === "system" ? "The board itself" : (actor ?? "An account that is gone"),
          action,
          <span key="detail" className="error-text">
            {Object.entries(detail)
              .map(([name, value]) => `${name} ${value ?? "none"}`)
              .join(", ")}
          </span>,
        ],
      }))}
      empty="Nothing has happened yet."
    />
  );
}

/** The title of an order's page. */
export const orderTitle = (order: AdminOrder["order"]) => `${order.plan_name}, ${formatMoney(amountOf(order))}`;
