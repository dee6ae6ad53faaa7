import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { requireModerator } from "~/http/guards.server.ts";
import { ModerationTabs } from "~/moderation/components/moderation-tabs.tsx";
import { countWaitingWork } from "~/moderation/count-waiting.server.ts";
import { pageAppeals } from "~/moderation/sanctions/list-appeals.server.ts";
import { appealMatters, appealStates } from "~/moderation/sanctions/sanction.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { ButtonLink } from "~/ui/button.tsx";
import { Time } from "~/ui/data.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Appeals – CareerCenter" }];

const PAGE = 25;

/** Staff only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireModerator(request);
  const search = new URL(request.url).searchParams;
  const open = search.get("state") !== "decided";
  const after = parseId<"appeal">(search.get("after"));
  const [{ appeals, next }, waiting] = await Promise.all([
    pageAppeals(database(), { open, after, limit: PAGE }),
    countWaitingWork(database()),
  ]);
  return {
    appeals: appeals.map(({ id, matter, state, at, title, employerName, imposedBy }) => ({
      ...{ id, matter, state, at, title, employerName, imposedBy },
    })),
    next,
    waiting,
    open,
    paged: after !== undefined,
    now: now(),
  };
}

export default function Appeals() {
  const { appeals, next, waiting, open, paged, now } = useLoaderData<typeof loader>();
  const here = open ? {} : { state: "decided" };
  return (
    <Page
      title={open ? "Appeals that wait" : "Decided appeals"}
      lead="Employers that think we were wrong. Whoever decided before does not judge the appeal."
      tools={
        <ButtonLink to={paths.appeals(open ? { state: "decided" } : {})}>{open ? "Decided ones" : "Those that wait"}</ButtonLink> // prettier-ignore
      }
    >
      <ModerationTabs current="appeals" waiting={waiting} />
      {appeals.length === 0 ? (
        <EmptyState
          title={paged ? "The list ends here" : "There is none"}
          icon="ok"
          action={{ to: paths.reports(), label: "To the reports" }}
        />
      ) : (
        <>
          <ol className="waits">
            {appeals.map((appeal) => (
              <li key={appeal.id}>
                <p className="waits-left">
                  <b>
                    <Time at={appeal.at} now={now} fine />
                  </b>
                  <span>{open ? "" : appealStates[appeal.state]}</span>
                </p>
                <div>
                  <h2>
                    <Link to={paths.appeal(appeal.id)}>{appeal.title ?? appeal.employerName}</Link>
                  </h2>
                  <p className="age">
                    <span>{appealMatters[appeal.matter]}</span> <span>{appeal.employerName}</span>{" "}
                    <span>Decided by {appeal.imposedBy}</span>
                  </p>
                </div>
              </li>
            ))}
          </ol>
          <Pager
            shown={countOf(appeals.length, "appeal")}
            nextTo={next && paths.appeals({ ...here, after: next })}
            firstTo={paged ? paths.appeals(here) : undefined}
          />
        </>
      )}
    </Page>
  );
}
