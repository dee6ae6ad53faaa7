import { formatList, midSentence } from "~/ui/format.ts";
import type { Clause, Judgement, Topic } from "./judgement.ts";
import { outcomeLabels, type Outcome } from "./outcome.ts";
import type { ProfilePart } from "./profile.ts";
import type { Qualification } from "./qualify.ts";

/** What a card says of how its job stands for the person, and which glyph stands with it. */
export type FitWords = { kind: "ok" | "missing" | "refused" | "unsaid"; words: string };

const kinds: Record<Outcome, FitWords["kind"]> = {
  qualified: "ok",
  "not-stated": "unsaid",
  "one-missing": "missing",
  "not-eligible": "refused",
};

const unsaidWords: Record<Topic, string> = {
  credentials: "credentials",
  apprentices: "whether it takes apprentices",
  experience: "experience",
  states: "where one may work",
};

/** What of these clauses the job leaves open: `credentials and experience`; empty where it answers all. */
function leftOpen(clauses: readonly Clause[]): string {
  const topics = clauses.filter(({ judgement }) => judgement === "unsaid").map(({ topic }) => topic);
  return formatList([...new Set(topics)].map((topic) => unsaidWords[topic]));
}

/** Of more gaps than this the rest are counted. */
const MOST_GAPS = 3;

/** A gap may have an "or" in it: a comma parts it from the next. */
function listGaps(gaps: readonly string[]): string {
  const named = gaps.length > MOST_GAPS ? gaps.slice(0, MOST_GAPS - 1) : gaps;
  const rest = gaps.length - named.length;
  const parts = rest > 0 ? [...named, `${rest} things more`] : named;
  return `${parts.slice(0, -1).join(", ")}, and ${parts.at(-1)}`;
}

/**
 * How a job stands for the person in one line: `Qualified`, `One thing missing: CCS`, `Not eligible: on-site in Ohio; you
 * live in Nevada`; always with what the job does not say, where that is what the outcome leaves open.
 */
export function fitWords({ outcome, clauses, gaps }: Qualification): FitWords {
  return { kind: kinds[outcome], words: outcomeLabels.label(outcome) + reasonOf(outcome, clauses, gaps) };
}

function reasonOf(outcome: Outcome, clauses: readonly Clause[], gaps: readonly string[]): string {
  switch (outcome) {
    case "qualified": {
      const open = leftOpen(clauses);
      return open && `; not stated: ${open}`;
    }
    case "not-stated":
      return `: ${leftOpen(clauses)}`;
    case "one-missing":
      return `: ${gaps[0]}`;
    case "not-eligible": {
      const bar = clauses.find(({ judgement }) => judgement === "barred");
      return `: ${bar ? midSentence(bar.reason).replace(/\.$/, "") : `missing ${listGaps(gaps)}`}`;
    }
  }
}

/** The part of the profile that answers each clause. */
const answeredIn: Record<Topic, ProfilePart> = {
  credentials: "credentials",
  apprentices: "credentials",
  states: "place",
  experience: "experience",
};

/** Judgements that something else in the profile would change. */
const changeable: readonly Judgement[] = ["missing", "barred", "wished", "apart"];

/** The parts of the profile that would change the answer, each once. */
export function partsToChange(clauses: readonly Pick<Clause, "topic" | "judgement">[]): ProfilePart[] {
  const open = clauses.filter(({ judgement }) => changeable.includes(judgement));
  return [...new Set(open.map(({ topic }) => answeredIn[topic]))];
}
