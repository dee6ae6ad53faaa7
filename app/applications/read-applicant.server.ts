import { listMembers } from "~/employers/manage-members.server.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { showToEmployer } from "~/profiles/show-to-employer.server.ts";
import { listAnswers } from "./list-answers.server.ts";
import { findHolder } from "./applicant.queries.server.ts";
import { findApplicationForMember, listApplicationEvents } from "./application.queries.server.ts";
import { listNotes } from "./note.queries.server.ts";

/**
 * An application to a job of the member's with its answers and history, the team's notes, whose it is, and who could have
 * it; with the applicant's profile as it is now, where they show it. Undefined for anybody but a member.
 */
export async function readApplicant(db: Db, accountId: AccountId, jobId: JobId, id: ApplicationId) {
  const application = await findApplicationForMember(db, accountId, jobId, id);
  if (!application) return undefined;
  const { accountId: seekerId, employerId, erasedAt } = application;
  const [events, notes, holder, members, answers, profile] = await Promise.all([
    listApplicationEvents(db, id),
    listNotes(db, id),
    findHolder(db, id),
    listMembers(db, employerId),
    listAnswers(db, [id]),
    erasedAt ? undefined : showToEmployer(db, seekerId, employerId),
  ]);
  return {
    application,
    events,
    answers: answers.get(id) ?? [],
    notes: notes.map(({ authorId, ...note }) => ({ ...note, own: authorId === accountId })),
    holder,
    profile,
    colleagues: members.map((member) => ({ id: member.accountId, name: member.name })),
  };
}
