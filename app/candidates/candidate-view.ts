import { dayOf } from "~/platform/clock.ts";
import { choicesLine, experienceLine, heldLabel, payLine, placeLine } from "~/profiles/components/profile-words.ts";
import type { CandidateProfile, CandidateView } from "./candidate.ts";

/** A candidate in words. @param today a day in UTC, `2026-11-22`. */
export function viewOf(profile: CandidateProfile, today: string): CandidateView {
  return {
    credentials: profile.credentials.map((held) => ({
      label: heldLabel(held),
      expired: held.expiresOn !== null && held.expiresOn < today,
    })),
    practicode: profile.practicode,
    experience: experienceLine(profile.experience) ?? null,
    place: placeLine(profile) ?? null,
    systems: choicesLine(profile, ["ehr", "encoder"]) ?? null,
    work: choicesLine(profile, ["function", "mode", "type"]) ?? null,
    pay: payLine(profile) ?? null,
    updatedOn: dayOf(profile.updatedAt),
  };
}
