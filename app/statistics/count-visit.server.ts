import { randomBytes } from "node:crypto";
import { hashToken } from "~/accounts/secret-token.server.ts";
import { database } from "~/platform/database.server.ts";
import { env } from "~/platform/env.server.ts";
import type { JobId } from "~/platform/ids.ts";
import { isPerson, type Telling } from "./person.server.ts";
import { sourceOf, type Source } from "./source.ts";
import { VisitBuffer, type VisitKind } from "./visit-buffer.server.ts";
import { writeVisits } from "./write-visits.server.ts";

/** One for the process: the server and its bundle each load this file. */
const processWide = globalThis as typeof globalThis & { careerCenterVisits?: VisitBuffer };

/** The visits of this process that are on their way to the database. */
export function visitBuffer(): VisitBuffer {
  return (processWide.careerCenterVisits ??= new VisitBuffer({
    write: (visits) => writeVisits(database(), visits),
    now: Date.now,
    // The primary gives its processes one in common; it is never written anywhere.
    seed: process.env.VISITOR_SEED ?? randomBytes(32).toString("base64url"),
  }));
}

let ownHost: string | undefined;

/** The request that a visit came with. `url` is its path with the query, `address` the visitor's. */
export type Asked = { headers: Telling; url: string; address: string };

/**
 * Notes a visit in memory, if it is a person's; it is counted some seconds later. Never throws, never waits.
 * @param source where they came from, if the page knows better than the request
 */
export function countVisit(kind: VisitKind, jobId: JobId, { headers, url, address }: Asked, source?: Source): void {
  if (!isPerson(headers, kind === "view" && !source ? "page" : "beacon")) return;
  const buffer = visitBuffer();
  const begun = buffer.begin(kind, jobId, address, String(headers["user-agent"]));
  if (!begun) return;
  const referer = headers.referer?.toString();
  buffer.add({
    ...begun,
    source: source ?? sourceOf({ url, referer, host: (ownHost ??= new URL(env().BASE_URL).host) }),
    session: sessionHash(headers.cookie?.toString()),
  });
}

/** As accounts/sessions names it; the server's own process does without Lucia. */
const session = /(?:^|;)\s*cc_session=([\w-]{1,100})/;

function sessionHash(cookie: string | undefined): string | undefined {
  const id = cookie === undefined ? undefined : session.exec(cookie)?.[1];
  return id && hashToken(id);
}
