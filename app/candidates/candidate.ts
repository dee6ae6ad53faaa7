import type { Profile } from "~/profiles/profile.ts";
import type { HeldCredential } from "~/profiles/standing.ts";

/** What of a profile employers may see: everything but the numbers of credentials, and who is kept away. */
export type CandidateProfile = Omit<Profile, "version" | "visibility" | "blocked" | "credentials"> & {
  credentials: readonly HeldCredential[];
  updatedAt: Date;
};

/** A candidate as pages show one, in words; nothing in it names the person. `null`: they did not say. */
export type CandidateView = {
  credentials: readonly { label: string; expired: boolean }[];
  practicode: boolean;
  experience: string | null;
  place: string | null;
  systems: string | null;
  work: string | null;
  pay: string | null;
  /** The UTC day of the last change: the moment might be recognized. */
  updatedOn: Date;
};

/** Shown beside what an employer sees, to the person: the names of its parts. */
export const SEEN_PARTS =
  "credentials (without their numbers), years of experience, states, EHRs and encoders, and what you look for";
