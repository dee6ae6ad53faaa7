import { BEGINS, fitName, nameWords, WHOLE, WITHIN, type Fit } from "./name-words.ts";

/** A name that fits what is typed. `jobs` is how many documents have it. */
export type FoundName = { label: string; tag: string; jobs: number; fit: Fit };

/** New words are looked through one by one until there are so many; then they are put in order. */
const UNSORTED = 500;
/** A word's list is cleared of names that are gone when they are more than those that are not, and this many. */
const GONE = 32;

/**
 * The names of the listed jobs (their titles, their employers), found by the beginning of any word while one types. A
 * document has one name, with a `tag` that tells names of the same words apart. Names that differ in case, accents and
 * what stands between the words are one, shown as most documents spell it.
 */
export class NameIndex {
  private readonly wordNumbers = new Map<string, number>();
  private readonly words: string[] = [];
  /** By word: the names that have it, those that are gone among them, and how many these are. */
  private readonly namesWith: number[][] = [];
  private readonly goneWith: number[] = [];
  private sorted: number[] = [];
  private unsorted: number[] = [];

  private readonly nameNumbers = new Map<string, number>();
  /** By name: its words, the documents that have it, its spellings, and in how many words' lists it still stands. */
  private readonly wordsOf: (readonly number[])[] = [];
  private readonly jobsOf: number[] = [];
  private readonly spellingsOf: number[][] = [];
  private readonly listsOf: number[] = [];
  private readonly freeNames: number[] = [];
  private readonly tagOf: string[] = [];

  private readonly labels: string[] = [];
  private readonly uses: number[] = [];
  private readonly nameOf: number[] = [];
  private readonly freeSpellings: number[] = [];
  /** The spelling of each document; -1 for none. */
  private readonly spellingOf: number[] = [];

  /** For the search that is under way: the names and the words that were met in it, as its number. */
  private search = 0;
  private readonly metName: number[] = [];
  private readonly metWord: number[] = [];

  /** How many names there are. */
  get size(): number {
    return this.nameNumbers.size;
  }

  /** Notes the name of a document, which must have none. A name without letters and digits is none. */
  put(doc: number, label: string, tag = ""): void {
    while (this.spellingOf.length <= doc) this.spellingOf.push(-1);
    const words = nameWords(label);
    if (words.length === 0) return;
    const key = `${tag}\n${words.join(" ")}`;
    let name = this.nameNumbers.get(key);
    if (name === undefined) this.nameNumbers.set(key, (name = this.addName(words, tag)));
    const spellings = this.spellingsOf[name]!;
    let spelling = spellings.find((known) => this.labels[known] === label);
    if (spelling === undefined) spellings.push((spelling = this.addSpelling(label, name)));
    this.jobsOf[name]!++;
    this.uses[spelling]!++;
    this.spellingOf[doc] = spelling;
  }

  /** Forgets the name of a document; one that has none changes nothing. */
  remove(doc: number): void {
    const spelling = this.spellingOf[doc] ?? -1;
    if (spelling < 0) return;
    this.spellingOf[doc] = -1;
    const name = this.nameOf[spelling]!;
    if (--this.uses[spelling]! === 0) {
      const spellings = this.spellingsOf[name]!;
      spellings.splice(spellings.indexOf(spelling), 1);
      this.labels[spelling] = "";
      this.freeSpellings.push(spelling);
    }
    if (--this.jobsOf[name]! === 0) this.removeName(name);
  }

  /**
   * The names that fit the words typed (`nameWords`), at most `limit`: the better fit first, then the most documents,
   * then by the alphabet. The last word may be begun; none typed fit nothing.
   */
  find(typed: readonly string[], limit: number): FoundName[] {
    if (typed.length === 0 || limit < 1) return [];
    const best: FoundName[] = [];
    const consider = (name: number, fit: Fit) => {
      const jobs = this.jobsOf[name]!;
      const worst = best.length < limit ? undefined : best[limit - 1]!;
      if (worst && (fit > worst.fit || (fit === worst.fit && jobs < worst.jobs))) return;
      const found = { label: this.labelOf(name), tag: this.tagOf[name]!, jobs, fit };
      let at = best.length;
      while (at > 0 && stands(found, best[at - 1]!)) at--;
      if (at === limit) return;
      best.splice(at, 0, found);
      if (best.length > limit) best.pop();
    };
    if (typed.length === 1) this.findByWord(typed[0]!, consider);
    else this.findByWords(typed, consider);
    return best;
  }

  private findByWord(typed: string, consider: (name: number, fit: Fit) => void): void {
    const begun = this.wordsStartingWith(typed);
    const search = ++this.search;
    const whole = this.wordNumbers.get(typed);
    for (const word of begun) this.metWord[word] = search;
    for (const word of begun)
      for (const name of this.namesWith[word]!) {
        if (this.metName[name] === search || this.jobsOf[name] === 0) continue;
        this.metName[name] = search;
        const words = this.wordsOf[name]!;
        if (this.metWord[words[0]!] !== search) consider(name, WITHIN);
        else consider(name, words.length === 1 && words[0] === whole ? WHOLE : BEGINS);
      }
  }

  /** Looks through the names of the rarest of the words that are whole. */
  private findByWords(typed: readonly string[], consider: (name: number, fit: Fit) => void): void {
    let names: readonly number[] | undefined;
    for (const word of typed.slice(0, -1)) {
      const number = this.wordNumbers.get(word);
      if (number === undefined) return;
      const others = this.namesWith[number]!;
      if (!names || others.length < names.length) names = others;
    }
    const search = ++this.search;
    const numbers = typed.slice(0, -1).map((word) => this.wordNumbers.get(word)!);
    for (const word of this.wordsStartingWith(typed.at(-1)!)) this.metWord[word] = search;
    for (const name of names ?? []) {
      // A name that has a word twice stands in its list once.
      if (this.jobsOf[name] === 0 || !this.mayFit(this.wordsOf[name]!, numbers, search)) continue;
      const fit = fitName(
        this.wordsOf[name]!.map((word) => this.words[word]!),
        typed,
      );
      if (fit !== undefined) consider(name, fit);
    }
  }

  /** Whether the words stand side by side, with one that was met in this search behind them. */
  private mayFit(words: readonly number[], numbers: readonly number[], search: number): boolean {
    for (let start = 0; start + numbers.length < words.length; start++) {
      let at = 0;
      while (at < numbers.length && words[start + at] === numbers[at]) at++;
      if (at === numbers.length && this.metWord[words[start + at]!] === search) return true;
    }
    return false;
  }

  /** The spelling that most documents use; of several the last by the alphabet, where capitals come first. */
  private labelOf(name: number): string {
    const [first, ...others] = this.spellingsOf[name]!;
    let best = first!;
    for (const other of others) {
      const more = this.uses[other]! - this.uses[best]!;
      if (more > 0 || (more === 0 && this.labels[other]! > this.labels[best]!)) best = other;
    }
    return this.labels[best]!;
  }

  private addName(words: readonly string[], tag: string): number {
    const name = this.freeNames.pop() ?? this.wordsOf.length;
    const numbers = words.map((word) => this.wordNumber(word));
    this.wordsOf[name] = numbers;
    this.jobsOf[name] = 0;
    this.spellingsOf[name] = [];
    this.tagOf[name] = tag;
    this.metName[name] = 0;
    const each = new Set(numbers);
    this.listsOf[name] = each.size;
    for (const word of each) this.namesWith[word]!.push(name);
    return name;
  }

  /** The name stays in the lists of its words until one of them is cleared; its number is used again after the last. */
  private removeName(name: number): void {
    const words = this.wordsOf[name]!;
    this.nameNumbers.delete(`${this.tagOf[name]!}\n${words.map((word) => this.words[word]!).join(" ")}`);
    for (const word of new Set(words)) {
      const names = this.namesWith[word]!;
      const gone = ++this.goneWith[word]!;
      if (gone === names.length || (gone > GONE && gone * 2 > names.length)) this.clearList(word);
    }
  }

  private clearList(word: number): void {
    this.goneWith[word] = 0;
    this.namesWith[word] = this.namesWith[word]!.filter((name) => {
      if (this.jobsOf[name]! > 0) return true;
      if (--this.listsOf[name]! === 0) this.freeNames.push(name);
      return false;
    });
  }

  private addSpelling(label: string, name: number): number {
    const spelling = this.freeSpellings.pop() ?? this.labels.length;
    this.labels[spelling] = label;
    this.uses[spelling] = 0;
    this.nameOf[spelling] = name;
    return spelling;
  }

  private wordNumber(word: string): number {
    const known = this.wordNumbers.get(word);
    if (known !== undefined) return known;
    // A copy: a word cut from a text keeps the whole text alive.
    const own = Buffer.from(word).toString();
    const number = this.words.push(own) - 1;
    this.wordNumbers.set(own, number);
    this.namesWith.push([]);
    this.goneWith.push(0);
    this.metWord.push(0);
    this.unsorted.push(number);
    return number;
  }

  private wordsStartingWith(prefix: string): number[] {
    if (this.unsorted.length > UNSORTED) this.sortWords();
    const { words, sorted } = this;
    const found = this.unsorted.filter((number) => words[number]!.startsWith(prefix));
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (words[sorted[middle]!]! < prefix) low = middle + 1;
      else high = middle;
    }
    for (; low < sorted.length && words[sorted[low]!]!.startsWith(prefix); low++) found.push(sorted[low]!);
    return found;
  }

  private sortWords(): void {
    const { words } = this;
    this.sorted = this.sorted.concat(this.unsorted).sort((a, b) => (words[a]! < words[b]! ? -1 : 1));
    this.unsorted = [];
  }
}

/** Whether one found name stands before another. */
function stands(one: FoundName, other: FoundName): boolean {
  if (one.fit !== other.fit) return one.fit < other.fit;
  if (one.jobs !== other.jobs) return one.jobs > other.jobs;
  return one.label === other.label ? one.tag < other.tag : one.label < other.label;
}
