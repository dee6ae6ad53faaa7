import { credentialLabel } from "~/vocabulary/credentials.ts";
import { productionPeriods } from "~/vocabulary/terms.ts";
import { codeSets, settings, specialties } from "~/vocabulary/work.ts";
import type { Archetype } from "./archetype.ts";
import type { EmployerSeed } from "./employer.ts";
import { systemNames, type Facts } from "./make-content.ts";
import { leadOf } from "./people.ts";
import { inWords, listed, speaker, type Slots, type Speaker } from "./phrase.ts";
import { reachInWords } from "./places.ts";
import {
  encoderLines,
  machineLines,
  noMachineLines,
  placeLines,
  scheduleLines,
  toolLines,
} from "./prose/conditions.ts";
import { headings, layouts, type Section } from "./prose/headings.ts";
import { hiringAlways, hiringNoTest, hiringTestPaid, hiringTestUnpaid } from "./prose/hiring.ts";
import { openings, reasons } from "./prose/openings.ts";
import { downtimePaid, downtimeUnpaid, productionLines, qualityLines } from "./prose/quality.ts";
import { teamLines } from "./prose/team.ts";
import { perkLines, trainingLines } from "./prose/training.ts";
import { random as randomOf, type Random } from "./random.ts";

const experienceLines = [
  "Asked for: {years}.",
  "{years}, shown on your résumé, is what the seat needs.",
  "You bring {years}.",
  "We ask for {years} and mean it; less makes the first months hard.",
];

/** The small first letter that a phrase has inside a sentence; names and abbreviations keep theirs. */
const inside = (text: string) => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

function slotsOf(employer: EmployerSeed, archetype: Archetype, facts: Facts, random: Random): Slots {
  const { ehrs, encoders } = systemNames(facts);
  const [production] = facts.production;
  const years = facts.experience.map(({ years, countedIn, code }) => {
    const label = (countedIn === "setting" ? settings : specialties).label(code);
    return `${inWords(years)} ${years === 1 ? "year" : "years"} in ${/^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)}`;
  });
  const lead = leadOf(employer.key, archetype.functions[0]!);
  return {
    employer: employer.name,
    short: employer.short,
    footprint: employer.footprint,
    own: employer.own,
    team: inWords(random.int(4, employer.jobs > 15 ? 26 : 11)),
    lead: lead.name,
    leadRole: lead.role,
    charts: archetype.charts,
    what: archetype.work,
    matter: archetype.matters,
    prod: production && `${production.amount} ${production.recordType} ${productionPeriods.label(production.period)}`,
    accuracy: facts.accuracyPercent === null ? undefined : String(facts.accuracyPercent),
    audit: facts.auditMethod === null ? undefined : [inside(facts.auditMethod)],
    testMinutes: facts.codingTest && facts.codingTest.minutes > 0 ? String(facts.codingTest.minutes) : undefined,
    ehr: listed(ehrs),
    encoder: encoders.length > 0 ? listed(encoders) : undefined,
    sets: listed(random.take(facts.codeSets, 3).map((code) => codeSets.label(code))),
    years: years.length > 0 ? listed(years) : undefined,
    ai: facts.aiSharePercent ? String(facts.aiSharePercent) : undefined,
    hours:
      facts.scheduleNote === null
        ? undefined
        : inside(facts.scheduleNote).replace(
            /^(monday|tuesday|friday|sunday)/,
            (day) => day.charAt(0).toUpperCase() + day.slice(1),
          ),
    place: facts.places[0] ?? employer.places[0],
    creds: listed((facts.credentialGroups[0]?.codes ?? []).map(credentialLabel), "or"),
    ...reachInWords(facts.reach),
  };
}

const paragraph = (lines: string[]) => lines.join(" ");
const bullets = (lines: string[]) => lines.map((line) => `- ${line.replace(/\.$/, "")}`).join("\n");

function sectionText(
  section: Section,
  archetype: Archetype,
  facts: Facts,
  say: Speaker,
  asList: boolean,
  random: Random,
): string {
  const shape = (lines: string[]) => (asList ? bullets(lines) : paragraph(lines));
  switch (section) {
    case "work":
      return shape(say.some(archetype.duties, random.int(3, asList ? 5 : 4)));
    case "week":
      return bullets(say.some(archetype.week, random.int(3, 5)));
    case "asks":
      return shape([...say.some(experienceLines, 1), ...say.some(archetype.asks, random.int(2, 3))]);
    case "quality":
      return paragraph([
        ...say.some(productionLines, 1),
        ...say.some(qualityLines, random.int(1, 2)),
        ...(facts.downtimePaid === null ? [] : say.some(facts.downtimePaid ? downtimePaid : downtimeUnpaid, 1)),
      ]);
    case "team":
      return paragraph(say.some(teamLines, random.int(2, 4)));
    case "training":
      return paragraph(
        say.some(trainingLines[facts.apprentice === "not-stated" ? "no" : facts.apprentice], random.int(2, 3)),
      );
    case "conditions": {
      const places = placeLines[facts.mode === "not-stated" ? "remote" : facts.mode];
      return shape([...say.some(places, 1), ...(facts.schedule ? say.some(scheduleLines[facts.schedule], 1) : [])]);
    }
    case "tools":
      return paragraph([
        ...say.some(toolLines, 1),
        ...say.some(encoderLines, 1),
        ...(facts.aiSharePercent === null ? [] : say.some(facts.aiSharePercent > 0 ? machineLines : noMachineLines, 1)),
      ]);
    case "hiring": {
      const test =
        facts.codingTest === null
          ? []
          : facts.codingTest.minutes === 0
            ? hiringNoTest
            : facts.codingTest.paid
              ? hiringTestPaid
              : hiringTestUnpaid;
      return paragraph([...say.some(test, 1), ...say.some(hiringAlways, random.int(1, 3))]);
    }
    case "perks":
      return shape(facts.perks.flatMap((perk) => say.some(perkLines[perk] ?? [], 1)));
  }
}

/** The Markdown body of a job, in the employer's own order and headings; `random` decides among the ways to say it. */
export function describeJob(employer: EmployerSeed, archetype: Archetype, facts: Facts, random: Random): string {
  const style = randomOf(`style of ${employer.key}`);
  const mark = style.chance(0.7) ? "##" : "###";
  const heads = Object.fromEntries(
    Object.entries(headings).map(([section, list]) => [section, style.pick(list)]),
  ) as Record<Section, string>;
  const own = style.take(layouts, 4);
  const asList = style.chance(0.35) ? random.chance(0.8) : random.chance(0.25);
  const say = speaker(slotsOf(employer, archetype, facts, random), random);

  const layout = [...random.pick(own)];
  if (facts.apprentice !== "no" && !layout.includes("training")) layout.splice(2, 0, "training");
  const parts = [paragraph([...say.some(openings, 1), ...(random.chance(0.75) ? say.some(reasons, 1) : [])])];
  for (const section of layout) {
    const text = sectionText(section, archetype, facts, say, asList, random);
    if (text !== "") parts.push(`${mark} ${heads[section]}\n\n${text}`);
  }
  return parts.join("\n\n");
}
