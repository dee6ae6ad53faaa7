import type { JobDemands } from "~/profiles/demands.ts";
import type { JobContent, JobLocation } from "./job-content.ts";
import type { Job } from "./job.ts";

/** The part of a job's content that says who may have it. */
export type DemandingContent = Pick<
  JobContent,
  "mode" | "stateReach" | "states" | "apprentice" | "credentialGroups" | "experience"
> & { locations: readonly Pick<JobLocation, "state">[] };

/**
 * What a job says about who may have it. An employer who names no credential, or no experience, asks for none: the form
 * makes them say so. What came from a source may only be silent.
 */
export function demandsOf(content: DemandingContent, origin: Job["origin"]): JobDemands {
  const stated = <Row>(rows: readonly Row[]) => (rows.length || origin === "employer" ? rows : null);
  return {
    groups: stated(content.credentialGroups),
    apprentice: content.apprentice,
    mode: content.mode,
    stateReach: content.stateReach,
    states: content.states,
    places: content.locations.map(({ state }) => state),
    experience: stated(content.experience),
  };
}
