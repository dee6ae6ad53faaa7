import { longer } from "./longer.ts";
import { BEGINS, nameWords, WHOLE, WITHIN, type Fit } from "./name-words.ts";

/** A name that fits what is typed. `jobs` is how many documents have it. */
export type FoundName = { label: string; tag: string; jobs: number; fit: Fit };

/** New words are looked through one by one until there are so many; then they are put in order. */
const UNSORTED = 500;
/** A list is cleared of names that are gone when they are more than those that are not, and this many. */
const GONE = 32;

/**
 * The names of the listed jobs (their titles, their employers), found by the beginning of any word while one types. A
 * document has one name, with a `tag` that tells names of the same words apart. Names that differ in case, accents and
 * what stands between the words are one, shown as most documents spell it.
 */
export class NameIndex {
  private readonly wordNumbers = new Map<string, number>();
  private readonly words: string[] = [];
  private sorted: number[] = [];
  private unsorted: number[] = [];
  /** For each word two lists of names: at 2n those that begin with it, at 2n + 1 those that have it further in. */
  private readonly lists: number[][] = [];
  /** How many names of each list are gone. */
  private readonly gone: number[] = [];

  private readonly nameNumbers = new Map<string, number>();
  /** By name: its words and spellings, its tag, and in how many lists it still stands. */
  private readonly wordsOf: (readonly number[])[] = [];
  private readonly spellingsOf: number[][] = [];
  private readonly tagOf: string[] = [];
  private readonly listsOf: number[] = [];
  private readonly freeNames: number[] = [];
  /** By name: the documents that have it, its first word, its place in the alphabet, and the last search that met it. */
  private jobsOf = new Int32Array(64);
  private firstOf = new Int32Array(64);
  private alphabet = new Float64Array(64);
  private metIn = new Int32Array(64);

  private readonly labels: string[] = [];
  private readonly uses: number[] = [];
  private readonly nameOf: number[] = [];
  private readonly freeSpellings: number[] = [];
  /** The spelling of each document; -1 for none. */
  private readonly spellingOf: number[] = [];

  /** The number of the search that is under way, and by word the last one that it was begun in. */
  private search = 0;
  private readonly begunIn: number[] = [];

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

  /** Gives a document, which must have none, the name of another one. */
  repeat(doc: number, other: number): void {
    while (this.spellingOf.length <= doc) this.spellingOf.push(-1);
    const spelling = this.spellingOf[other] ?? -1;
    if (spelling < 0) return;
    this.jobsOf[this.nameOf[spelling]!]!++;
    this.uses[spelling]!++;
    this.spellingOf[doc] = spelling;
  }

  /** The name of a document as it was put; undefined for one that has none. */
  labelOn(doc: number): string | undefined {
    const spelling = this.spellingOf[doc] ?? -1;
    return spelling < 0 ? undefined : this.labels[spelling];
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
    const search = ++this.search;
    const begun = typed.length > 0 && limit > 0 ? this.wordsStartingWith(typed.at(-1)!) : [];
    for (const word of begun) this.begunIn[word] = search;
    const before = typed.slice(0, -1).map((word) => this.wordNumbers.get(word) ?? -1);
    if (begun.length === 0 || before.includes(-1)) return [];

    const last = this.wordNumbers.get(typed.at(-1)!);
    const isWhole = (name: number) => {
      const words = this.wordsOf[name]!;
      return words.length === typed.length && words.at(-1) === last;
    };
    const whole = new Best(limit, this.stands);
    const begins = new Best(limit, this.stands);
    for (const list of this.listsToRead(before, begun, 0))
      for (const name of list)
        if (this.jobsOf[name]! > 0 && this.follows(name, before, 0)) (isWhole(name) ? whole : begins).offer(name);
    const within = new Best(limit - whole.names.length - begins.names.length, this.stands);
    if (within.limit > 0)
      for (const list of this.listsToRead(before, begun, 1))
        for (const name of list) {
          if (this.metIn[name] === search || this.jobsOf[name] === 0) continue;
          this.metIn[name] = search;
          if (!this.follows(name, before, 0) && this.followsWithin(name, before)) within.offer(name);
        }

    const found = (fit: Fit) => (name: number) => ({
      label: this.labelOf(name),
      tag: this.tagOf[name]!,
      jobs: this.jobsOf[name]!,
      fit,
    });
    return [
      ...whole.names.map(found(WHOLE)),
      ...begins.names.map(found(BEGINS)),
      ...within.names.map(found(WITHIN)),
    ].slice(0, limit);
  }

  /**
   * Lists that together hold every name that has the words `before`, then one of those `begun`, from its first word on or
   * (`further` 1) from a later one. A name that has several of the words may be met several times.
   */
  private listsToRead(before: readonly number[], begun: readonly number[], further: 0 | 1): readonly number[][] {
    if (before.length === 0) return begun.map((word) => this.lists[2 * word + further]!);
    const each = before.map((word, at) => this.lists[2 * word + (at > 0 ? 1 : further)]!);
    return [each.reduce((least, list) => (list.length < least.length ? list : least))];
  }

  /** Whether the name has the words `before` from its word `start` on, and then one that was begun in this search. */
  private follows(name: number, before: readonly number[], start: number): boolean {
    if (start === 0 && before.length === 0) return this.begunIn[this.firstOf[name]!] === this.search;
    if (start === 0 && before[0] !== this.firstOf[name]) return false;
    const words = this.wordsOf[name]!;
    const end = start + before.length;
    if (end >= words.length || this.begunIn[words[end]!] !== this.search) return false;
    for (let at = 0; at < before.length; at++) if (words[start + at] !== before[at]) return false;
    return true;
  }

  private followsWithin(name: number, before: readonly number[]): boolean {
    const last = this.wordsOf[name]!.length - before.length;
    for (let start = 1; start < last; start++) if (this.follows(name, before, start)) return true;
    return false;
  }

  /** Whether one name of some fit stands before another: it has more documents, or comes first in the alphabet. */
  private readonly stands = (one: number, other: number): boolean => {
    const more = this.jobsOf[one]! - this.jobsOf[other]!;
    if (more !== 0) return more > 0;
    const later = this.alphabet[one]! - this.alphabet[other]!;
    if (later !== 0) return later < 0;
    const a = this.wordsOf[one]!;
    const b = this.wordsOf[other]!;
    for (let at = 0; at < a.length && at < b.length; at++)
      if (a[at] !== b[at]) return this.words[a[at]!]! < this.words[b[at]!]!;
    return a.length === b.length ? this.tagOf[one]! < this.tagOf[other]! : a.length < b.length;
  };

  /** The spelling that most documents use; of several the last by the alphabet, where capitals come first. */
  private labelOf(name: number): string {
    const spellings = this.spellingsOf[name]!;
    let best = spellings[0]!;
    for (const other of spellings) {
      const more = this.uses[other]! - this.uses[best]!;
      if (more > 0 || (more === 0 && this.labels[other]! > this.labels[best]!)) best = other;
    }
    return this.labels[best]!;
  }

  private addName(words: readonly string[], tag: string): number {
    const name = this.freeNames.pop() ?? this.wordsOf.length;
    if (name === this.jobsOf.length) this.enlarge();
    const numbers = words.map((word) => this.wordNumber(word));
    this.wordsOf[name] = numbers;
    this.spellingsOf[name] = [];
    this.tagOf[name] = tag;
    this.jobsOf[name] = 0;
    this.firstOf[name] = numbers[0]!;
    this.alphabet[name] = placeInAlphabet(words);
    const lists = listsOfName(numbers);
    this.listsOf[name] = lists.size;
    for (const list of lists) this.lists[list]!.push(name);
    return name;
  }

  /** The name stays in its lists until they are cleared; its number is used again after the last of them was. */
  private removeName(name: number): void {
    const words = this.wordsOf[name]!;
    this.nameNumbers.delete(`${this.tagOf[name]!}\n${words.map((word) => this.words[word]!).join(" ")}`);
    for (const list of listsOfName(words)) {
      const gone = ++this.gone[list]!;
      const { length } = this.lists[list]!;
      if (gone === length || (gone > GONE && gone * 2 > length)) this.clearList(list);
    }
  }

  private clearList(list: number): void {
    this.gone[list] = 0;
    this.lists[list] = this.lists[list]!.filter((name) => {
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
    this.lists.push([], []);
    this.gone.push(0, 0);
    this.begunIn.push(0);
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

  private enlarge(): void {
    const length = this.jobsOf.length * 2;
    this.jobsOf = longer(this.jobsOf, new Int32Array(length));
    this.firstOf = longer(this.firstOf, new Int32Array(length));
    this.alphabet = longer(this.alphabet, new Float64Array(length));
    this.metIn = longer(this.metIn, new Int32Array(length));
  }
}

/** The first of the names that were offered, in their order. */
class Best {
  readonly names: number[] = [];

  constructor(
    readonly limit: number,
    private readonly stands: (one: number, other: number) => boolean,
  ) {}

  offer(name: number): void {
    const { names, limit, stands } = this;
    let at = names.length;
    if (at === limit && (limit === 0 || !stands(name, names[at - 1]!))) return;
    while (at > 0 && stands(name, names[at - 1]!)) at--;
    names.splice(at, 0, name);
    if (names.length > limit) names.pop();
  }
}

/** Which lists a name of these words stands in. */
function listsOfName(words: readonly number[]): Set<number> {
  return new Set(words.map((word, at) => 2 * word + (at > 0 ? 1 : 0)));
}

/** So many letters of seven bits are a whole number. */
const LETTERS = 7;

/** The first letters as a number that orders names as the alphabet does; it says nothing from a foreign letter on. */
function placeInAlphabet(words: readonly string[]): number {
  const text = words.join(" ");
  let place = 0;
  let known = true;
  for (let at = 0; at < LETTERS; at++) {
    const code = known && at < text.length ? Math.min(text.charCodeAt(at), 127) : 0;
    if (code === 127) known = false;
    place = place * 128 + code;
  }
  return place;
}
