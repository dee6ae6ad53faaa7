import pino from "pino";

/** One JSON line an entry on standard output. Bodies, addresses of people and secrets are never given to it. */
export const log = pino({
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  level: process.env.LOG_LEVEL || "info",
});
