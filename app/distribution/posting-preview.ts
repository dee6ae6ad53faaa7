import { formatMoneyRange } from "~/ui/format.ts";
import type { JobPosting } from "./job-posting.ts";

/** A property that Google reads of a JobPosting, whether the job has it, and why it may rightly lack it. */
export type PostingCheck = {
  property: string;
  need: "required" | "recommended";
  met: boolean;
  /** What it is in plain words, or why it is left out. */
  words: string;
};

/** A job as a search engine shows it: the result's lines, and what it holds of what Google asks. */
export type PostingPreview = {
  title: string;
  employer: string;
  where: string;
  facts: string[];
  /** The address as results show it, in parts. */
  crumbs: string[];
  snippet: string;
  checks: PostingCheck[];
};

const typeWords: Record<string, string> = {
  FULL_TIME: "Full-time",
  PART_TIME: "Part-time",
  PER_DIEM: "Per diem",
  CONTRACTOR: "Contractor",
  TEMPORARY: "Temporary",
  INTERN: "Internship",
};
const SNIPPET = 155;

/** What a search engine would make of `posting`. */
export function previewPosting(posting: JobPosting): PostingPreview {
  const { host, pathname } = new URL(posting.url);
  const salary = posting.baseSalary?.value;
  return {
    title: posting.title,
    employer: posting.hiringOrganization.name,
    where: whereWords(posting),
    facts: [
      "Just posted",
      ...(salary
        ? [
            `${formatMoneyRange(salary.minValue * 100, salary.maxValue * 100)} ${salary.unitText === "HOUR" ? "an hour" : "a year"}`,
          ]
        : []),
      ...(posting.employmentType ?? []).map((type) => typeWords[type] ?? type),
    ],
    crumbs: [host, ...pathname.split("/").filter(Boolean).slice(0, 1)],
    snippet: snippetOf(posting.description),
    checks: checkPosting(posting),
  };
}

function whereWords({ jobLocation, jobLocationType }: JobPosting): string {
  if (jobLocationType) return "Work from home";
  const places = [jobLocation ?? []].flat().map(({ address }) => [address.addressLocality, address.addressRegion]);
  const names = places.map((parts) => parts.filter(Boolean).join(", ")).filter(Boolean);
  return names.length > 2
    ? `${names.slice(0, 2).join("; ")} and ${names.length - 2} more`
    : names.join("; ") || "United States";
}

function snippetOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
  return text.length <= SNIPPET ? text : `${text.slice(0, SNIPPET).replace(/\s+\S*$/, "")} …`;
}

/** The employer's own words, in characters: what postingDescription puts before the facts. */
function bodyLength(description: string): number {
  const [body = ""] = description.split("<p>At a glance</p>");
  return body.replace(/<[^>]*>/g, "").trim().length;
}

/**
 * What Google's JobPosting documentation asks (DISTRIBUTION.md), in its order: the required properties first. One that a
 * job rightly leaves out counts as met, with the reason.
 */
export function checkPosting(posting: JobPosting): PostingCheck[] {
  const remote = posting.jobLocationType === "TELECOMMUTE";
  const located = [posting.jobLocation ?? []]
    .flat()
    .some(({ address }) => address.addressLocality ?? address.postalCode);
  const check = (property: string, need: PostingCheck["need"], met: boolean, words: string) => ({
    property,
    need,
    met,
    words,
  });
  return [
    check("title", "required", /\p{L}{2}/u.test(posting.title), "The job's name, without pay, dates, codes or company"),
    check("description", "required", bodyLength(posting.description) >= 50, "The whole job, as HTML"),
    check("datePosted", "required", true, "The moment a moderator approves it"),
    check("hiringOrganization", "required", true, "Your organization and its page here"),
    remote
      ? check(
          "applicantLocationRequirements",
          "required",
          posting.applicantLocationRequirements !== undefined,
          "Where a remote person may live",
        )
      : check("jobLocation", "required", located, "City and state of the place of work"),
    check(
      "baseSalary",
      "recommended",
      posting.baseSalary !== undefined,
      posting.baseSalary ? "Your own range" : "Left out: search engines know only hourly and yearly pay",
    ),
    check("employmentType", "recommended", Boolean(posting.employmentType?.length), "Employment type"),
    check("validThrough", "recommended", posting.validThrough !== undefined, "The end of its term"),
    check("identifier", "recommended", true, "The board's own number of the job"),
    check(
      "directApply",
      "recommended",
      true,
      posting.directApply ? "True: people apply on the board" : "False: people apply away from the board",
    ),
    check("jobLocationType", "recommended", true, remote ? "Fully remote" : "Left out: only a fully remote job has it"),
    check(
      "educationRequirements",
      "recommended",
      true,
      posting.educationRequirements ? "A professional certificate" : "Left out: no credential is required",
    ),
    check(
      "experienceRequirements",
      "recommended",
      true,
      posting.experienceRequirements
        ? `${posting.experienceRequirements.monthsOfExperience} months`
        : "Left out: no experience is asked for",
    ),
  ];
}
