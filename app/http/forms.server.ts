import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { DomainError } from "~/platform/domain-error.ts";
import type { FormAnswer } from "~/ui/use-board-form.ts";
import { notFound, statusOf } from "./answer-error.server.ts";
import { readBoundedText } from "./read-bounded.server.ts";

/** No form without a file is larger, in bytes; the longest job description percent-encoded is about half of it. */
const LARGEST_FORM = 512 * 1024;
const MOST_FIELDS = 100;

/**
 * The posted form. @throws an answer instead of a form that cannot be read: 413 where it is larger than any form of the
 * board, 400 where it is no form.
 */
export async function readForm(request: Request): Promise<FormData> {
  const type = request.headers.get("Content-Type") ?? "";
  try {
    const body = await readBoundedText(request, LARGEST_FORM);
    return await new Response(body, { headers: { "Content-Type": type } }).formData();
  } catch (error) {
    throw new Response(null, { status: isTooLarge(error) ? 413 : 400 });
  }
}

/**
 * What a form asks for, of which none of what was typed is shown again. Who may ask for it stands in policies.ts: a test
 * reads the wishes off the schemas that come by here and by `answerForm`, so an action that knows several reads them so.
 * @returns undefined for what the schema does not know.
 */
export function readWish<Schema extends z.ZodType>(form: FormData, schema: Schema): z.output<Schema> | undefined {
  return schema.safeParse(Object.fromEntries(form)).data;
}

/** By name: the server process has a class of its own for a body past its bound. */
const isTooLarge = (error: unknown) => error instanceof Error && error.name === "BodyTooLarge";

/**
 * The fields as answerForm's schemas know them: a plain name, one value each. Conform reads a name as a path, so
 * `a[20000000]` would be an array of that length and `__intent__` a command.
 * @throws a 400 answer for more fields than any such form has.
 */
function plainFields(form: FormData): FormData {
  const fields = new FormData();
  let count = 0;
  for (const [name, value] of form) {
    if (++count > MOST_FIELDS) throw new Response(null, { status: 400 });
    if (/^[A-Za-z][\w-]{0,40}$/.test(name)) fields.set(name, value);
  }
  return fields;
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
  const submission = parseWithZod(plainFields(form ?? (await readForm(request))), { schema });
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
