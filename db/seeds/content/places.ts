import { stateName } from "~/vocabulary/states.ts";
import type { Random } from "./random.ts";
import type { EmployerSeed, Hiring } from "./employer.ts";
import { listed } from "./phrase.ts";

const zones: Record<string, string> = {
  Pacific: "wa or ca nv",
  Mountain: "id ut wy mt co nm az",
  Central: "mn wi ia ne sd nd ks mo ok ar la ms al tx tn il",
  Alaska: "ak",
};

/** The two-letter code of a place written "City, ST", lower case. */
export function stateOf(place: string): string {
  return place.slice(-2).toLowerCase();
}

/** The time that people at `place` keep. */
export function zoneOf(place: string): string {
  const found = Object.entries(zones).find(([, list]) => list.split(" ").includes(stateOf(place)));
  return found?.[0] ?? "Eastern";
}

/** The reach of one remote job of an employer; at times only its nearest states. */
export function reachOf(employer: EmployerSeed, random: Random): Hiring {
  const { hiring } = employer;
  if (hiring === "all") {
    if (random.chance(0.12))
      return { except: random.take(["ca", "ny", "co", "ak", "hi", "wa", "nj", "il"], random.int(2, 5)).sort() };
    return "all";
  }
  if ("only" in hiring && random.chance(0.25))
    return { only: hiring.only.slice(0, random.int(3, Math.min(6, hiring.only.length))) };
  return hiring;
}

/** The reach in words, after "remote" and after "people who live". */
export function reachInWords(reach: Hiring): { reach: string; inReach: string } {
  if (reach === "all") return { reach: "from any state", inReach: "in any state" };
  if ("except" in reach) {
    if (reach.except.length > 5)
      return { reach: `from ${51 - reach.except.length} states`, inReach: "in one of the states marked on this page" };
    const list = listed(reach.except.map(stateName));
    return { reach: `from every state but ${list}`, inReach: `anywhere except ${list}` };
  }
  if (reach.only.length > 5)
    return {
      reach: `from the ${reach.only.length} states named on this page`,
      inReach: `in one of ${reach.only.length} states`,
    };
  return {
    reach: `from ${listed(reach.only.map(stateName))}`,
    inReach: `in ${listed(reach.only.map(stateName), "or")}`,
  };
}
