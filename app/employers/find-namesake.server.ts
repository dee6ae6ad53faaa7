import type { Db, Trx } from "~/platform/database.server.ts";
import { DomainError } from "~/platform/domain-error.ts";
import { foldName } from "./employer.ts";
import { listPublicNamesakes } from "./employer.queries.server.ts";

/** The employer that the public knows by this name, however it is spelt. */
export async function findNamesake(db: Db | Trx, name: string): Promise<{ name: string; slug: string } | undefined> {
  const folded = foldName(name);
  // Letters and digits only, so nothing in it is a wildcard.
  const [firstWord = ""] = folded.split(" ");
  if (!firstWord) return undefined;
  return (await listPublicNamesakes(db, firstWord)).find((other) => foldName(other.name) === folded);
}

/** @throws DomainError `conflict` (field `name`) when the public knows another employer by this name. */
export async function requireFreeName(db: Db | Trx, name: string): Promise<void> {
  const other = await findNamesake(db, name);
  if (other)
    throw new DomainError(
      "conflict",
      `${other.name} is here already. If you belong to it, claim it; if yours is another one, add what tells the two apart, such as its city.`,
      "name",
    );
}
