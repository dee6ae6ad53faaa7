/**
 * What every process does once before it works: the later domains register their handlers with the earlier ones
 * (ARCHITECTURE.md). Imported by the Remix entry and by the worker.
 */
import "./jobs/register-right-handlers.server.ts";
