import type { Level } from "../job-content.ts";

/** A sentence of a posting, with the level that its words, its line or the heading above it give to what it names. */
export type Sentence = { text: string; level: Level | null };

const requiredWord = /\b(?:requir(?:ed|es?|ements?|ing)|must|mandatory|minimum|shall|essential)\b/gi;
const preferredWord =
  /\b(?:prefer(?:red|ably|ence)?|(?:a|strong|big) plus|desir(?:ed|able)|nice to have|bonus|helpful|ideal(?:ly)?|an? (?:asset|advantage)|recommended|not required|not necessary)\b/gi;

/** A sentence longer than this is cut, so that looking around each name in it stays cheap. */
const LONGEST_SENTENCE = 1_500;
/** Lines under a heading that still belong to it. */
const REACH_OF_A_HEADING = 30;

/**
 * Parts a posting into sentences. A heading ("Preferred qualifications:", "you must have one of:") speaks for the lines
 * under it until the next one.
 */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let heading: Level | null = null;
  let left = 0;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/^[\s\-*•]+/, "").trim();
    if (!line) continue;
    const start = line.slice(0, 2 * LONGEST_SENTENCE);
    const lineLevel = levelAt(start, start.length);
    if (isHeading(line)) {
      heading = lineLevel;
      left = REACH_OF_A_HEADING;
    } else if (left-- <= 0) heading = null;
    for (const whole of line.split(/(?<=[.;!?])\s+(?=[A-Z(0-9])/))
      for (let from = 0; from < whole.length; from += LONGEST_SENTENCE) {
        const sentence = whole.slice(from, from + LONGEST_SENTENCE);
        sentences.push({ text: sentence, level: levelAt(sentence, sentence.length) ?? lineLevel ?? heading });
      }
  }
  return sentences;
}

function isHeading(line: string): boolean {
  return (
    /:$/.test(line) ||
    (line.length <= 60 &&
      !/[.,;]$/.test(line) &&
      /\b(?:qualifications?|requirements?|required|preferred|responsibilities|duties|about|benefits|education|experience|skills|certifications?)\b/i.test(
        line,
      ))
  );
}

/**
 * The level a sentence gives to what it names at `index`: the first such word after it ("CPC required, CCS preferred"),
 * else the last before it ("must hold a CPC"); null where it says neither.
 */
export function levelAt(sentence: string, index: number): Level | null {
  const marks = [
    ...[...sentence.matchAll(preferredWord)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      level: "preferred" as const,
    })),
    ...[...sentence.matchAll(requiredWord)].map((match) => ({
      at: match.index,
      end: match.index + match[0].length,
      level: "required" as const,
    })),
  ].sort((one, other) => one.at - other.at);
  // "not required" is found as both; the wider word wins.
  const kept = marks.filter(
    (mark) =>
      !marks.some(
        (other) =>
          other !== mark && other.at <= mark.at && other.end >= mark.end && other.end - other.at > mark.end - mark.at,
      ),
  );
  if (kept.length === 0) return null;
  const levels = new Set(kept.map((mark) => mark.level));
  if (levels.size === 1) return kept[0]!.level;
  return (kept.find((mark) => mark.at >= index) ?? kept.findLast((mark) => mark.end <= index) ?? kept[0]!).level;
}
