import { beforeAll, expect, test } from "vitest";
import { linesOf, policies } from "~/http/policies.ts";
import { banEmployer } from "~/moderation/sanctions/ban-employer.server.ts";
import { database } from "~/platform/database.server.ts";
import { newId } from "~/platform/ids.ts";
import { ofJobs } from "./asks/of-jobs.ts";
import { ofOrganizations } from "./asks/of-organizations.ts";
import { outcome, pathOf, readRoute } from "./manifest.ts";
import { earlier, REASON } from "./moderated.ts";
import { shares } from "./shares.ts";
import { everything, nameOf, requestFor, type Ask } from "./walk.ts";
import { aWorld, type World } from "./world.ts";

/** What members do at their desk; the pages about the ban itself, and about a job's, are walked with the others. */
const ABOUT_IT = ["employer/banned.tsx", "employer/appeal-job.tsx"];
const lines = [...shares["of jobs"], ...shares["of organizations"]]
  .filter(({ name }) => !ABOUT_IT.includes(name))
  .flatMap(({ name, pattern }) =>
    linesOf(policies[name] ?? {})
      .filter(({ who }) => who === "members" || who === "owners")
      .map((line) => ({ name, pattern, line, what: nameOf(line) })),
  );

const asks = new Map<string, Ask>();
let world: World;
beforeAll(async () => {
  world = await aWorld();
  for (const { name, what } of lines) {
    await database().deleteFrom("rate_limit").execute();
    const make = { ...ofOrganizations, ...ofJobs }[name]?.[what];
    asks.set(`${name} ${what}`, make ? await make(world, "owner") : {});
  }
  await world.gather();
  const { employerId } = world;
  await banEmployer(database(), { employerId, moderatorId: await earlier(), reason: REASON, code: "scam" });
}, 120_000);

test.each(lines)(
  "an owner of a banned employer does nothing at $name: $what",
  async ({ name, pattern, line, what }) => {
    const ask = asks.get(`${name} ${what}`)!;
    const ids: Record<string, string> = { ...world.ids, ...ask.params };
    const own = `/${pattern.replace(/:(\w+)\??/g, (_, id: string) => ids[id] ?? newId<"nothing">())}`;
    // By an address that names nothing too: it is the query that refuses, whoever leads where.
    const sessions = [await world.cookieOf("owner"), await world.cookieOf("owner")];
    const before = await everything();
    for (const [i, address] of [own, pathOf(pattern)].entries()) {
      const handler = (await readRoute(name))[line.kind]!;
      const { status, location } = await outcome(handler, requestFor(address, line, ask, sessions[i]), pattern, ids);
      if (location === null) expect(status, address).toBe(404);
      else expect(location).toBe(`/banned/${world.employerId}`);
    }
    expect(await everything()).toEqual(before);
  },
);

test("they may sign in, read why, and appeal once", async () => {
  const route = await readRoute("employer/banned.tsx");
  const pattern = "banned/:employerId";
  const ask = async (kind: "loader" | "action") => {
    const fields = { body: "We never asked anybody for money, nor for a laptop." };
    const request = requestFor(`/${pattern}`, { kind, who: "owners" }, { fields }, await world.cookieOf("owner"));
    return outcome(route[kind]!, request, pattern, world.ids);
  };
  const page = await ask("loader");
  expect(page.status).toBe(200);
  expect(JSON.stringify(page.data)).toContain(REASON);
  expect([(await ask("action")).status, (await ask("action")).status]).toEqual([302, 409]);
});
