import type { EmployerId } from "~/platform/ids.ts";
import { countOf } from "~/ui/format.ts";

/** What an organization has at stake when one of its members deletes their account. */
export type Stake = {
  employerId: EmployerId;
  name: string;
  role: "owner" | "recruiter";
  otherOwners: number;
  /** Its other members, whatever their role. */
  others: number;
  openJobs: number;
  /** Plans that would be renewed. */
  plans: number;
};

/** Whether nobody else owns the organization. */
export const isSole = (stake: Stake) => stake.role === "owner" && stake.otherOwners === 0;

/** What must be done about an organization before its owner may go; undefined where nothing. */
export function obstacle(stake: Stake): string | undefined {
  if (!isSole(stake)) return undefined;
  if (stake.others > 0) return `You are the last owner of ${stake.name}. Make somebody else an owner first.`;
  const open = [
    stake.openJobs ? `close its ${countOf(stake.openJobs, "open job")}` : undefined,
    stake.plans ? "end its plan in the portal of its billing page" : undefined,
  ].filter((words) => words !== undefined);
  if (open.length === 0) return undefined;
  return `You are the only person of ${stake.name}. Invite another owner, or ${open.join(" and ")} first.`;
}
