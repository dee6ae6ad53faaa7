import { Form, Link } from "@remix-run/react";
import { orderStateLabels, type OrderState } from "~/billing/order.ts";
import type { OrderId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { Button, ButtonLink, Buttons } from "~/ui/button.tsx";
import { DataTable, DefinitionList, Timeline } from "~/ui/data.tsx";
import { formatDate, formatMoney } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";
import { Refused } from "~/ui/refused.tsx";
import type { ExtensionOffer } from "../../extend-job.server.ts";
import type { FeatureOffer } from "../../feature-job.server.ts";
import type { EditChanges } from "../../edit-kinds.ts";
import type { UnsentEdit } from "../../edit-live-job.server.ts";
import { decisionActions, historyWords, nextSteps, stateSentence, type NextStep } from "../../job-history.ts";
import { endingWords } from "../../job-answers.ts";
import { jobStateLabels } from "../../job.ts";
import type { DeskJob, DeskLink } from "../../read-desk.server.ts";
import type { RenewalOffer } from "../../renew-job.server.ts";
import { Costs } from "./desk-costs.tsx";
import { DecisionNote, EditStateNote, LinkNote, type Decision } from "./desk-notes.tsx";
import { ConfirmExtension, ConfirmFeature, ConfirmRenewal } from "./confirm-purchase.tsx";

type Ask = "extend" | "withdraw" | "fill" | "close" | "delete" | "feature" | "renew" | "withdraw-edit" | "discard-edit";
type Props = {
  job: DeskJob;
  history: { id: string; at: Date; action: string }[];
  orders: { id: OrderId; at: Date; name: string; cents: number; state: OrderState }[];
  decisions: Decision[];
  ask: Ask | undefined;
  /** What the form of a live job would change, where that is not in review. */
  unsent: UnsentEdit | undefined;
  /** What is known of the web address where it takes applications. */
  link: DeskLink | undefined;
  /** What it costs to feature the job, to extend and to renew it, where that is sold. */
  feature: FeatureOffer | undefined;
  extension: ExtensionOffer | undefined;
  renewal: RenewalOffer | undefined;
  now: Date;
  refused: string | undefined;
};

/** One job on its employer's desk: how it stands, what may be done, what happened, and what it cost. */
export function DeskJobPage(page: Props) {
  const { job, history, orders, decisions, ask, feature, extension, renewal, unsent, now, refused } = page;
  const steps = stepsOf(page);
  return (
    <Page
      title={job.title}
      lead={`${jobStateLabels[job.state]}. ${stateSentence(job)}`}
      crumb={{ to: paths.desk(), label: "Your desk" }}
    >
      <Refused why={refused} />
      <DecisionNote job={job} last={decisions.at(-1)} history={history} />
      <EditStateNote job={job} unsent={unsent} />
      <LinkNote job={job} link={page.link} now={now} />
      {!ask || !steps.includes(ask) ? (
        <Acts job={job} steps={steps} unsent={unsent} />
      ) : ask === "feature" && feature ? (
        <ConfirmFeature job={job} offer={feature} now={now} />
      ) : ask === "renew" && renewal ? (
        <ConfirmRenewal job={job} offer={renewal} />
      ) : ask === "extend" && extension ? (
        <ConfirmExtension job={job} offer={extension} now={now} />
      ) : ask === "feature" || ask === "renew" || ask === "extend" ? null : (
        <Confirm job={job} ask={ask} seen={unsent?.savedAt} />
      )}
      <Costs page={page} steps={steps} />
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

function stepsOf({ job, orders, feature, extension, unsent }: Props): NextStep[] {
  const open: Partial<Record<NextStep, boolean>> = {
    // What was paid for or brought from outside keeps its history; only what nobody ever saw can go.
    delete: orders.length === 0 && job.origin === "employer",
    feature: feature !== undefined,
    extend: extension !== undefined,
    "discard-edit": unsent !== undefined,
  };
  return nextSteps(job).filter((step) => open[step] ?? true);
}

function entriesOf(history: Props["history"], decisions: readonly Decision[]) {
  // The newest decisions alone may be there: both lists are gone through from their ends.
  const left = [...decisions];
  const reasons = new Map<string, string>();
  for (const { id, action } of [...history].reverse()) {
    const index = left.findLastIndex(({ decision }) => decisionActions(decision).includes(action));
    if (index >= 0) reasons.set(id, left.splice(index, 1)[0]!.reason);
  }
  return history.flatMap(({ id, at, action }) => {
    const title = historyWords(action);
    if (!title) return [];
    const detail = reasons.get(id);
    return [{ key: id, at, title, detail: detail || undefined }];
  });
}

function editWords(job: DeskJob, unsent: EditChanges | undefined): string {
  if (job.state === "changes_requested") return "Make the change";
  if (job.state !== "live") return "Resume the draft";
  return job.editInReview || unsent ? "Go on with the edit" : "Edit it";
}

type ActsProps = { job: DeskJob; steps: readonly NextStep[]; unsent: EditChanges | undefined };

function Acts({ job, steps, unsent }: ActsProps) {
  const ask = (what: Ask) => paths.deskJob(job.id, what);
  const buttons: Record<NextStep, JSX.Element> = {
    edit: (
      <ButtonLink key="edit" variant={job.state === "live" && !unsent ? "plain" : "go"} to={paths.editJob(job.id)}>
        {editWords(job, unsent)}
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
    "withdraw-edit": (
      <ButtonLink key="withdraw-edit" to={ask("withdraw-edit")}>
        Take the edit back…
      </ButtonLink>
    ),
    "discard-edit": (
      <ButtonLink key="discard-edit" to={ask("discard-edit")}>
        Discard the edit…
      </ButtonLink>
    ),
    extend: (
      <ButtonLink key="extend" to={ask("extend")}>
        Extend it…
      </ButtonLink>
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

/** Without a text it is about a job that ends. */
const questions: Record<Exclude<Ask, "feature" | "renew" | "extend">, { title: string; text?: string; act: string }> = {
  withdraw: {
    title: "Take it out of review?",
    text: "It becomes a draft again. What was authorized for it is let go, a credit comes back, and nothing is charged. You can submit it again at any time.",
    act: "Take it back",
  },
  fill: {
    title: "Mark it as filled?",
    act: "Mark as filled",
  },
  close: {
    title: "Close the job?",
    act: "Close the job",
  },
  "withdraw-edit": {
    title: "Take the edit out of review?",
    text: "The job stays live as it is. What you wrote is kept in its form, and you can send it again at any time.",
    act: "Take the edit back",
  },
  "discard-edit": {
    title: "Discard the edit?",
    text: "The job stays live as it is, and its form begins again with what is live. What you wrote is gone then.",
    act: "Discard the edit",
  },
  delete: {
    title: "Delete the draft?",
    text: "What you wrote is gone then. This cannot be undone.",
    act: "Delete the draft",
  },
};

/** `seen`: when the edit was written that is asked about, so that what a colleague writes meanwhile is not discarded. */
function Confirm({ job, ask, seen }: { job: DeskJob; ask: keyof typeof questions; seen: Date | undefined }) {
  const { title, text, act } = questions[ask];
  return (
    <Form method="post" action={paths.deskJob(job.id)} className="box deskbar">
      <h2>{title}</h2>
      <p>{text ?? endingWords(job.state === "live")}</p>
      {seen ? <input type="hidden" name="seen" value={seen.toISOString()} /> : null}
      <Buttons>
        <Button variant="stop" name="deed" value={ask}>
          {act}
        </Button>
        <ButtonLink to={paths.deskJob(job.id)}>Keep it as it is</ButtonLink>
      </Buttons>
    </Form>
  );
}
