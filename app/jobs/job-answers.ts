/** What an employer answers by a mailed link to the question whether a job is still open. */
export const jobAnswers = ["open", "filled", "closed"] as const;
export type JobAnswer = (typeof jobAnswers)[number];

/** What it means to fill or close a job, said before it is done. */
export function endingWords(isLive: boolean): string {
  return isLive
    ? "It leaves the lists at once and takes no more applications. This cannot be undone; the rest of its term is not paid back. A credit that is held for an extension comes back."
    : "Its page then says so. This cannot be undone.";
}

/** Days for which a mailed link works. */
export const ANSWER_LINK_DAYS = 14;
