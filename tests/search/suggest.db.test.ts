import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "~/platform/database.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import { loader as jobsLoader } from "~/routes/machine/api-jobs.ts";
import { loader } from "~/routes/machine/api-suggest.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { writeEmployer, writeJob } from "./write-job.ts";

type Answer = {
  suggestions: { kind: string; label: string; params: Record<string, string>; jobs: number | null; url: string }[];
  ignored: string[];
};

const context = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };
let auditor: JobId;

beforeAll(async () => {
  const employerId = await writeEmployer(database());
  for (let at = 0; at < 3; at++) await transact(database(), (trx) => writeJob(trx, employerId, "Inpatient coder"));
  auditor = await transact(database(), (trx) => writeJob(trx, employerId, "Inpatient auditor"));
  await jobSearch().catchUp();
});

afterAll(() => jobSearch().stop());

async function ask(query: string): Promise<Response> {
  const request = new Request(`http://localhost:3000/api/v1/suggest${query}`);
  return loader({ request, params: {}, context });
}

const read = async (query: string) => (await (await ask(query)).json()) as Answer;

describe("suggestions as JSON", () => {
  it("say what they are, where they lead and how much is there", async () => {
    const { suggestions, ignored } = await read("?q=inpatient+c");
    expect(suggestions).toEqual([
      {
        kind: "title",
        label: "Inpatient coder",
        detail: null,
        params: { q: "Inpatient coder" },
        jobs: 3,
        url: "http://localhost:3000/jobs?q=Inpatient+coder",
      },
    ]);
    expect(ignored).toEqual([]);
    expect((await read("?q=merc")).suggestions[0]).toMatchObject({ kind: "employer", jobs: 4 });
  });

  it("count what the search they lead to finds", async () => {
    for (const { url, jobs } of (await read("?q=i&limit=20")).suggestions) {
      const request = new Request(url.replace("/jobs", "/api/v1/jobs"));
      const { total } = (await (await jobsLoader({ request, params: {}, context })).json()) as { total: number };
      expect(total, url).toBe(jobs);
    }
  });

  it("are places for the place, and as many as are asked for", async () => {
    const { suggestions } = await read("?place=colum&limit=3");
    expect(suggestions).toHaveLength(3);
    expect(suggestions[0]).toMatchObject({ kind: "place", label: "Columbus, OH", params: { place: "Columbus, OH" } });
  });

  it("say what they ignored", async () => {
    expect((await read("?q=coder&place=Ohio&limit=0&colour=blue&q=x")).ignored).toEqual([
      "place=Ohio",
      "limit=0",
      "colour=blue",
      "q=x",
    ]);
    expect(await read("")).toEqual({ suggestions: [], ignored: [] });
  });

  it("forget a title with the last job that has it", async () => {
    expect((await read("?q=auditor")).suggestions.some(({ kind }) => kind === "title")).toBe(true);
    await transact(database(), async (trx) => {
      await trx.updateTable("job").set({ state: "filled" }).where("id", "=", auditor).execute();
      jobChanged(trx, auditor);
    });
    await jobSearch().catchUp();
    expect((await read("?q=auditor")).suggestions.some(({ kind }) => kind === "title")).toBe(false);
  });

  const nasty = fc.constantFrom(
    ..."%00,%ff%fe,%ed%a0%80,%,%zz,+,%20,-,%22%22%22,' OR 1=1 --,.*+?^${}()|[]\\,[a-z]+$,__proto__,constructor,NaN,-1,1e999,😀,İ,ﬃ".split(
      ",",
    ),
    ...["a ".repeat(10_000), "x".repeat(10_000), "-".repeat(5_000), "9".repeat(400), "coder", "austin, t", "remote"],
  );
  const value = fc.oneof(nasty, fc.string({ unit: "binary", maxLength: 60 }));
  const parameter = fc.tuple(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom("q", "place", "limit", "__proto__") }, value),
    value,
  );
  const query = fc.oneof(
    fc.array(parameter, { maxLength: 6 }).map((all) => all.map((each) => each.join("=")).join("&")),
    fc.array(parameter, { maxLength: 300 }).map((all) => new URLSearchParams(all).toString().slice(0, 16_000)),
    fc.string({ unit: "binary", maxLength: 2_000 }),
  );

  it("are given for any query string whatever", async () => {
    await fc.assert(
      fc.asyncProperty(query, async (text) => {
        const answer = await ask(`?${text}`);
        expect(answer.status).toBe(200);
        const { suggestions, ignored } = (await answer.json()) as Answer;
        expect(suggestions.length).toBeLessThanOrEqual(20);
        expect(ignored.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 250 },
    );
  }, 60_000);
});
