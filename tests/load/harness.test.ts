import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { forEachFacet } from "~/search/criteria.ts";
import { facetCodes } from "~/search/facets.ts";
import { endChild, runTask, startChild } from "./children.ts";
import { makeBoard } from "./make-board.ts";
import { benchQueries, isPhrase, queryNames } from "./queries.ts";
import { columnsOf, sectionsOf, verdictsOf, type BoardFigures } from "./report.ts";
import { median, percentile, timingOf } from "./stats.ts";
import { formatFigure, formatTable } from "./table.ts";
import { get } from "./web-process.ts";

describe("percentiles", () => {
  it("are the samples that so many of a hundred do not exceed", () => {
    const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(timingOf(hundred)).toEqual({ p50: 50, p99: 99, samples: 100 });
    expect(percentile([7], 0.99)).toBe(7);
    expect(() => percentile([], 0.5)).toThrow(RangeError);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
  });
});

describe("the table", () => {
  it("shows figures with the digits that mean something", () => {
    expect([0, 0.01234, 0.5, 3.14159, 42.42, 1234.5, NaN].map(formatFigure)).toEqual([
      "0",
      "0.012",
      "0.50",
      "3.14",
      "42.4",
      "1,235",
      "–",
    ]);
  });

  it("is Markdown whose columns line up, with a dash where nothing was measured", () => {
    const table = formatTable(
      ["1 job", "10 jobs"],
      [{ title: "Time", rows: [{ name: "radius", cells: ["1.00", null], expected: "≤ 2" }] }],
    );
    expect(table.split("\n")).toEqual([
      "|          | 1 job | 10 jobs | expected |",
      "| -------- | ----: | ------: | -------- |",
      "| **Time** |       |         |          |",
      "| radius   |  1.00 |       – | ≤ 2      |",
    ]);
  });
});

describe("the verdicts", () => {
  it("hold 100,000 jobs to 1 and 5 ms, phrases to ten times that, and growth to twelve times", () => {
    const verdicts = verdictsOf({ boards: [makeBoard(10_000, 0.05), makeBoard(100_000, 0.9, 9)], web: null });
    const missed = verdicts.filter(({ met }) => !met).map(({ what }) => what);
    expect(missed).toHaveLength(queryNames.length);
    expect(missed.every((what) => what.includes("time to that of a tenth"))).toBe(true);
    expect(verdictsOf({ boards: [makeBoard(100_000, 1.1, 9)], web: null }).filter(({ met }) => !met)).toHaveLength(
      queryNames.filter((name) => !isPhrase(name)).length,
    );
  });

  it("hold a million jobs to 10 ms, and their index to 60 s for building it or 10 s for loading it", () => {
    const missedOf = (one: BoardFigures) => verdictsOf({ boards: [one], web: null }).filter(({ met }) => !met);
    expect(missedOf(makeBoard(1_000_000, 9, 99))).toEqual([]);
    const missed = missedOf(makeBoard(1_000_000, 9, 99, 11_000));
    expect(missed).toEqual([{ what: "1,000,000 jobs: index built", limit: "≤ 60 s", measured: "61.0 s", met: false }]);
  });

  it("say of every search what was measured, in a column for each board", () => {
    const figures = { boards: [makeBoard(1_000, 0.1), makeBoard(10_000, 0.3)], web: null };
    expect(columnsOf(figures)).toEqual(["1,000 jobs", "10,000 jobs"]);
    const growth = sectionsOf(figures).find(({ title }) => title.startsWith("Ten times"))!;
    expect(growth.rows[0]!.cells).toEqual([null, "3.00×"]);
    expect(formatTable(columnsOf(figures), sectionsOf(figures))).toContain("| two common words");
  });
});

describe("the searches", () => {
  it("are all understood by the board, and every facet is on in one of them", () => {
    const counts = forEachFacet((facet) => Object.fromEntries(facetCodes(facet).map((code, at) => [code, at])));
    const queries = benchQueries(counts);
    expect(queries.map(({ name }) => name)).toEqual([...queryNames]);
    const all = queries.find(({ name }) => name === "all facets on")!;
    expect(Object.values(all.criteria.facets).every((codes) => codes.length === 3)).toBe(true);
  });
});

describe("the yardstick", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "bench-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("answers with the same bytes under the same headers, and the load client counts its answers", async () => {
    const logFile = path.join(folder, "log");
    const bare = startChild("tests/load/bare-server.mjs", { logFile });
    const client = startChild("tests/load/load-client.mjs", { logFile });
    try {
      const body = Buffer.from([1, 2, 3, 255]);
      const headers = { "content-type": "text/html", etag: '"x"', "content-length": "4" };
      const started = new Promise<{ port: number }>((resolve) => bare.once("message", resolve));
      bare.send({ pages: { "/jobs?a=1": { status: 200, headers, body: body.toString("base64") } } });
      const { port } = await started;
      const url = `http://localhost:${port}`;
      const answer = await get(`${url}/jobs?a=1`);
      expect(answer.body).toEqual(body);
      expect(answer.headers).toMatchObject(headers);

      const requests = [{ method: "GET", path: "/jobs?a=1", headers: {} }];
      const load = await runTask(client, { url, requests, connections: 2, amount: 20 });
      expect(load).toMatchObject({ requests: 20, failed: 0 });
    } finally {
      await Promise.all([endChild(bare), endChild(client)]);
    }
  });
});
