/** Learns `likeness.json` from labelled texts (`npm run lint:learn`): logistic regression, the same every time. No I/O. */
import type { LabelledText } from "./labelled-texts.ts";
import { sentencesOfPosting, wordsOf, type Likeness } from "./likeness.ts";

/** Words of fewer texts than this are chance. */
const LEAST_TEXTS = 3;
/** What a weight costs, so that no word stands for a text. */
const RIDGE = 0.03;
const STEPS = 1_200;
const RATE = 2;
const MOMENTUM = 0.9;
/** Weights nearer to nothing are left out of what is kept. */
const LEAST_WEIGHT = 0.05;

/** The weights under which the labels of `texts` are likeliest, L2-penalized, to two decimals. */
export function learnLikeness(texts: readonly LabelledText[]): Likeness {
  const read = texts.map(({ content, employer }) => {
    const sentences = sentencesOfPosting(content, employer);
    return new Set(sentences.flatMap((sentence) => [...wordsOf(sentence)]));
  });
  const counts = new Map<string, number>();
  for (const words of read) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const known = [...counts].filter(([, count]) => count >= LEAST_TEXTS).map(([word]) => word).sort(); // prettier-ignore
  const numbers = new Map(known.map((word, number) => [word, number]));
  const rows = read.map((words) => [...words].flatMap((word) => numbers.get(word) ?? []));
  const labels = texts.map(({ label }) => (label === "scam" ? 1 : 0));

  const weights = new Float64Array(known.length);
  const speed = new Float64Array(known.length);
  let bias = 0;
  let biasSpeed = 0;
  for (let step = 0; step < STEPS; step += 1) {
    const slope = weights.map((weight) => RIDGE * weight);
    let biasSlope = 0;
    rows.forEach((row, at) => {
      const scale = 1 / Math.max(1, Math.sqrt(row.length));
      const odds = bias + scale * row.reduce((sum, number) => sum + weights[number]!, 0);
      const error = 1 / (1 + Math.exp(-odds)) - labels[at]!;
      biasSlope += error;
      for (const number of row) slope[number]! += error * scale;
    });
    biasSpeed = MOMENTUM * biasSpeed - (RATE * biasSlope) / rows.length;
    bias += biasSpeed;
    for (let number = 0; number < known.length; number += 1) {
      speed[number] = MOMENTUM * speed[number]! - (RATE * slope[number]!) / rows.length;
      weights[number]! += speed[number]!;
    }
  }
  const rounded = (weight: number) => Math.round(weight * 100) / 100;
  const kept = known.flatMap((word, number) =>
    Math.abs(weights[number]!) >= LEAST_WEIGHT ? [[word, rounded(weights[number]!)] as const] : [],
  );
  return { bias: rounded(bias), weights: Object.fromEntries(kept) };
}
