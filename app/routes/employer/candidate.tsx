import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useLoaderData, type ShouldRevalidateFunction } from "@remix-run/react";
import { contactForm } from "~/candidates/candidate-forms.ts";
import { candidateTitle, changedWords, factsOf, FitReasons, HeldCredentials } from "~/candidates/components/candidate-parts.tsx"; // prettier-ignore
import { ContactForm } from "~/candidates/components/contact-form.tsx";
import { contactCandidate } from "~/candidates/contact-candidate.server.ts";
import { lintMessage } from "~/candidates/lint-message.ts";
import { showCandidate } from "~/candidates/show-candidate.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { readCandidateGate, requireCandidateGate } from "~/http/candidate-gate.server.ts";
import { setFlash } from "~/http/cookies.server.ts";
import { answerForm } from "~/http/forms.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { DefinitionList } from "~/ui/data.tsx";
import { Page } from "~/ui/frame.tsx";
import { Section } from "~/ui/layout.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? candidateTitle(page.view) : "A candidate"} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Members of an organization that may search. Who may not be found does not exist, whatever the reason. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const { employer } = await requireCandidateGate(account.id, params.employerId);
  const id = parseId<"candidate">(params.candidateId);
  const jobId = parseId<"job">(new URL(request.url).searchParams.get("job")) ?? null;
  const shown = id && (await showCandidate(database(), employer.id, id, jobId));
  if (!shown) throw notFound();
  return { employerId: employer.id, ...shown, now: now() };
}

/** Members of the organization write to a person; the use-case checks everything once more, under locks. */
export async function action({ request, params }: ActionFunctionArgs) {
  const account = await requireAccount(request);
  const { employer } = await readCandidateGate(account.id, params.employerId);
  const candidateId = parseId<"candidate">(params.candidateId);
  if (!candidateId) throw notFound();
  return answerForm(request, contactForm, async ({ job, message, sure }) => {
    const worries = sure ? [] : lintMessage(message);
    if (worries.length > 0)
      throw new DomainError(
        "invalid",
        `This reads as a fraud does: ${worries.join("; ")}. Write it otherwise, or tick this to send it as it is`,
        "sure",
      );
    const by = { accountId: account.id, employerId: employer.id };
    await contactCandidate(database(), by, { candidateId, jobId: job, message });
    const text = "Sent. The person is told by mail, and answers here.";
    return redirect(paths.contacts(employer.id), {
      headers: { "Set-Cookie": await setFlash({ kind: "done", text }) },
    });
  });
}

/** A refused message shows how it stands by now. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  actionStatus === 409 || defaultShouldRevalidate;

export default function CandidatePage() {
  const { employerId, view, job, jobs, contacts, now: at } = useLoaderData<typeof loader>();
  const facts = [
    { term: "Credentials", value: view.credentials.length ? <HeldCredentials {...view} /> : null },
    ...factsOf(view),
  ];
  return (
    <Page
      title={candidateTitle(view)}
      lead={`${changedWords(view, at)}. They see that you opened it.`}
      crumb={{ to: paths.candidates(employerId, job ? new URLSearchParams({ job: job.id }) : ""), label: "Candidates" }}
    >
      {job ? (
        <Section title={`For ${job.title}`}>
          <FitReasons fit={job.fit} />
        </Section>
      ) : null}
      <Section title="What they say">
        <DefinitionList items={facts.map(({ term, value }) => ({ term, value: value ?? undefined }))} />
        <p className="help said">Nobody has checked it. Ask for the numbers of credentials when they have answered.</p>
      </Section>
      <Section title="Write to them">
        <ContactForm jobs={jobs} job={job?.id ?? null} contacts={contacts} now={at} />
      </Section>
    </Page>
  );
}
