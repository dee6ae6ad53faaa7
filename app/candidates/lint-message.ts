import { hints, lintScam } from "~/jobs/lint/lint-scam.ts";

/** What of a message reads as a fraud does, in a few words each; what honest employers say too is left out. */
export function lintMessage(message: string): string[] {
  const found = lintScam([{ step: "job", text: message }]).filter(({ rule }) => !hints.has(rule));
  return [...new Set(found.map(({ title }) => title))];
}
