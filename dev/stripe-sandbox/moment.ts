import type { RequestRef } from "./rows.ts";
import type { Tx } from "./store.ts";

/** One step of the sandbox: a transaction, its time, and the API request behind it (null: a browser or the clock). */
export interface Moment {
  tx: Tx;
  /** Seconds since 1970 by the sandbox's clock. */
  now: number;
  request: RequestRef | null;
}

/** What only reads. */
export type Reader = Pick<Tx, "get" | "list">;

/** Something that happens by itself at a time. */
export interface Due {
  at: number;
  run: (moment: Moment) => void;
}
