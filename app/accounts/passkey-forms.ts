/** What browsers send of passkeys, as the library on our pages puts it (WebAuthn, 5.1: the JSON forms). */
import { z } from "zod";

const base64url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]*$/);
const shared = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}),
};

export const newPasskeySchema = z.object({
  ...shared,
  response: z.object({ clientDataJSON: base64url, attestationObject: base64url }),
});

export const checkAnswerSchema = z.object({
  ...shared,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

/** The longest answer of a passkey, in characters of JSON. */
export const LONGEST_ANSWER = 20_000;

/** The answer in a form's field; undefined where it is none. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
