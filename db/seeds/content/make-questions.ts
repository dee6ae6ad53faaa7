import { midSentence } from "~/jobs/components/job-words.ts";
import type { ScreeningQuestion } from "~/jobs/screening.ts";
import { ehrs, settings, specialties } from "~/vocabulary/work.ts";
import type { SeedContent } from "./make-content.ts";
import { random as randomOf, type Random } from "./random.ts";

const open = [
  "Which edits or denials do you meet most often, and what do you do about them?",
  "What would you look at first in a chart whose principal diagnosis you doubt?",
  "Which guideline changes of this year have touched your work?",
  "How do you keep your accuracy up when the queue is long?",
];

const replies = [
  "Medical necessity edits on imaging. I read the order again, look for the sign or symptom that was meant and query only if it is not there.",
  "I keep a list of what audits have found and read it on Mondays. It is short by now.",
  "Sepsis with an organ dysfunction that nobody links. I query with the indicators side by side and no leading title.",
  "The new social determinants codes, and what our clinics write down of them.",
  "",
];

const begin = ["At once", "In two weeks", "In a month", "Later"];
const knownEhrs = [...(["epic", "oracle-health", "meditech"] as const).map((code) => ehrs.label(code)), "Another one"];

/** The screening questions of a job of the demo: of applications on the board about every second asks one to four. */
export function makeQuestions(content: Omit<SeedContent, "questions">, key: string): ScreeningQuestion[] {
  const random = randomOf(`questions of ${key}`);
  if (content.apply.kind !== "board" || random.chance(0.5)) return [];
  const asked: ScreeningQuestion[] = [];
  const ask = (chance: number, question: ScreeningQuestion | null) => {
    if (question && random.chance(chance)) asked.push(question);
  };
  ask(0.6, {
    text: "Are you authorized to work in the United States?",
    hint: null,
    required: true,
    kind: "yes-no",
    expects: "yes",
  });
  ask(0.8, yearsOf(content));
  ask(0.5, placeOf(content));
  ask(0.4, ehrOf(content));
  ask(0.3, { text: "When could you begin?", hint: null, required: true, kind: "choice", choices: begin, accepted: [] });
  ask(0.4, { text: random.pick(open), hint: "Two or three sentences.", required: false, kind: "text" });
  return asked.slice(0, 4);
}

function yearsOf({ experience: [row] }: Pick<SeedContent, "experience">): ScreeningQuestion | null {
  if (!row) return null;
  const label = row.countedIn === "setting" ? settings.label(row.code) : specialties.label(row.code);
  return {
    text: `How many years of ${midSentence(label)} coding do you have?`,
    hint: "Whole or half years; an externship counts.",
    required: true,
    kind: "number",
    least: row.years,
    most: null,
  };
}

function placeOf({ mode, places }: Pick<SeedContent, "mode" | "places">): ScreeningQuestion | null {
  const [place] = places;
  if ((mode !== "on-site" && mode !== "hybrid") || !place) return null;
  return { text: `Can you come in at ${place}?`, hint: null, required: true, kind: "yes-no", expects: "yes" };
}

function ehrOf(content: Pick<SeedContent, "ehrs">): ScreeningQuestion | null {
  const needed = content.ehrs.filter(({ level }) => level === "required").map(({ code }) => ehrs.label(code));
  const choices = [...new Set([...needed, ...knownEhrs])].slice(0, 5);
  if (content.ehrs.length === 0) return null;
  return {
    text: "Which EHR do you know best?",
    hint: null,
    required: false,
    kind: "choice",
    choices,
    accepted: needed,
  };
}

/** What a seeker of the demo with so many years of work answers: mostly what is asked for, sometimes not. */
export function answerQuestions(questions: readonly ScreeningQuestion[], years: number, random: Random): string[] {
  return questions.map((question) => {
    switch (question.kind) {
      case "yes-no":
        return random.chance(0.88) ? "yes" : "no";
      case "choice":
        return random.pick(question.choices);
      case "number":
        return String(years);
      case "text":
        return random.pick(replies);
    }
  });
}
