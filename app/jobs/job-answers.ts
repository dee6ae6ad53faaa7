/** What an employer answers by a mailed link to the question whether a job is still open. */
export const jobAnswers = ["open", "filled", "closed"] as const;
export type JobAnswer = (typeof jobAnswers)[number];

/** Days for which a mailed link works. */
export const ANSWER_LINK_DAYS = 14;
