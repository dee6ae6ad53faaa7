import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  candidateFacets,
  facetLabels,
  facetOptions,
  filterFields,
  parseCandidateFilter,
  parseCursor,
  type CandidateFilter,
} from "~/candidates/candidate-filter.ts";
import { ClosedGate } from "~/candidates/components/closed-gate.tsx";
import { FoundCandidates } from "~/candidates/components/found-candidates.tsx";
import { findCandidates, MOST_JUDGED, type Candidates } from "~/candidates/find-candidates.server.ts";
import { listOwnJobs } from "~/candidates/own-jobs.server.ts";
import { OrganizationTabs } from "~/employers/components/organization-tabs.tsx";
import { notFound } from "~/http/answer-error.server.ts";
import { countLook, readCandidateGate } from "~/http/candidate-gate.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { ButtonLink } from "~/ui/button.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Candidates for ${page?.gate.employer.name ?? "an organization"} – CareerCenter` },
];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** Members of the organization; one that is not verified or has no plan is told so, and nothing else. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const gate = await readCandidateGate(account.id, params.employerId);
  if (!gate.open) return { gate, title: null, page: null };
  await countLook(gate);
  const search = new URL(request.url).searchParams;
  const filter = parseCandidateFilter(search);
  const { id } = gate.employer;
  const [found, jobs] = await Promise.all([
    findCandidates(database(), id, filter, parseCursor(search.get("after"))),
    listOwnJobs(database(), id),
  ]);
  if (!found) throw notFound();
  const { counts, job, ...listed } = found;
  const about = {
    jobs,
    job: filter.job,
    near: filter.near,
    most: MOST_JUDGED,
    first: !search.has("after"),
    now: now(),
  };
  const page = { ...listed, ...about, fields: filterFields(filter), facets: facetViews(filter, counts) };
  return { gate, title: job?.title ?? null, page };
}

/** The facets with the values that somebody has, and those that are chosen; all values where nobody counts. */
function facetViews({ facets }: CandidateFilter, counts: Candidates["counts"]) {
  return candidateFacets.map((name) => ({
    name,
    label: facetLabels[name],
    values: facetOptions[name].flatMap(({ code, label }) => {
      const checked = facets[name].includes(code);
      const count = counts ? (counts[name][code] ?? 0) : undefined;
      return checked || count !== 0 ? [{ value: code, label, count, checked }] : [];
    }),
  }));
}

export default function CandidatesPage() {
  const { gate, title, page } = useLoaderData<typeof loader>();
  const { id, name } = gate.employer;
  const near = page?.near ? ", or lacks one thing for it" : "";
  const who = title
    ? `Who qualifies for ${title} by what they say${near}.`
    : "People who let verified employers find them.";
  return (
    <Page
      width="wide"
      title={page ? countOf(page.total, "candidate") : "Candidates"}
      lead={page ? `${who} Everybody you see here sees that ${name} looked.` : name}
      crumb={{ to: paths.desk(), label: "Your desk" }}
      tools={page ? <ButtonLink to={paths.contacts(id)}>What you wrote</ButtonLink> : undefined}
    >
      <OrganizationTabs id={id} current="candidates" />
      {page ? <FoundCandidates employerId={id} page={page} /> : <ClosedGate gate={gate} />}
    </Page>
  );
}
