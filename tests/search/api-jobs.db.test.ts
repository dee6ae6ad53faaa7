import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { loader } from "~/routes/machine/api-jobs.ts";
import { facetCodes, facetNames } from "~/search/facets.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { writeEmployer, writeJob } from "./write-job.ts";

const JOBS = 45;
const ids: JobId[] = [];

type Answer = {
  total: number;
  facets: Record<string, Record<string, number>>;
  items: { id: string; url: string }[];
  next: string | null;
  ignored: string[];
};

beforeAll(async () => {
  const employerId = await writeEmployer(database());
  for (let at = 0; at < JOBS; at++)
    ids.push(await transact(database(), (trx) => writeJob(trx, employerId, at % 3 ? "Inpatient coder" : "Auditor")));
  await jobSearch().catchUp();
});

afterAll(() => jobSearch().stop());

async function ask(query: string): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/jobs${query}`);
  const context = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };
  return loader({ request, params: {}, context });
}

const read = async (query: string) => (await (await ask(query)).json()) as Answer;

describe("the search as JSON", () => {
  it("says the total, every facet, and the jobs with their addresses", async () => {
    const { total, facets, items, next, ignored } = await read("?q=coder&state=oh");
    expect(total).toBe(30);
    expect(Object.keys(facets)).toEqual(facetNames);
    for (const facet of facetNames) expect(Object.keys(facets[facet]!)).toEqual(facetCodes(facet));
    expect(facets.state).toMatchObject({ oh: 30, tx: 0 });
    expect(items[0]).toMatchObject({
      title: "Inpatient coder",
      employer: { name: "Mercy", slug: "mercy", url: "http://localhost:3000/employers/mercy" },
      pay: { minCents: 30, maxCents: 40, unit: "chart", hourly: { minCents: 3_015, derived: true } },
      url: expect.stringMatching(/^http:\/\/localhost:3000\/jobs\/\w+$/),
    });
    expect(next).not.toBeNull();
    expect(ignored).toEqual([]);
  });

  it("goes on with `next` until every job was said once", async () => {
    const seen: string[] = [];
    for (let after: string | null = "", pages = 0; after !== null && pages < 9; pages++) {
      const page: Answer = await read(`?after=${encodeURIComponent(after)}`);
      expect(page.total).toBe(JOBS);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(seen.sort()).toEqual([...ids].sort());
  });

  it("says what it ignored, and how long it took", async () => {
    const answer = await ask("?radius=1000000&mode=nowhere&limit=9&after=m.1.2.3&q=coder&place=Qxzzyville");
    expect(await answer.json()).toMatchObject({
      total: 30,
      ignored: ["radius=1000000", "mode=nowhere", "limit=9", "after=m.1.2.3", "place=Qxzzyville"],
    });
    expect(answer.headers.get("Server-Timing")).toMatch(/^parse;dur=[\d.]+, search;dur=[\d.]+, items;dur=[\d.]+$/);
    expect(answer.headers.get("Content-Type")).toMatch(/^application\/json/);
  });

  const names = [
    ...["q", "place", "radius", "pay_min", "pay_max", "posted", "sort", "after", "employer", "limit", "__proto__"],
    ...facetNames,
  ];
  const nasty = fc.constantFrom(
    ..."%00,%ff%fe,%ed%a0%80,%,%2,%zz,+,%20,-,%22,%22%22%22,' OR 1=1 --,');DROP TABLE job;--,.*+?^${}()|[]\\,[a-z]+$".split(
      ",",
    ),
    ...[
      "constructor",
      "__proto__",
      "toString",
      "NaN",
      "-1",
      "1e999",
      "999999999999999999999",
      "\u202e",
      "😀",
      "İ",
      "ﬃ",
    ],
    ...["a ".repeat(10_000), "x".repeat(10_000), "-".repeat(5_000), '"a'.repeat(3_000), "9".repeat(400)],
    ...["m.20000.-1.1111111111111111111111", "n.1.1.zzzzzzzzzzzzzzzzzzzzzz", "78701", "Austin, TX", "Remote - TX"],
  );
  const value = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 60 }), fc.constantFrom("coder", "cpc", "oh"));
  const parameter = fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, value), value);
  const query = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(parameter, { maxLength: 8 }).map((all) => all.map((each) => each.join("=")).join("&")),
    },
    fc
      .array(parameter, { maxLength: 400 })
      .map((all) => new URLSearchParams(all.map(([a, b]) => [a, b.slice(0, 50)])).toString()),
    fc.string({ unit: "binary", maxLength: 2_000 }),
  );

  it("answers any query string whatever", async () => {
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const answer = await ask(`?${text}`);
        expect(answer.status).toBe(200);
        const { total, items, ignored } = (await answer.json()) as Answer;
        expect(items.length).toBeLessThanOrEqual(Math.min(total, 20));
        // Answers stay small, whatever was sent.
        expect(JSON.stringify(ignored).length).toBeLessThan(10_000);
      }),
      { numRuns: 250 },
    );
  }, 60_000);
});
