import type { Db } from "~/platform/database.server.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import type { AccountId, AlertId } from "~/platform/ids.ts";
import type { JobCriteria } from "~/search/criteria.ts";
import type { Asker } from "~/search/job-search.ts";
import { jobSearch } from "~/search/job-search.server.ts";
import { alertTitle, askedTitle, fromSearchText, type ShownAlert } from "./alert.ts";
import { findAlert, listAlertsOf, type AlertRow } from "./alert.queries.server.ts";
import { findLinked } from "./find-linked.server.ts";

/** A search in words. */
export function titleOf(criteria: JobCriteria): string {
  return alertTitle(criteria, placeOf(criteria));
}

/** The same for whoever may not have asked for it, as `askedTitle`. */
export function askedTitleOf(criteria: JobCriteria): string {
  return askedTitle(criteria, placeOf(criteria));
}

const placeOf = ({ place }: JobCriteria) => (place ? resolvePlace(place, "search") : null);

function shown(row: AlertRow): ShownAlert {
  return {
    id: row.id,
    title: titleOf(fromSearchText(row.search)),
    search: row.search,
    frequency: row.frequency,
    zone: row.zone,
    state: row.state,
    pausedWhy: row.paused_why,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  };
}

/** The alerts of an account, the newest first. */
export async function listAlerts(db: Db, accountId: AccountId): Promise<ShownAlert[]> {
  return (await listAlertsOf(db, { accountId })).map(shown);
}

/** One alert of an account; undefined for another's. */
export async function showAlert(db: Db, accountId: AccountId, id: AlertId): Promise<ShownAlert | undefined> {
  const row = await findAlert(db, id);
  return row?.account_id === accountId ? shown(row) : undefined;
}

/** The alert of a mailed link; undefined for one that does not work. */
export async function showLinked(
  db: Db,
  token: string,
  purpose: "confirm" | "change",
): Promise<ShownAlert | undefined> {
  const row = await findLinked(db, token, purpose);
  return row && shown(row);
}

/** The search of which an alert may be made: in words, and how many jobs it finds now for whose it is. Throws as the search does. */
export async function previewAlert(criteria: JobCriteria, asker?: Asker): Promise<{ title: string; jobs: number }> {
  const { total } = await jobSearch().find(criteria, { limit: 1, asker });
  return { title: titleOf(criteria), jobs: total };
}
