import type { JobCardData } from "./job-card-props.ts";

/**
 * A page of cards as one line of text: a loader's data is otherwise taken apart to the last word, which for twenty cards
 * costs as much as rendering them.
 */
export function packCards(cards: readonly JobCardData[]): string {
  return JSON.stringify(cards);
}

/** The cards that `packCards` packed. */
export function unpackCards(packed: string): JobCardData[] {
  const cards: JobCardData[] = JSON.parse(packed);
  return cards;
}
