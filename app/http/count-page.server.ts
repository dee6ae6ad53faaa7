import type { IncomingMessage } from "node:http";
import { env } from "~/platform/env.server.ts";
import { parseId, type JobId } from "~/platform/ids.ts";
import { countVisit } from "~/statistics/count-visit.server.ts";
import type { Source } from "~/statistics/source.ts";
import type { VisitKind } from "~/statistics/visit-buffer.server.ts";
import { clientAddress } from "./origin.ts";

const JOB = "/jobs/";

/** What is read of a request. */
type Answered = Pick<IncomingMessage, "url" | "method" | "headers"> & {
  socket: Pick<IncomingMessage["socket"], "remoteAddress">;
};

/**
 * Counts the view of a job's page that was just sent, from memory or not; for every other answer it does nothing. What
 * a page fetches of another (`.data`) is no view: it may be fetched before a click, and after one the page itself says
 * that it is shown (`useReportView`).
 */
export function countPage(request: Answered, status: number): void {
  const { url = "", method, headers, socket } = request;
  if (!url.startsWith(JOB) || method !== "GET" || (status !== 200 && status !== 304)) return;
  const jobId = jobOf(url);
  if (!jobId) return;
  const forwardedFor = headers["x-forwarded-for"]?.toString();
  const address = clientAddress(socket.remoteAddress, forwardedFor, env().TRUST_PROXY);
  countVisit("view", jobId, { headers, url, address });
}

/** The job whose page a path is: the id at the end of its slug. */
function jobOf(url: string): JobId | undefined {
  const mark = url.indexOf("?");
  const slug = url.slice(JOB.length, mark < 0 ? undefined : mark);
  return slug.includes("/") ? undefined : parseId<"job">(slug.slice(-22));
}

/** Notes what somebody did with a job, as `countVisit`; the request is one that a route answers. */
export function countDeed(kind: VisitKind, jobId: JobId, request: Request, address: string, source?: Source): void {
  if (request.method === "HEAD") return;
  const { pathname, search } = new URL(request.url);
  countVisit(kind, jobId, { headers: Object.fromEntries(request.headers), url: pathname + search, address }, source);
}
