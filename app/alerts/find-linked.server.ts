import { hashToken } from "~/accounts/secret-token.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import type { Db, Trx } from "~/platform/database.server.ts";
import { CONFIRM_DAYS, LINK_DAYS } from "./alert.ts";
import { findAlertByLink, type AlertRow } from "./alert.queries.server.ts";

/** The alert of a mailed link; undefined for one that is forged, used or too old. */
export async function findLinked(
  db: Db | Trx,
  token: string,
  purpose: "confirm" | "change",
): Promise<AlertRow | undefined> {
  if (token.length === 0 || token.length > 200) return undefined;
  const days = purpose === "confirm" ? CONFIRM_DAYS : LINK_DAYS;
  return findAlertByLink(db, hashToken(token), purpose, later(now(), -days * DAY));
}
