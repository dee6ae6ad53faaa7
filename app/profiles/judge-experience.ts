import { countOf, midSentence } from "~/ui/format.ts";
import { settings, specialties } from "~/vocabulary/work.ts";
import type { ExperienceDemand, ExperiencePart } from "./demands.ts";
import { clause, lacking, type Clause } from "./judgement.ts";
import type { ExperienceYears, Standing } from "./standing.ts";

/** `inpatient facility`, as it stands in a sentence. */
function fieldWords({ countedIn, code }: Pick<ExperienceYears, "countedIn" | "code">): string {
  return midSentence(countedIn === "setting" ? settings.label(code) : specialties.label(code));
}

/**
 * Judges a job's rows of experience, one clause each. Years count in the setting or specialty in which they were gained
 * and in no other; several rows of a person for the same one are not added up, for they may tell of the same years.
 */
export function judgeExperience(person: Pick<Standing, "experience">, { experience }: ExperiencePart): Clause[] {
  if (experience === null) return [clause("experience", "unsaid", "Does not say whether it asks for experience.")];
  return experience.map((row) => judgeRow(person, row));
}

function judgeRow({ experience }: Pick<Standing, "experience">, asked: ExperienceDemand): Clause {
  const field = fieldWords(asked);
  if (asked.years <= 0) return clause("experience", "met", `Asks for no years of ${field}.`);
  const own = Math.max(
    0,
    ...experience
      .filter((row) => row.countedIn === asked.countedIn && row.code === asked.code)
      .map(({ years }) => years),
  );
  const wanted = `Asks for ${countOf(asked.years, "year")} of ${field}`;
  if (own >= asked.years) return clause("experience", "met", `${wanted}; you have ${own}.`);
  if (own === 0)
    return lacking("experience", `${wanted}; your profile names none.`, [
      `${countOf(asked.years, "year")} of ${field}`,
    ]);
  return lacking("experience", `${wanted}; you have ${own}.`, [
    `${countOf(asked.years - own, "more year")} of ${field}`,
  ]);
}
