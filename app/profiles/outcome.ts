import { vocabulary, type CodeOf } from "~/vocabulary/vocabulary.ts";

/** How a job stands for a person, as a choice of a search names it. The best first; having more never makes it worse. */
export const outcomeLabels = vocabulary({
  qualified: "Qualified",
  "not-stated": "Requirements not stated",
  "one-missing": "One thing missing",
  "not-eligible": "Not eligible",
});
export type Outcome = CodeOf<typeof outcomeLabels>;
export const outcomes = outcomeLabels.codes;
