import { Resolver } from "node:dns/promises";
import { DomainError } from "./domain-error.ts";
import { env } from "./env.server.ts";

/** Milliseconds for one question to one server, and how often it is asked. */
const PATIENCE = { timeout: 2_000, tries: 2 };
/** The most records that are looked at. */
const MOST = 50;

/**
 * The TXT records of a name, each in one piece; none when there is no such name or record. Asks `DNS_SERVER`, or the
 * machine's own servers, for some seconds at most.
 * @throws DomainError `unavailable` when no server gives an answer either way.
 */
export async function resolveTxt(name: string): Promise<string[]> {
  const resolver = new Resolver(PATIENCE);
  const { DNS_SERVER } = env();
  if (DNS_SERVER) resolver.setServers([DNS_SERVER]);
  try {
    const records = await resolver.resolveTxt(name);
    return records.slice(0, MOST).map((parts) => parts.join(""));
  } catch (error) {
    if (["ENOTFOUND", "ENODATA"].includes((error as { code?: string }).code ?? "")) return [];
    throw new DomainError("unavailable", "The name servers did not answer. Try again in some minutes.");
  }
}
