import mysql, { type Connection, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import { anyJob, parseCriteria, type JobCriteria } from "~/search/criteria.ts";
import { LiveJobSearch } from "~/search/job-search.server.ts";
import { tokenize } from "~/search/tokenize.ts";
import { makeCorpus } from "./corpus.ts";
import { booleanWords, buildFulltext, fillFulltext, fulltextSql, searchFulltext } from "./fulltext.ts";
import { insertCorpus } from "./insert-corpus.ts";
import { benchQueries } from "./queries.ts";
import { clinicalTerm } from "./tail-words.ts";

const JOBS = 400;
let connection: Connection;
let search: LiveJobSearch;
const texts = new Map<string, string>();

beforeAll(async () => {
  const url = process.env.DATABASE_URL!;
  await insertCorpus(url, makeCorpus({ jobs: JOBS, seed: "fulltext", today: now() }));
  connection = await mysql.createConnection({ uri: url, timezone: "Z" });
  await fillFulltext(connection, database(), () => {});
  await buildFulltext(connection);
  const [rows] = await connection.query<RowDataPacket[]>("select job_id, title, head, body from bench_text");
  for (const row of rows) texts.set(row.job_id as string, `${row.title}\n${row.head}\n${row.body}`);
  search = new LiveJobSearch(database);
  await search.catchUp();
});
afterAll(async () => {
  for (const table of ["bench_text", "bench_filter", "bench_point"])
    await connection.query(`drop table if exists ${table}`);
  await connection.end();
  await search.stop();
});

const criteriaOf = (url: string): JobCriteria => parseCriteria(new URLSearchParams(url)).criteria;

async function foundByFulltext(criteria: JobCriteria): Promise<Set<string>> {
  const sql = fulltextSql(connection, criteria).page.replace("limit 20", `limit ${JOBS}`);
  const [found] = await connection.query<RowDataPacket[]>(sql);
  const docs = found.map((row) => Number(row.doc));
  if (docs.length === 0) return new Set();
  const [rows] = await connection.query<RowDataPacket[]>("select job_id from bench_text where FTS_DOC_ID in (?)", [
    docs,
  ]);
  return new Set(rows.map((row) => row.job_id as string));
}

async function foundByIndex(criteria: JobCriteria): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let after: string | null = null; ;) {
    const page = await search.search({ ...criteria, after }, { limit: 100 });
    for (const { id } of page.items) ids.add(id);
    if (!page.next) return ids;
    after = page.next;
  }
}

describe("FULLTEXT beside the live index, on the same jobs", () => {
  it("has every job", () => {
    expect(texts.size).toBe(JOBS);
  });

  it.each([
    "medical coding",
    "denials appeals",
    "physicians",
    "inpatient auditor",
    `${clinicalTerm(0)}`,
    "pension oddity",
  ])(
    "finds for %j no job that the index does not; the index adds other endings, prefixes, synonyms and facets' labels",
    async (q) => {
      const criteria = criteriaOf(`q=${encodeURIComponent(q)}`);
      const [exact, ours] = await Promise.all([foundByFulltext(criteria), foundByIndex(criteria)]);
      for (const id of exact) expect(ours).toContain(id);
      for (const id of ours) {
        const words = new Set(tokenize(texts.get(id)!));
        expect(exact.has(id)).toBe(tokenize(q).every((word) => words.has(word)));
      }
    },
  );

  it("finds the jobs of a phrase that the index finds", async () => {
    const criteria = criteriaOf('q="medical+record"');
    const [exact, ours] = await Promise.all([foundByFulltext(criteria), foundByIndex(criteria)]);
    expect(exact.size).toBeGreaterThan(JOBS / 2);
    for (const id of exact) expect(ours).toContain(id);
  });

  it("counts the same jobs for every search of the bench without words", async () => {
    const counts = await search.facetCounts(anyJob());
    for (const { name, criteria } of benchQueries(counts).filter(({ criteria }) => !criteria.q)) {
      const ours = await search.search(criteria, { limit: 20 });
      const theirs = await searchFulltext(connection, fulltextSql(connection, criteria));
      expect({ name, total: theirs.total, page: theirs.docs.length }).toEqual({
        name,
        total: ours.total,
        page: ours.items.length,
      });
      expect(ours.total).toBeGreaterThan(0);
    }
  });

  it("says a search in the language of BOOLEAN MODE", () => {
    expect(booleanWords('medical coding "risk adjustment" -inpatient')).toBe(
      '+medical +coding +"risk adjustment" -inpatient',
    );
    expect(booleanWords("ICD-10-CM coder")).toBe('+"icd-10-cm" +coder');
  });
});
