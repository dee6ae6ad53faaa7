import type Stripe from "stripe";
import { noSuch } from "./errors.ts";
import type { Listing } from "./params.ts";

/**
 * One page of Stripe's form, the newest first.
 * @param rows all rows in the order in which they were made
 * @param serialize makes the object of a row; called only for the page's rows
 * @throws StripeApiError 400 for a cursor that is in no such list.
 */
export function listPage<R extends { id: string; created: number }, O>(
  url: string,
  rows: R[],
  params: Listing,
  serialize: (row: R) => O,
  matches: (row: R) => boolean = () => true,
): Stripe.ApiList<O> {
  const { gt, gte, lt, lte } = params.created ?? {};
  const inRange = (at: number) =>
    (gt ?? -1) < at && (gte ?? 0) <= at && at < (lt ?? Infinity) && at <= (lte ?? Infinity);
  const newestFirst = rows.filter((row) => inRange(row.created) && matches(row)).reverse();
  return cut(url, newestFirst, params, serialize);
}

/** One page of rows that are already in the right order. */
export function cut<R extends { id: string }, O>(
  url: string,
  rows: R[],
  { limit = 10, starting_after, ending_before }: Omit<Listing, "created">,
  serialize: (row: R) => O,
): Stripe.ApiList<O> {
  const after = starting_after === undefined ? 0 : positionOf(rows, starting_after, "starting_after") + 1;
  const before = ending_before === undefined ? rows.length : positionOf(rows, ending_before, "ending_before");
  const between = rows.slice(after, before);
  const page = ending_before === undefined ? between.slice(0, limit) : between.slice(-limit);
  return { object: "list", url, has_more: between.length > page.length, data: page.map(serialize) };
}

function positionOf(rows: { id: string }[], id: string, param: string) {
  const position = rows.findIndex((row) => row.id === id);
  if (position < 0) throw noSuch("object in this list", id, param);
  return position;
}
