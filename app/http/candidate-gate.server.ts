import { redirect } from "@remix-run/node";
import { countAccountAttempt } from "~/accounts/limits.server.ts";
import { readGate, type Gate } from "~/candidates/gate.server.ts";
import { database } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { parseId, type AccountId } from "~/platform/ids.ts";
import { paths } from "~/platform/paths.ts";
import { notFound, statusOf } from "./answer-error.server.ts";

/** How an organization stands to candidate search. @throws a 404 for anybody but a member. */
export async function readCandidateGate(accountId: AccountId, employerId: string | undefined): Promise<Gate> {
  const id = parseId<"employer">(employerId);
  const gate = id && (await readGate(database(), accountId, id));
  if (!gate) throw notFound();
  return gate;
}

/**
 * An organization that may search for candidates, whose look is counted. @throws as `readCandidateGate`; a redirect to the
 * page that says what it lacks; a 429 where it reads more than people can.
 */
export async function requireCandidateGate(accountId: AccountId, employerId: string | undefined): Promise<Gate> {
  const gate = await readCandidateGate(accountId, employerId);
  if (!gate.open) throw redirect(paths.candidates(gate.employer.id));
  await countLook(gate);
  return gate;
}

/** Counts a page of candidates. @throws a 429 answer. */
export async function countLook({ employer }: Gate): Promise<void> {
  try {
    await countAccountAttempt("search-candidates", employer.id);
  } catch (error) {
    if (error instanceof DomainError) throw new Response(null, { status: statusOf(error) });
    throw error;
  }
}
