import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { arbitraryDemands, arbitraryStanding } from "#tests/profiles/arbitrary-profile.ts";
import { anAccount, requestAs } from "#tests/support/accounts.ts";
import { aLiveJob, anEmployer } from "#tests/support/application-factories.ts";
import { contextFrom } from "#tests/support/ask-route.ts";
import { suspendAccount } from "~/accounts/suspend-account.server.ts";
import { system } from "~/audit/record-audit.server.ts";
import type { JobCardData } from "~/jobs/components/job-card-props.ts";
import { unpackCards } from "~/jobs/components/packed-jobs.ts";
import { demandsOf, type DemandingContent } from "~/jobs/job-demands.ts";
import type { ExperienceRow } from "~/jobs/job-content.ts";
import type { Job } from "~/jobs/job.ts";
import { lockJob } from "~/jobs/job.queries.server.ts";
import { moveJob } from "~/jobs/move-job.server.ts";
import { DAY, freezeClock, later, now } from "~/platform/clock.ts";
import { database } from "~/platform/database.server.ts";
import type { AccountId, EmployerId, JobId } from "~/platform/ids.ts";
import { jobChanged, transact } from "~/platform/transaction.server.ts";
import {
  removeCredential,
  saveCredential,
  saveExperience,
  savePlace,
  savePracticode,
  saveVisibility,
} from "~/profiles/edit-profile.server.ts";
import { fitWords } from "~/profiles/fit-words.ts";
import { outcomes } from "~/profiles/outcome.ts";
import { standingOf } from "~/profiles/profile.ts";
import { qualify } from "~/profiles/qualify.ts";
import { showProfile } from "~/profiles/show-profile.server.ts";
import type { Standing } from "~/profiles/standing.ts";
import { loader as employerLoader } from "~/routes/jobs/employer.tsx";
import { loader as jobLoader } from "~/routes/jobs/job.tsx";
import { loader as searchLoader } from "~/routes/jobs/search.tsx";
import { loader as apiLoader } from "~/routes/machine/api-jobs.ts";
import { loader as homeLoader } from "~/routes/pages/home.tsx";
import { loader as profileLoader } from "~/routes/profiles/profile.tsx";
import { jobSearch } from "~/search/job-search.server.ts";
import { cardTexts } from "~/ui/card-text.ts";
import { markup } from "~/ui/markup.ts";
import { settings, specialties } from "~/vocabulary/work.ts";

const JOBS = 40;
const PEOPLE = 8;
const SEED = 20_261_122;

type Written = { jobId: JobId; slug: string; content: DemandingContent; origin: Job["origin"] };

let employerId: EmployerId;
let employerSlug: string;
const jobs: Written[] = [];
const people: { accountId: AccountId; standing: Standing }[] = [];

const today = () => now().toISOString().slice(0, 10);
const db = database;

/** Content whose demands are about those drawn; what is stated nowhere comes from an import. */
const content = arbitraryDemands.map(({ groups, experience, places, ...said }) => ({
  ...said,
  origin: groups && experience ? ("employer" as const) : ("import" as const),
  credentialGroups: (groups ?? []).map((group) => ({ ...group, codes: [...group.codes] })),
  experience: (experience ?? []).flatMap(({ years, countedIn, code }): ExperienceRow[] => {
    if (countedIn === "setting") return settings.has(code) ? [{ years, countedIn, code }] : [];
    return specialties.has(code) ? [{ years, countedIn, code }] : [];
  }),
  // As they are read back.
  states: [...said.states].sort(),
  locations: places.map((state, index) => ({
    label: `Site ${index}`,
    city: null,
    state,
    zip: null,
    latitude: null,
    longitude: null,
  })),
}));

/** Somebody whose profile says about what was drawn: each credential and each field once, and a person's own state. */
async function aPerson({ credentials, practicode, experience, ...place }: Standing) {
  const accountId = await anAccount();
  const by = { accountId, seen: 0 };
  const next = () => ({ ...by, seen: by.seen++ });
  for (const [at, { code, apprentice }] of credentials.entries())
    if (credentials.findIndex((other) => other.code === code) === at) {
      const expiresOn = [null, later(now(), -DAY), now(), later(now(), 99 * DAY)][at % 4];
      const day = expiresOn?.toISOString().slice(0, 10) ?? null;
      await saveCredential(db(), next(), { code, apprentice, number: null, expiresOn: day });
    }
  await savePracticode(db(), next(), practicode);
  for (const row of experience) if (row.years > 0) await saveExperience(db(), next(), row);
  await savePlace(db(), next(), place);
  return { accountId, standing: standingOf(await showProfile(db(), accountId)) };
}

beforeAll(async () => {
  ({ employerId } = await anEmployer("Fennimore Coding"));
  employerSlug = (await db().selectFrom("employer").select("slug").where("id", "=", employerId).executeTakeFirst())!
    .slug;
  for (const { origin, ...drawn } of fc.sample(content, { numRuns: JOBS, seed: SEED }))
    jobs.push({ ...(await aLiveJob(employerId, { ...drawn, origin })), content: drawn, origin });
  for (const drawn of fc.sample(arbitraryStanding, { numRuns: PEOPLE, seed: SEED })) people.push(await aPerson(drawn));
  await jobSearch().catchUp();
}, 120_000);
afterAll(() => jobSearch().stop());
afterEach(() => freezeClock());

const context = contextFrom("192.0.2.1");
type Who = AccountId | null;
const request = (who: Who, path: string) =>
  who ? requestAs(who, path) : new Request(new URL(path, "http://localhost:3000"));
const headersOf = (init: ResponseInit | null) => new Headers(init?.headers);

async function search(who: Who, query = "") {
  const answer = await searchLoader({ request: await request(who, `/jobs${query}`), params: {}, context });
  return { ...answer.data, cards: [...unpackCards(answer.data.cards)!], headers: headersOf(answer.init) };
}
async function everyPage(who: Who, query: string) {
  const first = await search(who, query);
  const cards = [...first.cards];
  for (let next = first.next; next !== null;) {
    const page = await search(who, `${query}&after=${next}`);
    cards.push(...page.cards);
    next = page.next;
  }
  return { ...first, cards };
}
async function showJob(who: Who, slug: string) {
  const answer = await jobLoader({ request: await request(who, `/jobs/${slug}`), params: { slug }, context });
  return { ...answer.data, headers: headersOf(answer.init) };
}

const answerFor = ({ content, origin }: Written, standing: Standing) =>
  qualify(standing, demandsOf(content, origin), today());
const jobOf = ({ to }: JobCardData) => jobs.find(({ slug }) => to === `/jobs/${slug}`)!;
const wordsOn = (card: JobCardData) => cardTexts([card])[0]!.text;

describe("a card, to somebody with a profile", () => {
  it("says what qualify says of its job, on every page of the search, and shows what they hold", async () => {
    const met = new Set<string>();
    for (const { accountId, standing } of people) {
      const { cards, total, outcomes: counts } = await everyPage(accountId, "?sort=newest");
      expect(cards).toHaveLength(JOBS);
      expect(total).toBe(JOBS);
      for (const card of cards) {
        const answer = answerFor(jobOf(card), standing);
        const said = fitWords(answer);
        expect(card.fit).toEqual(said);
        expect(wordsOn(card)).toContain(markup`<span>${said.words}</span>`.text);
        expect(wordsOn(card).includes("(you hold it)")).toBe(
          card.groups.some(({ codes }) => codes.some(({ own }) => own)),
        );
        met.add(answer.outcome);
      }
      for (const outcome of outcomes)
        expect(counts![outcome]).toBe(jobs.filter((job) => answerFor(job, standing).outcome === outcome).length);
    }
    expect([...met].sort()).toEqual([...outcomes].sort());
  });

  it("says it in the lists beside a job, on its employer's page and on the front page", async () => {
    const { accountId, standing } = people[0]!;
    const lists = await Promise.all([
      showJob(accountId, jobs[0]!.slug).then(({ similar }) => similar),
      employerLoader({
        request: await request(accountId, `/employers/${employerSlug}`),
        params: { slug: employerSlug },
        context,
      }).then(({ data }) => data.cards),
      homeLoader({ request: await request(accountId, "/"), params: {}, context }).then(({ data }) => data.cards),
    ]);
    for (const list of lists) {
      const cards = unpackCards(list)!;
      expect(cards.length).toBeGreaterThan(0);
      for (const card of cards) expect(card.fit).toEqual(fitWords(answerFor(jobOf(card), standing)));
    }
  });
});

describe("the search for somebody with a profile", () => {
  it("finds exactly the jobs of the outcomes asked for, and orders by them", async () => {
    for (const { accountId, standing } of people.slice(0, 4)) {
      const outcomeOf = (card: JobCardData) => answerFor(jobOf(card), standing).outcome;
      for (const outcome of outcomes) {
        const { cards, total, outcomes: counts } = await everyPage(accountId, `?fit=${outcome}`);
        expect(cards.map(outcomeOf)).toEqual(cards.map(() => outcome));
        expect([cards.length, total]).toEqual([counts![outcome], counts![outcome]]);
      }
      const { cards } = await everyPage(accountId, "?sort=fit");
      const ranks = cards.map((card) => outcomes.indexOf(outcomeOf(card)));
      expect(ranks).toEqual([...ranks].sort());
      expect(ranks).toHaveLength(JOBS);
    }
  });

  it("follows the profile at once and the day on which a credential ends, and says what to leave out", async () => {
    const { slug } = await aLiveJob(employerId, {
      title: "Coder of one group",
      credentialGroups: [{ how: "any", level: "required", codes: ["ccs"], inLieu: null }],
      apprentice: "no",
      stateReach: "all",
    });
    await jobSearch().catchUp();
    const accountId = await anAccount();
    const said = async () => {
      const { cards } = await search(accountId, "?q=%22coder+of+one+group%22");
      const { fit } = await showJob(accountId, slug);
      expect(cards[0]!.fit).toEqual(fit?.verdict);
      return fit?.verdict.words;
    };
    expect(await said()).toBeUndefined();
    await savePlace(db(), { accountId, seen: 0 }, { homeState: "oh", commutes: [], moves: [] });
    expect(await said()).toBe("One thing missing: CCS");
    const expiresOn = later(now(), DAY).toISOString().slice(0, 10);
    await saveCredential(db(), { accountId, seen: 1 }, { code: "ccs", apprentice: false, number: null, expiresOn });
    expect(await said()).toBe("Qualified");
    const others = await search(accountId, "?q=%22coder+of+one+group%22&fit=not-eligible");
    expect(others.total).toBe(0);
    expect(others.droppable).toContainEqual({ choice: "fit", count: 1 });
    freezeClock(later(now(), DAY));
    expect(await said()).toBe("Qualified");
    freezeClock(later(now(), DAY));
    expect(await said()).toBe("One thing missing: CCS");
    freezeClock();
    await removeCredential(db(), { accountId, seen: 2 }, "ccs");
    expect(await said()).toBe("One thing missing: CCS");
  });

  it("is nobody else's, and no data of it is stored anywhere", async () => {
    const [one, other] = people;
    for (const wholePage of [true, false]) {
      const ask = async ({ accountId }: { accountId: AccountId }) =>
        searchLoader({ request: await requestAs(accountId, "/jobs"), params: {}, context: { ...context, wholePage } });
      const answers = await Promise.all([ask(one!), ask(other!), ask(one!)]);
      for (const { init } of answers) {
        expect(headersOf(init).get("Cache-Control")).toBe(wholePage ? "private, no-cache" : "private, no-store");
        expect(headersOf(init).get("Vary")).toBe("Cookie");
      }
      const fits = answers.map(({ data }) => unpackCards(data.cards)!.map(({ fit }) => fit));
      expect(fits[0]).toEqual(fits[2]);
      expect(fits[0]).not.toEqual(fits[1]);
    }
  });
});

describe("the page of a job, to somebody with a profile", () => {
  it("has the reason of every clause, and the parts of the profile that would change the answer", async () => {
    const parts = { credentials: "credentials", apprentices: "credentials", states: "place", experience: "experience" };
    for (const { accountId, standing } of people.slice(0, 3))
      for (const job of jobs) {
        const answer = answerFor(job, standing);
        const { fit } = await showJob(accountId, job.slug);
        expect(fit!.verdict).toEqual(fitWords(answer));
        expect(fit!.clauses).toEqual(answer.clauses.map(({ gaps: _, ...clause }) => clause));
        for (const { topic, judgement } of answer.clauses)
          if (judgement === "missing" || judgement === "barred") expect(fit!.change).toContain(parts[topic]);
        if (answer.clauses.every(({ judgement }) => judgement === "met")) expect(fit!.change).toEqual([]);
      }
  });

  it("says nothing of it of a job that is gone", async () => {
    const { jobId, slug } = await aLiveJob(employerId);
    const { accountId } = people[0]!;
    expect((await showJob(accountId, slug)).fit).toBeDefined();
    await transact(db(), async (trx) => {
      await moveJob(trx, (await lockJob(trx, jobId))!, { to: "suspended", actor: system, action: "job.suspend" });
      jobChanged(trx, jobId);
    });
    await jobSearch().catchUp();
    expect((await showJob(accountId, slug)).fit).toBeUndefined();
  });
});

describe("to who has nothing that a job could be held against", () => {
  const withoutProfile = async (kind: string): Promise<Who> => {
    const accountId = await anAccount();
    if (kind === "a chosen visibility alone") await saveVisibility(db(), { accountId, seen: 0 }, "verified");
    if (kind === "a suspended account") {
      await savePlace(db(), { accountId, seen: 0 }, { homeState: "oh", commutes: [], moves: [] });
      expect((await search(accountId)).note).toBeNull();
    }
    return accountId;
  };

  it.each(["no profile", "a chosen visibility alone"])("there is %s: a hint, and nothing else", async (kind) => {
    const accountId = await withoutProfile(kind);
    const [own, guests] = [await search(accountId), await search(null)];
    expect(own.note).toEqual(guests.note);
    expect(own.note).toMatchObject({ to: "/profile", words: expect.stringContaining("With a profile") });
    for (const { cards, outcomes: counts } of [own, guests]) {
      expect(counts).toBeUndefined();
      for (const card of cards) expect(card).not.toHaveProperty("fit");
    }
    expect((await showJob(accountId, jobs[0]!.slug)).fit).toBeUndefined();
  });

  it("a shared search that goes by a profile says so, shows every job, and leads to one", async () => {
    const accountId = await withoutProfile("no profile");
    const every = (await search(null)).total;
    for (const query of ["?fit=qualified", "?sort=fit", "?fit=qualified&fit=one-missing&mode=remote&sort=fit"]) {
      const [own, guests] = [await search(accountId, query), await search(null, query)];
      expect(own.note).toMatchObject({ title: expect.any(String), to: "/profile" });
      expect(guests.note).toMatchObject({
        title: expect.any(String),
        to: expect.stringMatching(/^\/sign-in\?returnTo=%2Fjobs%3F/),
      });
      const returnTo = new URL(guests.note!.to, "http://localhost").searchParams.get("returnTo")!;
      expect([...new URL(returnTo, "http://localhost").searchParams].sort()).toEqual(
        [...new URLSearchParams(query)].sort(),
      );
      for (const { total, ignored, canonical } of [own, guests]) {
        if (!query.includes("mode")) expect(total).toBe(every);
        expect(ignored).toEqual([]);
        expect(canonical).not.toMatch(/fit/);
      }
    }
  });

  it("a suspended account is a guest at once", async () => {
    const accountId = await withoutProfile("a suspended account");
    const signedIn = await requestAs(accountId!, "/jobs?fit=qualified");
    const adminId = await anAccount({ staffRole: "admin" });
    await suspendAccount(db(), { accountId: accountId!, code: "fraud", reason: "Asked people for money.", adminId });
    const { data, init } = await searchLoader({ request: signedIn, params: {}, context });
    const guests = await search(null, "?fit=qualified");
    expect({ ...data, cards: unpackCards(data.cards) }).toEqual({ ...guests, headers: undefined });
    expect(headersOf(init).get("Vary")).toBeNull();
  });
});

describe("for machines", () => {
  it("the API knows no visitor, whoever asks it", async () => {
    const [own, nobody] = await Promise.all(
      [people[0]!.accountId, null].map(async (who) => {
        const path = "/api/v1/jobs?fit=qualified&sort=fit";
        const answer = await apiLoader({ request: await request(who, path), params: {}, context });
        return (await answer.json()) as { total: number; ignored: string[] };
      }),
    );
    expect(own).toEqual(nobody);
    expect(own!.ignored).toEqual(["fit=qualified", "sort=fit"]);
    expect(JSON.stringify(own)).not.toMatch(/outcome/);
  });

  it("a job's markup is the same for everybody", async () => {
    const { slug } = jobs.find(({ origin }) => origin === "employer")!;
    const [own, guests] = [await showJob(people[0]!.accountId, slug), await showJob(null, slug)];
    expect(own.posting).toBeDefined();
    expect(own.posting).toEqual(guests.posting);
  });
});

describe("the page of a profile", () => {
  it("says how many jobs there are of each outcome", async () => {
    const { accountId } = people[0]!;
    const { fits } = await profileLoader({ request: await requestAs(accountId, "/profile"), params: {}, context });
    expect(fits).toEqual((await search(accountId)).outcomes);
    const nobody = await anAccount();
    const empty = await profileLoader({ request: await requestAs(nobody, "/profile"), params: {}, context });
    expect(empty.fits).toBeUndefined();
  });
});
