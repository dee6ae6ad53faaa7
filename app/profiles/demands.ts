import type { ApprenticeAnswer, StateReach, WorkMode } from "~/vocabulary/terms.ts";

/** A row of a job's credential rule: any of, or all of, some credentials. The rows hold together. */
export type CredentialDemand = {
  how: "any" | "all";
  level: "required" | "preferred";
  /** Codes of credentials. */
  codes: readonly string[];
  /** What may stand in for the row, in the employer's words: no rule reads them, people do. */
  inLieu: string | null;
};

/** Whole years in a setting or specialty. */
export type ExperienceDemand = { years: number; countedIn: "setting" | "specialty"; code: string };

/**
 * What a job says about who may have it: the four things that qualification is judged by. Built by whoever knows jobs;
 * profiles come before them.
 */
export type JobDemands = {
  /** Empty where it asks for none; null where it does not say. */
  groups: readonly CredentialDemand[] | null;
  apprentice: ApprenticeAnswer;
  mode: WorkMode;
  /** The reach of a remote job, and the states of `only` and `except`; lower case. */
  stateReach: StateReach;
  states: readonly string[];
  /** The states of its places; null for a place whose state is not known. */
  places: readonly (string | null)[];
  /** Empty where it asks for none; null where it does not say. */
  experience: readonly ExperienceDemand[] | null;
};

export type CredentialPart = Pick<JobDemands, "groups" | "apprentice">;
export type StatePart = Pick<JobDemands, "mode" | "stateReach" | "states" | "places">;
export type ExperiencePart = Pick<JobDemands, "experience">;
