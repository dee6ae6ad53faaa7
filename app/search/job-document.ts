import { effectiveHourly, openStates, type JobContent, type JobLocation } from "~/jobs/job-content.ts";
import { demandsOf } from "~/jobs/job-demands.ts";
import { listedUntil, type Job } from "~/jobs/job.ts";
import type { JobId } from "~/platform/ids.ts";
import type { JobDemands } from "~/profiles/demands.ts";
import { stateCodes, stateName } from "~/vocabulary/states.ts";
import { perks, type WorkMode } from "~/vocabulary/terms.ts";
import type { FacetName } from "./facets.ts";

/** What the search knows of a live job; times are milliseconds since 1970. */
export type JobDocument = {
  id: JobId;
  employer: { slug: string; name: string };
  title: string;
  body: string;
  facets: Record<FacetName, readonly string[]>;
  /** Further words of the job beside its facets: the labels of its perks, its places. */
  notes: readonly string[];
  /** Where it is done; empty for remote jobs. */
  points: readonly { latitude: number; longitude: number }[];
  /** Effective, in cents; null where the pay comes to none. */
  hourly: { minCents: number; maxCents: number } | null;
  /** Who may have it. */
  demands: JobDemands;
  postedAt: number;
  confirmedAt: number;
  featuredUntil: number;
  listedUntil: number;
};

/** The facets whose values are rows of one table. */
export type CodedFacet = "function" | "setting" | "specialty" | "codeset" | "ehr" | "encoder" | "type" | "perk";

/** The part of a job's content that is searched. */
export type SearchedContent = Pick<
  JobContent,
  | "title"
  | "bodyText"
  | "mode"
  | "locations"
  | "stateReach"
  | "states"
  | "pay"
  | "apprentice"
  | "credentialGroups"
  | "experience"
> & {
  coded: Record<CodedFacet, readonly string[]>;
};

/** A live job as it is searched. */
export type SearchedJob = {
  id: JobId;
  origin: Job["origin"];
  employer: { slug: string; name: string };
  content: SearchedContent;
  postedAt: Date | null;
  expiresAt: Date | null;
  confirmedAt: Date | null;
  featuredUntil: Date | null;
};

/** Whether the work is done at home, so that no place finds the job. */
export function isRemote(mode: WorkMode): boolean {
  return mode === "remote" || mode === "remote-after-training";
}

/** Makes the document of a job, by the meanings of DOMAIN.md ("What a choice means"). */
export function toDocument({ id, employer, origin, content, ...job }: SearchedJob): JobDocument {
  const open = openStates(content, stateCodes);
  const { perk, ...facets } = content.coded;
  const located = isRemote(content.mode) ? [] : content.locations;
  return {
    id,
    employer: { slug: employer.slug, name: employer.name },
    title: content.title,
    body: content.bodyText,
    facets: {
      mode: [content.mode],
      state: open === "all" ? stateCodes : open,
      credential: [...new Set(content.credentialGroups.flatMap(({ codes }) => codes))],
      apprentice: [content.apprentice],
      ...facets,
      type: facets.type.length ? facets.type : ["not-stated"],
    },
    notes: [...perk.map((code) => perks.label(code)), ...content.locations.flatMap(placeNames)],
    points: located.flatMap(({ latitude, longitude }) =>
      latitude === null || longitude === null ? [] : [{ latitude, longitude }],
    ),
    hourly: effectiveHourly(content.pay),
    demands: demandsOf(content, origin),
    postedAt: job.postedAt?.getTime() ?? 0,
    confirmedAt: job.confirmedAt?.getTime() ?? 0,
    featuredUntil: job.featuredUntil?.getTime() ?? 0,
    listedUntil: listedUntil(job),
  };
}

function placeNames({ label, city, state }: JobLocation): string[] {
  const names = [label];
  if (city && !label.includes(city)) names.push(city);
  if (state) names.push(stateName(state));
  return names;
}
