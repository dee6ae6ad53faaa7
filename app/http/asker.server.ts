import { database } from "~/platform/database.server.ts";
import { findAsker } from "~/profiles/show-profile.server.ts";
import type { Asker } from "~/search/job-search.ts";
import { readVisitor } from "./guards.server.ts";

/** Who opens a page that is public: `asker` where they are signed in, and their profile says something. */
export type PublicVisitor = { signedIn: boolean; asker?: Asker | undefined };

/** Who asks for a public page, and what jobs are held against for them. Never throws for want of a session. */
export async function readAsker(request: Request): Promise<PublicVisitor> {
  const visitor = await readVisitor(request);
  if (!visitor) return { signedIn: false };
  return { signedIn: true, asker: await findAsker(database(), visitor.account.id) };
}
