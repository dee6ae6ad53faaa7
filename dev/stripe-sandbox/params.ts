import type Stripe from "stripe";
import { z } from "zod";
import { invalidParameter, type StripeApiError } from "./errors.ts";
import type { FormGroup } from "./form.ts";

/** Text of at most `max` characters. */
export const text = (max = 5_000) => z.string().max(max);
/** A whole number in [least, most]. */
export const integer = (least = 0, most = 99_999_999_999) =>
  z
    .string()
    .regex(/^-?\d{1,15}$/, "integer")
    .transform(Number)
    .pipe(z.number().min(least).max(most));
/** A number with a fraction, such as a percentage. */
export const decimal = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,12}(\.\d{1,12})?$/, "decimal")
    .transform(Number)
    .pipe(z.number().min(least).max(most));
/** `true` or `false`. */
export const truth = z.enum(["true", "false"]).transform((value) => value === "true");
/** A value or, as an empty text, its removal (the SDK sends null as an empty text). */
export const emptyable = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => null), schema]);
/** A three-letter currency in lower case, as Stripe stores it. */
export const currency = z
  .string()
  .regex(/^[a-zA-Z]{3}$/, "currency")
  .transform((value) => value.toLowerCase());
/** An absolute address of a page. */
export const url = z
  .string()
  .max(5_000)
  .regex(/^https?:\/\/[^\s]+$/, "url");
/** At most 50 pairs of 40 and 500 characters (https://docs.stripe.com/api/metadata). An empty value removes a key. */
export const metadata = z.union([
  z.literal("").transform(() => null),
  z.record(z.string().max(40), z.string().max(500)).refine((pairs) => Object.keys(pairs).length <= 50, "metadata"),
]);
export type MetadataParam = z.output<typeof metadata>;

/** A time in seconds, or a range of them. */
const range = z.union([
  integer().transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer().optional(),
    gte: integer().optional(),
    lt: integer().optional(),
    lte: integer().optional(),
  }),
]);
const expand = { expand: z.array(text(200)).max(20).optional() };
const paging = {
  limit: integer(1, 100).optional(),
  starting_after: text(255).optional(),
  ending_before: text(255).optional(),
};
/** The parameters of every list: page and `created`. */
export const listing = { ...paging, created: range.optional() };
export interface Listing {
  limit?: number;
  starting_after?: string;
  ending_before?: string;
  created?: { gt?: number; gte?: number; lt?: number; lte?: number };
}
/** The parameters of a page of things that have no date of their own (line items). */
export const page = paging;

/**
 * The parameters of one call. `P` is the SDK's type of them: a name that the SDK does not declare does not compile,
 * and at run time any other name is refused as Stripe refuses it.
 */
export function paramsOf<P>() {
  return <S extends Record<string, z.ZodType>>(shape: S & Record<Exclude<keyof S, keyof P>, never>) =>
    z.strictObject({ ...(shape as S), ...expand });
}
/** The parameters of a call that takes none but `expand`. */
export const noParams = paramsOf<Stripe.CustomerRetrieveParams>()({});

/**
 * Reads a decoded form by a schema.
 * @throws StripeApiError 400 with `parameter_unknown`, `parameter_missing` or `parameter_invalid_…` and the parameter's name.
 */
export function readParams<T extends z.ZodType>(schema: T, raw: FormGroup): z.output<T> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw issue ? refusal(issue, raw) : invalidParameter("Invalid parameters.");
}

/** `a[b][0]`, as Stripe names a nested parameter. */
const nameOf = (path: PropertyKey[]) =>
  path.map((part, depth) => (depth ? `[${String(part)}]` : String(part))).join("");

function refusal(issue: z.core.$ZodIssue, raw: FormGroup): StripeApiError {
  if (issue.code === "unrecognized_keys") {
    const param = nameOf([...issue.path, issue.keys[0] ?? ""]).slice(0, 200);
    return invalidParameter(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param });
  }
  const param = nameOf(issue.path);
  const value = valueAt(raw, issue.path);
  if (value === undefined)
    return invalidParameter(`Missing required param: ${param}.`, { code: "parameter_missing", param });
  if (value === "") {
    return invalidParameter(`You passed an empty string for '${param}'.`, { code: "parameter_invalid_empty", param });
  }
  if (issue.code === "invalid_union") {
    const inner = issue.errors.flat().find((one) => one.code === "unrecognized_keys" || one.path.length > 0);
    if (inner) return refusal({ ...inner, path: [...issue.path, ...inner.path] }, raw);
  }
  const shown = typeof value === "string" ? value.slice(0, 50) : "group";
  if (issue.message === "integer")
    return invalidParameter(`Invalid integer: ${shown}`, { code: "parameter_invalid_integer", param });
  if (issue.message === "url") return invalidParameter("Not a valid URL", { code: "url_invalid", param });
  return invalidParameter(`Invalid ${param}: ${shown}`, { param });
}

function valueAt(raw: FormGroup, path: PropertyKey[]): unknown {
  let value: unknown = raw;
  for (const part of path) value = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  return value;
}

/** What an object's metadata becomes: given pairs are merged, an empty value removes its key, null removes all. */
export function mergeMetadata(
  before: Record<string, string>,
  given: MetadataParam | undefined,
): Record<string, string> {
  if (given === undefined) return before;
  if (given === null) return {};
  return Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== ""));
}
