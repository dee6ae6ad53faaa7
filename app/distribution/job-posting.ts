import type { Employer } from "~/employers/employer.ts";
import type { PublicContent, PublicJob } from "~/jobs/components/job-words.ts";
import { openStates, type Pay } from "~/jobs/job-content.ts";
import { absolute, paths } from "~/platform/paths.ts";
import { stateCodes, stateName } from "~/vocabulary/states.ts";
import { schemaOrgEmploymentType } from "~/vocabulary/terms.ts";
import { postingDescription } from "./posting-description.ts";
import { postingTitle } from "./posting-title.ts";

type Thing<Type extends string> = { "@type": Type };
type Place = Thing<"Place"> & {
  address: Thing<"PostalAddress"> & {
    addressLocality?: string;
    addressRegion?: string;
    postalCode?: string;
    addressCountry: "US";
  };
};
type Area = Thing<"State" | "Country"> & { name: string };

/** A schema.org JobPosting with the properties that Google reads. */
export type JobPosting = Thing<"JobPosting"> & {
  "@context": "https://schema.org/";
  title: string;
  description: string;
  identifier: Thing<"PropertyValue"> & { name: string; value: string };
  url: string;
  datePosted: string;
  validThrough?: string;
  employmentType?: string[];
  hiringOrganization: Thing<"Organization"> & { name: string; url: string; sameAs?: string; logo?: string };
  jobLocation?: Place | Place[];
  jobLocationType?: "TELECOMMUTE";
  applicantLocationRequirements?: Area | Area[];
  baseSalary?: Thing<"MonetaryAmount"> & {
    currency: "USD";
    value: Thing<"QuantitativeValue"> & { minValue: number; maxValue: number; unitText: "HOUR" | "YEAR" };
  };
  directApply: boolean;
  educationRequirements?: Thing<"EducationalOccupationalCredential"> & {
    credentialCategory: "professional certificate";
  };
  experienceRequirements?: Thing<"OccupationalExperienceRequirements"> & { monthsOfExperience: number };
};

/**
 * The JobPosting markup of a job by Google's rules (DISTRIBUTION.md). `baseUrl` is the board's own, `about` what the
 * employer's page knows. Undefined for an imported listing, and for a job that was never live. The caller leaves
 * it out where the job is not listed.
 */
export function jobPosting(
  job: Pick<PublicJob, "id" | "slug" | "origin" | "employer" | "content" | "postedAt" | "expiresAt">,
  baseUrl: string,
  about?: Pick<Employer, "website" | "logoFileId"> | null,
): JobPosting | undefined {
  if (job.origin === "import" || !job.postedAt) return undefined;
  const { content, employer } = job;
  const types = [...new Set(content.employmentTypes.flatMap(employmentType))];
  return {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    title: postingTitle(content.title, employer.name),
    description: postingDescription(content),
    identifier: { "@type": "PropertyValue", name: employer.name, value: job.id },
    url: absolute(baseUrl, paths.job(job.slug)),
    datePosted: job.postedAt.toISOString(),
    ...(job.expiresAt && { validThrough: job.expiresAt.toISOString() }),
    ...(types.length > 0 && { employmentType: types }),
    hiringOrganization: {
      "@type": "Organization",
      name: employer.name,
      url: absolute(baseUrl, paths.employer(employer.slug)),
      ...(about?.website && { sameAs: about.website }),
      ...(about?.logoFileId && { logo: absolute(baseUrl, paths.logo(about.logoFileId)) }),
    },
    ...whereabouts(content),
    ...baseSalary(content.pay),
    // A form of ours is the whole application; an address elsewhere is not.
    directApply: content.apply.kind === "board",
    ...requirements(content),
  };
}

function employmentType(code: PublicContent["employmentTypes"][number]): string[] {
  return code === "not-stated" ? [] : [schemaOrgEmploymentType[code]];
}

/**
 * Only a fully remote job is TELECOMMUTE: a hybrid one never is, nor one that begins with training on site. All others
 * have a place, of which the country at least is known.
 */
function whereabouts(
  content: PublicContent,
): Pick<JobPosting, "jobLocation" | "jobLocationType" | "applicantLocationRequirements"> {
  if (content.mode === "remote")
    return { jobLocationType: "TELECOMMUTE", applicantLocationRequirements: onlyOf(applicantAreas(content)) };
  const places = content.locations.map(({ city, state, zip }): Place => ({
    "@type": "Place",
    address: {
      "@type": "PostalAddress",
      ...(city && { addressLocality: city }),
      ...(state && { addressRegion: state.toUpperCase() }),
      ...(zip && { postalCode: zip }),
      addressCountry: "US",
    },
  }));
  const country: Place = { "@type": "Place", address: { "@type": "PostalAddress", addressCountry: "US" } };
  return { jobLocation: onlyOf(places.length ? places : [country]) };
}

function applicantAreas(content: PublicContent): Area[] {
  const open = openStates(content, stateCodes);
  if (open === "all" || open.length === 0) return [{ "@type": "Country", name: "USA" }];
  return open.map((code) => ({ "@type": "State", name: `${stateName(code)}, USA` }));
}

/** One value stands for itself; several are a list. */
function onlyOf<T>(list: T[]): T | T[] {
  return list.length === 1 ? list[0]! : list;
}

/** The employer's own figure. Pay by chart, encounter or project has no unit there, and a derived figure is none. */
function baseSalary(pay: Pay | null): Pick<JobPosting, "baseSalary"> {
  if (pay?.unit !== "hour" && pay?.unit !== "year") return {};
  return {
    baseSalary: {
      "@type": "MonetaryAmount",
      currency: "USD",
      value: {
        "@type": "QuantitativeValue",
        minValue: pay.minCents / 100,
        maxValue: pay.maxCents / 100,
        unitText: pay.unit === "hour" ? "HOUR" : "YEAR",
      },
    },
  };
}

/** The longest row is asked for: years in a setting and in a specialty are often the same years, so they are not added. */
function requirements(content: PublicContent): Pick<JobPosting, "educationRequirements" | "experienceRequirements"> {
  const months = Math.max(0, ...content.experience.map((row) => row.years * 12));
  const certified = content.credentialGroups.some((group) => group.level === "required");
  return {
    ...(certified && {
      educationRequirements: {
        "@type": "EducationalOccupationalCredential",
        credentialCategory: "professional certificate",
      },
    }),
    ...(months > 0 && {
      experienceRequirements: { "@type": "OccupationalExperienceRequirements", monthsOfExperience: months },
    }),
  };
}

const escapes: Record<string, string> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** `value` as JSON that may stand in a script element: no text in it can end the element or open a comment. */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => escapes[character]!);
}
