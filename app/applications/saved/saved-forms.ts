/** The forms of saved jobs and of applications away. Apart from saved.ts, which pages may carry to the browser. */
import { z } from "zod";

/** Saves the job of the page, or takes it off the list. */
export const saveForm = z.object({ intent: z.enum(["save", "remove"]) });

/** The list: takes a job off, or turns the notes on and off. */
export const savedForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("remove"), job: z.string().max(40) }),
  z.object({ intent: z.literal("notes-off") }),
  z.object({ intent: z.literal("notes-on") }),
]);

/** Marks that the person applied elsewhere, or takes the mark back. */
export const awayForm = z.object({ intent: z.enum(["mark", "undo"]) });
