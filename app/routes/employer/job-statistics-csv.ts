import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { csvResponse } from "~/http/text-response.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { readJobCsv } from "~/statistics/read-statistics.server.ts";
import { parseSpan } from "~/statistics/statistics.ts";

/** Members of the job's employer: the counts of the job's page of statistics as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const span = parseSpan(new URL(request.url).searchParams.get("span"), true);
  const csv = jobId && (await readJobCsv(database(), account.id, jobId, span));
  if (!csv) throw notFound();
  return csvResponse(csv, `statistics-${jobId}-${span}.csv`);
}
