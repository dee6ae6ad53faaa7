import { credentials, type Credential } from "./credentials.ts";

const bare = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, "");
const wordsOf = (text: string) => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
/** Words that most names share: they tell none from another. */
const common = new Set([
  "certified",
  "coder",
  "coding",
  "specialist",
  "professional",
  "health",
  "medical",
  "and",
  "for",
  "the",
]);
const named = credentials.map((credential) => ({
  credential,
  spellings: [credential.label, ...credential.aliases].map(bare),
  words: wordsOf(credential.name),
}));

/** The credential whose full name `text` is: `Certified Coding Specialist`. */
export function credentialByName(text: string): Credential | undefined {
  const words = wordsOf(text).join(" ");
  return words ? named.find((one) => one.words.join(" ") === words)?.credential : undefined;
}

/**
 * The credentials that somebody may have meant by a spelling that the board does not know, the likeliest first: a letter
 * wrong, missing, doubled or swapped, or words of the name (`risk adjustment` → CRC). Reads the first 60 characters.
 */
export function suggestCredentials(text: string, most = 3): Credential[] {
  const typed = bare(text.slice(0, 60));
  const words = wordsOf(text.slice(0, 60)).filter((word) => !common.has(word));
  if (typed.length < 2) return [];
  const short = typed.length <= 8;
  const reach = typed.length <= 3 ? 1 : 2;
  return named
    .flatMap(({ credential, spellings, words: name }, order) => {
      const distance = short ? Math.min(...spellings.map((spelling) => editDistance(typed, spelling))) : Infinity;
      const hits = words.filter((word) => name.some((part) => part.startsWith(word) || word.startsWith(part))).length;
      const all = words.length > 0 && hits === words.length;
      const sameStart = spellings.some((spelling) => spelling[0] === typed[0]) ? 0 : 0.5;
      if (distance <= reach) return [{ credential, order, score: distance + sameStart }];
      return all ? [{ credential, order, score: 1.75 }] : [];
    })
    .sort((one, other) => one.score - other.score || one.order - other.order)
    .slice(0, most)
    .map(({ credential }) => credential);
}

/** Letters inserted, dropped, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}
