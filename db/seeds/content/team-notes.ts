import type { ApplicationSeed } from "./applications.ts";
import { random as randomOf } from "./random.ts";

/** What the people of an employer make of an applicant; `age` is in days before today. */
export type TeamWork = { age: number; rating: number | null; note: string | null; handOver: boolean };

const notes = [
  "Ask about the query templates.",
  "Good audit figures. Check the dates with the last employer.",
  "Writes clearly. I would like to hear more about the edits.",
  "Could start in two weeks, says the letter. Ask about weekends.",
  "Strong on paper; the encoder is a different one from ours.",
  "Spoke on the phone for ten minutes: calm, precise, asks good questions.",
] as const;

/** The team's work on an application, soon after it came: some have none. Deterministic. */
export function makeTeamWork({ seeker, job, applied, steps }: ApplicationSeed): TeamWork | undefined {
  const random = randomOf(`team work on ${seeker.key} ${job.key}`);
  const read = steps.length > 0 && steps[0]!.to !== "withdrawn";
  if (!read && random.number() < 0.7) return undefined;
  const far = steps.some(({ to }) => to === "interview" || to === "offer" || to === "hired");
  const until = steps[0]?.age ?? 0;
  return {
    age: until + (applied - until) * 0.5,
    rating: far ? random.int(4, 5) : read ? random.int(1, 4) : null,
    note: random.number() < 0.5 ? random.pick(notes) : null,
    handOver: random.number() < 0.4,
  };
}
