import type { LoaderFunctionArgs } from "@remix-run/node";
import { statusOf } from "~/http/answer-error.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { parseCriteria } from "~/search/criteria.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { listItems } from "~/search/list-items.server.ts";

const PAGE = 20;

/** Public: a search as JSON, with the parameters of the search page; what of them was not understood is in `ignored`. */
export async function loader({ request }: LoaderFunctionArgs) {
  const began = performance.now();
  const { criteria, ignored } = parseCriteria(new URL(request.url).searchParams);
  const parsed = performance.now();
  try {
    const { items, ...found } = await jobSearch().search(criteria, { limit: PAGE });
    const searched = performance.now();
    const answer = {
      total: found.total,
      items: await listItems(database(), items, env().BASE_URL),
      next: found.next,
      facets: found.facets,
      place: found.place,
      droppable: found.droppable,
      didYouMean: found.didYouMean,
      ignored: [...ignored, ...found.ignored],
    };
    const timing = serverTiming({
      parse: parsed - began,
      search: searched - parsed,
      items: performance.now() - searched,
    });
    return answerJson(answer, { headers: { "Server-Timing": timing } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // While the index is being built.
    return answerJson({ error: error.message }, { status: statusOf(error), headers: { "Retry-After": "5" } });
  }
}

function answerJson(body: object, { status = 200, headers }: { status?: number; headers: Record<string, string> }) {
  return Response.json(body, { status, headers: { ...headers, "Cache-Control": "private, no-cache" } });
}

/** Durations in milliseconds as a Server-Timing header. */
function serverTiming(parts: Record<string, number>): string {
  return Object.entries(parts)
    .map(([name, ms]) => `${name};dur=${ms.toFixed(3)}`)
    .join(", ");
}
