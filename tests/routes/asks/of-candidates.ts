/** Requests in order of candidate search, and of what employers write to a person. */
import { insertContact } from "~/candidates/contact.queries.server.ts";
import { findWorkingPlan } from "~/billing/use-plan.server.ts";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { newId, type EmployerId, type JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { aPerson, givePlan, knownAs, MESSAGE, verify } from "#tests/candidates/candidates.ts";
import type { Ask, Asks } from "../walk.ts";
import type { World } from "../world.ts";

/** The organization lacks nothing to search. */
async function opened(world: World) {
  const [employerId, accountId] = [world.employerId as EmployerId, world.people.owner];
  await verify(employerId);
  if (!(await findWorkingPlan(database(), employerId))) await givePlan({ employerId, accountId });
  return { employerId, accountId, jobId: world.jobId as JobId };
}

async function ofCandidate(world: World, fields?: Record<string, string>): Promise<Ask> {
  const candidateId = await knownAs(await opened(world), await aPerson());
  return { params: { candidateId }, ...(fields && { fields }) };
}

/** A message to the seeker that is not answered. */
async function toSeeker(world: World): Promise<Ask> {
  const { employerId, accountId } = await opened(world);
  const id = newId<"contact">();
  const { jobId } = await world.liveJob();
  await transact(database(), (trx) =>
    insertContact(trx, {
      ...{ id, employer_id: employerId, account_id: world.people.seeker, job_id: jobId },
      ...{ sender_id: accountId, message: MESSAGE, created_at: now() },
    }),
  );
  return { params: { contactId: id } };
}

async function atOpenGate(world: World): Promise<Ask> {
  await opened(world);
  return {};
}

export const ofCandidates: Asks = {
  "employer/candidates.tsx": { loader: atOpenGate },
  "employer/candidate.tsx": {
    loader: (world) => ofCandidate(world),
    action: (world, _role) => ofCandidate(world, { job: world.jobId, message: MESSAGE }),
  },
  "employer/contacts.tsx": { loader: atOpenGate },
};

export const ofContacted: Asks = {
  "profiles/contact.tsx": {
    loader: (world) => toSeeker(world),
    yes: (world) => toSeeker(world),
    no: (world) => toSeeker(world),
    block: (world) => toSeeker(world),
  },
};
