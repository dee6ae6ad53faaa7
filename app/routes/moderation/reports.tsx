import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireModerator } from "~/http/guards.server.ts";
import { CaseList, CaseSearch } from "~/moderation/components/case-list.tsx";
import { ModerationTabs } from "~/moderation/components/moderation-tabs.tsx";
import { countWaitingWork } from "~/moderation/count-waiting.server.ts";
import { parseCaseKey, reportReasons } from "~/moderation/reports/report.ts";
import { listCases } from "~/moderation/reports/show-cases.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Reports – CareerCenter" }];

const PAGE = 25;

/** Staff only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireModerator(request);
  const search = new URL(request.url).searchParams;
  const state = search.get("state") === "decided" ? "decided" : "open";
  const asked = search.get("reason") ?? "";
  const reason = Object.hasOwn(reportReasons, asked) || asked === "takedown" ? asked : "";
  const words = (search.get("words") ?? "")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, 100);
  const after = parseCaseKey(search.get("after"));
  const filter = { state, words, ...(reason && { reason }) } as const;
  const [found, waiting] = await Promise.all([
    listCases(database(), filter, { after, limit: PAGE }),
    countWaitingWork(database()),
  ]);
  return { found, waiting, filter: { state, reason, words }, paged: after !== undefined, now: now() };
}

export default function ReportsPage() {
  const { found, waiting, filter, paged, now } = useLoaderData<typeof loader>();
  const { cases, count, next } = found;
  const here = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  const open = filter.state === "open";
  return (
    <Page
      title="Reports"
      lead={`${countOf(count, "case")} ${open ? `${count === 1 ? "waits" : "wait"} for a decision` : "decided"}. All reports of one thing are one case.`}
    >
      <ModerationTabs current="reports" waiting={waiting} />
      <CaseSearch filter={filter} />
      {cases.length === 0 ? (
        <EmptyState
          title={
            paged ? "The list ends here" : filter.words || filter.reason ? "No case is like that" : "Nothing waits"
          }
          icon="ok"
          action={{ to: paths.reports(), label: "All that waits" }}
        />
      ) : (
        <>
          <CaseList cases={cases} now={now} />
          <Pager
            shown={`${countOf(cases.length, "case")} of ${formatNumber(count)}`}
            nextTo={next && paths.reports({ ...here, after: next })}
            firstTo={paged ? paths.reports(here) : undefined}
          />
        </>
      )}
    </Page>
  );
}
