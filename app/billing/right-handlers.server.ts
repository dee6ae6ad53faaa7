import type { Actor } from "~/audit/record-audit.server.ts";
import type { Trx } from "~/platform/database.server.ts";
import type { OrderRow } from "./order.queries.server.ts";

export type { OrderRow };

/**
 * What money does to a job. The jobs domain registers these at start-up, since billing comes before it; each runs inside
 * the transaction that records the money, and refuses with a DomainError `conflict` what has no place any more.
 */
export type RightHandlers = {
  /** The money is authorized, or nothing is owed: the revision goes to the moderators; an upgrade finds its live job. */
  authorized(trx: Trx, order: OrderRow): Promise<void>;
  /** The money is taken: an approved job goes live, an upgraded one is featured; refused when it ended meanwhile. */
  captured(trx: Trx, order: OrderRow): Promise<void>;
  /** The money of an approved job, or of an upgrade, was refused: the employer must pay another way. */
  refused(trx: Trx, order: OrderRow): Promise<void>;
  /** The authorization lapsed or was cancelled outside while the job waited for its review; an upgrade's was let go, or its money went back. */
  lost(trx: Trx, order: OrderRow): Promise<void>;
  /** The money of an upgrade had gone back and is the board's again, since the refund failed; refused when its place is taken. */
  restored(trx: Trx, order: OrderRow, paidAt: Date): Promise<void>;
  /** An admin gives the money of a post back and takes its live job down. */
  revoked(trx: Trx, order: OrderRow, actor: Actor): Promise<void>;
};

const processWide = globalThis as typeof globalThis & { careerCenterRightHandlers?: RightHandlers };

/** Called once at start-up by the jobs domain. */
export function registerRightHandlers(handlers: RightHandlers): void {
  processWide.careerCenterRightHandlers = handlers;
}

/** The registered handlers. @throws Error when start-up forgot them. */
export function rightHandlers(): RightHandlers {
  if (!processWide.careerCenterRightHandlers)
    throw new Error("No right handlers are registered: import start-up.server.ts");
  return processWide.careerCenterRightHandlers;
}
