import { Form, Link, useNavigation } from "@remix-run/react";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { DataTable } from "~/ui/data.tsx";
import { countOf, formatDate, formatDay, formatMoney, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import { Refused } from "~/ui/refused.tsx";
import { amountOf, isHeldFirst, isPaid, orderStateLabels } from "../order.ts";
import type { Billing } from "../read-billing.server.ts";
import { disputeStateLabel } from "../reversal.ts";
import { LedgerCause } from "./ledger-cause.tsx";
import { PlanSection } from "./plan-section.tsx";

type Props = { billing: Billing; first: { orders: boolean; lines: boolean }; now: Date; refused: string | undefined };

/** What an employer holds, what it may buy, what it ordered, and every line of its credits. */
export function BillingPage({ billing, first, now, refused }: Props) {
  const { employer, balance, held } = billing;
  return (
    <Page
      title={`Billing of ${employer.name}`}
      lead={`${countOf(balance, "credit")} to use${held ? `, ${formatNumber(held)} more held for jobs in review and extensions` : ""}.`}
      crumb={{ to: paths.desk(), label: "Your desk" }}
      tools={<ButtonLink to={paths.newJob(employer.id)}>Post a job</ButtonLink>}
    >
      <OrganizationTabs id={employer.id} current="billing" />
      <Refused why={refused} />
      <PlanSection {...billing.monthly} employerId={employer.id} mayBuy={billing.mayBuy} now={now} />
      <Section title="Credits">
        <p>
          A credit makes one job live for its term. It is held when you submit the job, spent when a moderator approves
          it, and comes back when the job is rejected or you take it back. It also extends a live job by one more term:
          held at once, spent when that term begins.
        </p>
        {billing.shortfall > 0 ? (
          <Note kind="warn" title={`${countOf(billing.shortfall, "credit")} short`}>
            Money of a pack went back, by a refund or a dispute, whose credits were used already. What is live stays
            live; a credit that comes back from a job in review makes up for it.
          </Note>
        ) : null}
        <Packs billing={billing} />
      </Section>
      <Section title="Orders" id="orders">
        <Orders billing={billing} now={now} />
        <Pager
          label="Orders"
          newest={first.orders ? undefined : `${paths.billing(employer.id)}#orders`}
          older={billing.olderOrders && `${paths.billing(employer.id, { orders: billing.olderOrders })}#orders`}
        />
      </Section>
      <Section title="Ledger of credits" id="ledger">
        <Ledger billing={billing} now={now} />
        <Pager
          label="Lines of the ledger"
          newest={first.lines ? undefined : `${paths.billing(employer.id)}#ledger`}
          older={billing.olderLines && `${paths.billing(employer.id, { lines: billing.olderLines })}#ledger`}
        />
      </Section>
    </Page>
  );
}

function Packs({ billing: { packs, mayBuy } }: { billing: Billing }) {
  const { state, formData } = useNavigation();
  if (!mayBuy) return <p className="quiet">Only an owner of the organization buys packs. You can use what is there.</p>;
  if (packs.length === 0) return <p className="quiet">No packs are on sale at the moment.</p>;
  return (
    <ul className="orgs">
      {packs.map((pack) => (
        <li key={pack.code}>
          <p>
            <b>{pack.name}</b>, {formatMoney(pack.cents)}
            <br />
            <span className="quiet small">
              {countOf(pack.credits, "job post")} of {pack.days} days,{" "}
              {formatMoney(Math.round(pack.cents / pack.credits))} each. Paid at once; tax may be added.
              {pack.onItsWay ? " One is on its way from your bank already." : ""}
            </span>
          </p>
          <Form method="post">
            <input type="hidden" name="plan" value={pack.code} />
            <input type="hidden" name="seen" value={pack.cents} />
            {pack.onItsWay ? <input type="hidden" name="another" value="yes" /> : null}
            <Button
              name="deed"
              value="buy"
              pending={state !== "idle" && formData?.get("plan") === pack.code}
              pendingLabel="Opening Stripe…"
            >
              {pack.onItsWay ? "Buy another" : "Buy"} for {formatMoney(pack.cents)}
              <span className="vh">: {pack.name}</span>
            </Button>
          </Form>
        </li>
      ))}
    </ul>
  );
}

function Orders({ billing, now }: { billing: Billing; now: Date }) {
  return (
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
      rows={billing.orders.map((order) => ({
        key: order.id,
        cells: [
          formatDay(order.at, now),
          <>
            <Link to={paths.order(order.id)}>
              {order.planName}
              <span className="vh"> of {formatDate(order.at, now)}</span>
            </Link>
            {order.periodStart && order.periodEnd ? (
              <>
                , {formatDate(order.periodStart, now)} to {formatDate(order.periodEnd, now)}
              </>
            ) : null}
            {order.jobId ? (
              <>
                {" for "}
                <Link to={paths.deskJob(order.jobId)}>{order.jobTitle ?? "a job"}</Link>
              </>
            ) : null}
          </>,
          <OrderState key="state" order={order} />,
          formatMoney(amountOf(order)),
        ],
      }))}
      empty="None. Nothing was authorized or charged."
    />
  );
}

function OrderState({ order }: { order: Billing["orders"][number] }) {
  const back = Number(order.refundedCents);
  return (
    <>
      {orderStateLabels[order.state]}
      {back ? `, ${formatMoney(back)} given back` : ""}
      {order.disputeState ? <span className="quiet">; dispute: {disputeStateLabel(order.disputeState)}</span> : null}
      <OrderNext order={order} />
    </>
  );
}

function OrderNext({ order }: { order: Billing["orders"][number] }) {
  const link = (to: string, words: string) => (
    <>
      . <Link to={to}>{words}</Link>
    </>
  );
  if (order.state === "open") return link(paths.order(order.id), "Go on paying");
  if (order.state === "failed") return link(paths.order(order.id), "What happened");
  return isPaid(order.state) && (!isHeldFirst(order.kind) || order.state === "captured")
    ? link(paths.receipt(order.id), "Receipt")
    : null;
}

function Ledger({ billing, now }: { billing: Billing; now: Date }) {
  return (
    <DataTable
      caption="Ledger of credits"
      captionHidden
      scrolls
      columns={[
        { key: "date", label: "Date" },
        { key: "what", label: "What" },
        { key: "change", label: "Change", numeric: true },
        { key: "balance", label: "Balance", numeric: true },
      ]}
      rows={billing.ledger.map((line) => ({
        key: line.id,
        cells: [
          formatDay(line.at, now),
          <LedgerCause key="what" line={line} />,
          line.delta > 0 ? `+${formatNumber(line.delta)}` : formatNumber(line.delta),
          formatNumber(line.balance),
        ],
      }))}
      empty="Empty. A pack brings the first credits."
    />
  );
}

function Pager({ label, newest, older }: { label: string; newest: string | undefined; older: string | undefined }) {
  if (!newest && !older) return null;
  return (
    <nav className="pager" aria-label={label}>
      {newest ? <ButtonLink to={newest}>Newest</ButtonLink> : null}
      {older ? (
        <ButtonLink to={older} rel="next">
          Older
        </ButtonLink>
      ) : null}
    </nav>
  );
}
