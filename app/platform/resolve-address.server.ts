import { Resolver } from "node:dns/promises";
import { env } from "./env.server.ts";

/** Milliseconds for one question to one server, and how often it is asked. */
const PATIENCE = { timeout: 2_000, tries: 2 };
/** The most addresses that are looked at. */
const MOST = 20;

/**
 * The addresses of a name, IPv4 first; none where there is no such name. Asks `DNS_SERVER` or the machine's own servers,
 * never a hosts file.
 * @throws Error when no server gives an answer either way.
 */
export async function resolveAddress(name: string): Promise<string[]> {
  const resolver = new Resolver(PATIENCE);
  const { DNS_SERVER } = env();
  if (DNS_SERVER) resolver.setServers([DNS_SERVER]);
  const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  const found = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  if (found.length > 0) return found.slice(0, MOST);
  for (const answer of answers)
    if (answer.status === "rejected" && !isAbsent(answer.reason))
      throw new Error(`The name servers did not answer for ${name}`, { cause: answer.reason });
  return [];
}

function isAbsent(error: unknown): boolean {
  return ["ENOTFOUND", "ENODATA", "EBADNAME"].includes((error as { code?: string } | null)?.code ?? "");
}
