import type { ExperienceYears } from "./standing.ts";

/** Something that a text seems to say about a person, which the profile could take over if they say so. */
export type ProfileFact =
  | { kind: "credential"; code: string; apprentice: boolean }
  | { kind: "tool"; facet: "ehr" | "encoder"; code: string }
  | ({ kind: "experience" } & ExperienceYears);

/** A fact with the passage that it was read from. `sure` is false where the passage speaks of the future. */
export type ReadFact = ProfileFact & { passage: string; sure: boolean };

/** The checkbox of a fact: no two facts that the profile can hold beside each other have one name. */
export function factTick(fact: ProfileFact): { name: string; value: string } {
  switch (fact.kind) {
    case "credential":
      return { name: `credential-${fact.code}`, value: fact.apprentice ? "apprentice" : "full" };
    case "tool":
      return { name: `${fact.facet}-${fact.code}`, value: "on" };
    case "experience":
      return { name: `years-${fact.countedIn}-${fact.code}`, value: String(fact.years) };
  }
}
