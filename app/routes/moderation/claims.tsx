import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listClaims } from "~/employers/decide-claim.server.ts";
import { requireModerator } from "~/http/guards.server.ts";
import { ClaimList } from "~/moderation/components/claims.tsx";
import { ModerationTabs } from "~/moderation/components/moderation-tabs.tsx";
import { countWaitingWork } from "~/moderation/count-waiting.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { EmptyState } from "~/ui/answers.tsx";
import { Pager } from "~/ui/facets.tsx";
import { countOf, formatNumber } from "~/ui/format.ts";
import { Page } from "~/ui/frame.tsx";

export const meta: MetaFunction = () => [{ title: "Claims on employers – CareerCenter" }];

const PAGE = 25;

/** Staff only. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requireModerator(request);
  const after = parseId<"claim">(new URL(request.url).searchParams.get("after"));
  const [{ claims, next }, waiting] = await Promise.all([
    listClaims(database(), { after, limit: PAGE }),
    countWaitingWork(database()),
  ]);
  return {
    claims: claims.map(({ id, name, employerName, imported, createdAt }) => ({
      ...{ id, name, employerName, imported, createdAt },
    })),
    next,
    waiting,
    paged: after !== undefined,
    now: now(),
  };
}

export default function Claims() {
  const { claims, next, waiting, paged, now } = useLoaderData<typeof loader>();
  const count = waiting.claims;
  return (
    <Page
      title={count === 1 ? "1 claim waits for a decision" : `${countOf(count, "claim")} wait for a decision`}
      lead="People who say that they belong to an employer that is here already."
    >
      <ModerationTabs current="claims" waiting={waiting} />
      {claims.length === 0 ? (
        <EmptyState
          title={paged ? "The claims end here" : "Nothing waits"}
          icon="ok"
          action={
            paged
              ? { to: paths.claims(), label: "Back to the first" }
              : { to: paths.moderation(), label: "To the jobs" }
          }
        />
      ) : (
        <>
          <ClaimList claims={claims} now={now} />
          <Pager
            shown={`${countOf(claims.length, "claim")} of ${formatNumber(count)}`}
            nextTo={next && paths.claims({ after: next })}
            firstTo={paged ? paths.claims() : undefined}
          />
        </>
      )}
    </Page>
  );
}
