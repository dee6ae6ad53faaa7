import { archetypeOf } from "#db/seeds/content/archetypes/index.ts";
import { describeJob } from "#db/seeds/content/describe-job.ts";
import { makeFacts, systemNames, type Facts } from "#db/seeds/content/make-content.ts";
import { listed } from "#db/seeds/content/phrase.ts";
import { random as randomOf, type Random } from "#db/seeds/content/random.ts";
import { titlesFor } from "#db/seeds/content/title-job.ts";
import type { JobContent } from "~/jobs/job-content.ts";
import { slugOf } from "~/jobs/submit-draft.server.ts";
import { DAY } from "~/platform/clock.ts";
import { encodeId, type EmployerId, type JobId, type RevisionId } from "~/platform/ids.ts";
import { toDocument, type JobDocument, type SearchedJob } from "~/search/job-document.ts";
import { credentialLabel } from "~/vocabulary/credentials.ts";
import { Cities, makeEmployers, type CorpusEmployer } from "./corpus-employers.ts";
import {
  aboutLines,
  benefitLines,
  caseLines,
  closingLines,
  dutyLines,
  peopleLines,
  productLines,
  requirementLines,
  sectionNames,
} from "./corpus-prose.ts";
import { renderPlain } from "./render-plain.ts";
import { clinicalTerm, familyName, pickZipf, productName, zipfRank } from "./tail-words.ts";

/** How many rare words are about equally common (see zipfRank); chosen so that words grow as they do in real postings. */
const TERM_SHIFT = 2_400;
const NAME_SHIFT = 900;
const PRODUCT_SHIFT = 120;
const TERM_DAYS = 30;
const FEATURED = 0.04;

export type CorpusOptions = {
  jobs: number;
  /** Same seed, size and day, same corpus. */
  seed: string;
  /** The jobs were posted in the 27 days before it, and stay listed for at least two days after. */
  today: Date;
};

/** A live job of the corpus with all that its rows hold. */
export type CorpusJob = {
  id: JobId;
  revisionId: RevisionId;
  slug: string;
  employer: { id: EmployerId; slug: string; name: string };
  content: JobContent;
  postedAt: Date;
  expiresAt: Date;
  confirmedAt: Date;
  featuredUntil: Date | null;
};

export type Corpus = {
  employers: readonly (CorpusEmployer & { id: EmployerId })[];
  /** Made one by one while they are read, in the order of their ids; each call begins anew. */
  jobs(): Generator<CorpusJob>;
};

/**
 * Makes a board of so many live jobs that share words as real postings do: the demo's kinds of work and sentences, the
 * phrases that every employer of the field uses, and rare words that never end. Deterministic; nothing is kept.
 */
export function makeCorpus({ jobs, seed, today }: CorpusOptions): Corpus {
  const cities = new Cities();
  const since = today.getTime() - 900 * DAY;
  const employers = makeEmployers(jobs, seed, cities).map((employer, at) => ({
    ...employer,
    id: idAt<"employer">(since, at, 1),
  }));
  return {
    employers,
    *jobs() {
      for (let at = 0; at < jobs; at++) yield makeJob(at);
    },
  };

  function makeJob(at: number): CorpusJob {
    const random = randomOf(`${seed} job ${at}`);
    const employer = pickZipf(employers, random);
    const postedAt = new Date(Math.floor(today.getTime() - 27 * DAY * (1 - at / jobs) ** 1.2 - 60_000));
    const id = idAt<"job">(postedAt.getTime(), at, 2);
    const content = makeContent(employer, `${seed}-${at}`, cities, random);
    return {
      id,
      revisionId: idAt<"revision">(postedAt.getTime(), at, 3),
      slug: slugOf(content.title, id),
      employer: { id: employer.id, slug: employer.slug, name: employer.name },
      content,
      postedAt,
      expiresAt: new Date(postedAt.getTime() + TERM_DAYS * DAY),
      confirmedAt: new Date(Math.max(postedAt.getTime(), today.getTime() - random.number() * 11 * DAY)),
      featuredUntil: random.chance(FEATURED) ? new Date(today.getTime() + random.int(1, 7) * DAY) : null,
    };
  }
}

/** A UUIDv7 of this millisecond whose random part is only a number, so that the corpus repeats itself. */
function idAt<Kind extends string>(time: number, number: number, kind: number) {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(time / 65_536));
  view.setUint16(4, time % 65_536);
  view.setUint32(6, number);
  bytes[6] = 0x70;
  bytes[8] = 0x80;
  view.setUint32(10, number);
  bytes[15] = kind;
  return encodeId<Kind>(bytes);
}

function makeContent(employer: CorpusEmployer, key: string, cities: Cities, random: Random): JobContent {
  const archetype = archetypeOf(random.pick(employer.mix));
  const facts = makeFacts(employer, archetype, key, random);
  const body = [describeJob(employer, archetype, facts, random), ...boilerplate(employer, facts, cities, random)];
  const { tier: _tier, reach: _reach, places, ...rest } = facts;
  return {
    ...rest,
    title: titlesFor(archetype, facts, random)[0]!,
    ...renderPlain(body.join("\n\n")),
    locations: places.flatMap((label) => cities.location(label) ?? []),
  };
}

/** What employers of every kind say in much the same words, and the rare words of this one. */
function boilerplate(employer: CorpusEmployer, facts: Facts, cities: Cities, random: Random): string[] {
  const { ehrs } = systemNames(facts);
  const creds = facts.credentialGroups[0]?.codes.map(credentialLabel) ?? [];
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, slot: string) => {
      switch (slot) {
        case "short":
          return employer.short;
        case "city":
          return cities.pick(random).split(",")[0]!;
        case "term":
          return clinicalTerm(zipfRank(random, TERM_SHIFT));
        case "name":
          return familyName(zipfRank(random, NAME_SHIFT));
        case "product":
          return productName(zipfRank(random, PRODUCT_SHIFT));
        case "creds":
          return creds.length ? listed(creds, "or") : "a coding credential";
        case "ehr":
          return ehrs.length ? listed(ehrs) : "an electronic record";
        default:
          throw new Error(`Nothing fills {${slot}}`);
      }
    });
  /** Different lines, the first of the list more often than the last. */
  const some = (list: readonly string[], count: number) => {
    const chosen = new Set<string>();
    for (let tries = 0; chosen.size < count && tries < count * 6; tries++) chosen.add(pickZipf(list, random));
    return [...chosen].map(fill);
  };
  const section = (name: keyof typeof sectionNames, lines: string[], asList = false) =>
    `## ${pickZipf(sectionNames[name], random)}\n\n${asList ? lines.map((line) => `- ${line}`).join("\n") : lines.join(" ")}`;

  const parts: string[] = [];
  if (random.chance(0.6)) parts.push(section("about", some(aboutLines, 1)));
  if (random.chance(0.75)) parts.push(section("duties", some(dutyLines, random.int(2, 5)), true));
  if (random.chance(0.65)) parts.push(section("requirements", some(requirementLines, random.int(2, 4)), true));
  if (random.chance(0.85))
    parts.push(
      section("cases", [
        ...some(caseLines, random.int(2, 4)),
        ...some(peopleLines, random.int(0, 2)),
        ...some(productLines, random.int(0, 1)),
      ]),
    );
  if (random.chance(0.7)) parts.push(section("benefits", some(benefitLines, random.int(1, 2))));
  if (random.chance(0.6)) parts.push(section("closing", some(closingLines, random.int(1, 2))));
  if (random.chance(0.3)) parts.push(`Requisition JR${random.int(1_000_000, 9_999_999)}.`);
  return parts;
}

/** The job as the index reads it from its rows. */
export function toSearchedJob({ id, employer, content, ...job }: CorpusJob): SearchedJob {
  const { title, bodyText, mode, locations, stateReach, states, pay, apprentice, credentialGroups, experience } =
    content;
  return {
    id,
    origin: "employer",
    employer: { slug: employer.slug, name: employer.name },
    postedAt: job.postedAt,
    expiresAt: job.expiresAt,
    confirmedAt: job.confirmedAt,
    featuredUntil: job.featuredUntil,
    content: {
      title,
      bodyText,
      mode,
      locations,
      stateReach,
      states,
      pay,
      apprentice,
      credentialGroups,
      experience,
      coded: {
        function: content.functions,
        setting: content.settings,
        specialty: content.specialties,
        codeset: content.codeSets,
        ehr: content.ehrs.map(({ code }) => code),
        encoder: content.encoders.map(({ code }) => code),
        type: content.employmentTypes,
        perk: content.perks,
      },
    },
  };
}

/** The documents of a corpus one by one, without a database: what `LiveIndex.put` takes. */
export function* makeDocuments(options: CorpusOptions): Generator<JobDocument> {
  for (const job of makeCorpus(options).jobs()) yield toDocument(toSearchedJob(job));
}
