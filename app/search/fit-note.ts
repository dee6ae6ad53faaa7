import { paths } from "~/platform/paths.ts";
import { toSearchParams, type JobCriteria } from "./criteria.ts";

/** A remark with a way on. With a title it is of consequence, without one a hint. */
export type FitNote = { title?: string; words: string; to: string; label: string };

/**
 * What a search says of itself to a visitor with nothing that a job could be held against: that a profile would tell
 * them more; and where the search asks how jobs stand for its visitor, why it can't say. Null for who has a profile.
 */
export function fitNote(
  criteria: JobCriteria,
  { signedIn, asker }: { signedIn: boolean; asker?: object | undefined },
): FitNote | null {
  if (asker) return null;
  const profile = { to: paths.profile(), label: "Write your profile" };
  if (criteria.fit.length === 0 && criteria.sort !== "fit")
    return { words: "With a profile, every job says whether you qualify.", ...profile };
  return {
    title: "This search goes by your profile",
    ...(signedIn
      ? { words: `Yours says nothing yet that a job could be held against. ${SHOWN}`, ...profile }
      : {
          words: `It asks which jobs you qualify for, and nobody is signed in. ${SHOWN}`,
          to: paths.signIn(paths.jobs(toSearchParams(criteria))),
          label: "Sign in",
        }),
  };
}

const SHOWN = "So here is every job that matches the rest.";
