const SHINGLE = 5;

/** The runs of five words of a text, without its Markdown, capitals and punctuation. */
export function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9][a-z0-9.'’]*/g) ?? [];
  const runs = new Set<string>();
  for (let at = 0; at + SHINGLE <= words.length; at++) runs.add(words.slice(at, at + SHINGLE).join(" "));
  return runs;
}

/** A growing collection of texts that knows how alike a further one would be. */
export type Likeness = {
  /** The largest share of `runs` that one earlier text has too, 0 to 1. */
  nearest(runs: ReadonlySet<string>): number;
  add(runs: ReadonlySet<string>): void;
};

/** Makes an empty collection. A lookup costs the number of hits and not the number of texts. */
export function likeness(): Likeness {
  const holders = new Map<string, number[]>();
  const sizes: number[] = [];
  return {
    nearest(runs) {
      const shared = new Map<number, number>();
      let most = 0;
      for (const run of runs) {
        for (const text of holders.get(run) ?? []) {
          const count = (shared.get(text) ?? 0) + 1;
          shared.set(text, count);
          most = Math.max(most, count / Math.min(runs.size, sizes[text]!));
        }
      }
      return most;
    },
    add(runs) {
      const text = sizes.push(runs.size) - 1;
      for (const run of runs) {
        const list = holders.get(run);
        if (list) list.push(text);
        else holders.set(run, [text]);
      }
    },
  };
}
