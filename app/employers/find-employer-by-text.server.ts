import type { Db } from "~/platform/database.server.ts";
import { findEmployerBySlug } from "./employer.queries.server.ts";
import type { Employer } from "./employer.ts";
import { findNamesake } from "./find-namesake.server.ts";

/** The employer that somebody means by a name, however it is spelt, or by the address of its page. */
export async function findEmployerByText(db: Db, text: string): Promise<Employer | undefined> {
  const [, slug] = /\/employers\/([a-z0-9][a-z0-9-]{0,159})\/?(?:[?#].*)?$/.exec(text.trim()) ?? [];
  const meant = slug ?? (await findNamesake(db, text))?.slug;
  return meant === undefined ? undefined : findEmployerBySlug(db, meant);
}
