import type { Employer } from "~/employers/employer.ts";
import { findEmployerBySlug } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import { hasPublishedJob } from "./public-job.queries.server.ts";

/**
 * The employer of a public page. An organization has one once it is verified or a job of it was published: before, nobody
 * but its own members has read what it says of itself, and a page would lend it the board's name.
 */
export async function showEmployer(db: Db, slug: string): Promise<Employer | undefined> {
  const employer = slug.length > 200 ? undefined : await findEmployerBySlug(db, slug);
  if (!employer) return undefined;
  return employer.verification !== "unverified" || (await hasPublishedJob(db, employer.id)) ? employer : undefined;
}
