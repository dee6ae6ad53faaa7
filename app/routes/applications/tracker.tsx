import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { parseCursor } from "~/applications/application.ts";
import { StateMark } from "~/applications/components/state-mark.tsx";
import { pageOfApplications } from "~/applications/list-applications.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { DataTable, Time } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Your applications – CareerCenter" }];

export const headers: HeadersFunction = () => ({ "Cache-Control": "private, no-store" });

/** The signed-in person's own. */
export async function loader({ request }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const after = parseCursor(new URL(request.url).searchParams.get("after"));
  const { rows, next } = await pageOfApplications(database(), account.id, after);
  return { rows, next, isFirst: after === undefined, now: now() };
}

export default function Tracker() {
  const { rows, next, isFirst, now: at } = useLoaderData<typeof loader>();
  if (rows.length === 0 && isFirst)
    return (
      <Page title="Your applications">
        <EmptyState
          title="You have not applied to a job here yet"
          icon="mail"
          action={{ to: paths.jobs(), label: "Browse the jobs" }}
        >
          Every application you send is listed here with each step the employer takes.
        </EmptyState>
      </Page>
    );
  return (
    <Page title="Your applications" lead="Each step an employer takes stands here, and reaches you by mail.">
      <DataTable
        caption="Your applications, newest first"
        captionHidden
        rowHeaders
        columns={[
          { key: "job", label: "Job" },
          { key: "state", label: "State" },
          { key: "changed", label: "Last change" },
          { key: "applied", label: "Applied" },
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <div className="cell-two" key="job">
              <Link to={paths.application(row.id)}>{row.title}</Link>
              <span>{row.employerName}</span>
            </div>,
            <StateMark key="state" state={row.state} />,
            <Time key="changed" at={row.changedAt} now={at} fine />,
            <Time key="applied" at={row.createdAt} now={at} />,
          ],
        }))}
        empty="There are no older applications."
        scrolls
      />
      {next || !isFirst ? (
        <Pager
          shown={`${countOf(rows.length, "application")} on this page`}
          nextTo={next && `?after=${next}`}
          nextLabel="Older applications"
          firstTo={isFirst ? undefined : paths.applications()}
        />
      ) : null}
    </Page>
  );
}
