import { DAY, later, now } from "~/platform/clock.ts";
import type { Db } from "~/platform/database.server.ts";
import type { AccountId } from "~/platform/ids.ts";
import {
  saveCredential,
  saveExperience,
  savePlace,
  saveTools,
  saveVisibility,
  saveWork,
} from "~/profiles/edit-profile.server.ts";

/** The profile of the demo's seeker, who lives in Toledo, at Michigan's border, and wrote it part by part. */
export async function seedProfile(db: Db, accountId: AccountId): Promise<void> {
  let seen = 0;
  const by = () => ({ accountId, seen: seen++ });
  const expiresOn = later(now(), 400 * DAY)
    .toISOString()
    .slice(0, 10);
  await saveCredential(db, by(), { code: "cpc", apprentice: false, number: "01438826", expiresOn });
  await saveCredential(db, by(), { code: "coc", apprentice: false, number: "01438826", expiresOn });
  await saveExperience(db, by(), { countedIn: "setting", code: "outpatient-facility", years: 4 });
  await saveExperience(db, by(), { countedIn: "setting", code: "ed-facility", years: 2 });
  await saveExperience(db, by(), { countedIn: "specialty", code: "cardiology", years: 1 });
  await savePlace(db, by(), { homeState: "oh", commutes: ["mi"], moves: [] });
  await saveTools(db, by(), { ehr: ["epic", "meditech"], encoder: ["solventum-360"] });
  const choices = { function: ["coder", "auditor"], mode: ["remote", "hybrid"], type: ["full-time"] };
  await saveWork(db, by(), { ...choices, pay: { minCents: 3_000, unit: "hour" } });
  await saveVisibility(db, by(), "applied");
}
