import { findCredentials, type CredentialMention } from "~/jobs/import/recognize-credentials.ts";
import { experienceOf } from "~/jobs/import/recognize-terms.ts";
import { toolsOf } from "~/jobs/import/recognize-work.ts";
import { factTick, type ProfileFact, type ReadFact } from "~/profiles/profile-fact.ts";
import { credentialByCode } from "~/vocabulary/credentials.ts";

/** Letters that mean other things elsewhere mean a credential in what somebody hands in here. */
const CONTEXT = "medical coding certification";
/** The longest passage that is shown, in characters. */
const PASSAGE_LENGTH = 200;
/** More facts than any person has. */
const MOST_FACTS = 60;
/** More lines than sixty pages have. */
const MOST_LINES = 5_000;
/** What somebody has yet to earn. */
const notYet =
  /\bin progress\b|\bpursuing\b|\bpreparing\b|\bcandidate\b|\bstud(?:y|ying)\b|\bexpected\b|\bscheduled\b|\bsit(?:ting)? for\b|\beligible\b|\bplanned\b/i;
/** `ED facility coding, six years`: experienceOf reads it the other way round. */
const yearsBehind = /^(.{3,110}?)\s*[,:;(–—-]\s*(\w{1,9})\s*(?:\+\s*)?(?:years?|yrs?)\b/i;

/**
 * What a résumé seems to say in the words of the board's vocabularies: credentials, EHRs and encoders, and years in a
 * setting or specialty, each once, with the line it stands in. Nothing is guessed beyond the words, and the person
 * decides about each. Reads text of any kind; at most 60 facts.
 */
export function readResumeFacts(text: string): ReadFact[] {
  const facts = new Map<string, ReadFact>();
  // A hostile file of nothing but spaces must not keep the patterns busy.
  const plain = text.replace(/[^\S\n]+/g, " ");
  const mentions = findCredentials(plain, CONTEXT);
  let next = 0;
  let start = 0;
  for (const line of plain.split("\n", MOST_LINES)) {
    const end = start + line.length;
    const first = next;
    while (next < mentions.length && mentions[next]!.index <= end) next++;
    const own = mentions.slice(first, next);
    const isEarned = own.length === 0 || !notYet.test(line);
    for (const { at, ...fact } of [...credentialsIn(line, own, start), ...workIn(line)]) {
      const sure = fact.kind !== "credential" || isEarned;
      const found: ReadFact = { ...fact, passage: passageOf(line, at), sure };
      const { name } = factTick(fact);
      const known = facts.get(name);
      if (known ? says(found, known) : facts.size < MOST_FACTS) facts.set(name, found);
    }
    start = end + 1;
  }
  return [...facts.values()];
}

/** Whether another mention says more: full status more than apprentice status, a fact more than a plan, more years. */
function says(found: ReadFact, known: ReadFact): boolean {
  if (found.kind === "credential" && known.kind === "credential")
    return (found.sure && !known.sure) || (found.sure === known.sure && known.apprentice && !found.apprentice);
  return found.kind === "experience" && known.kind === "experience" && found.years > known.years;
}

type Placed = ProfileFact & { at: number };

/** The credentials that a line names, which begins at `start` of the text. */
function credentialsIn(line: string, mentions: readonly CredentialMention[], start: number): Placed[] {
  return mentions.map(({ code, index, length }) => {
    const at = index - start;
    const behind = /^[\s‐‑‒–—-]{0,3}(?:A\b|apprentice)/i.test(line.slice(at + length));
    const within = /[\s‐‑‒–—-]A$/.test(line.slice(at, at + length));
    const apprentice = (behind || within) && credentialByCode(code)?.apprenticeStatus !== undefined;
    return { kind: "credential", code, apprentice, at };
  });
}

/** The systems and the years that a line names. */
function workIn(line: string): Placed[] {
  const { ehrs, encoders } = toolsOf("", line);
  const rows = experienceOf(line);
  const behind = rows.length ? null : yearsBehind.exec(line);
  return [
    ...ehrs.map(({ code }): Placed => ({ kind: "tool", facet: "ehr", code, at: 0 })),
    ...encoders.map(({ code }): Placed => ({ kind: "tool", facet: "encoder", code, at: 0 })),
    ...(behind ? experienceOf(`${behind[2]} years of ${behind[1]}`) : rows)
      .filter(({ years }) => years >= 1 && years <= 60)
      .map((row): Placed => ({ kind: "experience", ...row, at: 0 })),
  ];
}

/** The line, or as much of a long one as stands around the place. */
function passageOf(line: string, at: number): string {
  const from =
    line.length <= PASSAGE_LENGTH ? 0 : Math.max(0, Math.min(at - PASSAGE_LENGTH / 2, line.length - PASSAGE_LENGTH));
  const words = line
    .slice(from, from + PASSAGE_LENGTH)
    .replace(/\s+/g, " ")
    .trim();
  return `${from > 0 ? "…" : ""}${words}${from + PASSAGE_LENGTH < line.length ? "…" : ""}`;
}
