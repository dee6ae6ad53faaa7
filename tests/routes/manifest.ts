/** The routes of the board as the tests walk them. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { AppLoadContext } from "@remix-run/node";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { newId } from "~/platform/ids.ts";
import routes from "~/routes.ts";

export const folder = fileURLToPath(new URL("../../app/routes", import.meta.url));
export type Exported = { loader?: Handler; action?: Handler };
type Handler = (args: { request: Request; params: Record<string, string>; context: AppLoadContext }) => unknown;

export const modules = (routes as RouteConfigEntry[]).map(({ file, path: pattern = "" }) => ({
  name: file.replace(/^routes\//, ""),
  pattern,
}));
const context: AppLoadContext = { clientAddress: "198.51.100.1", requestId: "test", nonce: "test" };

/** A path of the route, with ids that name nothing. */
export const pathOf = (pattern: string) =>
  `/${pattern.replace(/:\w+\??/g, () => newId<"nothing">()).replace("*", "nowhere")}`;
const paramsOf = (pattern: string, ids: Record<string, string> = {}) =>
  Object.fromEntries(
    [...pattern.matchAll(/:(\w+)/g)].map((match) => [match[1]!, ids[match[1]!] ?? (newId<"nothing">() as string)]),
  );

/** Calls a loader or action, whose params are `ids` or name nothing, and reads what came of it. */
export async function outcome(
  handler: Handler,
  request: Request,
  pattern: string,
  ids?: Record<string, string>,
): Promise<{ status: number; location: string | null }> {
  const answer = await Promise.resolve(handler({ request, params: paramsOf(pattern, ids), context })).catch(
    (thrown: unknown) => thrown,
  );
  if (answer instanceof Response) return { status: answer.status, location: answer.headers.get("Location") };
  const status = (answer as { init?: { status?: number } | null } | null)?.init?.status;
  if (answer instanceof Error) throw answer;
  return { status: status ?? 200, location: null };
}

/** What a route module exports. */
export const readRoute = (name: string) => import(path.join(folder, name)) as Promise<Exported>;
