import "./job.tasks.ts";
import { recordAudit, system } from "~/audit/record-audit.server.ts";
import { HOUR, later, now, SECOND } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { FetchError, NoSuchHost, probePublic } from "~/platform/fetch-public.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { enqueueTask } from "~/tasks/enqueue-task.server.ts";
import { afterLook, foundWords, signOf, type LinkSign } from "./apply-link.ts";
import { findLink, listLinksDue, putLink } from "./apply-link.queries.server.ts";
import { endJob } from "./end-job.server.ts";
import { lockJob } from "./job.queries.server.ts";

export { countLinks, findLink, listBadLinks } from "./apply-link.queries.server.ts";

/** Addresses of one round, which comes every five minutes, and those of one host among them. */
const ROUND = 300;
const OF_HOST = 10;
/** Between two looks at one host. */
const PAUSE = 20 * SECOND;
/** A job's address is looked at once in such a stretch, whatever happens. */
const STRETCH = 6 * HOUR;

/** Has the addresses looked at that are due: few of one host at once, and each at its own moment. A repeating task calls it. */
export async function enqueueLinkChecks(db: Db): Promise<void> {
  const ofHost = new Map<string, number>();
  const stretch = Math.floor(now().getTime() / STRETCH);
  for (const { jobId, url } of await listLinksDue(db, ROUND)) {
    const host = URL.canParse(url) ? new URL(url).host : "";
    const before = ofHost.get(host) ?? 0;
    if (before >= OF_HOST) continue;
    ofHost.set(host, before + 1);
    const options = { dedupeKey: `job.check-link:${jobId}:${stretch}`, runAt: later(now(), before * PAUSE) };
    await enqueueTask(db, "job.check-link", { jobId }, options);
  }
}

/**
 * Looks at the address where a live job takes applications, and writes down how it stands. One that four looks over two
 * days found gone makes the job leave the lists: an employer's loses its confirmation, and its members are asked; an
 * imported one is closed, since nobody answers for it.
 */
export async function checkLink(db: Db, jobId: JobId): Promise<void> {
  const link = await findLink(db, jobId);
  if (!link) return;
  const sign = await look(link.address);
  await transact(db, async (trx) => {
    const job = await lockJob(trx, jobId);
    const current = job?.state === "live" ? await findLink(trx, jobId) : undefined;
    // Another address by now: it is looked at on its own.
    if (!job || current?.address !== link.address) return;
    const known = current.url === current.address && current.state !== null;
    const before = known
      ? { state: current.state!, failures: current.failures!, failingSince: current.failingSince }
      : undefined;
    const at = now();
    const after = afterLook(before, sign, at);
    await putLink(trx, {
      job_id: jobId,
      url: link.address,
      state: after.state,
      found: sign.found,
      failures: after.failures,
      failing_since: after.failingSince,
      checked_at: at,
      next_check_at: after.next,
    });
    if (after.state === "dead" && before?.state !== "dead") await leaveLists(trx, job, sign, at);
  });
}

/** Names that belong to nobody (RFC 2606), as the demo has them: whoever asked there would find every one of them gone. */
const RESERVED = /(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(com|net|org)$/;

/** Asks with HEAD; what does not answer that well is asked with GET, since many servers know no HEAD. */
async function look(address: string): Promise<LinkSign> {
  const options = {
    agent: "CareerCenter-LinkCheck/1.0",
    accept: "text/html,*/*;q=0.5",
    limits: { total: 20 * SECOND, idle: 10 * SECOND, redirects: 5, bytes: 0 },
  };
  if (URL.canParse(address) && RESERVED.test(new URL(address).hostname.replace(/\.$/, "")))
    return { sign: "unsure", found: "reserved" };
  let last: LinkSign = { sign: "unsure", found: "refused" };
  for (const method of ["HEAD", "GET"] as const)
    try {
      const { status, url } = await probePublic(address, { ...options, method });
      last = signOf(status, new URL(address), url);
      if (last.sign === "ok") return last;
    } catch (error) {
      if (error instanceof NoSuchHost) return { sign: "dead", found: "no-host" };
      if (!(error instanceof FetchError) && !(error instanceof Error && "code" in error)) throw error;
      last = { sign: "unsure", found: "refused" };
    }
  return last;
}

type Locked = NonNullable<Awaited<ReturnType<typeof lockJob>>>;

async function leaveLists(trx: Trx, job: Locked, sign: LinkSign, at: Date): Promise<void> {
  const subject = { kind: "job", id: job.id } as const;
  await recordAudit(trx, { actor: system, action: "job.dead-link", subject, detail: { found: sign.found } });
  if (job.origin === "import") return endJob(trx, job.id, "closed", system);
  await trx.updateTable("job").set({ confirmed_at: null }).where("id", "=", job.id).execute();
  jobChanged(trx, job.id);
  const about = { jobId: job.id, event: "dead_link", reason: foundWords(sign.found) } as const;
  await enqueueTask(trx, "job.mail", about, { dedupeKey: `job.mail:dead_link:${job.id}:${at.getTime()}` });
}
