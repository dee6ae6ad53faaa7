/** A process of its own: holds 100,000 alerts, matches jobs of the board with all of them, and sends how long it took. */
import { setTimeout as sleep } from "node:timers/promises";
import { random } from "#db/seeds/content/random.ts";
import { AlertIndex } from "~/alerts/alert-index.server.ts";
import { alertCriteria } from "~/alerts/alert.ts";
import { now } from "~/platform/clock.ts";
import { openDatabase } from "~/platform/database.server.ts";
import type { PlaceAnswer } from "~/platform/geocoder/place-answer.ts";
import { resolvePlace } from "~/platform/geocoder/resolve-place.server.ts";
import { newId } from "~/platform/ids.ts";
import { facetCodes, facetNames } from "~/search/facets.ts";
import { findUncounted } from "~/search/find-jobs.server.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { readDocuments, readLiveIds } from "~/search/read-feed.server.ts";
import { answerTask, reportProgress } from "./answer-task.ts";
import { timingOf, type Timing } from "./stats.ts";
import { clinicalTerm } from "./tail-words.ts";

export type AlertTask = { databaseUrl: string; rounds: number };
export type AlertFigures = {
  alerts: number;
  /** From the searches' parameters to the index of all alerts. */
  buildMs: number;
  bytesAnAlert: number;
  match: Timing;
  /** How many alerts a job matched, on average. */
  matched: number;
  /** The same job searched for by each alert's own search, one after another; from a sample of them. */
  oneByOneMs: number;
};

const ALERTS = 100_000;
const SAMPLE = 2_000;
const WARM_UP = 20;

/** Words that people search for: common ones, codes, phrases; every third search has a word of its own. */
const words = (
  "medical coding;coder;inpatient;outpatient;remote coder;risk adjustment;HCC;auditor;CDI;ED coder;pro fee;surgery;" +
  '"medical record";"risk adjustment" -manager;ICD-10-PCS;cardiology;billing;denials;epic;auditing -remote'
).split(";");
const places = (
  "New York, NY;Los Angeles, CA;Chicago, IL;Houston, TX;Phoenix, AZ;Columbus, OH;Toledo, OH;Austin, TX;Denver, CO;" +
  "Atlanta, GA;Nashville, TN;Tampa, FL;Duluth, MN;Boise, ID;Richmond, VA;78701;Ohio;remote"
).split(";");

/** The parameters of a search as people have them: two or three choices, some words, some a place. */
function* searches(): Generator<URLSearchParams> {
  const chance = random("what people want to hear of");
  for (let made = 0; made < ALERTS; made++) {
    const params = new URLSearchParams();
    const kind = chance.int(0, 9);
    if (kind < 4) params.set("q", chance.pick(words));
    else if (kind < 7) params.set("q", `${clinicalTerm(chance.int(0, 9_999))} ${chance.pick(words)}`);
    if (chance.int(0, 3) === 0) {
      params.set("place", chance.pick(places));
      params.set("radius", String(chance.pick([10, 25, 50, 100])));
    } else if (chance.int(0, 1) === 0) params.append("state", chance.pick(facetCodes("state")));
    for (let facets = chance.int(0, 2); facets > 0; facets--) {
      const facet = chance.pick(facetNames);
      for (let codes = chance.int(1, 3); codes > 0; codes--) params.append(facet, chance.pick(facetCodes(facet)));
    }
    if (chance.int(0, 2) === 0) params.set("pay_min", String(chance.int(20, 60)));
    yield params;
  }
}

answerTask<AlertTask, AlertFigures>(async ({ databaseUrl, rounds }) => {
  const db = openDatabase(databaseUrl, { connections: 2 });
  const jobs = await readDocuments(db, await readLiveIds(db, "", rounds));
  await db.destroy();
  const before = await heldBytes();
  const index = new AlertIndex();
  const all = [...searches()];
  const known = new Map<string, PlaceAnswer>();
  const resolve = (text: string) => {
    let place = known.get(text);
    if (!place) known.set(text, (place = resolvePlace(text, "search")));
    return place;
  };
  const began = performance.now();
  const read = (params: URLSearchParams) => {
    const { criteria } = alertCriteria(params);
    return { criteria, place: criteria.place ? resolve(criteria.place) : null };
  };
  for (const params of all) index.put({ id: newId<"alert">(), ...read(params), since: 0 });
  const buildMs = performance.now() - began;
  const bytesAnAlert = ((await heldBytes()) - before) / ALERTS;

  const at = now().getTime();
  const samples: number[] = [];
  let matched = 0;
  for (let round = -WARM_UP; round < jobs.length; round++) {
    const job = jobs[Math.abs(round) % jobs.length]!;
    const start = performance.now();
    const found = index.match(job, at);
    const took = performance.now() - start;
    if (round < 0) continue;
    samples.push(took);
    matched += found.length;
    reportProgress(round / jobs.length);
  }

  const live = new LiveIndex();
  live.put({ ...jobs[0]!, listedUntil: at + 1e9 });
  const sample = all.slice(0, SAMPLE).map(read);
  const searched = performance.now();
  for (const { criteria, place } of sample) findUncounted(live, criteria, place, 1, at);
  const oneByOneMs = ((performance.now() - searched) / SAMPLE) * ALERTS;
  return {
    ...{ alerts: ALERTS, buildMs, bytesAnAlert, oneByOneMs },
    match: timingOf(samples),
    matched: matched / jobs.length,
  };
});

/** What is still in use after two collections. */
async function heldBytes(): Promise<number> {
  for (let turn = 0; turn < 2; turn++) {
    globalThis.gc?.();
    await sleep(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
