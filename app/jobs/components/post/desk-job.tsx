import { Form, Link } from "@remix-run/react";
import { orderStateLabels, type OrderState } from "~/billing/order.ts";
import type { OrderId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Timeline } from "~/ui/data.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Note } from "~/ui/notes.tsx";
import type { FeatureOffer } from "../../feature-job.server.ts";
import { historyWords, nextSteps, stateSentence, type NextStep } from "../../job-history.ts";
import { jobStateLabels } from "../../job.ts";
import type { DeskJob } from "../../read-desk.server.ts";
import type { RenewalOffer } from "../../renew-job.server.ts";
import { ConfirmFeature, ConfirmRenewal } from "./confirm-purchase.tsx";

type Ask = "withdraw" | "fill" | "close" | "delete" | "feature" | "renew";
type Decision = { id: string; at: Date; decision: "approve" | "request_changes" | "reject"; reason: string };
type Props = {
  job: DeskJob;
  history: { id: string; at: Date; action: string }[];
  orders: { id: OrderId; at: Date; name: string; cents: number; state: OrderState }[];
  decisions: Decision[];
  ask: Ask | undefined;
  /** What it costs to feature the job, and to renew it, where that is sold. */
  feature: FeatureOffer | undefined;
  renewal: RenewalOffer | undefined;
  now: Date;
  refused: string | undefined;
};

/** One job on its employer's desk: how it stands, what may be done, what happened, and what it cost. */
export function DeskJobPage({ job, history, orders, decisions, ask, feature, renewal, now, refused }: Props) {
  const steps = nextSteps(job).filter(
    (step) =>
      // What was paid for or brought from outside keeps its history; only what nobody ever saw can go.
      (step !== "delete" || (orders.length === 0 && job.origin === "employer")) && (step !== "feature" || feature),
  );
  const last = decisions.at(-1);
  const reason =
    (job.state === "changes_requested" && last?.decision === "request_changes") ||
    (job.state === "rejected" && last?.decision === "reject")
      ? last?.reason
      : undefined;
  return (
    <Page
      title={job.title}
      lead={`${jobStateLabels[job.state]}. ${stateSentence(job)}`}
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      {refused ? (
        <div role="alert">
          <Note kind="error" title="This was not done">
            {refused}
          </Note>
        </div>
      ) : null}
      {reason ? (
        <Note kind="warn" title={job.state === "rejected" ? "Why it was rejected" : "What the moderator asks for"}>
          <p className="said-by">{reason}</p>
        </Note>
      ) : null}
      {!ask || !steps.includes(ask) ? (
        <Acts job={job} steps={steps} />
      ) : ask === "feature" && feature ? (
        <ConfirmFeature job={job} offer={feature} now={now} />
      ) : ask === "renew" && renewal ? (
        <ConfirmRenewal job={job} offer={renewal} />
      ) : ask === "feature" || ask === "renew" ? null : (
        <Confirm job={job} ask={ask} />
      )}
      <Section title="Facts">
        <DefinitionList
          items={[
            { term: "Organization", value: job.employerName },
            { term: "Begun", value: formatDate(job.createdAt, now) },
            { term: "Posted", value: job.postedAt ? formatDate(job.postedAt, now) : "Not yet" },
            ...(job.expiresAt ? [{ term: "Until", value: formatDate(job.expiresAt, now) }] : []),
            ...(job.featuredUntil && job.featuredUntil > now
              ? [{ term: "Featured until", value: formatDate(job.featuredUntil, now) }]
              : []),
            ...(job.overAt ? [{ term: "Over since", value: formatDate(job.overAt, now) }] : []),
          ]}
        />
      </Section>
      <Section title="What happened">
        <Timeline label="History of this job" now={now} entries={entriesOf(history, decisions)} />
      </Section>
      <Section title="Orders">
        <DataTable
          caption="Orders for this job"
          captionHidden
          columns={[
            { key: "date", label: "Date" },
            { key: "what", label: "What" },
            { key: "state", label: "How it stands" },
            { key: "amount", label: "Amount", numeric: true },
          ]}
          rows={orders.map((order) => ({
            key: order.id,
            cells: [
              formatDate(order.at, now),
              <Link key="what" to={paths.order(order.id)}>
                {order.name}
                <span className="vh"> of {formatDate(order.at, now)}</span>
              </Link>,
              orderStateLabels[order.state],
              formatMoney(order.cents),
            ],
          }))}
          empty="None. Nothing was authorized or charged."
        />
        <ButtonLink variant="text" to={paths.billing(job.employerId)}>
          All orders and credits of {job.employerName}
        </ButtonLink>
      </Section>
    </Page>
  );
}

function entriesOf(history: Props["history"], decisions: readonly Decision[]) {
  const reasons = new Map<string, string[]>();
  const actions = { approve: "job.approve", request_changes: "job.request-changes", reject: "job.reject" };
  for (const { decision, reason } of decisions) {
    const list = reasons.get(actions[decision]) ?? [];
    reasons.set(actions[decision], [...list, reason]);
  }
  return history.flatMap(({ id, at, action }) => {
    const title = historyWords(action);
    if (!title) return [];
    const detail = reasons.get(action)?.shift();
    return [{ key: id, at, title, detail: detail || undefined }];
  });
}

function Acts({ job, steps }: { job: DeskJob; steps: readonly NextStep[] }) {
  const ask = (what: Ask) => `${paths.deskJob(job.id)}?ask=${what}`;
  const buttons: Record<NextStep, JSX.Element> = {
    edit: (
      <ButtonLink key="edit" variant="go" to={paths.editJob(job.id)}>
        {job.state === "changes_requested" ? "Make the change" : "Resume the draft"}
      </ButtonLink>
    ),
    review: (
      <ButtonLink key="review" to={paths.editJob(job.id, "review")}>
        Read it through
      </ButtonLink>
    ),
    pay: (
      <ButtonLink key="pay" variant="go" to={paths.editJob(job.id, "review")}>
        Pay another way
      </ButtonLink>
    ),
    view: (
      <ButtonLink key="view" to={paths.job(job.slug)}>
        View the page
      </ButtonLink>
    ),
    applicants: (
      <ButtonLink key="applicants" to={paths.applicants(job.id)}>
        Applicants
      </ButtonLink>
    ),
    withdraw: (
      <ButtonLink key="withdraw" to={ask("withdraw")}>
        Take it back…
      </ButtonLink>
    ),
    confirm: (
      <Button key="confirm" name="deed" value="confirm">
        Confirm it is open
      </Button>
    ),
    feature: (
      <ButtonLink key="feature" to={ask("feature")}>
        Feature it…
      </ButtonLink>
    ),
    renew: (
      <ButtonLink key="renew" variant="go" to={ask("renew")}>
        Renew it…
      </ButtonLink>
    ),
    fill: (
      <ButtonLink key="fill" to={ask("fill")}>
        Mark as filled…
      </ButtonLink>
    ),
    close: (
      <ButtonLink key="close" to={ask("close")}>
        Close it…
      </ButtonLink>
    ),
    delete: (
      <ButtonLink key="delete" variant="text" to={ask("delete")}>
        Delete the draft…
      </ButtonLink>
    ),
  };
  return (
    <Form method="post" action={paths.deskJob(job.id)} className="deskbar">
      <Buttons>
        {steps.map((step) => buttons[step])}
        {job.postedAt ? <ButtonLink to={paths.jobStatistics(job.id)}>Statistics</ButtonLink> : null}
        <Button name="deed" value="duplicate">
          Duplicate to a new draft
        </Button>
        <ButtonLink variant="text" to={paths.saveTemplate(job.id)}>
          Keep as a template…
        </ButtonLink>
      </Buttons>
    </Form>
  );
}

const questions: Record<Exclude<Ask, "feature" | "renew">, { title: string; text: string; act: string }> = {
  withdraw: {
    title: "Take it out of review?",
    text: "It becomes a draft again. What was authorized for it is let go, a credit comes back, and nothing is charged. You can submit it again at any time.",
    act: "Take it back",
  },
  fill: {
    title: "Mark it as filled?",
    text: "It leaves the lists at once and takes no more applications. This cannot be undone; the rest of its term is not paid back.",
    act: "Mark as filled",
  },
  close: {
    title: "Close the job?",
    text: "It leaves the lists at once and takes no more applications. This cannot be undone; the rest of its term is not paid back.",
    act: "Close the job",
  },
  delete: {
    title: "Delete the draft?",
    text: "What you wrote is gone then. This cannot be undone.",
    act: "Delete the draft",
  },
};

function Confirm({ job, ask }: { job: DeskJob; ask: keyof typeof questions }) {
  const { title, text, act } = questions[ask];
  return (
    <Form method="post" action={paths.deskJob(job.id)} className="box deskbar">
      <h2>{title}</h2>
      <p>{text}</p>
      <Buttons>
        <Button variant="stop" name="deed" value={ask}>
          {act}
        </Button>
        <ButtonLink to={paths.deskJob(job.id)}>Keep it as it is</ButtonLink>
      </Buttons>
    </Form>
  );
}
