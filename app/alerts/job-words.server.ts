import { conceptsAt } from "~/search/concepts.ts";
import { facetLabel, facetNames } from "~/search/facets.ts";
import type { JobDocument } from "~/search/job-document.ts";
import type { QueryUnit } from "~/search/query-words.ts";
import { stem, tokenize } from "~/search/tokenize.ts";

/** The words of one job, so that what any search asks of words is looked up and not read for. */
export class JobWords {
  /** Where each stem stands, counted through all texts with a gap between them. */
  private readonly places = new Map<string, number[]>();
  private readonly concepts = new Set<string>();
  private readonly sorted: readonly string[];
  private end = 0;

  constructor(job: JobDocument) {
    const words = new Set<string>();
    for (const text of textsOf(job)) this.add(tokenize(text), words);
    this.sorted = [...words].sort();
  }

  private add(words: readonly string[], all: Set<string>): void {
    const stems = words.map(stem);
    const stemAt = (at: number) => stems[at];
    for (const [at, wordStem] of stems.entries()) {
      const places = this.places.get(wordStem);
      if (places) places.push(this.end + at);
      else this.places.set(wordStem, [this.end + at]);
      all.add(words[at]!);
      conceptsAt(stemAt, at, (concept) => this.concepts.add(concept));
    }
    this.end += words.length + 1;
  }

  /** Whether the job holds what one unit of a search asks for, as the search finds it. */
  holds({ words, stems, phrase, concepts, prefix }: QueryUnit): boolean {
    if (phrase) return this.holdsPhrase(stems);
    return (
      concepts.some((concept) => this.concepts.has(concept)) ||
      stems.every((wordStem, at) => this.places.has(wordStem) || (prefix && this.holdsBeginning(words[at]!)))
    );
  }

  private holdsPhrase([first, ...others]: readonly string[]): boolean {
    const rest = others.map((wordStem) => new Set(this.places.get(wordStem)));
    return (this.places.get(first!) ?? []).some((place) => rest.every((places, at) => places.has(place + 1 + at)));
  }

  private holdsBeginning(beginning: string): boolean {
    let low = 0;
    for (let high = this.sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (this.sorted[middle]! < beginning) low = middle + 1;
      else high = middle;
    }
    return this.sorted[low]?.startsWith(beginning) ?? false;
  }
}

/** A state is no word of the many jobs that are open to it, nor does "no apprentices" welcome any: as in the search. */
function textsOf(job: JobDocument): string[] {
  const labels = facetNames.flatMap((facet) =>
    job.facets[facet]
      .filter((code) => facet !== "state" && code !== "not-stated" && !(facet === "apprentice" && code === "no"))
      .map((code) => facetLabel(facet, code)),
  );
  return [job.title, job.employer.name, ...job.notes, job.body, ...labels];
}
