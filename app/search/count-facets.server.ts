import type { TypedFastBitSet } from "typedfastbitset";
import type { FacetCounts, FacetName } from "./facets.ts";
import type { LiveIndex } from "./live-index.server.ts";

/** Among fewer than one in so many jobs it is quicker to read what each one has than to intersect every value's set. */
const FEW = 16;

/** How many jobs have each value of a facet. */
type Count = (facet: FacetName) => Readonly<Record<string, number>>;

/** Of so many sets of jobs the counts are kept. */
const REMEMBER = 300;
type Memory = { version: number; counts: Map<string, Partial<FacetCounts>> };
const memories = new WeakMap<LiveIndex, Memory>();

/**
 * Counts that are taken again while the index does not change: narrowing down, going back and turning pages ask for the
 * same sets of jobs. `key` names the set, as of the index's `version`; `count` begins to count among it.
 */
export function remembered(index: LiveIndex, version: number, key: string, count: () => Count): Count {
  let memory = memories.get(index);
  if (!memory || memory.version !== version || memory.counts.size >= REMEMBER)
    memories.set(index, (memory = { version, counts: new Map() }));
  const known = memory.counts.get(key) ?? {};
  memory.counts.set(key, known);
  let among: Count | undefined;
  return (facet) => (known[facet] ??= (among ??= count())(facet));
}

/** Counts among all listed jobs. */
export function countAll(index: LiveIndex): Count {
  return (facet) => toRecord(index, facet, (number) => index.facetValues[number]!.jobs.size);
}

/**
 * Counts among `jobs`, listed ones, of which there are `total`: by what each of them has where they are few, by what each
 * of the others has where those are, else by the sets. Nothing is counted before it is asked for.
 */
export function countAmong(index: LiveIndex, jobs: TypedFastBitSet, total: number): Count {
  const few = index.end / FEW;
  if (total > few && index.size - total > few)
    return (facet) => toRecord(index, facet, (number) => index.facetValues[number]!.jobs.countIn(jobs.words));
  const inside = total <= few;
  let counts: Uint32Array | undefined;
  return (facet) => {
    const counted = (counts ??= tally(index, jobs, inside));
    return toRecord(index, facet, (number) =>
      inside ? counted[number]! : index.facetValues[number]!.jobs.size - counted[number]!,
    );
  };
}

/** How many of the listed jobs that are in `jobs`, or that are not, have each value; by the values' numbers. */
function tally(index: LiveIndex, jobs: TypedFastBitSet, inside: boolean): Uint32Array {
  const counts = new Uint32Array(index.facetValues.length);
  const { facetBits, facetWords } = index;
  const listed = index.listed.words;
  const among = jobs.words;
  const words = (index.end + 31) >>> 5;
  for (let at = 0; at < words; at++) {
    for (let docs = listed[at]! & (inside ? (among[at] ?? 0) : ~(among[at] ?? 0)); docs !== 0; docs &= docs - 1) {
      const first = ((at << 5) + 31 - Math.clz32(docs & -docs)) * facetWords;
      for (let word = 0; word < facetWords; word++)
        for (let bits = facetBits[first + word]!; bits !== 0; bits &= bits - 1)
          counts[(word << 5) + 31 - Math.clz32(bits & -bits)]!++;
    }
  }
  return counts;
}

function toRecord(index: LiveIndex, facet: FacetName, count: (number: number) => number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code, number } of index.facets[facet]) counts[code] = count(number);
  return counts;
}
