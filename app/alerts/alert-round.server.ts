import { SECOND } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import { log } from "~/platform/log.server.ts";
import { AlertMatcher, enqueueDueAlerts } from "./match-jobs.server.ts";

/** After a failure, so that what goes wrong again and again neither floods the log nor keeps tasks waiting. */
const RETRY = 5 * SECOND;

/** The worker's share of the alerts: `turn` matches what is new and has due mails sent. Never throws. */
export class AlertRounds {
  private readonly matcher: AlertMatcher;
  private nextSending = 0;
  private rest = 0;

  constructor(private readonly db: () => Db) {
    this.matcher = new AlertMatcher(db);
  }

  /** @returns whether there was something to do. */
  async turn(): Promise<boolean> {
    if (performance.now() < this.rest) return false;
    try {
      const changes = await this.matcher.step();
      if (changes === 0 && performance.now() < this.nextSending) return false;
      this.nextSending = performance.now() + SECOND;
      return (await enqueueDueAlerts(this.db())) + changes > 0;
    } catch (error) {
      this.rest = performance.now() + RETRY;
      log.error({ error: error instanceof Error ? error.message : "unknown" }, "the alerts could not be matched");
      return false;
    }
  }
}
