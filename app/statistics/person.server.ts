import { isbot } from "isbot";
import { LRUCache } from "lru-cache";

/** Browsers name themselves in far fewer characters. */
const LONGEST_AGENT = 600;

/** A request's headers by their lower-case names, as `node:http` has them. */
export type Telling = { readonly [name: string]: string | string[] | undefined };

/** The user agents of a day are few: each is judged once. */
const judged = new LRUCache<string, boolean>({ max: 2_000 });

/**
 * Whether a request was made by a browser for a person who looks now: not by a robot (as `isbot` knows them, or without
 * a name), not ahead of a click (prefetch, prerender), not for a part of another page. What pretends to be a person is
 * one to us.
 * @param kind of a request for a page the browser says that it is one; a beacon is something else
 */
export function isPerson(headers: Telling, kind: "page" | "beacon"): boolean {
  const agent = headers["user-agent"];
  if (typeof agent !== "string" || agent === "" || agent.length > LONGEST_AGENT) return false;
  const purpose = headers["sec-purpose"] ?? headers.purpose ?? headers["x-moz"];
  if (purpose !== undefined && /prefetch|prerender|preview/.test(String(purpose))) return false;
  if (kind === "page" && (headers["sec-fetch-dest"] ?? "document") !== "document") return false;
  let bot = judged.get(agent);
  if (bot === undefined) judged.set(agent, (bot = isbot(agent)));
  return !bot;
}
