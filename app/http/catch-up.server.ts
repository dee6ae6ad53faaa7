import { jobSearch } from "~/search/job-search.server.ts";

/**
 * Lets the search of this process see what was just committed. Every action that changed a job calls it before it
 * answers, so that the writer finds its own work in the very next request.
 */
export async function catchUpWithWrites(): Promise<void> {
  await jobSearch().catchUp();
}
