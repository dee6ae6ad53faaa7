/**
 * How one clause of a job stands for a person.
 * - `met`: what it asks for, the person has
 * - `missing`: the person could have it: each of `gaps` is one thing
 * - `barred`: no single thing would help
 * - `unsaid`: it would matter, and the job does not say
 * - `wished`: a preference that the person does not fulfil; it counts for nothing
 * - `apart`: it does not concern this person
 */
export type Judgement = "met" | "missing" | "barred" | "unsaid" | "wished" | "apart";

export type Topic = "credentials" | "apprentices" | "states" | "experience";

/** One clause with its reason in a plain sentence. `gaps`, in a few words each: none unless it is `missing`. */
export type Clause = { topic: Topic; judgement: Judgement; reason: string; gaps: readonly string[] };

/** A clause that nothing is missing for. */
export function clause(topic: Topic, judgement: Exclude<Judgement, "missing">, reason: string): Clause {
  return { topic, judgement, reason, gaps: [] };
}

/** A clause for which the person lacks some things, at least one. */
export function lacking(topic: Topic, reason: string, gaps: readonly string[]): Clause {
  return { topic, judgement: "missing", reason, gaps };
}
