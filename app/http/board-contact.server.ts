import { env } from "~/platform/env.server.ts";

/** The address at which people reach those who run the board: that of MAIL_FROM, without its name. */
export function boardContact(): string {
  const { MAIL_FROM } = env();
  return /<([^<>\s]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM.trim();
}
