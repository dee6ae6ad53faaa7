import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import { readSettings } from "~/settings/read-settings.server.ts";
import { isSole, obstacle } from "./departure.ts";
import { countSent, listStakes } from "./departure.queries.server.ts";

/** What somebody reads before they delete their account: what stands in the way, what ends, what stays and how long. */
export async function showDeparture(db: Db, id: AccountId) {
  const [stakes, sent, settings] = await Promise.all([listStakes(db, id), countSent(db, id), readSettings(db)]);
  return {
    obstacles: stakes.flatMap((stake) => {
      const words = obstacle(stake);
      return words ? [{ employerId: stake.employerId, name: stake.name, words }] : [];
    }),
    organizations: stakes.map((stake) => ({ name: stake.name, sole: isSole(stake) })),
    applications: sent,
    days: settings["retention.applications"],
  };
}
