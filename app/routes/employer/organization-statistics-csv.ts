import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { csvResponse } from "~/http/text-response.server.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";
import { readEmployerCsv } from "~/statistics/read-statistics.server.ts";
import { parseSpan } from "~/statistics/statistics.ts";

/** Members of the organization: the counts of its page of statistics as a file. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const employerId = parseId<"employer">(params.employerId);
  const span = parseSpan(new URL(request.url).searchParams.get("span"), false);
  const csv = employerId && (await readEmployerCsv(database(), account.id, employerId, span));
  if (!csv) throw notFound();
  return csvResponse(csv, `statistics-${employerId}-${span}.csv`);
}
