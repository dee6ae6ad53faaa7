import type { ClockRow } from "./rows.ts";
import type { Tx } from "./store.ts";

type Reader = Pick<Tx, "get">;

function rowOf(tx: Reader): ClockRow {
  return tx.get("clock", "clock") ?? { id: "clock", created: 0, ahead: 0 };
}

/** The sandbox's time in seconds since 1970: real time and what it was advanced by. */
export function nowOf(tx: Reader) {
  return Math.floor(Date.now() / 1000) + rowOf(tx).ahead;
}

/** How many seconds the sandbox is ahead of real time. */
export function secondsAhead(tx: Reader) {
  return rowOf(tx).ahead;
}

/** Sets the clock ahead by `seconds` more. */
export function setAhead(tx: Tx, seconds: number) {
  const row = rowOf(tx);
  tx.put("clock", { ...row, ahead: row.ahead + seconds });
}
