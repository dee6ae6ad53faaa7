import type { LoaderFunctionArgs } from "@remix-run/node";
import { parseApplicantFilter } from "~/applications/applicant-filter.ts";
import { exportApplicants } from "~/applications/export-applicants.server.ts";
import { notFound } from "~/http/answer-error.server.ts";
import { requireAccount } from "~/http/guards.server.ts";
import { csvResponse } from "~/http/text-response.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { parseId } from "~/platform/ids.ts";

/** A member of the job's employer. The list is written down as taken, and no browser keeps it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const account = await requireAccount(request);
  const jobId = parseId<"job">(params.jobId);
  const filter = parseApplicantFilter(new URL(request.url).searchParams);
  const csv = jobId && (await exportApplicants(database(), account.id, jobId, filter));
  if (csv === undefined) throw notFound();
  return csvResponse(csv, `applicants-${now().toISOString().slice(0, 10)}.csv`);
}
