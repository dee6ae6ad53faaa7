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

type Candidate = {
  credentials: [code: string, apprentice?: boolean][];
  years: [countedIn: "setting" | "specialty", code: string, years: number][];
  home: string;
  moves?: "anywhere" | string[];
  ehr: string[];
  encoder: string[];
  function: string;
  mode: string[];
  pay: number;
};

/** People whom verified employers may find, of different trades and lengths of it. */
export const candidates: readonly Candidate[] = [
  {
    ...{ credentials: [["ccs"], ["rhit"]], home: "oh", ehr: ["epic"], encoder: ["solventum-360"] },
    ...{ function: "coder", mode: ["remote", "hybrid"], pay: 3_400 },
    years: [["setting", "inpatient-facility", 7]],
  },
  {
    ...{ credentials: [["cpc", true]], home: "oh", moves: ["ky", "in"], ehr: ["athenahealth"], encoder: ["codify"] },
    ...{ function: "coder", mode: ["remote-after-training", "on-site"], pay: 2_000 },
    years: [["setting", "professional-fee", 1]],
  },
  {
    ...{ credentials: [["cpc"], ["cedc"]], home: "pa", ehr: ["meditech", "epic"], encoder: ["trucode"] },
    ...{ function: "coder", mode: ["remote"], pay: 2_900 },
    years: [
      ["setting", "ed-facility", 5],
      ["setting", "ed-professional", 2],
    ],
  },
  {
    ...{ credentials: [["crc"], ["cpc"]], home: "tx", ehr: ["eclinicalworks"], encoder: ["encoderpro"] },
    ...{ function: "risk-adjustment", mode: ["remote"], pay: 3_100 },
    years: [["setting", "payer", 4]],
  },
  {
    ...{ credentials: [["cpma"], ["cpc"]], home: "mi", moves: "anywhere", ehr: ["oracle-health"], encoder: ["codify"] },
    ...{ function: "auditor", mode: ["remote", "hybrid"], pay: 3_900 },
    years: [
      ["setting", "outpatient-facility", 9],
      ["specialty", "cardiology", 4],
    ],
  },
];

/** One of `candidates`, who opted in. */
export async function seedCandidate(db: Db, accountId: AccountId, candidate: Candidate): Promise<void> {
  let seen = 0;
  const by = () => ({ accountId, seen: seen++ });
  for (const [code, apprentice = false] of candidate.credentials)
    await saveCredential(db, by(), { code, apprentice, number: null, expiresOn: null });
  for (const [countedIn, code, years] of candidate.years) await saveExperience(db, by(), { countedIn, code, years });
  await savePlace(db, by(), { homeState: candidate.home, commutes: [], moves: candidate.moves ?? [] });
  await saveTools(db, by(), { ehr: candidate.ehr, encoder: candidate.encoder });
  const choices = { function: [candidate.function], mode: candidate.mode, type: ["full-time"] };
  await saveWork(db, by(), { ...choices, pay: { minCents: candidate.pay, unit: "hour" } });
  await saveVisibility(db, by(), "verified");
}
