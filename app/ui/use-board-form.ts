import { useForm, type SubmissionResult } from "@conform-to/react";
import { useActionData, useNavigation } from "@remix-run/react";

/** What a form's action hands back to its page when it was refused: errors beside their fields, and what was typed. */
export type FormAnswer = { lastResult: SubmissionResult };

/**
 * A form of the page: its fields carry the errors and the typed values of the last answer. The server alone judges, so
 * the page needs no schema and works the same without script.
 * @param defaultValue what the fields show at first.
 */
export function useBoardForm<Values extends Record<string, unknown>>(
  id: string,
  defaultValue?: { [Name in keyof Values]?: unknown },
) {
  const answer = useActionData<FormAnswer>();
  const { state, formData } = useNavigation();
  const [form, fields] = useForm<Values>({
    id,
    lastResult: answer?.lastResult,
    defaultValue: defaultValue as never,
    shouldValidate: "onSubmit",
  });
  return { form, fields, pending: state === "submitting" && formData !== undefined, attempt: answer };
}
