/** The routes of the board as the tests walk them. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { RouteConfigEntry } from "@remix-run/route-config";
import { takeFlash } from "~/http/cookies.server.ts";
import { linesOf, outcomeFor, policies, type Line } from "~/http/policies.ts";
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

/** What a loader or action answers, whose params are `ids` or name nothing, and what the page after it warns of. */
export async function outcome(handler: Handler, request: Request, pattern: string, ids?: Record<string, string>) {
  let cookies: string[] = [];
  const keep = (answer: unknown) => {
    if (answer instanceof Response) cookies = answer.headers.getSetCookie();
    return answer;
  };
  const watched: Handler = async (args) => {
    try {
      return keep(await handler(args));
    } catch (thrown) {
      throw keep(thrown);
    }
  };
  const answer = await answerTo(watched, request, paramsOf(pattern, ids));
  const Cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
  const taken = Cookie ? await takeFlash(new Request(request.url, { headers: { Cookie } })) : undefined;
  return { ...answer, warning: taken?.flash.kind === "warn" ? taken.flash.text : undefined };
}

/** Whether a line is for staff alone. */
export const isStaffs = ({ who }: Line) =>
  (["seeker", "owner"] as const).every((role) => outcomeFor(who, role) === "nothing");

/** The loaders and actions that are for staff alone. */
export const ofStaff = modules.flatMap(({ name, pattern }) =>
  (["loader", "action"] as const)
    .filter((kind) => {
      const lines = linesOf(policies[name] ?? {}).filter((line) => line.kind === kind);
      return lines.length > 0 && lines.every(isStaffs);
    })
    .map((kind) => ({ name, pattern, kind })),
);

/** What a route module exports. */
export const readRoute = (name: string) => import(path.join(folder, name)) as Promise<Exported>;
