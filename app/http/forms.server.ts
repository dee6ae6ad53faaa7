import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { DomainError } from "~/platform/domain-error.ts";
import type { FormAnswer } from "~/ui/use-board-form.ts";
import { notFound, statusOf } from "./answer-error.server.ts";

/**
 * The posted form. @throws an answer instead of a form that cannot be read: 413 where it is larger than any form of the
 * board, 400 where it is no form.
 */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
      if (cause.name === "BodyTooLarge") throw new Response(null, { status: 413 });
    throw new Response(null, { status: 400 });
  }
}

type Options = {
  /** Fields whose values are never sent back, such as passwords. */
  secrets?: string[];
};

/**
 * Reads the posted form by `schema` and does `work` with the values. What the schema or the use-case refuses is answered
 * with its status, beside the field, with everything that was typed; a `not-found` becomes the 404 page.
 * @param form the posted form, when the action has read it already.
 */
export async function answerForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  work: (value: z.output<Schema>) => Promise<Response>,
  { secrets = [], form }: Options & { form?: FormData } = {},
): Promise<Response | ReturnType<typeof data<FormAnswer>>> {
  const submission = parseWithZod(form ?? (await readForm(request)), { schema });
  if (submission.status !== "success")
    return data({ lastResult: submission.reply({ hideFields: secrets }) }, { status: 400 });
  try {
    return await work(submission.value as z.output<Schema>);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not-found") throw notFound();
    const where = error.field ? { fieldErrors: { [error.field]: [error.message] } } : { formErrors: [error.message] };
    return data({ lastResult: submission.reply({ ...where, hideFields: secrets }) }, { status: statusOf(error) });
  }
}
