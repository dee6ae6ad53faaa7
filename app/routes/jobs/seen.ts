import type { ActionFunctionArgs } from "@remix-run/node";
import { notFound } from "~/http/answer-error.server.ts";
import { countDeed } from "~/http/count-page.server.ts";
import { publicStatus, showJob } from "~/jobs/show-job.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { sourceOfOwnPath } from "~/statistics/source.ts";

/** Public: a job's page says that it is shown, where its document was not asked for (`useReportView`). */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const job = await showJob(database(), params.slug ?? "");
  const status = job && publicStatus(job, now());
  if (!job || status === "taken-down") throw notFound();
  const from = new URL(request.url).searchParams.get("from");
  // A page that was loaded ahead of the click has no page of the board behind it: its own address says where from.
  const source = from === null ? "direct" : sourceOfOwnPath(from.slice(0, 500));
  if (status !== "over") countDeed("view", job.id, request, context.clientAddress, source);
  return new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
}
