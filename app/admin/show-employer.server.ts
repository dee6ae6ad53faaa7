import { findEmployer } from "~/employers/find-employer.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { EmployerId } from "~/platform/ids.ts";
import { countJobsOf, listPeopleOf } from "./employer.queries.server.ts";

/** What an employer is, who belongs to it, and how many jobs it has in which state. For admins. */
export async function showEmployerFacts(db: Db, id: EmployerId) {
  const employer = await findEmployer(db, id);
  if (!employer) return undefined;
  const [jobs, people] = await Promise.all([countJobsOf(db, id), listPeopleOf(db, id)]);
  return { employer, jobs, people };
}

/** An employer's facts as its page for admins shows them. */
export type ShownFacts = NonNullable<Awaited<ReturnType<typeof showEmployerFacts>>>;
