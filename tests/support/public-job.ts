import type { JobContent } from "~/jobs/job-content.ts";
import type { Job } from "~/jobs/job.ts";
import { newId } from "~/platform/ids.ts";
import { plainContent } from "./plain-content.ts";

/** The moment that ages are counted from in tests of pages. */
export const AT = new Date("2026-11-21T12:00:00Z");
export const DAYS = 86_400_000;

/** A listed job that its employer posted twelve days ago and confirmed yesterday; nothing is written anywhere. */
export function aJob(more: Partial<Omit<Job, "content">> = {}, content: Partial<JobContent> = {}): Job {
  const id = newId<"job">();
  return {
    id,
    slug: `facility-coder-${id}`,
    state: "live",
    version: 3,
    revisionId: newId<"revision">(),
    employer: { id: newId<"employer">(), slug: "lakemont", name: "Lakemont Regional Health", verification: "dns" },
    content: plainContent(content),
    origin: "employer",
    sourceUrl: null,
    postedAt: new Date(AT.getTime() - 12 * DAYS),
    expiresAt: new Date(AT.getTime() + 18 * DAYS),
    confirmedAt: new Date(AT.getTime() - DAYS),
    featuredUntil: null,
    ...more,
  };
}
