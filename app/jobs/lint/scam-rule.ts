import type { LintRule, WordRule } from "./finding.ts";

/** A rule about words of a fraud. `help`: what an honest employer should write instead. */
export type ScamRule = Pick<WordRule, "says" | "unless"> & { rule: LintRule; title: string; help: string };

/** Words with a "no" or "not" that refuse nothing. */
const idioms =
  /\b(?:do not|don['’]?t|never) (?:worry|miss|wait|hesitate|delay|forget|let|pass up|need (?:any |a |an )?(?!to (?:pay|buy|purchase|send|cover|order|provide|deposit|give)\b))|\bif (?:you|they) (?:do not|don['’]t|are not|aren['’]t|have not|haven['’]t|cannot)\b[^,]*,|\bno (?:prior |previous |formal |phone |video |in[- ]person |lengthy |long |medical |coding |special )*(?:experience|interviews?|phone|calls?|degree|certifications?|credentials?|skills?|cold calling|selling|commute|boss|stress|problem|worries|limits?|cap|ceiling)\b|\bnon-?refundable\b|\bnot (?:only|just|refundable|a scam)\b|\b(?:no|not|without|isn['’]t|aren['’]t)\b[^,.;]{0,40}\b(?:needed|required|necessary)\b|\bno matter\b|\bnot (?:be )?shared\b/gi;
/** A refusal holds for what follows in its clause, lists included, until somebody else is spoken of. */
const refusal =
  /(?:\b(?:never|not|cannot|nobody|no[- ]one|neither|nor|none|nothing|avoid|refuse|refrain|report (?:it|any|such|them|suspicious|to us)|instead of|rather than|beware|prohibit\w*|forbid\w*|illegal|suspicious|legitimate (?:employers?|recruiters?))\b|n['’]t\b)(?:(?!\b(?:but|instead|simply|only)\b|, (?:you|we|then|please|just|candidates|applicants|they)\b)[^;])*$/i;
/** `No fee`, `without a deposit`: holds for the next few words. */
const lack = /\b(?:no|without|free of|zero)(?: [\w'’-]+,?){0,4} ?(?:(?:or|and) (?:[\w'’-]+ ){0,3})?$/i;
const refusedAfter =
  /^(?:(?! and )[^.;,]){0,40}(?:\b(?:is|are|will|may|should|must|does|do)(?: \w+){0,2} (?:not|never)\b|\b(?:isn|aren|won|doesn)['’]t\b|: ?(?:none|no\b|not)|\bis (?:prohibited|forbidden|a scam|fraud))/i;
const warns =
  /\b(?:scams?|scammers?|fraudulent|fraudsters?|fraud alert|phish\w*|impersonat\w+|impost[eo]rs?|posing as|pretend\w* to be|counterfeit|fake (?:recruiters?|jobs?|offers?|postings?|listings?|ads?|e-?mails?)|beware|identity theft|red flags?|(?:is|are|was|were|comes?) (?:not|never) (?:us|ours|from us|genuine|our (?:staff|recruiters))|not affiliated with us|(?:usando|en) nuestro nombre|estafas?|fraude)\b/i;
const notWarning = /\b(?:not|no|isn['’]t|never) (?:an? |any )?(?:scams?|pyramid)\b/i;
/** So many characters before and after are looked at: a sentence may be as long as a text. */
const NEAR = 300;
/** A line such as `We will never:` with what it lists. */
const refusingList = /(?:\b(?:never|not|cannot|beware)\b|n['’]t\b)[^.!?:]{0,80}:[^.!?]{0,200}$/i;

/**
 * Whether the words at `index` of a sentence are refused or warned of (`we never ask for …`, `no application fee`), so
 * that an employer who warns of fraud is not taken for one. `before` is what stands before the sentence.
 */
export function isRefused(sentence: string, index: number, length: number, before: string): boolean {
  if (warns.test(sentence) && !notWarning.test(sentence)) return true;
  const strip = (text: string) => text.replace(idioms, (words) => "~".repeat(words.length));
  const prefix = strip(sentence.slice(Math.max(0, index - NEAR), index));
  return (
    refusal.test(prefix) ||
    lack.test(prefix) ||
    refusedAfter.test(strip(sentence.slice(index + length, index + length + NEAR))) ||
    refusingList.test(strip(before))
  );
}

/** What a posting says of the work beside a warning, at the least, in characters. */
const LEAST_POSTING = 150;

/**
 * `text` without the paragraphs in which an employer warns of frauds in its name: from the first sentence that does to the
 * end of the line. A warning that is nearly all of the text is kept, so that nobody hides a fraud in one.
 */
export function withoutWarnings(text: string): string {
  const lines = text.split("\n").map((line) => {
    const at = line.split(/(?<=[.!?:])\s+/);
    const first = at.findIndex((sentence) => warns.test(sentence) && !notWarning.test(sentence));
    return first < 0 ? line : at.slice(0, first).join(" ");
  });
  const rest = lines.join("\n");
  return rest.length * 4 >= text.length && rest.length >= LEAST_POSTING ? rest : text;
}
