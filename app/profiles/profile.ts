import type { EmployerId } from "~/platform/ids.ts";
import { employmentTypes, workModes } from "~/vocabulary/terms.ts";
import { vocabulary, type CodeOf } from "~/vocabulary/vocabulary.ts";
import { ehrs, encoders, functions } from "~/vocabulary/work.ts";
import type { HeldCredential, Moves, Standing } from "./standing.ts";

/** Who sees a profile, beside the person. */
export const visibilities = vocabulary({
  hidden: "Nobody",
  applied: "Employers that I apply to",
  verified: "All verified employers",
});
export type Visibility = CodeOf<typeof visibilities>;

/** `number`: the one under which the body has it. */
export type ProfileCredential = HeldCredential & { number: string | null };

/** What somebody looks for: the least pay, in cents. */
export type WantedPay = { minCents: number; unit: "hour" | "year" };

/** The facets of which a person chooses any number. */
export const choiceFacets = ["ehr", "encoder", "function", "mode", "type"] as const;
export type ChoiceFacet = (typeof choiceFacets)[number];

/** What a seeker says about themselves. */
export type Profile = Omit<Standing, "credentials"> & {
  /** Counts every change; 0 where nothing was ever said. */
  version: number;
  credentials: readonly ProfileCredential[];
  choices: Record<ChoiceFacet, readonly string[]>;
  pay: WantedPay | null;
  visibility: Visibility;
  blocked: readonly { id: EmployerId; name: string; slug: string }[];
};

/** A profile as employers see it to which its person applied: all of it but whom they keep away. */
export type AppliedProfile = Omit<Profile, "version" | "visibility" | "blocked">;

/** The profile of somebody who has said nothing. */
export function emptyProfile(): Profile {
  return {
    version: 0,
    credentials: [],
    practicode: false,
    experience: [],
    homeState: null,
    commutes: [],
    moves: [],
    choices: { ehr: [], encoder: [], function: [], mode: [], type: [] },
    pay: null,
    visibility: "hidden",
    blocked: [],
  };
}

/** What of the profile qualification reads. */
export function standingOf({ credentials, practicode, experience, homeState, commutes, moves }: Profile): Standing {
  return { credentials, practicode, experience, homeState, commutes, moves };
}

/** Whether qualification can be judged by it at all: who only chose who sees their profile is told nothing by it. */
export function saysAnything({ credentials, practicode, experience, homeState, commutes, moves }: Standing): boolean {
  return Boolean(credentials.length || practicode || experience.length || homeState || commutes.length || moves.length);
}

/** What may be ticked: not stated is no wish. */
export const tickable: Record<ChoiceFacet, readonly { code: string; label: string }[]> = {
  ehr: ehrs.entries,
  encoder: encoders.entries,
  function: functions.entries,
  mode: workModes.entries.filter(({ code }) => code !== "not-stated"),
  type: employmentTypes.entries.filter(({ code }) => code !== "not-stated"),
};

/** The name of a checkbox: each has one of its own, for a form keeps one value of a name. */
export const tickName = (facet: ChoiceFacet, code: string) => `${facet}-${code}`;

/** The parts in which a profile is written, each on a page of its own. */
export const profileParts = ["credentials", "experience", "place", "tools", "work", "privacy"] as const;
export type ProfilePart = (typeof profileParts)[number];

export const partLabels: Record<ProfilePart, string> = {
  credentials: "Credentials",
  experience: "Experience",
  place: "Where you work",
  tools: "EHRs and encoders",
  work: "What you look for",
  privacy: "Who sees it",
};

/** What a part is good for once it is filled. */
export const unlocks: Record<ProfilePart, string> = {
  credentials: "Each job says whether you qualify by its credentials, and which one is missing where you do not.",
  experience: "Jobs that ask for years in a setting or specialty are held against yours.",
  place: "Jobs that are not open to your state, or out of reach, are told from those that are.",
  tools: "Employers who may see your profile know which systems you need not learn.",
  work: "Employers who may see your profile know what you would say yes to.",
  privacy: "Your profile works for you without you: employers find it, unless you keep it to yourself.",
};

function isFilled(profile: Profile, part: ProfilePart): boolean {
  switch (part) {
    case "credentials":
      return profile.credentials.length > 0;
    case "experience":
      return profile.experience.length > 0;
    case "place":
      return profile.homeState !== null;
    case "tools":
      return profile.choices.ehr.length + profile.choices.encoder.length > 0;
    case "work":
      return profile.choices.function.length + profile.choices.mode.length + profile.choices.type.length > 0;
    case "privacy":
      return profile.visibility !== "hidden";
  }
}

/** How far a profile is: which parts are filled, and what each unlocks. */
export function progressOf(profile: Profile): {
  done: number;
  parts: { part: ProfilePart; done: boolean; unlocks: string }[];
} {
  const parts = profileParts.map((part) => ({ part, done: isFilled(profile, part), unlocks: unlocks[part] }));
  return { done: parts.filter(({ done }) => done).length, parts };
}

/** The answer that a choice of moves was. */
export function movesKind(moves: Moves): "nowhere" | "anywhere" | "states" {
  return moves === "anywhere" ? "anywhere" : moves.length ? "states" : "nowhere";
}
