import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeptFigures } from "./kept-figures.ts";
import { makeBoard } from "./make-board.ts";

const machine = [{ what: "Processor", value: "one" }];
const morning = { date: "2026-01-01", commit: "abc", load: "0.1" };
const evening = { ...morning, load: "2.0" };
let folder: string;
let kept: KeptFigures;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "figures-"));
  kept = new KeptFigures(path.join(folder, "figures"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the figures of earlier runs", () => {
  it("stand beside those of this one, which is said", () => {
    kept.keep(machine, morning, { board: makeBoard(1_000_000, 5) });
    kept.keep(machine, evening, { board: makeBoard(1_000, 0.1) });
    kept.keep(machine, evening, { board: makeBoard(10_000, 0.2) });
    const { figures, runs } = new KeptFigures(path.join(folder, "figures")).collect(machine);
    expect(figures.boards.map(({ jobs }) => jobs)).toEqual([1_000, 10_000, 1_000_000]);
    expect(runs).toEqual([
      { parts: ["1,000 jobs", "10,000 jobs"], run: evening },
      { parts: ["1,000,000 jobs"], run: morning },
    ]);
  });

  it("give way to newer ones of the same part", () => {
    kept.keep(machine, morning, { board: makeBoard(1_000, 9) });
    kept.keep(machine, evening, { board: makeBoard(1_000, 0.1) });
    const { figures, runs } = kept.collect(machine);
    expect(figures.boards.map(({ search }) => search.queries.radius.first.p50)).toEqual([0.1]);
    expect(runs).toEqual([{ parts: ["1,000 jobs"], run: evening }]);
    expect(readdirSync(path.join(folder, "figures"))).toEqual(["1000.json"]);
  });

  it("are left out where another machine measured them, and there are none at first", () => {
    expect(kept.collect(machine).figures).toEqual({ boards: [], web: null });
    kept.keep([{ what: "Processor", value: "another" }], morning, { board: makeBoard(1_000, 9) });
    const left: string[] = [];
    expect(kept.collect(machine, (part) => left.push(part)).figures.boards).toEqual([]);
    expect(left).toEqual(["1,000 jobs"]);
  });
});
