import { createHash } from "node:crypto";
import type { AskedQuestion } from "~/jobs/screening.ts";

/**
 * Names a question by what it asks and the kind of answer it takes, whoever asks it: case, spaces and the mark at its end
 * make no other question of it. 43 characters.
 */
export function questionKey({ text, kind }: Pick<AskedQuestion, "text" | "kind">): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#$%&/-]+/gu, " ")
    .trim();
  return createHash("sha256").update(`${kind} ${plain}`).digest("base64url");
}
