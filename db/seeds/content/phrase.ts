import type { Random } from "./random.ts";

/** What fills a template: one value, or several of which each is used once. */
export type Slots = Readonly<Record<string, string | readonly string[] | undefined>>;

const INNERMOST = /\{([^{}]*)\}/;

/** The names of the slots that `template` needs, with how often it needs each. `{a|b}` is a choice and needs none. */
function needs(template: string): Map<string, number> {
  const names = new Map<string, number>();
  for (const [, inner = ""] of template.matchAll(/\{([^{}|]*)\}/g)) names.set(inner, (names.get(inner) ?? 0) + 1);
  return names;
}

/** English wants "an" before a vowel's sound, and a template does not know what will stand there. */
function fixArticles(text: string): string {
  const vowel =
    /\b([Aa]) (?=(?:[aeio](?!ne\b|nce\b)|u(?!ni|ro|s|ti)|hour|8|11\b|18\b|(?:HCC|HIM|MS-|RN|FQHC|ED\b|EHR|LCD|NCCI|RVU|SNF|LTCH|MDS|RADV|X-ray)))/g;
  return text.replace(vowel, "$1n ");
}

/** Says templates for one text: picks among `{this|that}`, fills `{slots}`, and uses each value of a list only once. */
export type Speaker = {
  /** Whether every slot of `template` can still be filled. */
  can(template: string): boolean;
  /** The template as a sentence. Throws on a slot that nothing fills. */
  say(template: string): string;
  /** `count` different sentences of `pool`, or as many as can be said. */
  some(pool: readonly string[], count: number): string[];
};

/** Makes the speaker of one text. The lists of `slots` are used up by it; the caller's stay as they are. */
export function speaker(slots: Slots, random: Random): Speaker {
  const bags = new Map<string, string[]>();
  for (const [name, value] of Object.entries(slots)) {
    if (value !== undefined && typeof value !== "string") bags.set(name, random.take(value, value.length));
  }
  const left = (name: string) => bags.get(name)?.length ?? (slots[name] === undefined ? 0 : Infinity);
  const can = (template: string) => [...needs(template)].every(([name, times]) => left(name) >= times);
  const fill = (name: string) => {
    const value = bags.has(name) ? bags.get(name)!.pop() : (slots[name] as string | undefined);
    if (value === undefined) throw new Error(`Nothing fills {${name}}`);
    return value;
  };
  const say = (template: string) => {
    let text = template;
    for (let hit = INNERMOST.exec(text); hit; hit = INNERMOST.exec(text)) {
      const inner = hit[1]!;
      const value = inner.includes("|") ? random.pick(inner.split("|")) : fill(inner);
      text = text.slice(0, hit.index) + value + text.slice(hit.index + hit[0].length);
    }
    text = fixArticles(text);
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const some = (pool: readonly string[], count: number) => {
    const said: string[] = [];
    for (const template of random.take(pool, pool.length)) {
      if (said.length === count) break;
      if (can(template)) said.push(say(template));
    }
    return said;
  };
  return { can, say, some };
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[], joint = "and"): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
}

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A number as prose writes it: words up to twelve, figures beyond. */
export function inWords(number: number): string {
  return NUMBERS[number] ?? String(number);
}
