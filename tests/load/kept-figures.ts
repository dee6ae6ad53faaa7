import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./children.ts";
import type { Machine, Run } from "./machine.ts";
import type { BoardFigures, Figures, WebFigures } from "./report.ts";

/** A part of the table that is measured at one go: the searches on one board, or the web processes. */
export type Part = { board: BoardFigures } | { web: WebFigures };

/** A part as it is kept: with the machine, the run, and a digest of the code that it measured. */
type Kept = { code: string; machine: Machine; run: Run; part: Part };

/** What a report says: the figures, the machine, and which of them each run measured. */
export type Collected = { figures: Figures; machine: Machine; runs: { parts: string[]; run: Run }[] };

/** The code that decides the figures of a part: that of the search, or all of the board; folders without those in them. */
const CODE = {
  board: ["app/search", "app/profiles", "app/vocabulary", "app/platform/geocoder", "app/jobs/twins", "app/alerts"],
  web: ["app/**"],
};
const MEASURES = {
  board: /^(corpus|tail-words|render-plain|queries|measure-search|measure-load|measure-twins|measure-alerts|fulltext)/,
  web: /^(corpus|tail-words|render-plain|measure-http|measure-freshness|first-visit|load-client|bare-server)/,
};

/**
 * The figures of the last runs, each part in a file of its own: a run that is interrupted loses only the part it was at,
 * and one that measures a single part is put beside the others. `folder` is made when it is needed.
 */
export class KeptFigures {
  /** As the code was when the run began. */
  private readonly code = { board: digestCode("board"), web: digestCode("web") };

  constructor(private readonly folder: string) {}

  /** Keeps a part in place of what was measured of it before. */
  keep(machine: Machine, run: Run, part: Part): void {
    mkdirSync(this.folder, { recursive: true });
    const kept: Kept = { code: this.code[kindOf(part)], machine, run, part };
    const file = path.join(this.folder, `${"board" in part ? part.board.jobs : "web"}.json`);
    writeFileSync(`${file}.draft`, JSON.stringify(kept));
    renameSync(`${file}.draft`, file);
  }

  /** All parts that were measured with the code as it is now, on this machine; `left` gets the names of the others. */
  collect(machine: Machine, left: (part: string) => void = () => {}): Collected {
    const collected: Collected = { figures: { boards: [], web: null }, machine, runs: [] };
    for (const { code, part, run, ...kept } of this.readAll()) {
      const name = nameOf(part);
      if (code !== this.code[kindOf(part)] || JSON.stringify(kept.machine) !== JSON.stringify(machine)) {
        left(name);
        continue;
      }
      if ("board" in part) collected.figures.boards.push(part.board);
      else collected.figures.web = part.web;
      const same = collected.runs.find((other) => JSON.stringify(other.run) === JSON.stringify(run));
      if (same) same.parts.push(name);
      else collected.runs.push({ parts: [name], run });
    }
    return collected;
  }

  /** The boards ascending, then the web. */
  private readAll(): Kept[] {
    let files: string[] = [];
    try {
      files = readdirSync(this.folder).filter((file) => file.endsWith(".json"));
    } catch {
      // Nothing was measured yet.
    }
    const kept = files.map((file) => JSON.parse(readFileSync(path.join(this.folder, file), "utf8")) as Kept);
    const size = ({ part }: Kept) => ("board" in part ? part.board.jobs : Infinity);
    return kept.sort((one, other) => size(one) - size(other));
  }
}

function nameOf(part: Part): string {
  return "board" in part ? `${part.board.jobs.toLocaleString("en-US")} jobs` : "web processes";
}

function kindOf(part: Part): keyof typeof CODE {
  return "board" in part ? "board" : "web";
}

function digestCode(kind: keyof typeof CODE): string {
  const hash = createHash("sha256").update(readFileSync(path.join(root, "package-lock.json")));
  const add = (folder: string, recursive: boolean, wanted: RegExp) => {
    const files = readdirSync(path.join(root, folder), { recursive, encoding: "utf8" }).sort();
    for (const file of files)
      if (wanted.test(file) && !file.endsWith(".test.ts"))
        hash.update(`${file}\n`).update(readFileSync(path.join(root, folder, file)));
  };
  for (const place of CODE[kind]) add(place.replace("/**", ""), place.endsWith("/**"), /\.(tsx?|css|wat)$/);
  add("tests/load", false, MEASURES[kind]);
  return hash.digest("hex");
}
