import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { arbitraryStanding } from "#tests/profiles/arbitrary-profile.ts";
import { anAccount } from "#tests/support/accounts.ts";
import {
  candidateFacets,
  everybody,
  facetOptions,
  filterFields,
  parseCandidateFilter,
  parseCursor,
  type CandidateFilter,
} from "~/candidates/candidate-filter.ts";
import { findCandidates, today } from "~/candidates/find-candidates.server.ts";
import { findOwnDemands } from "~/candidates/own-jobs.server.ts";
import { insertMember } from "~/employers/member.queries.server.ts";
import { DAY, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, CandidateId } from "~/platform/ids.ts";
import { transact } from "~/platform/transaction.server.ts";
import { qualify } from "~/profiles/qualify.ts";
import { aSearcher, type Searcher } from "./candidates.ts";
import { fits, mayBeFound, type NaivePerson } from "./naive-search.ts";

const few = (values: readonly string[], maxLength = 2) => fc.uniqueArray(fc.constantFrom(...values), { maxLength });
const states = ["oh", "ky", "ca"];
const ehrs = ["epic", "meditech"];

const arbitraryPerson: fc.Arbitrary<NaivePerson> = fc.record({
  profile: fc
    .record({
      standing: arbitraryStanding,
      choices: fc.record({
        ehr: few(ehrs),
        encoder: few(["codify", "trucode"]),
        function: few(["coder", "auditor"]),
        mode: few(["remote", "hybrid"]),
        type: few(["full-time", "prn"]),
      }),
      pay: fc.option(
        fc
          .record({ minCents: fc.constantFrom(2_500, 3_000, 3_001), unit: fc.constant("hour" as const) })
          .map((pay) => (pay.minCents === 3_000 ? { minCents: 6_240_000, unit: "year" as const } : pay)),
      ),
      ago: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ standing, choices, pay, ago }) => ({
      ...standing,
      // A table holds each once.
      credentials: [...new Map(standing.credentials.map((held) => [held.code, held])).values()],
      experience: [...new Map(standing.experience.map((row) => [`${row.countedIn} ${row.code}`, row])).values()],
      ...{ choices, pay, updatedAt: later(now(), -ago * DAY) },
    })),
  visibility: fc.constantFrom("verified", "verified", "verified", "verified", "hidden", "applied"),
  suspended: fc.integer({ max: 9, min: 0 }).map((one) => one === 0),
  confirmed: fc.integer({ max: 9, min: 0 }).map((one) => one !== 0),
  blocks: fc.integer({ max: 7, min: 0 }).map((one) => one === 0),
  belongs: fc.integer({ max: 9, min: 0 }).map((one) => one === 0),
});

const arbitraryFilter: fc.Arbitrary<CandidateFilter> = fc.record({
  facets: fc.record({
    credential: few(["cpc", "cpc-a", "coc", "coc-a", "ccs", "crc"]),
    setting: fc.oneof(fc.constant([]), few(["ed-facility", "inpatient-facility"])),
    specialty: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(["emergency"]) }),
    home: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(states) }),
    state: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(states) }),
    ehr: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(ehrs) }),
    encoder: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(["codify"]) }),
    function: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(["coder"]) }),
    mode: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(["remote"]) }),
    type: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(["prn"]) }),
  }),
  years: fc.option(fc.integer({ min: 1, max: 3 })),
  pay: fc.option(fc.constantFrom(2_499, 2_500, 3_000)),
  job: fc.constant(null),
  near: fc.constant(false),
});

async function write(person: NaivePerson, { employerId }: Searcher): Promise<AccountId> {
  const { profile } = person;
  const account_id = await anAccount({ confirmed: person.confirmed });
  const db = database();
  const at = profile.updatedAt;
  await db
    .insertInto("profile")
    .values({
      ...{ account_id, version: 1, home_state: profile.homeState, practicode: profile.practicode ? 1 : 0 },
      ...{ moves_anywhere: profile.moves === "anywhere" ? 1 : 0, visibility: person.visibility },
      ...{ pay_min_cents: profile.pay?.minCents ?? null, pay_unit: profile.pay?.unit ?? null },
      ...{ created_at: at, updated_at: at },
    })
    .execute();
  for (const { code, apprentice, expiresOn } of profile.credentials)
    await db
      .insertInto("profile_credential")
      .values({
        ...{ account_id, code, apprentice: apprentice ? 1 : 0, number: "01438826" },
        ...{ expires_on: expiresOn, created_at: at },
      })
      .execute();
  const rows = {
    profile_experience: profile.experience.map(({ countedIn, code, years }) => ({
      ...{ account_id, counted_in: countedIn, code, years },
    })),
    profile_state: [
      ...profile.commutes.map((state) => ({ account_id, kind: "commute" as const, state })),
      ...(profile.moves === "anywhere" ? [] : profile.moves).map((state) => ({
        ...{ account_id, kind: "move" as const, state },
      })),
    ],
    profile_choice: (["ehr", "encoder", "function", "mode", "type"] as const).flatMap((facet) =>
      profile.choices[facet].map((code) => ({ account_id, facet, code })),
    ),
  };
  if (rows.profile_experience.length)
    await db.insertInto("profile_experience").values(rows.profile_experience).execute();
  if (rows.profile_state.length) await db.insertInto("profile_state").values(rows.profile_state).execute();
  if (rows.profile_choice.length) await db.insertInto("profile_choice").values(rows.profile_choice).execute();
  if (person.suspended)
    await db.updateTable("account").set({ suspended_at: at }).where("id", "=", account_id).execute();
  if (person.blocks)
    await db.insertInto("profile_block").values({ account_id, employer_id: employerId, created_at: at }).execute();
  if (person.belongs)
    await transact(db, (trx) => insertMember(trx, { employerId, accountId: account_id, role: "recruiter" }));
  return account_id;
}

describe("candidate search", () => {
  const people = new Map<AccountId, NaivePerson>();
  let searcher: Searcher;
  beforeAll(async () => {
    // Nobody else's.
    await database().deleteFrom("profile_block").execute();
    await database().updateTable("profile").set({ visibility: "hidden" }).execute();
    searcher = await aSearcher();
    for (const person of fc.sample(arbitraryPerson, { numRuns: 120, seed: 7 }))
      people.set(await write(person, searcher), person);
  }, 60_000);

  /** Every page of a search, as the accounts in their order. */
  async function walk(filter: CandidateFilter) {
    const found: CandidateId[] = [];
    let page = (await findCandidates(database(), searcher.employerId, filter))!;
    const first = page;
    for (;;) {
      found.push(...page.cards.map(({ id }) => id));
      if (!page.next) break;
      // Nothing but whom the page shows: neither when they changed their profile nor a place to ask for it by.
      expect(page.next.slice(2)).toBe(page.cards.at(-1)!.id);
      page = (await findCandidates(database(), searcher.employerId, filter, parseCursor(page.next)))!;
    }
    const sights = await database().selectFrom("candidate_sight").select(["id", "account_id"]).execute();
    const accounts = new Map(sights.map((row) => [row.id, row.account_id]));
    return { first, found: found.map((id) => accounts.get(id)!) };
  }

  const scan = (filter: CandidateFilter) =>
    [...people].filter(([, person]) => mayBeFound(person) && fits(person, filter, today()));
  const newestFirst = ([a, one]: [AccountId, NaivePerson], [b, other]: [AccountId, NaivePerson]) =>
    other.profile.updatedAt.getTime() - one.profile.updatedAt.getTime() || (a < b ? 1 : -1);

  it("finds, pages and counts as a plain scan of all profiles with their visibility and blocks does", async () => {
    expect(scan(everybody).length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(arbitraryFilter, async (filter) => {
        const expected = scan(filter).sort(newestFirst);
        const { first, found } = await walk(filter);
        expect(found).toEqual(expected.map(([id]) => id));
        expect(first.total).toBe(expected.length);
        for (const facet of candidateFacets)
          for (const { code } of facetOptions[facet]) {
            const chosen = { ...filter, facets: { ...filter.facets, [facet]: [code] } };
            expect(first.counts![facet][code] ?? 0, `${facet}=${code}`).toBe(scan(chosen).length);
          }
      }),
      { numRuns: 40, examples: [[everybody]] },
    );
  }, 120_000);

  it("for a job shows whom qualify calls qualified, the best first, and on request who lacks one thing", async () => {
    const { demands } = (await findOwnDemands(database(), searcher.employerId, searcher.jobId))!;
    const outcome = (person: NaivePerson) => qualify(person.profile, demands, today()).outcome;
    const [plain, near] = [false, true].map((near) => ({ ...everybody, job: searcher.jobId, near }));
    const wanted = scan(everybody).filter(([, one]) => ["qualified", "not-stated"].includes(outcome(one)));
    const lacking = scan(everybody).filter(([, one]) => outcome(one) === "one-missing");
    const ids = (some: [AccountId, NaivePerson][]) => some.map(([id]) => id).sort();
    const { first, found } = await walk(plain!);
    expect([...found].sort()).toEqual(ids(wanted));
    expect(first.cards.every(({ fit }) => fit!.clauses.length > 0)).toBe(true);
    const all = (await walk(near!)).found;
    expect([...all].sort()).toEqual(ids([...wanted, ...lacking]));
    const ranks = all.map((id) => ["qualified", "not-stated", "one-missing"].indexOf(outcome(people.get(id)!)));
    expect(ranks).toEqual([...ranks].sort());
  });

  it("knows no other organization's job", async () => {
    const other = await aSearcher();
    expect(await findCandidates(database(), searcher.employerId, { ...everybody, job: other.jobId })).toBeUndefined();
  });
});

describe("an address of candidate search", () => {
  it("says a filter and is read back as it", () => {
    fc.assert(
      fc.property(arbitraryFilter, (filter) => {
        const read = parseCandidateFilter(new URLSearchParams(filterFields(filter)));
        const sorted = ({ facets, ...rest }: CandidateFilter) => ({
          ...rest,
          ...Object.fromEntries(candidateFacets.map((facet) => [facet, [...facets[facet]].sort()])),
        });
        expect(sorted(read)).toEqual(sorted(filter));
      }),
    );
  });

  it("that is hostile asks for nothing, and never throws", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...candidateFacets, "years", "pay", "job", "near", "after"), fc.string())),
        (fields) => {
          const filter = parseCandidateFilter(new URLSearchParams(fields));
          for (const facet of candidateFacets)
            expect(filter.facets[facet].every((code) => facetOptions[facet].some((one) => one.code === code))).toBe(
              true,
            );
          parseCursor(new URLSearchParams(fields).get("after"));
        },
      ),
    );
    const hostile = new URLSearchParams("credential=' or 1=1 --&home=%00&years=1e9&pay=Infinity&job=../x&near=1");
    expect(parseCandidateFilter(hostile)).toEqual(everybody);
  });
});
