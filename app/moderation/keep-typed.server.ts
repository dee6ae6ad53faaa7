import type { SubmissionResult } from "@conform-to/react";
import { cannedReason, fillReason } from "./canned-reasons.ts";

/**
 * The decision's form as it comes back from a post that decided nothing: with what was typed, and before it the prepared
 * reason whose button was pressed. `error` is what was refused.
 */
export function keepTyped(form: FormData, error?: string): SubmissionResult {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const canned = cannedReason(text("fill"));
  const reason = canned ? fillReason(canned, text("reason")) : text("reason");
  const step = canned ? (canned.step ?? "") : text("step");
  return {
    status: error ? "error" : undefined,
    initialValue: { reason, step },
    error: error ? { "": [error] } : undefined,
  };
}
