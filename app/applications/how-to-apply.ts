import type { Apply } from "~/jobs/job-content.ts";

/** How somebody applies to a job: here, elsewhere (`to` is https:, http: or mailto:), or no longer. */
export type HowToApply = { how: "board" } | { how: "elsewhere"; to: string; byMail: boolean } | { how: "over" };

/**
 * Whether a job that the public meets like this takes applications. One whose employer is late to confirm it has left the
 * lists, but whoever has its address may still apply (jobs/show-job).
 */
export function takesApplications(status: "listed" | "unconfirmed" | "over" | "taken-down"): boolean {
  return status === "listed" || status === "unconfirmed";
}

/**
 * How to apply to a job. What an outside source brought applies at that source, whatever else it says.
 * @param job.open whether it takes applications at all
 */
export function howToApply(job: {
  open: boolean;
  origin: "employer" | "import";
  sourceUrl: string | null;
  apply: Apply;
}): HowToApply {
  if (!job.open) return { how: "over" };
  if (job.apply.kind === "email") return { how: "elsewhere", to: `mailto:${job.apply.email}`, byMail: true };
  if (job.apply.kind === "url") return { how: "elsewhere", to: job.apply.url, byMail: false };
  if (job.origin === "employer") return { how: "board" };
  return job.sourceUrl ? { how: "elsewhere", to: job.sourceUrl, byMail: false } : { how: "over" };
}
