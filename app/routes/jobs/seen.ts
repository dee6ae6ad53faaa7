import type { ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "~/http/answer-error.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import { sourceOf, sourceOfOwnPath } from "~/statistics/source.ts";

/** Public: a job's page says that it is shown, where its document was not asked for (`useReportView`). */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const job = await showJob(database(), params.slug ?? "");
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw notFound();
  const told = new URL(request.url).searchParams;
  const from = told.get("from");
  const source =
    from === null
      ? sourceOf({
          // The page that reports is the job's own, with the query that it was asked for with.
          url: request.headers.get("Referer") ?? "",
          referer: told.get("referrer") ?? undefined,
          host: new URL(env().BASE_URL).host,
        })
      : sourceOfOwnPath(from.slice(0, 500));
  if (status !== "over") countDeed("view", job.id, request, context.clientAddress, source);
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
