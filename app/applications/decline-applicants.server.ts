import type { Db } from "~/platform/database.server.ts";
import type { AccountId, ApplicationId, JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { listPicked } from "./applicant.queries.server.ts";
import type { Pick } from "./applicant-forms.ts";
import { findJobOfMember, lockApplicationForMember } from "./application.queries.server.ts";
import { mayMoveApplication, type ApplicationState } from "./application.ts";
import { recordMove } from "./record-move.server.ts";

/** What became of one of several: `already` was there before, `moved` stands elsewhere by now, `gone` is not yours. */
export type PickOutcome = {
  id: ApplicationId;
  name: string;
  outcome: "done" | "already" | "moved" | "gone";
  state: ApplicationState;
};

/** The chosen applicants of a job of the member's; undefined for anybody else. */
export async function readPicked(db: Db, accountId: AccountId, jobId: JobId, ids: readonly ApplicationId[]) {
  const job = await findJobOfMember(db, accountId, jobId);
  return job && { job, people: await listPicked(db, jobId, ids) };
}

/**
 * Moves several applicants, each in a transaction of its own with its history, audit and mail. One that was moved since
 * its version was read stays as it is, so that posting the same again mails nobody twice.
 * @param input.picks at most 50, as the page showed them.
 * @returns what became of each, in the order of `picks`.
 */
export async function moveSeveral(
  db: Db,
  accountId: AccountId,
  input: { jobId: JobId; picks: readonly Pick[]; to: "reviewed" | "declined"; message?: string },
): Promise<PickOutcome[]> {
  const { jobId, to, message } = input;
  const outcomes: PickOutcome[] = [];
  for (const { id, version } of input.picks)
    outcomes.push(
      await transact(db, async (trx) => {
        const row = await lockApplicationForMember(trx, accountId, jobId, id);
        if (!row) return { id, name: "", outcome: "gone", state: "withdrawn" };
        const stays = { id, name: row.name, state: row.state };
        if (row.state === to) return { ...stays, outcome: "already" };
        if (row.version !== version || !mayMoveApplication(row.state, to, "employer"))
          return { ...stays, outcome: "moved" };
        await recordMove(trx, row, { to, version, message, side: "employer", actorId: accountId });
        return { id, name: row.name, outcome: "done", state: to };
      }),
    );
  return outcomes;
}
