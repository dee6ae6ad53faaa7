import { AsyncLocalStorage } from "node:async_hooks";
import http from "node:http";
import type { KyselyPlugin } from "kysely";
import type { Db } from "~/platform/database.server.ts";

/** A process that ends before its next step once it has done as many as it may. */
class Life {
  dead = false;
  /** Resolves at its end. */
  readonly end: Promise<void>;
  #ended = () => {};
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
    this.end = new Promise((resolve) => (this.#ended = resolve));
  }

  /** @throws Error when it is over, as it is from then on: nobody cleans up after a killed process. */
  step() {
    if (!this.dead && this.#left-- > 0) return;
    this.dead = true;
    this.#ended();
    throw new Error("This process was killed.");
  }
}

const lives = new AsyncLocalStorage<Life>();

// Stripe's SDK calls `request` on this very object, so that tests may stand in between.
const request = http.request.bind(http);
http.request = ((...given: Parameters<typeof http.request>) => {
  lives.getStore()?.step();
  return request(...given);
}) as typeof http.request;

const plugin: KyselyPlugin = {
  transformQuery({ node }) {
    lives.getStore()?.step();
    return node;
  },
  transformResult: ({ result }) => Promise.resolve(result),
};

/** The database as a process sees it that may be killed: inside `killAfter` each statement is a step. */
export const mortal = (db: Db): Db => db.withPlugin(plugin);

/**
 * Runs `work` as a process that is killed before its step `steps + 1`: a step is a statement to the database given by
 * `mortal`, or a request to Stripe. A transaction under way is rolled back, as the server does for a lost connection.
 * @returns whether it came to its end before that. @throws what `work` throws while it lives.
 */
export async function killAfter(steps: number, work: () => Promise<unknown>): Promise<boolean> {
  const life = new Life(steps);
  const done = lives.run(life, async () => {
    try {
      await work();
    } catch (error) {
      if (!life.dead) throw error;
    }
    return !life.dead;
  });
  return Promise.race([done, life.end.then(() => false)]);
}
