import { vocabulary, type CodeOf } from "~/vocabulary/vocabulary.ts";

/** How what an employer wrote to a person stands. */
export const contactStates = vocabulary({ sent: "Not answered yet", yes: "Said yes", no: "Said no" });
export type ContactState = CodeOf<typeof contactStates>;

/** Characters of a message. */
export const MESSAGE_LEAST = 20;
export const MESSAGE_LENGTH = 2_000;

/** What an organization may write in 24 hours, and what one person may get from all organizations together. */
export const MOST_SENT = 25;
export const MOST_RECEIVED = 4;

/** For so many days an unanswered message keeps its organization from writing to the person again. */
export const WAIT_DAYS = 14;
