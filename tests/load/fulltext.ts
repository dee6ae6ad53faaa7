import type { Connection, RowDataPacket } from "mysql2/promise";
import { DAY, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { DEFAULT_RADIUS, type JobCriteria } from "~/search/criteria.ts";
import { facetCodes, facetNames, type FacetName } from "~/search/facets.ts";
import { toDocument, type JobDocument } from "~/search/job-document.ts";
import { parseQueryWords } from "~/search/query-words.ts";
import { utcDay } from "~/search/ranking.ts";
import { listLiveJobIds, listSearchedJobs } from "~/search/search.queries.server.ts";

/*
 * The same jobs for InnoDB FULLTEXT, laid out as well as we know how: the texts in a table whose primary key is the
 * index's own document number, all that filters in a narrow second one (each facet one column of bits), places in a
 * third. The texts are those that the live index reads.
 */

const BATCH = 500;
const EARTH_RADIUS_MILES = 3958.7613;
/** Degrees of latitude a mile. */
const DEGREES_A_MILE = 1 / 69;

/** Makes the tables in the database of `connection` and fills them from its live jobs. */
export async function fillFulltext(connection: Connection, db: Db, report: (jobs: number) => void): Promise<void> {
  for (const table of ["bench_text", "bench_filter", "bench_point"])
    await connection.query(`drop table if exists ${table}`);
  await connection.query(`create table bench_text (
    FTS_DOC_ID bigint unsigned not null primary key,
    job_id char(22) character set ascii not null,
    title varchar(120) not null, head text not null, body mediumtext not null
  ) engine = InnoDB default character set utf8mb4 collate utf8mb4_unicode_ci`);
  await connection.query(`create table bench_filter (
    doc bigint unsigned not null primary key,
    posted_at double not null, hourly_min int not null, hourly_max int not null,
    ${facetNames.map((facet) => `\`${facet}\` bigint unsigned not null`).join(", ")},
    key (posted_at)
  ) engine = InnoDB`);
  await connection.query(`create table bench_point (
    doc bigint unsigned not null, lat double not null, lon double not null, key (lat, lon), key (doc)
  ) engine = InnoDB`);

  let doc = 0;
  for (let last = ""; ;) {
    const ids = await listLiveJobIds(db, last, BATCH);
    const documents = (await listSearchedJobs(db, ids)).map(toDocument);
    if (documents.length) await insertDocuments(connection, documents, doc);
    doc += documents.length;
    report(doc);
    if (ids.length < BATCH) break;
    last = ids.at(-1)!;
  }
}

async function insertDocuments(connection: Connection, documents: readonly JobDocument[], first: number) {
  const texts = documents.map((job, at) => [
    first + at + 1,
    job.id,
    job.title,
    [job.employer.name, ...job.notes].join("\n"),
    job.body,
  ]);
  const filters = documents.map((job, at) => [
    first + at + 1,
    job.postedAt,
    job.hourly?.minCents ?? -1,
    job.hourly?.maxCents ?? -1,
    ...facetNames.map((facet) => bitsOf(facet, job.facets[facet])),
  ]);
  const points = documents.flatMap((job, at) =>
    job.points.map(({ latitude, longitude }) => [first + at + 1, latitude, longitude]),
  );
  await connection.beginTransaction();
  await connection.query("insert into bench_text values ?", [texts]);
  await connection.query("insert into bench_filter values ?", [filters]);
  if (points.length) await connection.query("insert into bench_point values ?", [points]);
  await connection.commit();
}

/** A bit for each value, as a decimal number: no facet has more than 64. */
function bitsOf(facet: FacetName, codes: readonly string[]): string {
  const known = facetCodes(facet);
  if (known.length > 64) throw new Error(`${facet} has more values than a column has bits`);
  return codes.reduce((bits, code) => bits | (1n << BigInt(Math.max(0, known.indexOf(code)))), 0n).toString();
}

/** Builds the FULLTEXT index over the texts. @returns milliseconds. */
export async function buildFulltext(connection: Connection): Promise<number> {
  const began = performance.now();
  await connection.query("alter table bench_text add fulltext key words (title, head, body)");
  const ms = performance.now() - began;
  await connection.query("analyze table bench_text, bench_filter, bench_point");
  return ms;
}

/** A search's words in the language of BOOLEAN MODE: all of them, phrases in quotes. No stems, prefixes or synonyms. */
export function booleanWords(q: string): string {
  const { wanted, excluded } = parseQueryWords(q);
  const say = (sign: string) => (unit: (typeof wanted)[number]) =>
    unit.phrase
      ? `${sign}"${unit.words.join(" ")}"`
      : unit.words.map((word) => (/\W/.test(word) ? `${sign}"${word}"` : `${sign}${word}`)).join(" ");
  return [...wanted.map(say("+")), ...excluded.map(say("-"))].join(" ");
}

/** What finds the first 20 jobs of a search, and what counts all of them; parameters are in the text. */
export function fulltextSql(connection: Connection, criteria: JobCriteria): { page: string; count: string } {
  const where: string[] = [];
  const escape = (value: unknown) => connection.escape(value);
  const match =
    criteria.q && `match (t.title, t.head, t.body) against (${escape(booleanWords(criteria.q))} in boolean mode)`;
  if (match) where.push(match);
  const filters = filtersOf(criteria);
  where.push(...filters);
  const from = !match
    ? "bench_filter f"
    : filters.length
      ? "bench_text t join bench_filter f on f.doc = t.FTS_DOC_ID"
      : "bench_text t";
  const condition = where.length ? ` where ${where.join(" and ")}` : "";
  return {
    page: match
      ? `select t.FTS_DOC_ID as doc, ${match} as relevance from ${from}${condition} order by relevance desc limit 20`
      : `select f.doc from ${from}${condition} order by f.posted_at desc limit 20`,
    count: `select count(*) as total from ${from}${condition}`,
  };
}

function filtersOf(criteria: JobCriteria): string[] {
  const filters: string[] = [];
  for (const facet of facetNames)
    if (criteria.facets[facet].length) filters.push(`f.\`${facet}\` & ${bitsOf(facet, criteria.facets[facet])} <> 0`);
  if (criteria.payMin !== null || criteria.payMax !== null)
    filters.push(
      "f.hourly_max >= 0",
      `f.hourly_max >= ${criteria.payMin ?? 0}`,
      `f.hourly_min <= ${criteria.payMax ?? 2_000_000_000}`,
    );
  if (criteria.posted !== null) filters.push(`f.posted_at >= ${(utcDay(now().getTime()) - criteria.posted) * DAY}`);
  if (criteria.place) filters.push(nearPlace(criteria));
  return filters;
}

function nearPlace({ place, radius }: JobCriteria): string {
  const answer = resolvePlace(place, "search");
  if (answer.kind !== "point") throw new Error(`${place} has no middle`);
  const miles = Math.max(radius ?? DEFAULT_RADIUS, answer.reach);
  const high = miles * DEGREES_A_MILE;
  const wide = high / Math.cos((answer.lat * Math.PI) / 180);
  const distance = `${2 * EARTH_RADIUS_MILES} * asin(sqrt(pow(sin(radians(p.lat - ${answer.lat}) / 2), 2)
    + cos(radians(${answer.lat})) * cos(radians(p.lat)) * pow(sin(radians(p.lon - ${answer.lon}) / 2), 2)))`;
  return `f.doc in (select p.doc from bench_point p where p.lat between ${answer.lat - high} and ${answer.lat + high}
    and p.lon between ${answer.lon - wide} and ${answer.lon + wide} and ${distance} <= ${miles})`;
}

/** Runs a search: the page's job ids and the total. No facet is counted. */
export async function searchFulltext(
  connection: Connection,
  sql: { page: string; count: string },
): Promise<{ total: number; docs: number[] }> {
  const [page] = await connection.query<RowDataPacket[]>(sql.page);
  const [count] = await connection.query<RowDataPacket[]>(sql.count);
  return { total: Number(count[0]!.total), docs: page.map((row) => Number(row.doc)) };
}
