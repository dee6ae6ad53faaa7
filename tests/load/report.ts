import { pageNames, type HttpFigures } from "./measure-http.ts";
import type { AlertFigures } from "./measure-alerts.ts";
import type { FreshnessFigures } from "./measure-freshness.ts";
import type { LoadFigures } from "./measure-load.ts";
import type { SearchFigures } from "./measure-search.ts";
import type { TwinFigures } from "./measure-twins.ts";
import { visitKinds, type VisitFigures } from "./first-visit.ts";
import { isPhrase, queryNames, type QueryName } from "./queries.ts";
import type { Timing } from "./stats.ts";
import { formatFigure, type Row, type Section } from "./table.ts";

export type FulltextFigures = { buildMs: number; queries: Record<QueryName, Timing & { total: number }> };

/** What was measured on one board. `fulltext`, `twins` and `alerts` are null where they were left out. */
export type BoardFigures = {
  jobs: number;
  search: SearchFigures;
  load: LoadFigures;
  fulltext: FulltextFigures | null;
  twins: TwinFigures | null;
  alerts: AlertFigures | null;
};

/** What was measured with web processes, on the board of so many jobs. */
export type WebFigures = { jobs: number; http: HttpFigures; freshness: FreshnessFigures; visit: VisitFigures };

export type Figures = { boards: BoardFigures[]; web: WebFigures | null };

/** One expectation of the product and how it was met. */
export type Verdict = { what: string; limit: string; measured: string; met: boolean };

const both = ({ p50, p99 }: Pick<Timing, "p50" | "p99">) => `${formatFigure(p50)} / ${formatFigure(p99)}`;
const times = (factor: number) => `${formatFigure(factor)}×`;

/** The columns of the table: one for each board. */
export function columnsOf(figures: Figures): string[] {
  return sizesOf(figures).map((jobs) => `${jobs.toLocaleString("en-US")} jobs`);
}

const sizesOf = ({ boards, web }: Figures): number[] =>
  boards.length || !web ? boards.map(({ jobs }) => jobs) : [web.jobs];

/** All that was measured, as the sections of one table. */
export function sectionsOf(figures: Figures): Section[] {
  const { boards, web } = figures;
  const each = (name: string, cell: (board: BoardFigures) => string | null, expected?: string): Row => ({
    name,
    cells: boards.map(cell),
    expected,
  });
  const ofText = (name: QueryName, cell: (timing: Timing & { total: number }, board: BoardFigures) => string) =>
    each(name, (board) => (board.fulltext ? cell(board.fulltext.queries[name], board) : null));
  const sections: Section[] = [
    {
      title: "Search with all facet counts, first time after a change: p50 / p99 ms",
      rows: queryNames.map((name) =>
        each(
          name,
          ({ search }) => both(search.queries[name].first),
          isPhrase(name) ? "100,000: 10 / 50; 1,000,000: 100" : "100,000: 1 / 5; 1,000,000: 10",
        ),
      ),
    },
    {
      title: "The same again, nothing having changed: p50 / p99 ms",
      rows: queryNames.map((name) => each(name, ({ search }) => both(search.queries[name].again))),
    },
    {
      title: "Jobs found",
      rows: queryNames.map((name) => each(name, ({ search }) => found(search.queries[name].total))),
    },
    {
      title: "Jobs that somebody qualifies for, the best first, with all counts, after a change: p50 / p99 ms",
      rows: [
        each("a new profile", ({ search }) => both(search.fit.fresh), "100,000: 25 / 50"),
        each("the same profile", ({ search }) => both(search.fit.again), "100,000: 5 / 10"),
        each("jobs found", ({ search }) => found(search.fit.total)),
      ],
    },
    {
      title: "InnoDB FULLTEXT on the same jobs, without any facet count: p50 / p99 ms",
      rows: queryNames.map((name) => ofText(name, both)),
    },
    {
      title: "FULLTEXT's p50 to that of the index, first time",
      rows: queryNames.map((name) =>
        ofText(name, ({ p50 }, { search }) => times(p50 / search.queries[name].first.p50)),
      ),
    },
    {
      title: "Ten times the jobs: p50 to that of the column before",
      rows: queryNames.map((name) =>
        each(
          name,
          (board) => {
            const factor = growthOf(boards, board, name);
            return factor === null ? null : times(factor);
          },
          "≤ 12×",
        ),
      ),
    },
    {
      title: "The index",
      rows: [
        each("built from the database, s", ({ search }) => formatFigure(search.build.ms / 1_000), "1,000,000: 60, or:"),
        each("CPU of it, s", ({ search }) => formatFigure(search.build.cpuMs / 1_000)),
        each("bytes a job", ({ search }) => formatFigure(search.build.bytesAJob)),
        each("loaded from its snapshot, s", ({ load }) => formatFigure(load.ms / 1_000), "1,000,000: 10"),
        each("bytes of the snapshot a job", ({ jobs, search }) => formatFigure(search.snapshot.bytes / jobs)),
        each("FULLTEXT built, s", ({ fulltext }) => fulltext && formatFigure(fulltext.buildMs / 1_000)),
      ],
    },
    {
      title: "The twins of a job (nearly the same text): p50 / p99 ms (to one read by primary key)",
      rows: [
        each("any job", ({ twins }) => twins && toRead(twins.any, twins), "100,000: 50 / 100"),
        each("one whose bands 5,000 share", ({ twins }) => twins && toRead(twins.hot, twins), "100,000: 50 / 100"),
        each("one read by primary key", ({ twins }) => twins && both(twins.read)),
        each("CPU of a new text", ({ twins }) => twins && formatFigure(twins.computeMs)),
      ],
    },
    {
      title: "A new job and 100,000 alerts: p50 / p99 ms (to their searches one by one)",
      rows: [
        each(
          "all alerts it matches",
          ({ alerts }) => alerts && `${both(alerts.match)} (${times(alerts.match.p50 / alerts.oneByOneMs)})`,
          "≤ 200",
        ),
        each("alerts matched", ({ alerts }) => alerts && found(Math.round(alerts.matched))),
        each("the alerts read into memory, s", ({ alerts }) => alerts && formatFigure(alerts.buildMs / 1_000)),
        each("bytes an alert", ({ alerts }) => alerts && formatFigure(alerts.bytesAnAlert)),
      ],
    },
  ];
  return [...(boards.length ? sections : []), ...(web ? webSections(web, sizesOf(figures)) : [])];
}

const toRead = (timing: Timing, { read }: TwinFigures) => `${both(timing)} (${times(timing.p50 / read.p50)})`;

const found = (count: number) => count.toLocaleString("en-US");

function growthOf(boards: readonly BoardFigures[], board: BoardFigures, name: QueryName): number | null {
  const before = boards.find(({ jobs }) => jobs * 10 === board.jobs);
  return before ? board.search.queries[name].first.p50 / before.search.queries[name].first.p50 : null;
}

/** The figures of web processes stand in the column of their board. */
function webSections({ jobs, http, freshness, visit }: WebFigures, sizes: readonly number[]): Section[] {
  const row = (name: string, cell: string, expected?: string): Row => ({
    name,
    cells: sizes.map((size) => (size === jobs ? cell : null)),
    expected,
  });
  return [
    {
      title: "Freshness with two web processes, from the change to the answer: ms",
      rows: [
        row("the other process, p50 / p99", both(freshness.other), "≤ 250"),
        row("the other process, most", formatFigure(freshness.otherMost), "≤ 250"),
        row("late answers of the writer", `${freshness.writer.late} of ${freshness.writer.changes}`, "none"),
      ],
    },
    {
      title: "Requests a second of one process (to bare node:http)",
      rows: pageNames.flatMap((page) => {
        const { bare, cached, uncached } = http[page];
        return [
          row(`${page}, bare`, formatFigure(bare.rate)),
          row(`${page}, cached`, `${formatFigure(cached.rate)} (${formatFigure(cached.rate / bare.rate)})`),
          row(`${page}, uncached`, `${formatFigure(uncached.rate)} (${formatFigure(uncached.rate / bare.rate)})`),
        ];
      }),
    },
    {
      title: "CPU a request, µs (to bare node:http)",
      rows: pageNames.flatMap((page) => {
        const { bare, cached, uncached } = http[page];
        return [
          row(`${page}, bare`, formatFigure(bare.cpuUs)),
          row(`${page}, cached`, `${formatFigure(cached.cpuUs)} (${times(cached.cpuUs / bare.cpuUs)})`),
          row(`${page}, uncached`, `${formatFigure(uncached.cpuUs)} (${times(uncached.cpuUs / bare.cpuUs)})`, "≤ 90×"),
        ];
      }),
    },
    {
      title: "Latency under that load, 8 connections: p99 ms (to bare node:http)",
      rows: pageNames.flatMap((page) => {
        const { bare, cached, uncached } = http[page];
        return [
          row(`${page}, bare`, formatFigure(bare.p99)),
          row(`${page}, cached`, `${formatFigure(cached.p99)} (${times(cached.p99 / bare.p99)})`),
          row(`${page}, uncached`, `${formatFigure(uncached.p99)} (${times(uncached.p99 / bare.p99)})`),
        ];
      }),
    },
    {
      title: "First visit to /jobs: files, kB as sent (plain)",
      rows: visitKinds.map((kind) => {
        const { files, sent, plain } = visit[kind];
        return row(kind, `${files}: ${kilo(sent)} (${kilo(plain)})`, visitLimits[kind]);
      }),
    },
  ];
}

const kilo = (bytes: number) => formatFigure(bytes / 1_000);
const visitLimits: Partial<Record<string, string>> = { JavaScript: "≤ 90 kB", CSS: "≤ 15 kB", fonts: "≤ 2 files" };

/** Every expectation that the measured boards can answer. */
export function verdictsOf({ boards, web }: Figures): Verdict[] {
  const verdicts: Verdict[] = [];
  const judge = (what: string, value: number, limit: number, unit: string) =>
    verdicts.push({
      what,
      limit: `≤ ${limit.toLocaleString("en-US")}${unit}`,
      measured: `${formatFigure(value)}${unit}`,
      met: value <= limit,
    });
  for (const board of boards) {
    const { jobs, search } = board;
    const size = `${jobs.toLocaleString("en-US")} jobs`;
    for (const name of queryNames) {
      const { p50, p99 } = search.queries[name].first;
      const factor = isPhrase(name) ? 10 : 1;
      if (jobs === 100_000) {
        judge(`${size}, ${name}: p50`, p50, 1 * factor, " ms");
        judge(`${size}, ${name}: p99`, p99, 5 * factor, " ms");
      }
      if (jobs === 1_000_000) judge(`${size}, ${name}: p50`, p50, 10 * factor, " ms");
      const growth = growthOf(boards, board, name);
      if (growth !== null) judge(`${size}, ${name}: time to that of a tenth of the jobs`, growth, 12, "×");
    }
    if (jobs === 100_000) {
      judge(`${size}, qualified, a new profile: p50`, search.fit.fresh.p50, 25, " ms");
      judge(`${size}, qualified, a new profile: p99`, search.fit.fresh.p99, 50, " ms");
      judge(`${size}, qualified, the same profile: p50`, search.fit.again.p50, 5, " ms");
      judge(`${size}, qualified, the same profile: p99`, search.fit.again.p99, 10, " ms");
    }
    if (jobs === 100_000 && board.twins)
      for (const kind of ["any", "hot"] as const) {
        judge(`${size}, twins of ${kind} job: p50`, board.twins[kind].p50, 50, " ms");
        judge(`${size}, twins of ${kind} job: p99`, board.twins[kind].p99, 100, " ms");
      }
    if (board.alerts) judge(`${size}, a new job and 100,000 alerts: p99`, board.alerts.match.p99, 200, " ms");
    // One of the two is asked for.
    if (jobs === 1_000_000 && board.load.ms > 10_000) judge(`${size}: index built`, search.build.ms / 1_000, 60, " s");
    else if (jobs === 1_000_000) judge(`${size}: index loaded from its snapshot`, board.load.ms / 1_000, 10, " s");
  }
  if (!web) return verdicts;
  judge("freshness in another process, p99", web.freshness.other.p99, 250, " ms");
  judge("late answers of the process that wrote", web.freshness.writer.late, 0, "");
  for (const page of pageNames) {
    const { bare, uncached } = web.http[page];
    judge(`${page}, uncached: CPU to bare node:http`, uncached.cpuUs / bare.cpuUs, 90, "×");
  }
  judge("first visit: JavaScript", web.visit.JavaScript.sent / 1_000, 90, " kB");
  judge("first visit: CSS", web.visit.CSS.sent / 1_000, 15, " kB");
  judge("first visit: font files", web.visit.fonts.files, 2, "");
  return verdicts;
}
