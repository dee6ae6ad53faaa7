import { countOf, formatList } from "~/ui/format.ts";
import { applicationStateLabels } from "./application.ts";
import type { PickOutcome } from "./decline-applicants.server.ts";

/** The most people of a kind that are named; the rest is counted. */
const NAMED = 3;

/** What became of several applicants, in two or three sentences for the next page. */
export function outcomeWords(outcomes: readonly PickOutcome[], to: "reviewed" | "declined"): string {
  const of = (kind: PickOutcome["outcome"]) => outcomes.filter(({ outcome }) => outcome === kind);
  const [done, already, moved, gone] = [of("done"), of("already"), of("moved"), of("gone")];
  const verb = to === "declined" ? "Declined" : "Marked as reviewed";
  const sentences = [
    done.length > 0
      ? `${verb} ${countOf(done.length, "applicant")}, each told by mail.`
      : `Nobody was ${to === "declined" ? "declined" : "moved"}.`,
  ];
  if (already.length > 0) sentences.push(`${already.length} had been before.`);
  for (const [state, names] of byState(moved))
    sentences.push(`${named(names)} ${names.length === 1 ? "is" : "are"} in ${state} by now and stayed there.`);
  if (gone.length > 0) sentences.push(`${gone.length} could not be found.`);
  return sentences.join(" ");
}

function byState(people: readonly PickOutcome[]): Map<string, string[]> {
  const states = new Map<string, string[]>();
  for (const { state, name } of people) {
    const label = applicationStateLabels[state];
    states.set(label, [...(states.get(label) ?? []), name.slice(0, 40)]);
  }
  return states;
}

function named(names: readonly string[]): string {
  const rest = names.length - NAMED;
  return rest > 0 ? formatList([...names.slice(0, NAMED), `${rest} more`]) : formatList(names);
}
