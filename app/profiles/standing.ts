/** A credential of a person. */
export type HeldCredential = {
  code: string;
  /** Held with the status of a new holder (CPC-A, COC-A). Says something only where the vocabulary has such a status. */
  apprentice: boolean;
  /** The last day on which it holds, `2027-03-31`; null where the person did not say. */
  expiresOn: string | null;
};

/** Whole years in a setting or specialty. */
export type ExperienceYears = { years: number; countedIn: "setting" | "specialty"; code: string };

/** Where somebody would move to for a job. */
export type Moves = "anywhere" | readonly string[];

/** What of a profile qualification reads, and nothing else of it. States are two letters, lower case. */
export type Standing = {
  credentials: readonly HeldCredential[];
  /** Practicode or an externship is done. */
  practicode: boolean;
  experience: readonly ExperienceYears[];
  /** Null where the person did not say. */
  homeState: string | null;
  /** States beside their own where they can get to work from home. */
  commutes: readonly string[];
  /** Empty for nowhere. */
  moves: Moves;
};
