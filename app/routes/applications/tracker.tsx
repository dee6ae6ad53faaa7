import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { parseCursor } from "~/applications/application.ts";
import { TrackerTable } from "~/applications/components/tracker-table.tsx";
import { countTracked, pageOfApplications, readReplyDays } from "~/applications/list-applications.server.ts";
import { parseView, trackerViews, type TrackerView } from "~/applications/tracked.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Pager, ViewChips } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Your applications – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const { searchParams } = new URL(request.url);
  const view = parseView(searchParams.get("show"));
  const after = parseCursor(searchParams.get("after"));
  const [{ rows, next }, counts] = await Promise.all([
    pageOfApplications(database(), account.id, after, view),
    countTracked(database(), account.id),
  ]);
  const employers = rows.map(({ employerId }) => employerId);
  const days = await readReplyDays(database(), employers);
  return { rows, next, counts, days, view, isFirst: after === undefined, now: now() };
}

const names = Object.keys(trackerViews) as TrackerView[];

export default function Tracker() {
  const { rows, next, counts, days, view, isFirst, now: at } = useLoaderData<typeof loader>();
  const saved = <ButtonLink to={paths.saved()}>Saved jobs</ButtonLink>;
  if (counts.all === 0)
    return (
      <Page title="Your applications" tools={saved}>
        <EmptyState
          title="You have not applied to a job here yet"
          icon="mail"
          action={{ to: paths.jobs(), label: "Browse the jobs" }}
        >
          Every application you send is listed here with each step the employer takes. So are those away from the board
          that you mark on a job’s page.
        </EmptyState>
      </Page>
    );
  const query = (more: Record<string, string>) => paths.tracked({ ...(view === "all" ? {} : { show: view }), ...more });
  return (
    <Page
      title="Your applications"
      lead="Each step an employer takes stands here, and reaches you by mail."
      tools={saved}
    >
      <ViewChips
        label="Which applications"
        views={names.map((name) => ({
          to: paths.tracked(name === "all" ? {} : { show: name }),
          label: trackerViews[name].label,
          count: counts[name],
          current: name === view,
        }))}
      />
      {rows.length > 0 ? (
        <TrackerTable rows={rows} days={days} now={at} />
      ) : (
        <p className="quiet">
          {isFirst ? "There are none of these." : "There are no older ones."} <Link to={paths.tracked()}>See all</Link>
        </p>
      )}
      {next || !isFirst ? (
        <Pager
          shown={`${countOf(rows.length, "application")} on this page`}
          nextTo={next && query({ after: next })}
          nextLabel="Older applications"
          firstTo={isFirst ? undefined : query({})}
        />
      ) : null}
    </Page>
  );
}
