import type { LoaderFunctionArgs } from "@remix-run/node";
import { statusOf } from "~/http/answer-error.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { env } from "~/platform/env.server.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { parseSuggestParams } from "~/search/suggestion.ts";

/**
 * Public: what the words (`q`) or the place (`place`) that are being typed may become, as JSON; `limit` is 1 to 20, 8
 * where it isn't said. `params` are those of the search that a suggestion leads to, `url` is its page, `jobs` how many it
 * finds or null. What of the query was not understood is in `ignored`.
 */
export async function loader({ request }: LoaderFunctionArgs) {
  const { field, text, limit, ignored } = parseSuggestParams(new URL(request.url).searchParams);
  try {
    const suggestions = await jobSearch().suggest(text, { field, limit });
    return answerJson({
      suggestions: suggestions.map((suggestion) => ({
        ...suggestion,
        url: absolute(env().BASE_URL, paths.jobs(new URLSearchParams(suggestion.params))),
      })),
      ignored,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // While the index is being built.
    return answerJson({ error: error.message }, { status: statusOf(error), headers: { "Retry-After": "5" } });
  }
}

function answerJson(body: object, { status = 200, headers = {} }: { status?: number; headers?: HeadersInit } = {}) {
  return Response.json(body, { status, headers: { ...headers, "Cache-Control": "private, no-cache" } });
}
