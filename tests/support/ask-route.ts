import type { AppLoadContext } from "@remix-run/node";
import type { AccountId } from "~/platform/ids.ts";
import { requestAs } from "./accounts.ts";

/** What the web process tells a route of a request from an address. */
export const contextFrom = (clientAddress: string): AppLoadContext => ({
  clientAddress,
  requestId: "test",
  nonce: "test",
});

/** A route's loader or action. */
export type Handler = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => unknown;

/** What a handler answers to a person: its status, where it leads, and its data. With `fields` they are posted. */
export async function ask(
  handler: Handler,
  accountId: AccountId,
  path: string,
  params: Record<string, string>,
  fields?: Record<string, string>,
) {
  const init = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  return answerTo(handler, await requestAs(accountId, path, init), params);
}

/** The same of a request of the test's own, by whoever it is from at an address. */
export async function answerTo(
  handler: Handler,
  request: Request,
  params: Record<string, string>,
  clientAddress = "198.51.100.7",
) {
  const context = contextFrom(clientAddress);
  const answer: unknown = await Promise.resolve()
    .then(() => handler({ request, params, context }))
    .catch((thrown: unknown) => thrown);
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response)
    return { status: answer.status, location: answer.headers.get("Location"), data: undefined };
  const { data, init: more } = (answer ?? {}) as { data?: unknown; init?: { status?: number } | null };
  return { status: more?.status ?? 200, location: null, data: (data ?? answer) as Record<string, unknown> };
}
