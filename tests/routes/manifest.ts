/** The routes of the board as the tests walk them. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { newId } from "~/platform/ids.ts";
import routes from "~/routes.ts";
import { answerTo, type Handler } from "#tests/support/ask-route.ts";

export const folder = fileURLToPath(new URL("../../app/routes", import.meta.url));
export type Exported = { loader?: Handler; action?: Handler };

export const modules = (routes as RouteConfigEntry[]).map(({ file, path: pattern = "" }) => ({
  name: file.replace(/^routes\//, ""),
  pattern,
}));

/** A path of the route, with ids that name nothing. */
export const pathOf = (pattern: string) =>
  `/${pattern.replace(/:\w+\??/g, () => newId<"nothing">()).replace("*", "nowhere")}`;
const paramsOf = (pattern: string, ids: Record<string, string> = {}) =>
  Object.fromEntries(
    [...pattern.matchAll(/:(\w+)/g)].map((match) => [match[1]!, ids[match[1]!] ?? (newId<"nothing">() as string)]),
  );

/** What a loader or action answers, whose params are `ids` or name nothing. */
export const outcome = (handler: Handler, request: Request, pattern: string, ids?: Record<string, string>) =>
  answerTo(handler, request, paramsOf(pattern, ids));

/** What a route module exports. */
export const readRoute = (name: string) => import(path.join(folder, name)) as Promise<Exported>;
