/** What the applicants' pages post. No I/O. */
import { z } from "zod";
import { idSchema } from "~/platform/id-schema.ts";
import { parseId, type AccountId, type ApplicationId } from "~/platform/ids.ts";
import { applicationStates } from "./application.ts";

/** The most characters of what is written to the seeker with a change. */
export const MESSAGE_LENGTH = 2_000;
/** The most characters of a private note. */
export const NOTE_LENGTH = 4_000;
/** The most notes about one applicant. */
export const MOST_NOTES = 200;
/** The most applicants of one bulk action. */
const MOST_PICKED = 50;

const OPEN_AGAIN = "Open this page again";

const plainText = (most: number) =>
  z
    .string()
    .transform((text) => cleanText(text))
    .pipe(z.string().max(most, `Use at most ${most.toLocaleString("en-US")} characters`));

/** Plain text as it is kept: LF line ends, no control characters, no blanks around it. */
function cleanText(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "").trim(); // prettier-ignore
}

const version = z.coerce.number({ error: OPEN_AGAIN }).int().min(1).max(1_000_000);
const state = z.enum(applicationStates, { error: OPEN_AGAIN });
const rating = z.coerce.number({ error: OPEN_AGAIN }).int().min(0).max(5);
const note = z.string({ error: "Write the note first" }).pipe(plainText(NOTE_LENGTH)).pipe(z.string().min(1, "Write the note first")); // prettier-ignore

/** The text for the seeker; empty when there is none. */
const messageSchema = plainText(MESSAGE_LENGTH)
  .optional()
  .transform((text) => text ?? "");

/** A move by the employer. `version` is the one its page showed, so that two people never move unknowingly. */
const move = z.object({ intent: z.literal("move"), to: state, version, message: messageSchema });

/** One applicant's page. `seen` and `from` are what the page showed. */
export const applicantForm = z.discriminatedUnion("intent", [
  move,
  z.object({ intent: z.literal("rate"), rating, seen: rating }),
  z.object({
    intent: z.literal("assign"),
    to: idSchema<"account">().optional(),
    from: idSchema<"account">().optional(),
  }),
  z.object({ intent: z.literal("note"), note }),
  z.object({ intent: z.literal("edit-note"), id: idSchema<"application_note">(), version, text: note }),
  z.object({ intent: z.literal("delete-note"), id: idSchema<"application_note">(), version }),
]);
export type ApplicantForm = z.output<typeof applicantForm>;

/** What the list and the board post: a move, for the applicant's page does the rest; or that several were read. */
export const applicantsForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("move"), application: idSchema<"application">(), to: state, version }),
  z.object({ intent: z.literal("review") }),
]);
export type BoardMove = Extract<z.output<typeof applicantsForm>, { intent: "move" }>;

/** What declining several posts beside the chosen applicants; `preview` asks for the mail as it would be. */
export const declineForm = z.object({
  intent: z.enum(["preview", "decline"], { error: OPEN_AGAIN }),
  message: messageSchema,
});

/** A chosen applicant and the version that the page showed; 0, which nobody's is, where it told none. */
export type Pick = { id: ApplicationId; version: number };

/** The chosen ones of a form or an address, each `<id>.<version>` or only the id; at most 50, each once. */
export function parsePicks(values: readonly unknown[]): Pick[] {
  const picks = new Map<ApplicationId, number>();
  for (const value of values) {
    const [text, version] = typeof value === "string" ? value.split(".", 2) : [];
    const id = parseId<"application">(text);
    if (id && picks.size < MOST_PICKED) picks.set(id, version && /^[1-9]\d{0,5}$/.test(version) ? Number(version) : 0);
  }
  return [...picks].map(([id, version]) => ({ id, version }));
}

/** A chosen applicant as a form's value. */
export function pickText({ id, version }: Pick): string {
  return `${id}.${version}`;
}

/** A colleague to hand over to. */
export type Colleague = { id: AccountId; name: string };
