/** What other folders may read of jobs, and lock inside a transaction of their own. */
export { findJob, findJobForMember, findJobTitle, lockJob } from "./job.queries.server.ts";
export type { JobRow } from "./job.queries.server.ts";
