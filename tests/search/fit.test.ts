import fc from "fast-check";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { arbitraryStanding } from "#tests/profiles/arbitrary-profile.ts";
import { freezeClock } from "~/platform/clock.ts";
import { outcomes } from "~/profiles/outcome.ts";
import { qualify, tally, rankOf } from "~/profiles/qualify.ts";
import { cutDemands } from "~/profiles/demand-parts.ts";
import { judgeCredentials } from "~/profiles/judge-credentials.ts";
import { judgeExperience } from "~/profiles/judge-experience.ts";
import { judgeStates } from "~/profiles/judge-states.ts";
import { arbitraryDemands, TODAY } from "#tests/profiles/arbitrary-profile.ts";
import { anyJob, withAfter, type JobCriteria } from "~/search/criteria.ts";
import { findJobs } from "~/search/find-jobs.server.ts";
import type { JobDocument } from "~/search/job-document.ts";
import type { Asker, FoundJob } from "~/search/job-search.ts";
import { LiveIndex } from "~/search/live-index.server.ts";
import { SnapshotReader, writeSnapshot } from "~/search/snapshot-file.server.ts";
import { criteria, document, jobId, JOBS, NOON } from "./arbitrary-search.ts";
import { makeDocument } from "./make-document.ts";
import { scanJobs } from "./scan-jobs.ts";

const DAY_OF_NOON = "2026-06-15";

let folder: string;
beforeAll(async () => (folder = await mkdtemp(path.join(tmpdir(), "fit-"))));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => freezeClock());

async function savedAndRestored(index: LiveIndex): Promise<LiveIndex> {
  const file = path.join(folder, "snapshot");
  await writeSnapshot(file, async (to) => {
    await index.save(to);
    await to.end(null);
  });
  return (await SnapshotReader.open(file, (reader) => LiveIndex.restore(reader)))!;
}

function readPages(index: LiveIndex, asked: JobCriteria, asker: Asker) {
  const items: FoundJob[] = [];
  const first = findJobs(index, asked, null, 7, NOON, asker);
  let page = first;
  for (;;) {
    items.push(...page.items);
    if (page.next === null) return { first, items };
    page = findJobs(index, withAfter(asked, page.next), null, 7, NOON, asker);
  }
}

/** Expects what the index finds for an asker to be what `qualify` says of every job in turn. */
function holdAgainstQualify(index: LiveIndex, jobs: readonly JobDocument[], asked: JobCriteria, asker: Asker): void {
  const outcomeOf = new Map(
    jobs.map((job) => [job.id as string, qualify(asker.standing, job.demands, DAY_OF_NOON).outcome]),
  );
  const first = asked.sort === "fit";
  const rank = (id: string) => outcomes.indexOf(outcomeOf.get(id)!);
  const wanted = jobs.filter(({ id }) => asked.fit.length === 0 || asked.fit.includes(outcomeOf.get(id)!));
  const expected = scanJobs(wanted, first ? { ...asked, sort: "match" } : asked, null, NOON);
  const ids = first ? [...expected.ids].sort((one, other) => rank(one) - rank(other)) : expected.ids;
  const { first: page, items } = readPages(index, asked, asker);
  expect(items.map(({ id }) => id)).toEqual(ids);
  expect(items.map(({ outcome }) => outcome)).toEqual(ids.map((id) => outcomeOf.get(id)));
  expect(page.total).toBe(ids.length);
  expect(page.facets).toEqual(expected.facets);
  const all = scanJobs(jobs, asked, null, NOON).ids;
  for (const outcome of outcomes)
    expect(page.outcomes![outcome]).toBe(all.filter((id) => outcomeOf.get(id) === outcome).length);
}

const change = fc.oneof(
  { weight: 8, arbitrary: document.map((put) => ({ put })) },
  { weight: 1, arbitrary: fc.nat(JOBS - 1).map((remove) => ({ remove })) },
);
const query = fc.record({
  criteria: criteria.map(({ criteria }) => ({
    ...criteria,
    place: "",
    radius: null,
    sort: criteria.sort === "distance" ? ("match" as const) : criteria.sort,
  })),
  fit: fc.subarray([...outcomes]),
  first: fc.boolean(),
});

describe("the index, asked which jobs somebody qualifies for", () => {
  it(
    "finds and orders them as qualify says of each, through changes, for several people, and after a restart",
    () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(arbitraryStanding, { minLength: 1, maxLength: 3 }),
          fc.array(fc.tuple(fc.array(change, { maxLength: 50 }), query), { minLength: 2, maxLength: 4 }),
          fc.boolean(),
          async (people, turns, restarts) => {
            freezeClock(new Date(NOON));
            let index = new LiveIndex();
            const jobs = new Map<string, JobDocument>();
            for (const [changes, { criteria, fit, first }] of turns) {
              for (const one of changes)
                if ("put" in one) {
                  index.put(one.put);
                  jobs.set(one.put.id, one.put);
                } else {
                  index.remove(jobId(one.remove));
                  jobs.delete(jobId(one.remove));
                }
              if (restarts) index = await savedAndRestored(index);
              for (const [at, standing] of people.entries())
                holdAgainstQualify(
                  index,
                  [...jobs.values()],
                  { ...criteria, fit, sort: first ? "fit" : criteria.sort },
                  { key: String(at), standing },
                );
            }
          },
        ),
        { numRuns: 25 },
      ),
    120_000,
  );

  it("says nothing of outcomes where nobody asks", () => {
    const index = new LiveIndex();
    index.put(makeDocument({ listedUntil: Date.now() + 1e9 }));
    const found = findJobs(index, anyJob(), null, 5, Date.now());
    expect(found).not.toHaveProperty("outcomes");
    expect(found.items[0]).not.toHaveProperty("outcome");
  });

  it("takes a changed profile for another asker, and another day for another answer", () => {
    freezeClock(new Date(NOON));
    const index = new LiveIndex();
    const demands = {
      ...makeDocument().demands,
      groups: [{ how: "any" as const, level: "required" as const, codes: ["cpc"], inLieu: null }],
    };
    index.put(makeDocument({ demands, listedUntil: NOON + 9 * 86_400_000 }));
    const standing = { credentials: [], practicode: false, experience: [], homeState: "oh", commutes: [], moves: [] };
    const held = { ...standing, credentials: [{ code: "cpc", apprentice: false, expiresOn: DAY_OF_NOON }] };
    const outcomeAt = (key: string, who: typeof standing | typeof held, at: number) =>
      findJobs(index, { ...anyJob(), sort: "fit" }, null, 5, at, { key, standing: who }).items[0]!.outcome;
    expect(outcomeAt("1", standing, NOON)).toBe("one-missing");
    expect(outcomeAt("2", held, NOON)).toBe("qualified");
    expect(outcomeAt("2", held, NOON + 86_400_000)).toBe("one-missing");
  });
});

describe("the parts of a job's demands", () => {
  it("come to the outcome of the whole", () => {
    fc.assert(
      fc.property(arbitraryStanding, arbitraryDemands, (person, demands) => {
        const { credentials, states, experience } = cutDemands(demands);
        const rank = rankOf(
          tally(judgeCredentials(person, credentials, TODAY)),
          tally([judgeStates(person, states)]),
          tally(judgeExperience(person, experience)),
        );
        expect(outcomes[rank]).toBe(qualify(person, demands, TODAY).outcome);
      }),
      { numRuns: 1_000 },
    );
  });
});
