import type { Db } from "~/platform/database.server.ts";
import type { ApplicationId } from "~/platform/ids.ts";
import { listAnswers, type ApplicationAnswer } from "./answer.queries.server.ts";

export { listAnswers, type ApplicationAnswer } from "./answer.queries.server.ts";

/** An answer as its seeker may read it: nothing of what was expected. */
export type OwnAnswer = Pick<ApplicationAnswer, "question" | "kind" | "answer">;

/** What the seeker answered. The caller has checked that the application is theirs. */
export async function listOwnAnswers(db: Db, id: ApplicationId): Promise<OwnAnswer[]> {
  const answers = (await listAnswers(db, [id])).get(id) ?? [];
  return answers.map(({ question, kind, answer }) => ({ question, kind, answer }));
}
